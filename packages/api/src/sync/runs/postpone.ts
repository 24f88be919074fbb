import type { Database } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { RunFailure } from './handle-failure.ts'

/**
 * Puts off all deliveries, or all actions, of a source that are due: the process that took them was ended, and which of
 * them was at fault is not known.
 */
export async function postpone(
  db: Kysely<Database>,
  kind: 'deliveries' | 'actions',
  sourceId: string,
  failed: RunFailure,
  now: Date,
  until: Date,
): Promise<void> {
  const noted = {
    attempts: sql<number>`attempts + 1`,
    retry_at: until,
    error_message: truncate(failed.message, 4000),
  }
  if (kind === 'deliveries') {
    await db
      .updateTable('webhook_delivery')
      .set(noted)
      .where('source_id', '=', sourceId)
      .where('status', '=', 'PENDING')
      .where((where) => where.or([where('retry_at', 'is', null), where('retry_at', '<=', now)]))
      .execute()
    return
  }
  await db
    .updateTable('source_action')
    .set({ ...noted, error_code: truncate(failed.code, 100) })
    .where('source_id', '=', sourceId)
    .where('status', '=', 'QUEUED')
    .where((where) => where.or([where('retry_at', 'is', null), where('retry_at', '<=', now)]))
    .execute()
}
