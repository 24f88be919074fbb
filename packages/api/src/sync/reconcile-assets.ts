import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId, anyText } from './arrays.ts'
import type { RunContext } from './context.ts'
import { type Counts, NOTHING } from './counts.ts'
import { ambiguity } from './duplicates.ts'
import { awaitDecision, reviewDuplicates, takeFromWaiting } from './duplicates-store.ts'
import { dropEnded } from './ended-claims.ts'
import type { MappedRecord, RejectedRecord } from './page.ts'
import type { MappedAsset } from './place-assets.ts'
import { type AssetPlan, planAssets } from './plan-assets.ts'
import { showContested } from './show-winners.ts'
import { type StoredRecord, saveRecords } from './source-records.ts'
import { saveSaid, writeAssets } from './write-assets.ts'

/** What became of a record, and the asset or relation that it tells of. */
export interface RecordOutcome {
  readonly outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED'
  readonly id: string
}

/** What became of the records of a page, by external id. */
export interface PageOutcome {
  readonly counts: Counts
  readonly rejected: readonly RejectedRecord[]
  readonly outcomes: ReadonlyMap<string, RecordOutcome>
}

/** Brings a page of asset records into the graph: finds or makes the assets, notes the claims, lets the winners show. */
export async function reconcileAssets(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly MappedAsset[],
): Promise<PageOutcome> {
  const plan = await planAssets(db, run, records)
  const outcomes = outcomesOf(plan)
  await confirm(db, run, plan)
  await takeIn(db, run, plan)
  const dismissed = await awaitDecision(db, run, plan.ambiguous)
  const rejected = plan.ambiguous.map((entry) => ({
    identity: entry.identity,
    raw: entry.raw,
    reason: ambiguity(entry, dismissed.has(entry.record.externalId)),
  }))
  return { rejected, outcomes, counts: countsOf(run, records, plan.stored, outcomes) }
}

/** What becomes of the records of a plan that can be used, by external id. */
export function outcomesOf({ stored, unchanged, placed }: AssetPlan): ReadonlyMap<string, RecordOutcome> {
  const outcomes = new Map<string, RecordOutcome>()
  for (const [externalId, id] of unchanged) outcomes.set(externalId, { outcome: 'UNCHANGED', id })
  for (const { record, isNew, assetId } of placed) {
    const revived = stored.get(record.externalId)?.gone_at instanceof Date
    outcomes.set(record.externalId, { outcome: isNew || revived ? 'ADDED' : 'CHANGED', id: assetId })
  }
  return outcomes
}

/** Notes that records say again what they said. Where words go stale, that may turn who is right. */
async function confirm(db: Kysely<Database>, run: RunContext, { unchanged }: AssetPlan): Promise<void> {
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
  await showContested(db, run, assetIds, `sync of ${run.sourceName}: it said again what it had said`)
}

/** Writes what is new or says something else. */
async function takeIn(db: Kysely<Database>, run: RunContext, plan: AssetPlan): Promise<void> {
  const { placed, drafts, known } = plan
  if (placed.length === 0) return
  await dropEnded(
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
  await saveSaid(db, run, placed, drafts)
  const freed = await takeFromWaiting(
    db,
    run.listing,
    placed.map(({ record }) => record.externalId),
  )
  await reviewDuplicates(db, run, [...drafts.keys(), ...freed])
}

/** The counts of a page; a record that this run has met before, and that says the same, is counted once. */
export function countsOf(
  run: RunContext,
  records: readonly MappedRecord[],
  stored: ReadonlyMap<string, Pick<StoredRecord, 'run_id'>>,
  outcomes: ReadonlyMap<string, RecordOutcome>,
): Counts {
  const fresh = records.filter(({ record }) => stored.get(record.externalId)?.run_id !== run.listing.runId)
  const count = (what: RecordOutcome['outcome'], among: readonly MappedRecord[]) =>
    among.filter(({ record }) => outcomes.get(record.externalId)?.outcome === what).length
  return {
    ...NOTHING,
    found: fresh.length,
    added: count('ADDED', records),
    changed: count('CHANGED', records),
    unchanged: count('UNCHANGED', fresh),
  }
}
