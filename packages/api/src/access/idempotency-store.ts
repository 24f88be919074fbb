import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type IdempotencyKey, keyReused } from './idempotency.ts'

/** The least time for which a key and its answer are stored. */
const KEPT = '24 hours'

/**
 * Locks a key until the transaction ends, or returns false if another transaction has it. PostgreSQL releases the lock
 * when the connection of a killed server breaks.
 */
export async function lockKey(transaction: Kysely<Database>, key: IdempotencyKey): Promise<boolean> {
  const id = key.hash.readBigInt64BE()
  const { rows } = await sql<{ locked: boolean }>`
    select pg_try_advisory_xact_lock(${String(id)}::bigint) as locked`.execute(transaction)
  return rows[0]?.locked === true
}

/**
 * Returns the stored answer of a key, or undefined if there is none. It must be a statement of its own after
 * {@link lockKey}, so that it sees what the previous holder of the lock has committed.
 * @throws DomainError if the key belongs to another request.
 */
export async function findAnswer(db: Kysely<Database>, key: IdempotencyKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('idempotency_key')
    .select(['request_hash', 'answer'])
    .where('key_hash', '=', key.hash)
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (!row.request_hash.equals(key.requestHash)) throw keyReused()
  return key.open(row.answer)
}

/** Stores the answer in the transaction of its effect. The primary key refuses a second answer. */
export async function storeAnswer(
  transaction: Kysely<Database>,
  key: IdempotencyKey,
  answer: string,
): Promise<void> {
  await transaction
    .insertInto('idempotency_key')
    .values({ key_hash: key.hash, request_hash: key.requestHash, answer: key.seal(answer) })
    .execute()
}

/** Deletes the keys that have been stored for longer than they have to be. */
export async function deleteOldKeys(db: Kysely<Database>, now: Date): Promise<void> {
  await sql`delete from idempotency_key where created_at < ${now}::timestamptz - ${KEPT}::interval`.execute(
    db,
  )
}
