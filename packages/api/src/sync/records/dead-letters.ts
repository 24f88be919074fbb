import type { Database } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { anyText, chunked } from '../../graph/sql-arrays.ts'
import { storedText } from '../../graph/stored-text.ts'
import type { RejectedRecord } from './map-page.ts'
import type { ScopeRun } from './source-records.ts'

/** Sets records aside that cannot be used; what they said last stays, and they are not taken for gone. */
export async function rejectRecords(
  db: Kysely<Database>,
  listing: ScopeRun,
  rejected: readonly RejectedRecord[],
): Promise<void> {
  // Of several with one identity the last one counts, as with records that can be used.
  const last = new Map(rejected.map((record, index) => [record.primaryKey ?? index, record]))
  for (const chunk of chunked([...last.values()], 1000)) {
    await db
      .insertInto('dead_letter')
      .values(
        chunk.map(({ primaryKey, raw, reason }) => ({
          source_id: listing.sourceId,
          run_id: listing.runId,
          stream: listing.stream,
          scope: listing.scope,
          external_id: storedText(primaryKey, 500),
          reason: truncate(reason, 4000),
          raw,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['source_id', 'stream', 'external_id'])
          .where('status', '=', 'OPEN')
          .where('external_id', 'is not', null)
          .doUpdateSet((row) => ({
            run_id: row.ref('excluded.run_id'),
            scope: row.ref('excluded.scope'),
            reason: row.ref('excluded.reason'),
            raw: row.ref('excluded.raw'),
            attempts: sql`dead_letter.attempts + 1`,
          })),
      )
      .execute()
  }
  const identities = rejected.flatMap(({ primaryKey }) => (primaryKey === undefined ? [] : [primaryKey]))
  if (identities.length === 0) return
  await db
    .updateTable('source_record')
    .set({ run_id: listing.runId, scope: listing.scope })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('primary_key', '=', anyText(identities))
    .where('missing_since', 'is', null)
    .execute()
}

/** Closes what was set aside of records that could be used now. */
export async function resolveDeadLetters(
  db: Kysely<Database>,
  listing: ScopeRun,
  identities: readonly string[],
  at: Date,
): Promise<void> {
  if (identities.length === 0) return
  await db
    .updateTable('dead_letter')
    .set({ status: 'RESOLVED', resolved_at: at })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('external_id', '=', anyText(identities.map((primaryKey) => truncate(primaryKey, 500))))
    .where('status', '=', 'OPEN')
    .execute()
}

/**
 * Closes what earlier runs set aside of a scope if the complete listing of a snapshot stream does not hold it any more:
 * the record was removed, or can be used under another key, as a part of a file whose record could not be determined.
 */
export async function resolveUnlisted(db: Kysely<Database>, listing: ScopeRun, at: Date): Promise<void> {
  await db
    .updateTable('dead_letter')
    .set({ status: 'RESOLVED', resolved_at: at })
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('scope', '=', listing.scope)
    .where('status', '=', 'OPEN')
    // What deliveries and this run set aside stays.
    .where('run_id', '<>', listing.runId)
    .execute()
}
