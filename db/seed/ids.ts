import { createHash } from 'node:crypto'

/** The tables whose rows carry an id of their own, in the order in which their ids are numbered. */
const TABLES = [
  'team',
  'objective',
  'key_result',
  'process',
  'service',
  'redundancy_group',
  'objective_service',
  'service_dependency',
  'source',
  'sync_run',
  'asset',
  'asset_identifier',
  'asset_claim',
  'asset_relation',
  'source_record',
  'change',
  'metric',
  'external_reference',
  'ticket',
  'effort',
  'alert',
  'survey',
  'survey_response',
  'source_scope',
  'person',
  'membership',
  'ticket_event',
  'slo',
  'change_window',
  'expectation',
  'agreement',
  'agreement_version',
  'allocation',
  'survey_invitation',
  'key_result_check_in',
] as const

export type SeededTable = (typeof TABLES)[number]

/** Hands out the ids of the demo organisation and finds them again by table and key. */
export interface Ids {
  /** A new id; throws when the key was used before in that table. */
  make(table: SeededTable, key: string): string
  /** The id made earlier; throws when there is none, so that a misspelt key never becomes a missing link. */
  of(table: SeededTable, key: string): string
}

/** Well before anybody seeds: an id made by the server afterwards always sorts behind these. */
const EPOCH = Date.UTC(2024, 0, 1)
const ROWS_PER_TABLE = 1_000_000

/**
 * UUIDs in the shape of version 7. The time part is a fixed instant plus a counter per table, the rest a hash
 * of table and key: the same on any day and on any machine, whatever is added to other tables.
 */
export function createIds(): Ids {
  const made = new Map<string, string>()
  const counters = new Map<SeededTable, number>()
  return {
    make(table, key) {
      const name = `${table}/${key}`
      if (made.has(name)) throw new Error(`The demo organisation has two rows ${name}`)
      const counter = counters.get(table) ?? 0
      counters.set(table, counter + 1)
      const id = uuid(EPOCH + TABLES.indexOf(table) * ROWS_PER_TABLE + counter, name)
      made.set(name, id)
      return id
    },
    of(table, key) {
      const id = made.get(`${table}/${key}`)
      if (id === undefined) throw new Error(`The demo organisation has no ${table} '${key}'`)
      return id
    },
  }
}

function uuid(milliseconds: number, name: string): string {
  const time = milliseconds.toString(16).padStart(12, '0')
  const hash = createHash('sha256').update(name).digest('hex')
  const variant = (8 + (Number.parseInt(hash.slice(3, 4), 16) % 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-${variant}${hash.slice(4, 7)}-${hash.slice(7, 19)}`
}
