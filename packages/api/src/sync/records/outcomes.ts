import { type Counts, NOTHING } from './counts.ts'
import type { MappedRecord, RejectedRecord } from './map-page.ts'
import type { RunContext } from './run-context.ts'
import type { StoredRecord } from './source-records.ts'

/** What became of a record, and the row that it tells of; null while it waits for what it belongs to. */
export interface RecordOutcome {
  readonly outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED'
  readonly id: string | null
}

/** What became of the records of a page, by external id. */
export interface PageOutcome {
  readonly counts: Counts
  readonly rejected: readonly RejectedRecord[]
  readonly outcomes: ReadonlyMap<string, RecordOutcome>
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
