import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, actFor } from '../../access/audit.ts'
import { anyId, chunked } from '../../graph/sql-arrays.ts'
import { retireRecords } from '../entities/retire-entities.ts'
import { materializeRecords } from '../model/records-store.ts'
import { reviewDuplicates } from '../reconciliation/duplicate-tasks.ts'
import { deleteExpired, stillClaimed } from '../reconciliation/expired-claims.ts'
import { lockAssetsOf } from '../reconciliation/lock-assets-store.ts'
import { materializeAssets } from '../reconciliation/materialize-assets.ts'
import { removeOrphanedRelations } from '../reconciliation/reconcile-relations.ts'
import { type Asset, lockAssets, recordAudits, type Writer } from '../reconciliation/write-assets.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'

/** What is done on nobody's behalf. */
const SYSTEM_RETIREMENT: AuditContext = { actor: 'throughline', requestId: 'retirement' }

/**
 * Ends the claims of records that have been missing for longer than their sources are given; gives how many. For
 * whoever keeps the time: between runs nobody else does it.
 */
export async function expireOverdueClaims(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext = SYSTEM_RETIREMENT,
): Promise<number> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, s.name from source s
    where exists (
      select from source_record r
      where r.source_id = s.id and r.missing_since is not null and r.retired_at is null and r.missing_since + make_interval(secs => s.retirement_grace_seconds) <= ${now})
    order by s.name`.execute(db)
  let ended = 0
  for (const { id: sourceId, name: sourceName } of rows) {
    ended += await retriedTransaction(db, async (transaction) => {
      await lockAssetsOf(transaction, [sourceId], async () => ({
        changed: await expiringAssets(transaction, sourceId),
      }))
      return expireClaims(transaction, { at: now, auditContext }, { sourceId, sourceName })
    })
  }
  return ended
}

/** The assets of a source's records that are missing and have not ended yet. */
export async function expiringAssets(db: Kysely<Database>, sourceId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ asset_id: string }>`
    select distinct asset_id from source_record
    where source_id = ${sourceId} and missing_since is not null and retired_at is null and asset_id is not null`.execute(
    db,
  )
  return rows.map(({ asset_id }) => asset_id)
}

/** The same for one source, in the caller's transaction, which has locked the assets. */
export async function expireClaims(
  db: Kysely<Database>,
  writer: Writer,
  { sourceId, sourceName }: { readonly sourceId: string; readonly sourceName: string },
): Promise<number> {
  const { rows } = await sql<{ id: string; asset_id: string | null; relation_id: string | null }>`
    select r.id, r.asset_id, r.relation_id
    from source_record r join source s on s.id = r.source_id
    where r.source_id = ${sourceId} and r.missing_since is not null and r.retired_at is null
      and r.missing_since + make_interval(secs => s.retirement_grace_seconds) <= ${writer.at}`.execute(db)
  if (rows.length === 0) return 0
  const reason = `sync of ${sourceName}: its listing no longer holds the asset`
  await actFor(db, writer.auditContext, `sync of ${sourceName}: its listing no longer holds it`)
  const relationIds = rows.flatMap(({ relation_id }) => relation_id ?? [])
  await db
    .updateTable('source_record')
    .set({ retired_at: writer.at, relation_id: null })
    .where('id', '=', anyId(rows.map(({ id }) => id)))
    .execute()
  await removeOrphanedRelations(db, relationIds)
  await retireRecords(db, { ...writer, sourceName }, rows)
  const ended = rows.map(({ id }) => id)
  await materializeRecords(db, writer, ended, `sync of ${sourceName}: its listing no longer holds it`)
  const ending = Map.groupBy(
    rows.flatMap(({ id, asset_id: assetId }) => (assetId === null ? [] : [{ id, assetId }])),
    ({ assetId }) => assetId,
  )
  for (const assetIds of chunked([...ending.keys()].sort(), 1000)) {
    const recordIds = assetIds.flatMap((assetId) => ending.get(assetId)?.map(({ id }) => id) ?? [])
    await endClaims(db, writer, { sourceId, assetIds, recordIds, reason })
  }
  return rows.length
}

interface Ending {
  readonly sourceId: string
  readonly assetIds: readonly string[]
  readonly recordIds: readonly string[]
  readonly reason: string
}

/** An asset retires when no source claims it any more; else what only these records said goes. */
async function endClaims(db: Kysely<Database>, writer: Writer, ending: Ending): Promise<void> {
  const { assetIds, reason } = ending
  const before = await lockAssets(db, assetIds)
  await endIdentifiers(db, ending)
  const claimed = await stillClaimed(db, assetIds)
  await deleteExpired(db, [...claimed])
  await materializeAssets(db, writer, [...claimed], reason)
  const retired = await retireAssets(
    db,
    writer,
    [...before.keys()].filter((id) => !claimed.has(id)),
  )
  await recordAudits(
    db,
    writer,
    retired
      .filter(({ id, version }) => before.get(id)?.version !== version)
      .map((row) => ({
        action: 'asset.retire',
        entityType: 'Asset',
        entityId: row.id,
        before: before.get(row.id) ?? null,
        after: row,
        reason,
      })),
  )
  await reviewDuplicates(db, writer, assetIds)
}

/** Takes away the identifiers that these records gave, and those that the source gave by records nobody knows. */
async function endIdentifiers(db: Kysely<Database>, ending: Ending): Promise<void> {
  await db.deleteFrom('asset_identifier').where('record_id', '=', anyId(ending.recordIds)).execute()
  await sql`
    delete from asset_identifier i
    where i.asset_id = ${anyId(ending.assetIds)} and i.source_id = ${ending.sourceId} and i.record_id is null
      and not exists (
        select from source_record r
        where r.asset_id = i.asset_id and r.source_id = i.source_id and (r.missing_since is null or r.retired_at is null))
  `.execute(db)
}

async function retireAssets(db: Kysely<Database>, { at }: Writer, ids: readonly string[]): Promise<Asset[]> {
  if (ids.length === 0) return []
  return db
    .updateTable('asset')
    .set({ lifecycle: 'RETIRED', retired_at: sql<Date>`coalesce(retired_at, ${at})` })
    .where('id', '=', anyId(ids))
    .returningAll()
    .execute()
}
