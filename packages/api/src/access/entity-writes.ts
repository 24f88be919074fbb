import type { NewRow, RowChanges, TableName } from '@throughline/db'
import { sql } from 'kysely'
import { Conflict, InvalidInput, postgresCode, violatedTable } from '../graph/errors.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import { noSuch } from '../graph/missing-id.ts'
import type { Work } from '../graph/mutation.ts'
import { type AuditContext, actFor, recordAudit } from './audit.ts'
import { requireReach, requireTeam } from './team-scope-store.ts'

/** A table whose rows are entities: with an id and a version, written one at a time by mutations. */
export interface Entity<T extends TableName> {
  readonly type: string
  readonly table: T
}

type StoredRow = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number }

/** Which row a mutation means, and which version of it the caller has seen. */
export interface Target {
  /** Global id. */
  readonly id: string
  /** The field of the input that names the row as a node; without it, the field `id` contains its global id. */
  readonly field?: string
  /** Refused with Conflict when it is not the current one; without it, the last write counts. */
  readonly version?: number | null | undefined
}

/** Who does this piece of work. */
export function auditContextOf({ context }: Work): AuditContext {
  const { actor, requestId } = context
  return { actor: actor?.name ?? 'nobody', requestId, principal: actor?.principal }
}

/** A row that was written: its uuid, and whether it is another than before, with an audit event that says so. */
export interface Written {
  readonly id: string
  readonly changed: boolean
}

/** Stores a new row with its audit event. */
export async function createEntity<T extends TableName>(
  work: Work,
  { type, table }: Entity<T>,
  values: RowChanges<T>,
): Promise<Written> {
  const row = await work.transaction
    .insertInto<TableName>(table)
    .values(values as NewRow<TableName>)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { id } = row as StoredRow
  await requireTeam(work, table, row as StoredRow)
  await requireReach(work, table, undefined, row as StoredRow)
  await recordAudit(work.transaction, auditContextOf(work), [
    { action: `${table}.create`, entityType: type, entityId: id, before: null, after: row },
  ])
  return { id, changed: true }
}

/** Changes a row with its audit event. Changing nothing is no change and leaves no event. */
export async function updateEntity<T extends TableName>(
  work: Work,
  entity: Entity<T>,
  target: Target,
  changes: RowChanges<T>,
): Promise<Written> {
  const before = await lockEntity(work, entity, target)
  await requireTeam(work, entity.table, before)
  if (Object.keys(changes).length === 0) return { id: before.id, changed: false }
  const after = await work.transaction
    .updateTable<TableName>(entity.table)
    .set(changes as RowChanges<TableName>)
    .where(sql.ref('id'), '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await requireTeam(work, entity.table, after as StoredRow)
  await requireReach(work, entity.table, before, after as StoredRow)
  const changed = (after as StoredRow).version !== before.version
  if (changed) {
    await recordAudit(work.transaction, auditContextOf(work), [
      { action: `${entity.table}.update`, entityType: entity.type, entityId: before.id, before, after },
    ])
  }
  return { id: before.id, changed }
}

/** Removes a row, and with it its links, with an audit event for each; gives the global id that is gone. */
export async function deleteEntity<T extends TableName>(
  work: Work,
  entity: Entity<T>,
  target: Target,
): Promise<string> {
  const before = await lockEntity(work, entity, target, 'delete')
  await requireTeam(work, entity.table, before)
  await actFor(work.transaction, auditContextOf(work))
  try {
    await work.transaction.deleteFrom<TableName>(entity.table).where(sql.ref('id'), '=', before.id).execute()
  } catch (error) {
    throw stillUsed(error, target.field ?? 'id') ?? error
  }
  await recordAudit(work.transaction, auditContextOf(work), [
    { action: `${entity.table}.delete`, entityType: entity.type, entityId: before.id, before, after: null },
  ])
  return target.id
}

/**
 * A delete refers to nothing, so a foreign key that it breaks belongs to a row that refers to what was to go.
 * PostgreSQL reports it as 23503, from version 18 on as 23001.
 */
function stillUsed(error: unknown, field: string): InvalidInput | undefined {
  if (!['23001', '23503'].includes(postgresCode(error) ?? '')) return undefined
  const user = violatedTable(error)?.replaceAll('_', ' ') ?? 'other entity'
  return InvalidInput.at([field], `is still used by at least one ${user}; change or delete that first`)
}

/**
 * The row a mutation means, locked until the transaction ends. A row that is to be changed, not deleted, may
 * still be referred to by others meanwhile: two objectives that become parents of each other's children, say,
 * would otherwise wait for each other.
 */
export async function lockEntity<T extends TableName>(
  work: Work,
  { type, table }: Entity<T>,
  target: Target,
  intent: 'change' | 'delete' = 'change',
): Promise<StoredRow> {
  const path = target.field === undefined ? ['id'] : [target.field, 'id']
  const { id } = decodeGlobalId(target.id, [type], path)
  const query = work.transaction.selectFrom<TableName>(table).selectAll().where(sql.ref('id'), '=', id)
  const row = await (intent === 'delete' ? query.forUpdate() : query.forNoKeyUpdate()).executeTakeFirst()
  if (row === undefined) throw noSuch(type, target.id, path)
  const stored = row as StoredRow
  if (target.version !== undefined && target.version !== null && target.version !== stored.version) {
    throw new Conflict(
      `The ${type} is at version ${stored.version}, not ${target.version}. Read it again before you retry the update.`,
      stored.version,
    )
  }
  return stored
}

/** The uuid behind a global id in an input, which is at this path from its root. */
export function uuidOf(id: string, type: string, ...path: readonly string[]): string {
  return decodeGlobalId(id, [type], path).id
}

/** Refuses more rows than a bulk mutation takes. */
export function limitRows(rows: readonly unknown[], field: string, most = 1000): void {
  if (rows.length > most) {
    throw InvalidInput.at(
      [field],
      `has ${rows.length} rows; at most ${most} are taken at once, send the rest separately`,
    )
  }
}
