import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../../graph/sql-arrays.ts'
import type { MappedRecord } from './map-page.ts'

/** Which listing a page belongs to. */
export interface ScopeRun {
  readonly sourceId: string
  readonly runId: string
  readonly stream: string
  readonly scope: string
}

export type StoredRecord = Pick<
  Row<'source_record'>,
  'external_id' | 'content_hash' | 'asset_id' | 'relation_id' | 'run_id' | 'missing_since'
>

/** What the source said before of these records, by external id. */
export async function storedRecords(
  db: Kysely<Database>,
  listing: ScopeRun,
  records: readonly MappedRecord[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .selectFrom('source_record')
    .select(['external_id', 'content_hash', 'asset_id', 'relation_id', 'run_id', 'missing_since'])
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('external_id', '=', anyText(records.map(({ record }) => record.externalId)))
    .execute()
  return new Map(rows.map((row) => [row.external_id, row]))
}

/** Notes that records were seen again as they were. */
export async function touchRecords(
  db: Kysely<Database>,
  listing: ScopeRun,
  externalIds: readonly string[],
  at: Date,
): Promise<void> {
  if (externalIds.length === 0) return
  await db
    .updateTable('source_record')
    .set({ run_id: listing.runId, scope: listing.scope, last_seen_at: at })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('external_id', '=', anyText(externalIds))
    .execute()
}

/** The column of a record that leads to what it became. */
export type PlaceColumn =
  | 'asset_id'
  | 'relation_id'
  | 'ticket_id'
  | 'effort_id'
  | 'ticket_event_id'
  | 'survey_invitation_id'
  | 'change_id'
  | 'alert_id'
  | 'metric_id'
  | 'survey_id'
  | 'response_id'
  | 'person_id'
  | 'team_id'
  | 'service_id'
  | 'objective_id'
  | 'process_id'
  | 'cost_id'

/** A record with what came of it; null where it waits. */
export type Placed = MappedRecord & {
  readonly entityId: string | null
  /** The fields it speaks of, where that has to be known later. */
  readonly said?: readonly string[]
}

/** Keeps what a source said, and what came of it; gives the ids of the records by external id. */
export async function saveRecords(
  db: Kysely<Database>,
  { listing, at }: { readonly listing: ScopeRun; readonly at: Date },
  column: PlaceColumn,
  records: readonly Placed[],
): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map()
  const rows = await db
    .insertInto('source_record')
    .values(
      records.map(({ record, primaryKey, raw, hash, entityId, said }) => ({
        source_id: listing.sourceId,
        stream: listing.stream,
        scope: listing.scope,
        external_id: record.externalId,
        primary_key: primaryKey,
        content_hash: hash,
        raw,
        ...(said === undefined ? {} : { stated_fields: [...said] }),
        [column]: entityId,
        run_id: listing.runId,
        first_seen_at: at,
        last_seen_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'stream', 'external_id']).doUpdateSet((row) => ({
        scope: row.ref('excluded.scope'),
        primary_key: row.ref('excluded.primary_key'),
        content_hash: row.ref('excluded.content_hash'),
        raw: row.ref('excluded.raw'),
        stated_fields: row.ref('excluded.stated_fields'),
        [column]: row.ref(`excluded.${column}`),
        run_id: row.ref('excluded.run_id'),
        last_seen_at: row.ref('excluded.last_seen_at'),
        missing_since: null,
        retired_at: null,
      })),
    )
    .returning(['id', 'external_id'])
    .execute()
  return new Map(rows.map((row) => [row.external_id, row.id]))
}

/** Notes that a source still holds what it calls by these identities. */
export async function markSeen(
  db: Kysely<Database>,
  listing: ScopeRun,
  identities: readonly string[],
): Promise<void> {
  if (identities.length === 0) return
  await db
    .updateTable('source_record')
    .set({ run_id: listing.runId })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('primary_key', '=', anyText(identities))
    .where('missing_since', 'is', null)
    .execute()
}

/** A record that a complete listing no longer holds. */
export interface MissingRecord {
  readonly id: string
  readonly assetId: string | null
  readonly relationId: string | null
}

/** How a complete listing differs from what the scope held before. */
export interface Absence {
  /** How many records the scope held before. */
  readonly before: number
  /** How many it holds now. */
  readonly present: number
  readonly missing: readonly MissingRecord[]
}

/** The records of a scope that this run's listing no longer holds. */
export async function absence(db: Kysely<Database>, listing: ScopeRun): Promise<Absence> {
  const scope = db
    .selectFrom('source_record')
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('missing_since', 'is', null)
  const missing = await scope
    .select(['id', 'asset_id as assetId', 'relation_id as relationId'])
    .where(sql<boolean>`run_id is distinct from ${listing.runId}`)
    // What was pushed while the listing was read is newer than the listing.
    .where(sql<boolean>`last_seen_at <= (select started_at from sync_run where id = ${listing.runId})`)
    .execute()
  const { present } = await scope
    .select(sql<number>`count(*)::int`.as('present'))
    .where('run_id', '=', listing.runId)
    .executeTakeFirstOrThrow()
  const cursor = await db
    .selectFrom('source_scope')
    .select('record_count')
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .executeTakeFirst()
  return { before: Math.max(cursor?.record_count ?? 0, missing.length), present, missing }
}
