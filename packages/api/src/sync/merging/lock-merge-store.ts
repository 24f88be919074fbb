import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { lockAssetsOf } from '../reconciliation/lock-assets-store.ts'

/**
 * Locks assets for a merge or its undoing, in the transaction of the caller. Merges also wait for each other: each is
 * numbered, and may move rows of assets that an earlier one has moved.
 * @param assetIds called again after the locks are taken
 */
export async function lockMerge(
  transaction: Kysely<Database>,
  assetIds: () => Promise<readonly string[]>,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('throughline.merge'))`.execute(transaction)
  await lockAssetsOf(transaction, [], async () => ({ changed: await assetIds() }))
}
