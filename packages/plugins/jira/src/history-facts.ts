import { filled, type TicketState } from '@throughline/plugin-kit'
import type { Change } from './client.ts'
import type { JiraConfig } from './config.ts'
import { stateOf } from './meaning.ts'
import { instantOf } from './values.ts'
import type { Category } from './vocabulary.ts'

/** The statuses of an issue, and what the configuration makes of their words. It is stored; map needs nothing else. */
export interface HistoryFacts {
  readonly id: string
  readonly key: string
  readonly events: readonly {
    /** `opened`, else the ID of the entry of the changelog. */
    readonly id: string
    readonly at: string
    readonly status: string
    readonly state: TicketState
  }[]
}

interface Present {
  readonly id: string
  readonly key: string
  readonly created: unknown
  readonly status: unknown
  readonly category: Category
  readonly resolution: unknown
}

const WITHOUT_NAME = 'unknown'

/**
 * What the changes of an issue say of its statuses, earliest first. The first status is what the first change of it left,
 * else the present one. A change may name a status that no longer exists: it is of no category. Pure.
 */
export function historyOf(
  config: JiraConfig,
  issue: Present,
  changes: readonly Change[],
  categories: ReadonlyMap<string, Category>,
): HistoryFacts {
  const entered = changes
    .flatMap(({ id, created, items }) => {
      const at = instantOf(created)
      const status = items.find(({ fieldId, field }) => (fieldId ?? field) === 'status')
      const resolution = items.find(({ fieldId, field }) => (fieldId ?? field) === 'resolution')
      return at === null || status === undefined ? [] : [{ id, at, status, resolution }]
    })
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id))
  const event = (id: string, at: string, status: unknown, category: Category, resolution: unknown) => {
    const name = filled(status, 200) ?? WITHOUT_NAME
    const words = { status: name, category, resolution: filled(resolution, 200) }
    return { id, at, status: name, state: stateOf(config, words) }
  }
  const categoryOf = (id: string | null | undefined) => categories.get(id ?? '') ?? 'undefined'
  const [first] = entered
  const created = instantOf(issue.created)
  const opened =
    first === undefined
      ? event('opened', created ?? '', issue.status, issue.category, issue.resolution)
      : event('opened', created ?? '', first.status.fromString, categoryOf(first.status.from), null)
  return {
    id: issue.id,
    key: issue.key,
    events: [
      ...(created === null ? [] : [opened]),
      ...entered.map(({ id, at, status, resolution }) =>
        event(id, at, status.entered, categoryOf(status.to), resolution?.entered),
      ),
    ],
  }
}
