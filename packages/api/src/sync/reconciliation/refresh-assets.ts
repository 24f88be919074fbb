import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import { lockAssetsOf } from './lock-assets-store.ts'
import { materializeAssets } from './materialize-assets.ts'
import type { Writer } from './write-assets.ts'

/** What is done on nobody's behalf. */
const SYSTEM_RECONCILIATION: AuditContext = { actor: 'throughline', requestId: 'reconciliation' }

const ASSETS_AT_ONCE = 1000

/**
 * Recomputes the effective values of assets with claims that may have become stale since the last refresh. Returns the
 * number of assets that changed. Each step is a separate transaction.
 */
export async function refreshStaleAssets(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext = SYSTEM_RECONCILIATION,
): Promise<number> {
  const sources = await db
    .selectFrom('precedence_rule')
    .select('source_id')
    .distinct()
    .where('stale_after', 'is not', null)
    .execute()
  if (sources.length === 0) return 0
  const ids = sources.map(({ source_id }) => source_id)
  const writer = { at: now, auditContext }
  return inSteps(
    (after) => contestedBy(db, ids, after),
    (assets) =>
      retriedTransaction(db, async (transaction) => {
        await lockAssetsOf(transaction, [], async () => ({ changed: [], seen: assets }))
        return (await materializeAssets(transaction, writer, assets, 'what a source said has gone stale'))
          .length
      }),
  )
}

/**
 * The same for assets that these sources and others report, in the caller's transaction: for when the precedence of a
 * source, or a rule for it, has changed. Refreshes the first 1,000 of them and leaves the others to
 * {@link finishRefreshes}.
 */
export async function refreshAssetsOfSources(
  transaction: Kysely<Database>,
  sourceIds: readonly string[],
  writer: Writer,
): Promise<number> {
  if (sourceIds.length === 0) return 0
  const { changed, last } = await refreshNext(transaction, sourceIds, FIRST, writer)
  if (last !== undefined) {
    await transaction
      .insertInto('pending_refresh')
      .values(sourceIds.map((source_id) => ({ source_id, after: last })))
      .onConflict((conflict) => conflict.column('source_id').doUpdateSet({ after: last }))
      .execute()
  }
  return changed
}

/** Refreshes the assets that changes of precedence have left, in steps. Returns the number of assets that changed. */
export async function finishRefreshes(
  db: Kysely<Database>,
  now: Date,
  auditContext: AuditContext = SYSTEM_RECONCILIATION,
): Promise<number> {
  let changed = 0
  for (;;) {
    const step = await retriedTransaction(db, async (transaction) => {
      const next = await transaction
        .selectFrom('pending_refresh')
        .select(['source_id', 'after'])
        .orderBy('source_id')
        .limit(1)
        .executeTakeFirst()
      if (next === undefined) return undefined
      const { source_id: id, after } = next
      const done = await refreshNext(transaction, [id], after, { at: now, auditContext })
      // Unless the precedence has changed again meanwhile.
      if (done.last === undefined)
        await transaction
          .deleteFrom('pending_refresh')
          .where('source_id', '=', id)
          .where('after', '=', after)
          .execute()
      else
        await transaction
          .updateTable('pending_refresh')
          .set({ after: done.last })
          .where('source_id', '=', id)
          .where('after', '=', after)
          .execute()
      return done.changed
    })
    if (step === undefined) return changed
    changed += step
  }
}

/** One step; gives the last asset of it, undefined if there are no more. */
async function refreshNext(
  transaction: Kysely<Database>,
  sourceIds: readonly string[],
  after: string,
  writer: Writer,
): Promise<{ readonly changed: number; readonly last: string | undefined }> {
  const next = () => contestedBy(transaction, sourceIds, after)
  await lockAssetsOf(transaction, sourceIds, async () => ({ changed: [], seen: await next() }))
  const assets = await next()
  const written = await materializeAssets(
    transaction,
    writer,
    assets,
    'the precedence of a source has changed',
  )
  return { changed: written.length, last: assets.length < ASSETS_AT_ONCE ? undefined : assets.at(-1) }
}

const FIRST = '00000000-0000-0000-0000-000000000000'

async function inSteps(
  next: (after: string) => Promise<readonly string[]>,
  work: (assetIds: readonly string[]) => Promise<number>,
): Promise<number> {
  let changed = 0
  let after = FIRST
  for (;;) {
    const assets = await next(after)
    const last = assets.at(-1)
    if (last === undefined) return changed
    changed += await work(assets)
    after = last
  }
}

/** Assets on which several have a say, one of these sources among them, in the order of their ids. */
async function contestedBy(
  db: Kysely<Database>,
  sourceIds: readonly string[],
  after: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ asset_id: string }>`
    select c.asset_id from asset_claim c
    where c.asset_id > ${after}
    group by c.asset_id
    having count(*) > 1 and bool_or(c.source_id = ${anyId(sourceIds)})
    order by c.asset_id
    limit ${ASSETS_AT_ONCE}`.execute(db)
  return rows.map(({ asset_id }) => asset_id)
}
