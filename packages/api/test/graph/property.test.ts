import fc from 'fast-check'
import {
  type ExecutionResult,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { schema } from '../../src/schema.ts'
import { runs } from '../runs.ts'
import { type Comparison, openComparison, SEED } from './comparison.ts'
import { Choice } from './random/choose.ts'
import { cursorsIn } from './random/cursors.ts'
import { DocumentWriter } from './random/document.ts'
import type { Values } from './random/variables.ts'

/** How many documents are tried in all; each runs six times, with other variables. */
const DOCUMENTS = Number(process.env.GRAPH_DOCUMENTS ?? runs(160, 400))
const ORGANISATIONS = runs(4, 8)

/** What is written and not used harms nobody. */
const RULES = specifiedRules.filter(
  (rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule,
)

const seen = { runs: 0, refused: 0, invalid: 0, objects: 0, paged: 0 }

describe('compiled statements answer as plain resolvers do', () => {
  for (let index = 0; index < ORGANISATIONS; index += 1) {
    test(`in organisation ${index}`, async () => {
      const comparison = await openComparison(SEED + index)
      try {
        await fc.assert(
          fc.asyncProperty(fc.gen(), (source) => askRandomly(comparison, new Choice(source))),
          {
            seed: SEED + index,
            numRuns: Math.ceil(DOCUMENTS / ORGANISATIONS),
            // A failing document is made smaller for a minute at most.
            interruptAfterTimeLimit: Math.max(60_000, DOCUMENTS * 50),
          },
        )
      } finally {
        await comparison.close()
      }
    }, 3_600_000)
  }

  // A comparison says nothing where everything is refused or empty.
  afterAll(() => {
    expect(seen.runs).toBeGreaterThanOrEqual(DOCUMENTS * 6)
    expect(seen.refused / seen.runs).toBeLessThan(0.25)
    expect(seen.invalid / seen.runs).toBeLessThan(0.05)
    expect(seen.objects / seen.runs).toBeGreaterThan(3)
    expect(seen.paged / seen.runs).toBeGreaterThan(0.1)
  })
})

/** One document, with its variables changed in what is bound alone, in one of them, in their shape, and so again. */
async function askRandomly({ world, compare }: Comparison, choice: Choice): Promise<void> {
  const writer = new DocumentWriter(choice, world)
  const text = writer.write()
  const document = parse(text)
  if (validate(schema, document, RULES).length > 0) {
    seen.invalid += 1
    fc.pre(false)
  }
  let values: Values = writer.variables.values
  for (let again = 0; again < 2; again += 1) {
    count(text, await compare(document, text, values))
    const answer = await compare(document, text, writer.variables.similar(values))
    count(text, answer)
    count(text, await compare(document, text, writer.variables.nudged(values)))
    values = writer.variables.changed(values, cursorsIn(answer))
  }
}

function count(text: string, answer: ExecutionResult): void {
  seen.runs += 1
  if (answer.errors !== undefined) seen.refused += 1
  else if (/(after|before): /.test(text)) seen.paged += 1
  seen.objects += JSON.stringify(answer.data ?? null).split('{').length - 1
}
