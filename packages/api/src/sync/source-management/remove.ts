import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, actFor, recordAudit } from '../../access/audit.ts'
import { lockAssetsOf } from '../reconciliation/lock-assets-store.ts'
import { retireMissing } from '../retirement/retire-missing.ts'
import type { Source } from '../sources/store.ts'

/**
 * Ends the runs of a source: a page that is being stored is finished first, and the next one finds its scope gone.
 * Scopes are locked before the ingestion lock, in the order in which pages take both.
 */
async function stopRuns(transaction: Kysely<Database>, sourceId: string): Promise<void> {
  await transaction
    .selectFrom('source_scope')
    .select('id')
    .where('source_id', '=', sourceId)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** The assets that a source reports or has reported. */
async function assetsOf(db: Kysely<Database>, sourceId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ asset_id: string }>`
    select distinct asset_id from source_record where source_id = ${sourceId} and asset_id is not null`.execute(
    db,
  )
  return rows.map(({ asset_id }) => asset_id)
}

/**
 * Removes a source and what it said, in the caller's transaction: for each of its listings as if it had become empty,
 * so that what nobody else tells of is retired, and then itself.
 */
export async function removeSource(
  transaction: Kysely<Database>,
  source: Source,
  at: Date,
  auditContext: AuditContext,
): Promise<void> {
  await stopRuns(transaction, source.id)
  await lockAssetsOf(transaction, [source.id], async () => ({
    changed: await assetsOf(transaction, source.id),
  }))
  const listings = await transaction
    .selectFrom('source_record')
    .select(['stream', 'scope'])
    .distinct()
    .where('source_id', '=', source.id)
    .where('missing_since', 'is', null)
    .execute()
  const { id: runId } = await transaction
    .insertInto('sync_run')
    .values({ source_id: source.id, actor: auditContext.actor, until: at, started_at: at, requested_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Nothing is waited for that will never come back.
  await transaction
    .updateTable('source')
    .set({ retirement_grace_seconds: 0 })
    .where('id', '=', source.id)
    .execute()
  // Also what was told a moment ago.
  await sql`update source_record set last_seen_at = least(last_seen_at, ${at}) where source_id = ${source.id}`.execute(
    transaction,
  )
  for (const { stream, scope } of listings) {
    const listing = { sourceId: source.id, runId, stream, scope }
    const run = {
      listing,
      sourceName: source.name,
      precedence: source.precedence,
      at,
      until: at,
      auditContext,
    }
    await retireMissing(transaction, run, true)
  }
  await actFor(transaction, auditContext, `source ${source.name} was deleted`)
  await transaction.deleteFrom('source').where('id', '=', source.id).execute()
  await recordAudit(transaction, auditContext, [
    { action: 'source.delete', entityType: 'Source', entityId: source.id, before: source, after: null },
  ])
}
