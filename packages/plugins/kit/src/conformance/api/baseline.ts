import type { Plugin } from '../../plugin.ts'
import { type NeutralRecord, parseRecord } from '../../records/record.ts'
import type { ApiFixtures } from '../api-fixtures.ts'
import { keyOf, Memory } from './memory.ts'
import { type Run, runInMemory } from './runner.ts'
import { onStage, runBegan, type Stage } from './stage.ts'
import { type State, stateOf, withoutAddress } from './state.ts'

/** What comes of one run that nothing disturbs. */
export interface Baseline {
  readonly memory: Memory
  readonly state: State
  /** In which the system's address is `upstream.test`. */
  readonly records: readonly NeutralRecord[]
  /** How many pages there are, over all streams and scopes. */
  readonly pages: number
  /** How many pages each scope of each stream has. */
  readonly pagesOf: ReadonlyMap<string, number>
  /** How many calls it takes. */
  readonly calls: number
}

/** A plugin with its fixtures, and what an undisturbed run gives: read once, for all checks that compare with it. */
export interface Subject {
  readonly plugin: Plugin
  readonly fixtures: ApiFixtures
  baseline(): Promise<Baseline>
}

export function subjectOf(plugin: Plugin, fixtures: ApiFixtures): Subject {
  let reading: Promise<Baseline> | undefined
  return {
    plugin,
    fixtures,
    baseline() {
      reading ??= undisturbed(plugin, fixtures)
      return reading
    },
  }
}

/** One run on a stage, from the start unless it is given a memory. */
export async function runOn(
  { plugin, fixtures }: Pick<Subject, 'plugin' | 'fixtures'>,
  stage: Stage,
  run: Partial<Omit<Run, 'plugin'>> = {},
): Promise<Memory> {
  const memory = run.memory ?? new Memory()
  await runInMemory({ ctx: stage.context(), until: runBegan(fixtures), ...run, plugin, memory })
  return memory
}

async function undisturbed(plugin: Plugin, fixtures: ApiFixtures): Promise<Baseline> {
  return onStage(plugin, fixtures, async (stage) => {
    const pagesOf = new Map<string, number>()
    let pages = 0
    const memory = await runOn({ plugin, fixtures }, stage, {
      afterPage: (count) => {
        pages = count
      },
      afterListing: (stream, scope, count) => {
        pagesOf.set(withoutAddress(keyOf(stream.name, scope.id), stage), count)
      },
    })
    const records = memory.records.map(({ record }) => JSON.stringify(record))
    return {
      memory,
      state: stateOf(memory, stage),
      records: records.map((record) => parseRecord(JSON.parse(withoutAddress(record, stage)))),
      pages,
      pagesOf,
      calls: stage.upstream.requests.length,
    }
  })
}
