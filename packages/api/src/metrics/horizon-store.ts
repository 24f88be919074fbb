import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** The lock on the horizon: shared by those who store samples, and held alone by who drops them. */
const LOCK = sql`hashtext('metric_sample_horizon')`

/**
 * Before which instant samples are refused, in milliseconds since 1970, or null. It stays as it is until the transaction
 * ends, so no sample is stored for a month that is being dropped meanwhile. Take it after the locks on metrics.
 */
export async function holdHorizon(transaction: Kysely<Database>): Promise<number | null> {
  await sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(transaction)
  return readHorizon(transaction)
}

/** The same without holding it. */
export async function readHorizon(db: Kysely<Database>): Promise<number | null> {
  const row = await db.selectFrom('metric_sample_horizon').select('at').executeTakeFirst()
  return row?.at.getTime() ?? null
}

/** Keeps others from storing samples until the transaction ends. Waits for those who do as long as `lock_timeout` says. */
export async function lockHorizon(transaction: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(transaction)
}

/** Moves the horizon, which is locked, to a later instant. */
export async function moveHorizon(transaction: Kysely<Database>, to: Date): Promise<void> {
  await sql`
    insert into metric_sample_horizon (at) values (${to})
    on conflict (one) do update set at = greatest(metric_sample_horizon.at, excluded.at)`.execute(transaction)
}
