import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** Milliseconds to wait for a lock: less than a statement may take. */
const PATIENCE = 15_000

/** Stands in for the source of assets that no source reports. */
export const NO_SOURCE = null

/** A source as its lock names it. */
export type LockedSource = string | typeof NO_SOURCE

/**
 * Locks sources until the transaction ends: no other transaction writes what they report. Every transaction takes the
 * locks in one order, so take all that are needed at once, and before rows that refer to a source.
 * @throws the error 55P03 of PostgreSQL if another transaction holds one for longer; runs and deliveries are then
 * retried.
 */
export async function lockSources(
  transaction: Kysely<Database>,
  sources: Iterable<LockedSource>,
  patience = PATIENCE,
): Promise<void> {
  if (await tryLockSources(transaction, sources)) return
  await withPatience(transaction, patience, () =>
    sql`select pg_advisory_xact_lock(${LOCK_CLASS}, key) from unnest(${keysOf(sources)}::int[]) as key`.execute(
      transaction,
    ),
  )
}

/** Locks sources without waiting. Returns false if another transaction holds one; some may be locked then. */
export async function tryLockSources(
  transaction: Kysely<Database>,
  sources: Iterable<LockedSource>,
): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean | null }>`
    select bool_and(pg_try_advisory_xact_lock(${LOCK_CLASS}, key)) as taken
    from unnest(${keysOf(sources)}::int[]) as key`.execute(transaction)
  return rows[0]?.taken !== false
}

/**
 * Locks identifiers until the transaction ends, whether an asset has them or not. Take them after the sources.
 * @param identifiers in canonical form
 * @throws the error 55P03 of PostgreSQL if another transaction holds one for longer
 */
export async function lockIdentifiers(
  transaction: Kysely<Database>,
  identifiers: readonly { readonly kind: string; readonly value: string }[],
  patience = PATIENCE,
): Promise<void> {
  if (identifiers.length === 0) return
  // A conflict locks the row even where it changes nothing.
  await withPatience(transaction, patience, () =>
    sql`
      insert into identifier_lock (key)
      select distinct hashtextextended(kind || ' ' || value, 0) as key
      from unnest(${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ value }) => value)}::text[])
        as given (kind, value)
      order by key
      on conflict (key) do update set key = excluded.key where false`.execute(transaction),
  )
}

/** Removes rows of identifiers that no transaction has locked. */
export async function clearIdentifierLocks(db: Kysely<Database>): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      with unused as (select key from identifier_lock limit 10000 for update skip locked)
      delete from identifier_lock l using unused where l.key = unused.key returning l.key`.execute(db)
    if (rows.length === 0) return
  }
}

/** The first half of the key of every lock on a source: "sync". */
const LOCK_CLASS = 0x73796e63

/** The locks of sources in the order in which every transaction takes them. */
function keysOf(sources: Iterable<LockedSource>): number[] {
  // The last digits of a UUID of version 7 are random.
  const keys = [...sources].map((id) => (id === NO_SOURCE ? 0 : Number.parseInt(id.slice(-8), 16) | 0))
  return [...new Set(keys)].sort((a, b) => a - b)
}

async function withPatience(
  transaction: Kysely<Database>,
  patience: number,
  work: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await sql<{ before: string }>`
    select current_setting('lock_timeout') as before, set_config('lock_timeout', ${`${patience}ms`}, true)`.execute(
    transaction,
  )
  await work()
  await sql`select set_config('lock_timeout', ${rows[0]?.before ?? '0'}, true)`.execute(transaction)
}
