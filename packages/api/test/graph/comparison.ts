import { testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import type { DocumentNode, ExecutionResult } from 'graphql'
import { schema } from '../../src/schema.ts'
import { errorsOf, run } from './execution.ts'
import { loadMemory } from './naive/memory.ts'
import { naiveSchema } from './naive/schema.ts'
import { Choice } from './random/choose.ts'
import { collectCursors } from './random/cursors.ts'
import { fillOrganisation } from './random/organisation.ts'
import { type World, worldOf } from './random/world.ts'

/** Where random decisions begin; another seed tries other organisations and other questions. */
export const SEED = Number(process.env.GRAPH_SEED ?? 20_260_101)

/** One random organisation that is asked in two ways. */
export interface Comparison {
  readonly world: World
  /** The answer to a request; throws with everything needed to repeat it where the two ways differ. */
  compare(
    document: DocumentNode,
    text: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<ExecutionResult>
  close(): Promise<void>
}

/** Makes a random organisation, to be asked through compiled statements and through plain resolvers. */
export async function openComparison(seed: number): Promise<Comparison> {
  const { db, drop } = await testDatabase()
  const [generate] = fc.sample(fc.gen(), { seed, numRuns: 1 })
  if (generate === undefined) throw new Error('fast-check gave no generator')
  await fillOrganisation(db, new Choice(generate))
  const memory = await loadMemory(db)
  const naive = naiveSchema(schema, db, memory)
  return {
    world: worldOf(schema, memory, await collectCursors(schema, db)),
    close: drop,
    async compare(document, text, values) {
      const wanted = shown(await run(naive, db, document, values))
      const answer = await run(schema, db, document, values)
      const got = shown(answer)
      if (wanted === got) return answer
      throw new Error(
        `${text}\nwith ${JSON.stringify(values)}\nmust give ${wanted}\nand gives ${got}\n${messages(answer)}`,
      )
    },
  }
}

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
