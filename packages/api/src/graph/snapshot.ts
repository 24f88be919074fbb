import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'

/**
 * Reads with several statements as if they were one: all see the database as it was when the first began. Inside a
 * transaction, such as that of a mutation, its own view counts.
 */
export function inSnapshot<T>(
  db: Kysely<Database>,
  read: (snapshot: Kysely<Database>) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return read(db)
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
}
