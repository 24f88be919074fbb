import type { Database, Row } from '@throughline/db'
import type { NeutralRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../../graph/sql-arrays.ts'
import type { MappedRecord } from '../records/map-page.ts'
import type { RunContext } from '../records/run-context.ts'
import { type PlaceColumn, type Placed, type ScopeRun, saveRecords } from '../records/source-records.ts'

/** A record of one type, mapped. */
export interface Mapped<R extends NeutralRecord> extends MappedRecord {
  readonly record: R
}

/** The columns that lead to what is neither an asset nor a relation. */
export type EntityColumn = Exclude<PlaceColumn, 'asset_id' | 'relation_id'>

/** What is known of a record from earlier pages. */
export interface KeptRecord
  extends Pick<
    Row<'source_record'>,
    'id' | 'content_hash' | 'run_id' | 'missing_since' | 'retired_at' | 'stated_fields'
  > {
  readonly entityId: string | null
  /** Whether it is not in the graph since what it belongs to is not known here. */
  readonly waits: boolean
}

/** What the source said before of these records, by external id. */
export async function keptRecords(
  db: Kysely<Database>,
  listing: ScopeRun,
  records: readonly MappedRecord[],
  column: EntityColumn,
): Promise<ReadonlyMap<string, KeptRecord>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .selectFrom('source_record as r')
    .select([
      'r.id',
      'r.external_id',
      'r.content_hash',
      'r.run_id',
      'r.missing_since',
      'r.retired_at',
      'r.stated_fields',
    ])
    .select([
      sql<string | null>`${sql.ref(`r.${column}`)}`.as('entityId'),
      sql<boolean>`exists (select from pending_reference p where p.record_id = r.id and p.waiting is not null)`.as(
        'waits',
      ),
    ])
    .where('r.source_id', '=', listing.sourceId)
    .where('r.stream', '=', listing.stream)
    .where('r.external_id', '=', anyText(records.map(({ record }) => record.externalId)))
    .execute()
  return new Map(rows.map((row) => [row.external_id, row]))
}

/** Whether a record says what it said before, and what it became is still there. */
export function isUnchanged(entry: MappedRecord, kept: KeptRecord | undefined): kept is KeptRecord {
  if (kept === undefined || hasEnded(kept) || !kept.content_hash.equals(entry.hash)) return false
  return kept.entityId !== null || kept.waits
}

/** Whether a record was gone for so long that what it became has ended with it. */
export function hasEnded({
  missing_since,
  retired_at,
}: Pick<KeptRecord, 'missing_since' | 'retired_at'>): boolean {
  return missing_since !== null && retired_at !== null
}

/** Notes that records were seen again as they were. */
export async function seeAgain(
  db: Kysely<Database>,
  { listing, at }: RunContext,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return
  await db
    .updateTable('source_record')
    .set({ run_id: listing.runId, scope: listing.scope, last_seen_at: at, missing_since: null })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('external_id', '=', anyText(externalIds))
    .execute()
}

/** Keeps what a source said, what it spoke of, and what came of it; gives the ids of the records by external id. */
export async function keepRecords(
  db: Kysely<Database>,
  run: RunContext,
  column: EntityColumn,
  records: readonly Placed[],
): Promise<ReadonlyMap<string, string>> {
  const speaking = records.map((entry) => ({ ...entry, said: statedFields(entry.record) }))
  return saveRecords(db, run, column, speaking)
}

/** The fields that a record speaks of. */
export function statedFields(record: object): string[] {
  return Object.keys(record).filter((field) => field !== 'type' && field !== 'externalId')
}
