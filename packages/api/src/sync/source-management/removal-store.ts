import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, recordAudit } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { lockAssetsOf } from '../reconciliation/lock-assets-store.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import { expireClaims } from '../retirement/expire-claims.ts'
import type { Source } from '../sources/store.ts'
import { DELETING } from './manage.ts'
import { removeSource } from './remove.ts'

/** How many records of a source are removed in the transaction that asks for it. */
const AT_ONCE = 5000
/** How many are removed in a step, and how many rows without effect are deleted in one. */
const STEP = 1000
const ROWS_AT_ONCE = 5000

/**
 * Removes a source in the transaction of the caller, or if it has many records, stops it and leaves the rest to
 * {@link finishRemovals}. Returns whether it is gone.
 * @param source as it is, locked
 */
export async function requestRemoval(
  transaction: Kysely<Database>,
  source: Source,
  at: Date,
  auditContext: AuditContext,
  atOnce = AT_ONCE,
): Promise<boolean> {
  const { rows } = await sql`
    select from source_record where source_id = ${source.id} limit ${atOnce + 1}`.execute(transaction)
  if (rows.length <= atOnce) {
    await removeSource(transaction, source, at, auditContext)
    return true
  }
  // A run that is being executed finds its scopes in other hands at its next page.
  await sql`update source_scope set run_id = null, fence = fence + 1 where source_id = ${source.id}`.execute(
    transaction,
  )
  const after = await transaction
    .updateTable('source')
    .set({
      status: 'PAUSED',
      status_code: DELETING,
      status_reason: 'It is being deleted.',
      retirement_grace_seconds: 0,
    })
    .where('id', '=', source.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('pending_removal')
    .values({ source_id: source.id, actor: auditContext.actor, request_id: auditContext.requestId })
    .onConflict((conflict) => conflict.column('source_id').doNothing())
    .execute()
  await recordAudit(transaction, auditContext, [
    { action: 'source.pause', entityType: 'Source', entityId: source.id, before: source, after },
  ])
  return false
}

/** Removes sources whose removal was requested, in steps that other sources do not wait for. Returns their number. */
export async function finishRemovals(
  db: Kysely<Database>,
  clock: () => Date,
  signal?: AbortSignal,
): Promise<number> {
  const rows = await db
    .selectFrom('pending_removal as p')
    .innerJoin('source as s', 's.id', 'p.source_id')
    .select(['p.actor', 'p.request_id', 's.id', 's.name'])
    .orderBy('s.name')
    .execute()
  for (const { id, name, actor, request_id: requestId } of rows) {
    const auditContext = { actor, requestId }
    for (;;) {
      signal?.throwIfAborted()
      if ((await retireSome(db, { id, name }, clock(), auditContext)) === 0) break
    }
    for (;;) {
      signal?.throwIfAborted()
      if ((await deleteSome(db, id)) === 0) break
    }
    await retriedTransaction(db, async (transaction) => {
      const source = await transaction
        .selectFrom('source')
        .selectAll()
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst()
      if (source !== undefined) await removeSource(transaction, source, clock(), auditContext)
    })
  }
  return rows.length
}

/** Ends some of a source's records: relations first, because they lead to assets. */
async function retireSome(
  db: Kysely<Database>,
  source: { readonly id: string; readonly name: string },
  at: Date,
  auditContext: AuditContext,
): Promise<number> {
  return retriedTransaction(db, async (transaction) => {
    const next = async () =>
      (
        await sql<{ id: string; asset_id: string | null }>`
          select id, asset_id from source_record where source_id = ${source.id} and missing_since is null
          order by relation_id is null, id limit ${STEP}`.execute(transaction)
      ).rows
    await lockAssetsOf(transaction, [source.id], async () => ({
      changed: (await next()).flatMap(({ asset_id }) => asset_id ?? []),
    }))
    const records = await next()
    if (records.length === 0) return 0
    await transaction
      .updateTable('source_record')
      .set({ missing_since: at, retired_at: null })
      .where('id', '=', anyId(records.map(({ id }) => id)))
      .execute()
    await expireClaims(transaction, { at, auditContext }, { sourceId: source.id, sourceName: source.name })
    return records.length
  })
}

/** Deletes some records that have ended. */
async function deleteSome(db: Kysely<Database>, sourceId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from source_record where id in (
      select id from source_record where source_id = ${sourceId} and retired_at is not null limit ${ROWS_AT_ONCE})`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}
