import type { Database, Row } from '@throughline/db'
import type { NeutralRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../arrays.ts'
import type { RunContext } from '../context.ts'
import type { MappedRecord } from '../page.ts'
import type { Listing } from '../source-records.ts'

/** A record of one type, mapped. */
export interface Mapped<R extends NeutralRecord> extends MappedRecord {
  readonly record: R
}

/** The column of a record that leads to what it became. */
export type EntityColumn =
  | 'ticket_id'
  | 'effort_id'
  | 'change_id'
  | 'alert_id'
  | 'metric_id'
  | 'survey_id'
  | 'response_id'

/** What is known of a record from earlier pages. */
export interface KeptRecord
  extends Pick<Row<'source_record'>, 'id' | 'content_hash' | 'run_id' | 'gone_at' | 'ended_at' | 'said'> {
  readonly entityId: string | null
  /** Whether it is not in the graph since what it belongs to is not known here. */
  readonly waits: boolean
}

/** What the source said before of these records, by external id. */
export async function keptRecords(
  db: Kysely<Database>,
  listing: Listing,
  records: readonly MappedRecord[],
  column: EntityColumn,
): Promise<ReadonlyMap<string, KeptRecord>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .selectFrom('source_record as r')
    .select(['r.id', 'r.external_id', 'r.content_hash', 'r.run_id', 'r.gone_at', 'r.ended_at', 'r.said'])
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
export function hasEnded({ gone_at, ended_at }: Pick<KeptRecord, 'gone_at' | 'ended_at'>): boolean {
  return gone_at !== null && ended_at !== null
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
    .set({ run_id: listing.runId, scope: listing.scope, last_seen_at: at, gone_at: null })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('external_id', '=', anyText(externalIds))
    .execute()
}

/** A record with what came of it; null where it waits. */
export type Placed = MappedRecord & { readonly entityId: string | null }

/** Keeps what a source said, what it spoke of, and what came of it; gives the ids of the records by external id. */
export async function keepRecords(
  db: Kysely<Database>,
  { listing, at }: RunContext,
  column: EntityColumn,
  records: readonly Placed[],
): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .insertInto('source_record')
    .values(
      records.map(({ record, identity, raw, hash, entityId }) => ({
        source_id: listing.sourceId,
        stream: listing.stream,
        scope: listing.scope,
        external_id: record.externalId,
        identity,
        content_hash: hash,
        raw,
        said: spokenOf(record),
        [column]: entityId,
        run_id: listing.runId,
        first_seen_at: at,
        last_seen_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'stream', 'external_id']).doUpdateSet((row) => ({
        scope: row.ref('excluded.scope'),
        identity: row.ref('excluded.identity'),
        content_hash: row.ref('excluded.content_hash'),
        raw: row.ref('excluded.raw'),
        said: row.ref('excluded.said'),
        [column]: row.ref(`excluded.${column}`),
        run_id: row.ref('excluded.run_id'),
        last_seen_at: row.ref('excluded.last_seen_at'),
        gone_at: null,
        ended_at: null,
      })),
    )
    .returning(['id', 'external_id'])
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.id]))
}

/** The fields that a record speaks of. */
export function spokenOf(record: object): string[] {
  return Object.keys(record).filter((field) => field !== 'type' && field !== 'externalId')
}
