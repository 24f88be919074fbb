import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, type AuditEntry, recordAudit } from '../../access/audit.ts'
import { anyId, chunked } from '../../graph/sql-arrays.ts'

/** The tables of entities that records become, one entity a record. */
export type EntityTable = 'ticket' | 'change' | 'alert' | 'survey'

/** The entities with links to services and assets. */
export type LinkedTable = Exclude<EntityTable, 'survey'>

/** Who writes, and why, as the audit trail tells it. */
export interface Author {
  readonly auditContext: AuditContext
  readonly reason: string
}

/** A row with the services and assets it is tied to. */
export type Snapshot = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

/** How entities are now, by id; they stay so for everybody else until the transaction ends. */
export async function snapshots(
  db: Kysely<Database>,
  table: EntityTable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Snapshot>> {
  if (ids.length === 0) return new Map()
  const tied = (what: 'service' | 'asset') => sql`
    (select coalesce(jsonb_agg(l.${sql.ref(`${what}_id`)} order by l.${sql.ref(`${what}_id`)}), '[]')
      from ${sql.table(`${table}_${what}`)} l where l.${sql.ref(`${table}_id`)} = e.id) as ${sql.ref(`${what}_ids`)}`
  const links = table === 'survey' ? sql`` : sql`, ${tied('service')}, ${tied('asset')}`
  const { rows } = await sql<Snapshot>`
    select e.*${links} from ${sql.table(table)} e where e.id = ${anyId(ids)}
    order by e.id for no key update of e`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writes into the audit trail what has become of entities, one event for each that is another than before. */
export async function auditDifferences(
  db: Kysely<Database>,
  table: EntityTable,
  author: Author,
  before: ReadonlyMap<string, Snapshot>,
  after: ReadonlyMap<string, Snapshot>,
): Promise<void> {
  const entries = [...after.values()].flatMap((row): AuditEntry[] => {
    const known = before.get(row.id)
    if (known !== undefined && traits(known) === traits(row)) return []
    return [
      {
        action: `${table}.${known === undefined ? 'create' : 'update'}`,
        entityType: `${table.charAt(0).toUpperCase()}${table.slice(1)}`,
        entityId: row.id,
        before: known ?? null,
        after: row,
        reason: author.reason,
      },
    ]
  })
  for (const chunk of chunked(entries, 1000)) await recordAudit(db, author.auditContext, chunk)
}

/** What tells two states of a row apart: its version counts its own columns. */
function traits({ version, service_ids, asset_ids }: Snapshot): string {
  return JSON.stringify([version, service_ids, asset_ids])
}
