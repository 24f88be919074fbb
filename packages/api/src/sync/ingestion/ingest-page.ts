import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { actFor } from '../../access/audit.ts'
import { chunked } from '../../graph/sql-arrays.ts'
import { mapChangedAssets } from '../../mapping/evaluate-store.ts'
import { RECORD_STORES } from '../entities/entity-writers.ts'
import { MODEL_TYPES } from '../model/model-kinds.ts'
import { storeModelRecords } from '../model/records-store.ts'
import type { MappedAsset } from '../reconciliation/match-assets.ts'
import { reconcileAssets } from '../reconciliation/reconcile-assets.ts'
import { type MappedRelation, reconcileRelations } from '../reconciliation/reconcile-relations.ts'
import { type Counts, NOTHING, sumOf } from '../records/counts.ts'
import { rejectRecords, resolveDeadLetters } from '../records/dead-letters.ts'
import type { MappedPage, MappedRecord, RejectedRecord } from '../records/map-page.ts'
import type { PageOutcome, RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import { expireWithdrawn } from '../retirement/withdrawn-records.ts'
import { lockPage } from './lock-page-store.ts'

/** Statements of a page take some ten parameters a record, and PostgreSQL 65,535 of them in all. */
const RECORDS_AT_ONCE = 1000

/** What became of a page. */
export interface StoredPage extends PageOutcome {
  /** External ids of what the source has taken back. */
  readonly takenBack: readonly string[]
}

/**
 * Stores a page and sets aside what cannot be used, in the caller's transaction. Pages of sources that report the same
 * assets wait for each other here: two that meet the same new asset at once would otherwise both make it.
 */
export async function storePage(
  transaction: Kysely<Database>,
  run: RunContext,
  page: MappedPage,
): Promise<StoredPage> {
  await lockPage(transaction, run, page)
  await actFor(transaction, run.auditContext, `sync of ${run.sourceName}`)
  let counts: Counts = NOTHING
  const rejected: RejectedRecord[] = [...page.rejected]
  const outcomes = new Map<string, RecordOutcome>()
  const take = (outcome: PageOutcome) => {
    counts = sumOf(counts, outcome.counts)
    rejected.push(...outcome.rejected)
    for (const [externalId, what] of outcome.outcomes) outcomes.set(externalId, what)
  }
  for (const records of chunked(page.records.filter(isAsset), RECORDS_AT_ONCE)) {
    take(await reconcileAssets(transaction, run, records))
  }
  for (const records of chunked(page.records.filter(isRelation), RECORDS_AT_ONCE)) {
    take(await reconcileRelations(transaction, run, records))
  }
  for (const [type, store] of RECORD_STORES) {
    const records = page.records.filter(({ record }) => record.type === type)
    for (const chunk of chunked(records, RECORDS_AT_ONCE)) take(await store(transaction, run, chunk))
  }
  for (const type of MODEL_TYPES) {
    const records = page.records.filter(({ record }) => record.type === type)
    for (const chunk of chunked(records, RECORDS_AT_ONCE)) {
      take(await storeModelRecords(transaction, run, type, chunk, page.whole === undefined))
    }
  }
  await rejectRecords(transaction, run.listing, rejected)
  const unusable = new Set(rejected.map(({ primaryKey }) => primaryKey))
  const told = [...page.records.map(({ primaryKey }) => primaryKey), ...(page.whole ?? [])]
  const usable = told.filter((primaryKey) => !unusable.has(primaryKey))
  await resolveDeadLetters(transaction, run.listing, usable, run.at)
  const takenBack = await expireWithdrawn(transaction, run, page)
  await mapChangedAssets(transaction, run)
  return {
    rejected,
    outcomes,
    takenBack,
    // What could not even be mapped was told all the same.
    counts: {
      ...counts,
      found: counts.found + page.rejected.length,
      rejected: rejected.length,
      retired: counts.retired + takenBack.length,
    },
  }
}

function isAsset(mapped: MappedRecord): mapped is MappedAsset {
  return mapped.record.type === 'asset'
}

function isRelation(mapped: MappedRecord): mapped is MappedRelation {
  return mapped.record.type === 'relation'
}
