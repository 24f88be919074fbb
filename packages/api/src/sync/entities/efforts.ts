import type { Database, Row } from '@throughline/db'
import type { EffortRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import type { Author } from './audit-snapshot.ts'
import type { Child, ChildKind } from './child-entities.ts'
import { findOrphans } from './orphans.ts'
import { named } from './reference.ts'

/** Work on tickets as its sources tell of it. */
export const EFFORTS: ChildKind<EffortRecord> = {
  is: (record) => record.type === 'effort',
  column: 'effort_id',
  parent: ({ ticket }) => ({ role: 'TICKET', reference: { externalId: ticket } }),
  others: ({ team }) => named('TEAM', team),
  write: writeEfforts,
  removeOrphanedRelations: async (db, author, ids) =>
    removeEfforts(db, author, await findOrphans(db, 'effort_id', ids)),
}

type Effort = Row<'effort'>

async function writeEfforts(
  db: Kysely<Database>,
  author: Author,
  children: readonly Child<EffortRecord>[],
): Promise<string[]> {
  if (children.length === 0) return []
  const { rows: ids } = await sql<{ id: string }>`
    select coalesce(given.id, uuid_v7()) as id
    from unnest(${children.map(({ entityId }) => entityId ?? null)}::uuid[]) with ordinality as given (id, place)
    order by given.place`.execute(db)
  const before = await efforts(
    db,
    children.flatMap(({ entityId }) => entityId ?? []),
  )
  const after = await db
    .insertInto('effort')
    .values(
      children.map(({ record, parentId, teamId }, index) => ({
        id: ids[index]?.id ?? '',
        ticket_id: parentId,
        minutes: record.minutes,
        performed_at: record.performedAt,
        person: record.person ?? null,
        team_id: teamId,
        comment: record.comment ?? '',
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        ticket_id: row.ref('excluded.ticket_id'),
        minutes: row.ref('excluded.minutes'),
        performed_at: row.ref('excluded.performed_at'),
        person: row.ref('excluded.person'),
        team_id: row.ref('excluded.team_id'),
        comment: row.ref('excluded.comment'),
      })),
    )
    .returningAll()
    .execute()
  await auditEfforts(db, author, before, after)
  return ids.map(({ id }) => id)
}

/** Efforts as they are now, by id. */
export async function efforts(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Effort>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('effort')
    .selectAll()
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Writes into the audit trail what has become of efforts. */
export async function auditEfforts(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  before: ReadonlyMap<string, Effort>,
  after: readonly Effort[],
): Promise<void> {
  await recordAudit(
    db,
    auditContext,
    after
      .filter(({ id, version }) => before.get(id)?.version !== version)
      .map((row) => ({
        action: before.has(row.id) ? 'effort.update' : 'effort.create',
        entityType: 'Effort',
        entityId: row.id,
        before: before.get(row.id) ?? null,
        after: row,
        reason,
      })),
  )
}

/** Takes bookings back: they would count on. */
export async function removeEfforts(
  db: Kysely<Database>,
  { auditContext, reason }: Author,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const gone = await db.deleteFrom('effort').where('id', '=', anyId(ids)).returningAll().execute()
  await recordAudit(
    db,
    auditContext,
    gone.map((row) => ({
      action: 'effort.delete',
      entityType: 'Effort',
      entityId: row.id,
      before: row,
      after: null,
      reason,
    })),
  )
}
