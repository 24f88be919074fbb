import type { TableName } from '@throughline/db'

/** Where the names of a type are. */
interface Target {
  readonly table: TableName
  readonly column: 'name' | 'title'
}

/** The types that are searched. The large tables among these have an index of trigrams. */
export const TARGETS = {
  Alert: { table: 'alert', column: 'title' },
  Asset: { table: 'asset', column: 'name' },
  Change: { table: 'change', column: 'title' },
  KeyResult: { table: 'key_result', column: 'title' },
  Metric: { table: 'metric', column: 'name' },
  Objective: { table: 'objective', column: 'title' },
  Person: { table: 'person', column: 'name' },
  Process: { table: 'process', column: 'name' },
  RedundancyGroup: { table: 'redundancy_group', column: 'name' },
  Service: { table: 'service', column: 'name' },
  ServiceAccount: { table: 'service_account', column: 'name' },
  Source: { table: 'source', column: 'name' },
  Survey: { table: 'survey', column: 'title' },
  Team: { table: 'team', column: 'name' },
  Ticket: { table: 'ticket', column: 'title' },
} as const satisfies Readonly<Record<string, Target>>

export type Searched = keyof typeof TARGETS

export const SEARCHED = Object.keys(TARGETS) as Searched[]
