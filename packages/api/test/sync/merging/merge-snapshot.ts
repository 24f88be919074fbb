import type { Db } from '@throughline/db'
import { sql } from 'kysely'

/** What no merge may leave traces in. */
const TABLES = [
  'asset',
  'asset_claim',
  'asset_identifier',
  'asset_relation',
  'source_record',
  'external_reference',
  'service_dependency',
  'change_asset',
  'metric',
  'metric_sample',
  'pending_record',
] as const

/** Marks of when and how often, and of which run came last. */
const MARKS: ReadonlySet<string> = new Set([
  'created_at',
  'updated_at',
  'version',
  'last_seen_at',
  'first_seen_at',
  'run_id',
  'decided_at',
  'decided_by',
])

export type Snapshot = Readonly<Record<string, readonly string[]>>

/** All that is known of assets, row by row, without marks. */
export async function snapshot(db: Db): Promise<Snapshot> {
  const found: Record<string, readonly string[]> = {}
  for (const table of TABLES) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(table)} t`.execute(db.kysely)
    found[table] = rows.map(({ row }) => plain(row, table)).sort()
  }
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) as row from duplicate_task t where state in ('OPEN', 'DISMISSED')`.execute(db.kysely)
  found.duplicate_task = rows.map(({ row }) => plain(row, 'duplicate_task')).sort()
  return found
}

function plain(row: Record<string, unknown>, table: string): string {
  // What was taken away and made again has an id of its own.
  const without = (column: string) =>
    MARKS.has(column) ||
    (column === 'id' && ['asset_claim', 'asset_identifier', 'external_reference'].includes(table))
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => !without(column))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )
}
