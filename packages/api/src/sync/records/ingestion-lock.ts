import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** Until the transaction ends, no other brings records into the graph. */
export async function lockIngestion(transaction: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('throughline.reconciliation'))`.execute(transaction)
}
