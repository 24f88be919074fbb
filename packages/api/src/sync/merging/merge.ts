import type { Database, JsonObject } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { actFor } from '../../access/audit.ts'
import { claimedValues } from '../../assets/claims.ts'
import { savePersonClaim } from '../../assets/store.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { noSuch } from '../../graph/missing-id.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { reviewDuplicates } from '../reconciliation/duplicate-tasks.ts'
import { deleteExpiredReturning, stillClaimed } from '../reconciliation/expired-claims.ts'
import { materializeAssets } from '../reconciliation/materialize-assets.ts'
import { type Asset, lockAssets, recordAudits, type Writer } from '../reconciliation/write-assets.ts'
import { lockMerge } from './lock-merge-store.ts'
import { type MergeSnapshot, plainRow, serializeSnapshot } from './merge-snapshot.ts'
import { ingestPending, type PendingRecord } from './pending-records.ts'
import { assetColumns, repointRows } from './repoint-rows.ts'

/** Which assets are one, and which of them stays. */
export interface MergeOrder {
  readonly survivorId: string
  readonly duplicateIds: readonly string[]
  /** The task that is decided by it. */
  readonly taskId: string | null
}

/**
 * Makes several assets one: whatever points to the duplicates points to the survivor from now on, and they retire. Records
 * that waited for it are taken in. Nothing is lost, so that it can be undone. Gives the ids of the merges.
 */
export async function mergeAssets(
  db: Kysely<Database>,
  writer: Writer,
  { survivorId, duplicateIds, taskId }: MergeOrder,
): Promise<readonly string[]> {
  await actFor(db, writer.auditContext, `merge into ${survivorId}`)
  await lockMerge(db, async () => [survivorId, ...duplicateIds])
  const assets = await lockAssets(db, [survivorId, ...duplicateIds], 'ARE_REFUSED')
  checkMergeable(assets, { survivorId, duplicateIds, taskId })
  const pending: PendingRecord[] = []
  const merges: string[] = []
  for (const duplicateId of duplicateIds) {
    const survivor = (await lockAssets(db, [survivorId])).get(survivorId)
    const duplicate = assets.get(duplicateId)
    if (survivor === undefined || duplicate === undefined) continue
    const { id, freed } = await mergeOne(db, writer, { survivor, duplicate, taskId })
    merges.push(id)
    pending.push(...freed)
  }
  await ingestPending(db, writer, pending)
  await reviewDuplicates(db, writer, [survivorId, ...duplicateIds])
  return merges
}

function checkMergeable(
  assets: ReadonlyMap<string, Asset>,
  { survivorId, duplicateIds }: Pick<MergeOrder, 'survivorId' | 'duplicateIds' | 'taskId'>,
): void {
  if (duplicateIds.length === 0) throw InvalidInput.at(['duplicates'], 'is empty; name what is to be merged')
  if (new Set([survivorId, ...duplicateIds]).size !== duplicateIds.length + 1) {
    throw InvalidInput.at(['duplicates'], 'names an asset twice, or the survivor itself')
  }
  for (const [field, ids] of [
    ['survivor', [survivorId]],
    ['duplicates', duplicateIds],
  ] as const) {
    for (const [index, id] of ids.entries()) {
      const asset = assets.get(id)
      if (asset === undefined) {
        const path = field === 'survivor' ? [field] : [field, String(index)]
        throw noSuch('Asset', encodeGlobalId('Asset', id), path)
      }
      if (asset.merged_into !== null) {
        throw InvalidInput.at([field], `holds ${asset.name}, which is merged into another asset already`)
      }
    }
  }
}

interface Pair {
  readonly survivor: Asset
  readonly duplicate: Asset
  readonly taskId: string | null
}

async function mergeOne(
  db: Kysely<Database>,
  writer: Writer,
  { survivor, duplicate, taskId }: Pair,
): Promise<{ readonly id: string; readonly freed: readonly PendingRecord[] }> {
  const claimed = await stillClaimed(db, [survivor.id, duplicate.id])
  // What one of them showed when it retired must not become effective for the two.
  const ended = claimed.size === 0 ? [] : await deleteExpiredReturning(db, [survivor.id, duplicate.id])
  const { tasks, pending, pendingRows } = await closeTasks(db, writer, survivor.id, duplicate.id)
  const person = await lendUserClaim(db, survivor.id, duplicate.id)
  const told = await passOnRelations(db, survivor.id, duplicate.id)
  const columns = await assetColumns(db)
  const rows: MergeSnapshot['rows'] = [{ table: 'asset_claim', column: 'asset_id', moved: [], aside: ended }]
  for (const column of columns) {
    const { moved, aside, ...where } = await repointRows(db, column, duplicate.id, survivor.id, columns)
    if (moved.length + aside.length > 0) rows.push({ ...where, moved: [...moved], aside: [...aside] })
  }
  const { id } = await db
    .insertInto('asset_merge')
    .values({
      survivor_id: survivor.id,
      duplicate_id: duplicate.id,
      task_id: taskId,
      actor: truncate(writer.auditContext.actor, 200),
      merged_at: writer.at,
      ordinal: sql<string>`(select coalesce(max(ordinal), 0) + 1 from asset_merge)`,
      snapshot: serializeSnapshot({
        survivor: { row: plainRow(survivor), claimed: claimed.has(survivor.id) },
        duplicate: { row: plainRow(duplicate), claimed: claimed.has(duplicate.id) },
        rows,
        orphaned: [...told],
        user: person,
        tasks: [...tasks],
        pending: [...pendingRows],
      }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeLives(db, writer, survivor, duplicate)
  await materializeAssets(db, writer, [survivor.id], `merge of ${duplicate.id}`)
  return { id, freed: pending }
}

/** The duplicate retires; a survivor that had retired lives again by what it takes over. */
async function writeLives(
  db: Kysely<Database>,
  writer: Writer,
  survivor: Asset,
  duplicate: Asset,
): Promise<void> {
  const ended = await db
    .updateTable('asset')
    .set({
      lifecycle: 'RETIRED',
      retired_at: duplicate.retired_at ?? writer.at,
      merged_into: survivor.id,
    })
    .where('id', '=', duplicate.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const revived = survivor.lifecycle === 'RETIRED' && duplicate.lifecycle !== 'RETIRED'
  const kept = await db
    .updateTable('asset')
    .set({
      last_seen_at: sql<Date>`greatest(last_seen_at, ${duplicate.last_seen_at})`,
      ...(revived ? { lifecycle: duplicate.lifecycle, retired_at: null } : {}),
    })
    .where('id', '=', survivor.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const entry = { action: 'asset.merge', entityType: 'Asset' }
  await recordAudits(db, writer, [
    {
      ...entry,
      entityId: duplicate.id,
      before: duplicate,
      after: ended,
      reason: `it was found to be ${survivor.name} (${survivor.id})`,
    },
    {
      ...entry,
      entityId: survivor.id,
      before: survivor,
      after: kept,
      reason: `${duplicate.name} (${duplicate.id}) was found to be it`,
    },
  ])
}

/** What a person said of the duplicate counts for the survivor where a person said nothing of that. */
async function lendUserClaim(
  db: Kysely<Database>,
  survivorId: string,
  duplicateId: string,
): Promise<MergeSnapshot['user']> {
  const { rows } = await sql<{ asset_id: string; row: JsonObject }>`
    select c.asset_id, to_jsonb(c) as row from asset_claim c
    where c.asset_id in (${survivorId}, ${duplicateId}) and c.source_id is null`.execute(db)
  const claimOf = (id: string) => rows.find(({ asset_id }) => asset_id === id)?.row
  const claim = claimOf(duplicateId)
  if (claim === undefined) return { claim: null, lent: {} }
  const said = claimedValues(claim?.attributes)
  const own = claimedValues(claimOf(survivorId)?.attributes)
  const lent = Object.fromEntries(
    Object.entries(said).filter(([attribute]) => !Object.hasOwn(own, attribute)),
  )
  await db
    .deleteFrom('asset_claim')
    .where('asset_id', '=', duplicateId)
    .where('source_id', 'is', null)
    .execute()
  await savePersonClaim(db, survivorId, { ...lent, ...own })
  return { claim, lent: plainRow(lent) }
}

/**
 * Relations of the duplicate that the survivor has as well go aside, and so do those between the two: the records that
 * told of them are told of by what the survivor has. Gives the records and what they told of.
 */
async function passOnRelations(
  db: Kysely<Database>,
  survivorId: string,
  duplicateId: string,
): Promise<MergeSnapshot['orphaned']> {
  const { rows } = await sql<{ record: string; relation: string; stays: string | null }>`
    with doubled as (
      select t.id, o.id as stays
      from asset_relation t
      left join asset_relation o on o.id <> t.id and o.kind = t.kind
        and o.source_id is not distinct from t.source_id
        and o.from_id = case when t.from_id = ${duplicateId} then ${survivorId}::uuid else t.from_id end
        and o.to_id = case when t.to_id = ${duplicateId} then ${survivorId}::uuid else t.to_id end
      where ${duplicateId} in (t.from_id, t.to_id)
        and (o.id is not null or ${survivorId} in (t.from_id, t.to_id)))
    select r.id as record, doubled.id as relation, doubled.stays
    from source_record r join doubled on doubled.id = r.relation_id`.execute(db)
  for (const { record, stays } of rows) {
    await db.updateTable('source_record').set({ relation_id: stays }).where('id', '=', record).execute()
  }
  return rows.map(({ record, relation }) => ({ record, relation }))
}

interface ClosedTasks {
  readonly tasks: readonly string[]
  readonly pending: readonly PendingRecord[]
  /** The same as the database writes them. */
  readonly pendingRows: readonly JsonObject[]
}

/**
 * Decides the tasks that are about these two alone; others that the duplicate belongs to are looked at again with the
 * survivor in its place. Gives those that were open, and the records that waited for them.
 */
async function closeTasks(
  db: Kysely<Database>,
  writer: Writer,
  survivorId: string,
  duplicateId: string,
): Promise<ClosedTasks> {
  const { rows } = await sql<{ id: string; assets: number }>`
    select t.id, (select count(*)::int from duplicate_task_asset all_of where all_of.task_id = t.id
      and not exists (select from asset m where m.id = all_of.asset_id and m.merged_into = ${survivorId})) as assets
    from duplicate_task t join duplicate_task_asset a on a.task_id = t.id
    where a.asset_id = ${duplicateId} and t.state = 'OPEN'`.execute(db)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return { tasks: [], pending: [], pendingRows: [] }
  const pendingRows = await sql<{ row: JsonObject }>`
    select to_jsonb(w) as row from pending_record w where w.task_id = ${anyId(ids)}`.execute(db)
  const pending = await db.deleteFrom('pending_record').where('task_id', 'in', ids).returningAll().execute()
  for (const { id, assets } of rows) {
    const involved = await db
      .selectFrom('duplicate_task_asset')
      .select('asset_id')
      .where('task_id', '=', id)
      .where('asset_id', '=', survivorId)
      .executeTakeFirst()
    if (involved === undefined || assets > 2) continue
    const after = await db
      .updateTable('duplicate_task')
      .set({ state: 'MERGED', decided_at: writer.at, decided_by: truncate(writer.auditContext.actor, 200) })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudits(db, writer, [
      {
        action: 'duplicate_task.merge',
        entityType: 'DuplicateTask',
        entityId: id,
        before: { state: 'OPEN' },
        after,
      },
    ])
  }
  return { tasks: ids, pending, pendingRows: pendingRows.rows.map(({ row }) => row) }
}
