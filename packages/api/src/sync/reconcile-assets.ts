import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { anyId } from './arrays.ts'
import type { RunContext } from './context.ts'
import { type Counts, NOTHING } from './counts.ts'
import type { MappedRecord, RejectedRecord } from './page.ts'
import { type MappedAsset, placeAssets } from './place-assets.ts'
import { type StoredRecord, saveRecords, storedRecords, touchRecords } from './source-records.ts'
import { writeAssets } from './write-assets.ts'

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

/** Brings a page of asset records into the graph: finds or makes the assets, notes the claim, lets the winners show. */
export async function reconcileAssets(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly MappedAsset[],
): Promise<PageOutcome> {
  const stored = await storedRecords(db, run.listing, records)
  const outcomes = new Map<string, RecordOutcome>()
  const others: MappedAsset[] = []
  for (const entry of records) {
    const id = unchangedAsset(entry, stored.get(entry.record.externalId))
    if (id === undefined) others.push(entry)
    else outcomes.set(entry.record.externalId, { outcome: 'UNCHANGED', id })
  }
  await touchRecords(db, run.listing, [...outcomes.keys()], run.at)
  await touchAssets(
    db,
    [...outcomes.values()].map(({ id }) => id),
    run.at,
  )

  const { placed, rejected } = await placeAssets(db, others, stored)
  await writeAssets(db, run, placed)
  await saveRecords(db, run.listing, placed, run.at)
  for (const { record, isNew, assetId } of placed) {
    const revived = stored.get(record.externalId)?.gone_at instanceof Date
    outcomes.set(record.externalId, { outcome: isNew || revived ? 'ADDED' : 'CHANGED', id: assetId })
  }
  return { rejected, outcomes, counts: countsOf(run, records, stored, outcomes) }
}

/** The counts of a page; a record that this run has met before, and that says the same, is counted once. */
export function countsOf(
  run: RunContext,
  records: readonly MappedRecord[],
  stored: ReadonlyMap<string, StoredRecord>,
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

/** The asset of a record that says what it said before. */
function unchangedAsset(entry: MappedRecord, stored: StoredRecord | undefined): string | undefined {
  if (stored?.asset_id == null || stored.gone_at !== null) return undefined
  return stored.content_hash.equals(entry.hash) ? stored.asset_id : undefined
}

async function touchAssets(db: Kysely<Database>, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('asset')
    .set({ last_seen_at: at })
    .where('id', '=', anyId(ids))
    .where('last_seen_at', '<', at)
    .execute()
}
