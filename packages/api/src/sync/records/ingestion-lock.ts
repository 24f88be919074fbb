import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** Milliseconds to wait for the lock: less than a statement may take. */
const PATIENCE = 15_000

/**
 * Until the transaction ends, no other brings records into the graph. Take it before rows that refer to a source.
 * @throws the error 55P03 of PostgreSQL if another holds it for longer; runs and deliveries are then retried.
 */
export async function lockIngestion(transaction: Kysely<Database>, patience = PATIENCE): Promise<void> {
  const key = sql`hashtext('throughline.reconciliation')`
  const free = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${key}) as taken`.execute(
    transaction,
  )
  if (free.rows[0]?.taken === true) return
  const { rows } = await sql<{ before: string }>`
    select current_setting('lock_timeout') as before, set_config('lock_timeout', ${`${patience}ms`}, true)`.execute(
    transaction,
  )
  await sql`select pg_advisory_xact_lock(${key})`.execute(transaction)
  await sql`select set_config('lock_timeout', ${rows[0]?.before ?? '0'}, true)`.execute(transaction)
}
