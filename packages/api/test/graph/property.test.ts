import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { type DocumentNode, type ExecutionResult, parse, validate } from 'graphql'
import { afterAll, describe, expect, test } from 'vitest'
import { nodeTypes } from '../../src/graph/node-type.ts'
import { schema } from '../../src/schema.ts'
import { errorsOf, run } from './execution.ts'
import { loadMemory } from './naive/memory.ts'
import { naiveSchema } from './naive/schema.ts'
import { Choice } from './random/choose.ts'
import { collectCursors, cursorsIn } from './random/cursors.ts'
import { DocumentWriter } from './random/document.ts'
import { fillOrganisation } from './random/organisation.ts'
import type { Values } from './random/variables.ts'
import { worldOf } from './random/world.ts'

/** How many documents are tried in all; each runs three times, with other variables. */
const DOCUMENTS = Number(process.env.GRAPH_DOCUMENTS ?? 400)
const SEED = Number(process.env.GRAPH_SEED ?? 20_260_101)
const ORGANISATIONS = 8

describe('compiled statements answer as plain resolvers do', () => {
  const seen = { runs: 0, refused: 0, invalid: 0, rows: 0, pages: 0 }

  for (let index = 0; index < ORGANISATIONS; index += 1) {
    test(`in organisation ${index}`, async () => {
      const database = await testDatabase()
      try {
        await compareOn(database, SEED + index, Math.ceil(DOCUMENTS / ORGANISATIONS))
      } finally {
        await database.drop()
      }
    }, 600_000)
  }

  /** A comparison says nothing where everything is refused or empty. */
  afterAll(() => {
    expect(seen.refused / seen.runs).toBeLessThan(0.4)
    expect(seen.invalid / seen.runs).toBeLessThan(0.1)
    expect(seen.rows).toBeGreaterThan(seen.runs)
    expect(seen.pages).toBeGreaterThan(seen.runs / 10)
  })

  async function compareOn({ db }: TestDatabase, seed: number, documents: number): Promise<void> {
    const [generate] = fc.sample(fc.gen(), { seed, numRuns: 1 })
    if (generate === undefined) throw new Error('fast-check gave no generator')
    await fillOrganisation(db, new Choice(generate))
    const memory = await loadMemory(db)
    const naive = naiveSchema(schema, db, memory)
    const world = worldOf(schema, memory, await collectCursors(schema, db, [...nodeTypes.values()]))

    /** Both answers to one request; throws with everything needed to repeat it where they differ. */
    async function compare(document: DocumentNode, text: string, values: Values): Promise<ExecutionResult> {
      const [expected, answer] = [
        await run(naive, db, document, values),
        await run(schema, db, document, values),
      ]
      const [wanted, got] = [shown(expected), shown(answer)]
      if (wanted !== got) {
        throw new Error(
          `${text}\nwith ${JSON.stringify(values)}\nmust give ${wanted}\nand gives ${got}\n${messages(answer)}`,
        )
      }
      seen.runs += 1
      seen.refused += answer.errors === undefined ? 0 : 1
      seen.rows += wanted.match(/\{/g)?.length ?? 0
      seen.pages += /"(after|before)|\((.*)(after|before): /.test(text) && answer.errors === undefined ? 1 : 0
      return answer
    }

    await fc.assert(
      fc.asyncProperty(fc.gen(), async (source) => {
        const writer = new DocumentWriter(new Choice(source), world)
        const text = writer.write()
        const document = parse(text)
        if (validate(schema, document).length > 0) {
          seen.invalid += 1
          fc.pre(false)
        }
        let values: Values = writer.variables.values
        for (let again = 0; again < 3; again += 1) {
          const answer = await compare(document, text, values)
          values = writer.variables.changed(values, cursorsIn(answer))
        }
      }),
      { seed, numRuns: documents, interruptAfterTimeLimit: 300_000, markInterruptAsFailure: false },
    )
  }
})

/** Where the whole answer is null, GraphQL may leave out the errors of the other fields. */
function shown(result: ExecutionResult): string {
  const errors = errorsOf(result)
  return JSON.stringify(
    { data: result.data, errors: result.data === null ? errors.length > 0 : errors },
    null,
    1,
  )
}

function messages({ errors = [] }: ExecutionResult): string {
  return errors.map((error) => `${error.message} ${error.originalError?.stack ?? ''}`).join('\n')
}
