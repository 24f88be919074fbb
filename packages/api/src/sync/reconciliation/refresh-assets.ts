import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { AuditContext } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { type LockedSource, lockSources } from '../records/ingestion-lock.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import { lockAssetsOf } from './lock-assets-store.ts'
import { materializeAssets } from './materialize-assets.ts'

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
 * The same for all on which these sources have a say, in the caller's transaction: for when the precedence of a
 * source, or a rule for it, has changed.
 */
export async function refreshAssetsOfSources(
  transaction: Kysely<Database>,
  sourceIds: readonly string[],
  writer: { readonly at: Date; readonly auditContext: AuditContext },
): Promise<number> {
  if (sourceIds.length === 0) return 0
  await lockSources(transaction, await sourcesBeside(transaction, sourceIds))
  return inSteps(
    (after) => contestedBy(transaction, sourceIds, after),
    async (assets) =>
      (await materializeAssets(transaction, writer, assets, 'the precedence of a source has changed')).length,
  )
}

async function inSteps(
  next: (after: string) => Promise<readonly string[]>,
  work: (assetIds: readonly string[]) => Promise<number>,
): Promise<number> {
  let changed = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const assets = await next(after)
    const last = assets.at(-1)
    if (last === undefined) return changed
    changed += await work(assets)
    after = last
  }
}

/** These sources, and those that report assets that these report as well. */
async function sourcesBeside(
  db: Kysely<Database>,
  sourceIds: readonly string[],
): Promise<readonly LockedSource[]> {
  const { rows } = await sql<{ source_id: LockedSource }>`
    select distinct c.source_id from asset_claim c
    where c.asset_id in (select own.asset_id from asset_claim own where own.source_id = ${anyId(sourceIds)})`.execute(
    db,
  )
  return [...sourceIds, ...rows.map(({ source_id }) => source_id)]
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
