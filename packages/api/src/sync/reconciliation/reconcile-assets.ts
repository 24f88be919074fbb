import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId, anyText } from '../../graph/sql-arrays.ts'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import { saveRecords } from '../records/source-records.ts'
import { ambiguousMatchMessage } from './duplicate-detection.ts'
import { holdForReview, openContradiction, releasePending, reviewDuplicates } from './duplicate-tasks.ts'
import { deleteExpired } from './expired-claims.ts'
import { noteJoined, separateJoined } from './joined-records-store.ts'
import type { MappedAsset, MatchedAsset } from './match-assets.ts'
import { materializeAssets, materializeContested } from './materialize-assets.ts'
import { type AssetPlan, planAssets } from './plan-assets.ts'
import { saveAssetClaims, writeAssets } from './write-assets.ts'

/**
 * Brings a page of asset records into the graph: matches or creates the assets,
 * stores the claims, and writes the effective values.
 */
export async function reconcileAssets(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly MappedAsset[],
): Promise<PageOutcome> {
  const plan = await planAssets(db, run, records)
  await confirmUnchanged(db, run, plan)
  const outcomes = outcomesOf(plan, await applyPlan(db, run, plan))
  const dismissed = await holdForReview(db, run, plan.ambiguous)
  const rejected = plan.ambiguous.map((entry) => ({
    primaryKey: entry.primaryKey,
    raw: entry.raw,
    reason: ambiguousMatchMessage(entry, dismissed.has(entry.record.externalId)),
  }))
  return { rejected, outcomes, counts: countsOf(run, records, plan.stored, outcomes) }
}

/**
 * What becomes of the records of a plan that can be used, by external id.
 * @param moved the assets of those that were separated from theirs in the end
 */
function outcomesOf(
  { stored, unchanged, placed }: AssetPlan,
  moved: ReadonlyMap<string, string>,
): ReadonlyMap<string, RecordOutcome> {
  const outcomes = new Map<string, RecordOutcome>()
  for (const [externalId, id] of unchanged) outcomes.set(externalId, { outcome: 'UNCHANGED', id })
  for (const { record, isNew, assetId } of placed) {
    const revived = stored.get(record.externalId)?.missing_since instanceof Date
    const id = moved.get(record.externalId) ?? assetId
    outcomes.set(record.externalId, { outcome: isNew || revived ? 'ADDED' : 'CHANGED', id })
  }
  return outcomes
}

/** Notes that records say again what they said. Where words go stale, that may turn who is right. */
async function confirmUnchanged(
  db: Kysely<Database>,
  run: RunContext,
  { unchanged }: AssetPlan,
): Promise<void> {
  if (unchanged.size === 0) return
  const assetIds = [...new Set(unchanged.values())]
  const { runId, sourceId, scope, stream } = run.listing
  const { rows } = await sql<{ stale: boolean }>`
    with told as (
      update source_record set run_id = ${runId}, scope = ${scope}, last_seen_at = ${run.at}
      where source_id = ${sourceId} and stream = ${stream} and external_id = ${anyText([...unchanged.keys()])}),
    seen as (
      update asset set last_seen_at = ${run.at} where id = ${anyId(assetIds)} and last_seen_at < ${run.at})
    select exists (select from precedence_rule where stale_after is not null) as stale`.execute(db)
  if (rows[0]?.stale !== true) return
  await materializeContested(db, run, assetIds, `sync of ${run.sourceName}: it said again what it had said`)
}

/** Writes what is new or says something else. Returns the assets of records that were separated from theirs after it. */
async function applyPlan(
  db: Kysely<Database>,
  run: RunContext,
  plan: AssetPlan,
): Promise<ReadonlyMap<string, string>> {
  const { placed, drafts, known } = plan
  if (placed.length === 0) return new Map()
  await deleteExpired(
    db,
    [...known.assets.values()].filter(({ lifecycle }) => lifecycle === 'RETIRED').map(({ id }) => id),
  )
  await writeAssets(db, run, drafts, known.assets)
  await saveRecords(
    db,
    run,
    'asset_id',
    placed.map((entry) => ({ ...entry, entityId: entry.assetId })),
  )
  await saveAssetClaims(db, run, placed, drafts)
  const freed = await releasePending(
    db,
    run.listing,
    placed.map(({ record }) => record.externalId),
  )
  await noteJoined(db, run, placed)
  const left = await reviewSeparations(db, run, placed)
  const { changed, moved } = await separateJoined(db, run, placed)
  await reviewDuplicates(db, run, [...drafts.keys(), ...left, ...changed, ...freed])
  return moved
}

/**
 * Opens a task for each record that has left its asset because it contradicts the other records of it, and lets the
 * asset show what those claim. Returns the assets that records have left.
 */
async function reviewSeparations(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly MatchedAsset[],
): Promise<readonly string[]> {
  const left: string[] = []
  for (const { assetId, separated } of placed) {
    if (separated === undefined) continue
    const { fromAssetId, identifiers } = separated
    left.push(fromAssetId)
    await openContradiction(db, run, [fromAssetId, assetId], identifiers)
  }
  if (left.length > 0)
    await materializeAssets(
      db,
      run,
      left,
      `sync of ${run.sourceName}: a record has come to contradict the others`,
    )
  return left
}
