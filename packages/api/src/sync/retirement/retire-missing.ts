import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { actFor } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { releaseMissingPending, reviewDuplicates } from '../reconciliation/duplicate-tasks.ts'
import { lockAssetsOf } from '../reconciliation/lock-assets-store.ts'
import type { RunContext } from '../records/run-context.ts'
import { absence } from '../records/source-records.ts'
import { adoptRenamed } from './adopt-renamed.ts'
import { expireClaims, expiringAssets } from './expire-claims.ts'
import { checkRetirementLimit, type RetirementCheck } from './retirement-guard.ts'

/** What the end of a complete listing did. */
export interface Retired {
  readonly decision: RetirementCheck
  /** How many records the listing lacks that it held before. */
  readonly count: number
  /** How many records the listing held. */
  readonly present: number
}

/**
 * Notes what a complete listing no longer holds, and ends the source's claims on what has been waited for long
 * enough: at once, unless the source is given time. Records that were missing before are not missed again.
 */
export async function retireMissing(
  db: Kysely<Database>,
  run: RunContext,
  approved: boolean,
): Promise<Retired> {
  const { listing, at, auditContext } = run
  await lockAssetsOf(db, [listing.sourceId], async () => ({ changed: await missingAssets(db, listing) }))
  const { before, present, missing } = await absence(db, listing)
  // A relation whose asset is gone goes with it, so it says nothing about the listing's health.
  const gone = await relationsOfGoneAssets(
    db,
    listing.sourceId,
    missing.flatMap(({ relationId }) => relationId ?? []),
  )
  const telling = missing.filter(({ relationId }) => relationId === null || !gone.has(relationId))
  const decision = checkRetirementLimit(
    before - gone.size,
    telling.length,
    `records of ${listing.scope}`,
    approved,
  )
  if (!decision.allowed) return { decision, count: 0, present }

  await actFor(db, auditContext, `sync of ${run.sourceName}`)
  await reviewDuplicates(db, run, await releaseMissingPending(db, listing))
  if (missing.length > 0) {
    await db
      .updateTable('source_record')
      .set({ missing_since: at, retired_at: null })
      .where('id', '=', anyId(missing.map(({ id }) => id)))
      .execute()
    await adoptRenamed(db, run, [...new Set(missing.flatMap(({ assetId }) => assetId ?? []))])
  }
  await expireClaims(db, { at, auditContext }, { sourceId: listing.sourceId, sourceName: run.sourceName })
  return { decision, count: missing.length, present }
}

/** The assets of records that the listing does not hold, and of those that wait for the end of their grace period. */
async function missingAssets(
  db: Kysely<Database>,
  listing: RunContext['listing'],
): Promise<readonly string[]> {
  const { missing } = await absence(db, listing)
  const { rows } = await sql<{ asset_id: string }>`
    select distinct a.asset_id from pending_record w join duplicate_task_asset a on a.task_id = w.task_id
    where w.source_id = ${listing.sourceId} and w.stream = ${listing.stream} and w.scope = ${listing.scope}
      and w.run_id is distinct from ${listing.runId}`.execute(db)
  return [
    ...missing.flatMap(({ assetId }) => assetId ?? []),
    ...rows.map(({ asset_id }) => asset_id),
    ...(await expiringAssets(db, listing.sourceId)),
  ]
}

/** Those of these relations of which an end is retired, or is missing from what the source tells by now. */
async function relationsOfGoneAssets(
  db: Kysely<Database>,
  sourceId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select r.id from asset_relation r
    where r.id = ${anyId(ids)} and exists (
      select from asset a
      where a.id in (r.from_id, r.to_id) and (a.lifecycle = 'RETIRED' or not exists (
        select from source_record told
        where told.asset_id = a.id and told.source_id = ${sourceId} and told.missing_since is null)))`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}
