import type { Database } from '@throughline/db'
import type { Kysely, Transaction } from 'kysely'
import { postgresCode } from '../../graph/errors.ts'

const ATTEMPTS = 4

/**
 * Does work in a transaction. If PostgreSQL ends it because another transaction has the locks that it needs, it is done
 * again from the start.
 */
export async function retriedTransaction<T>(
  db: Kysely<Database>,
  work: (transaction: Transaction<Database>) => Promise<T>,
): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left -= 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (left === 0 || !isLockConflict(postgresCode(error))) throw error
    }
  }
}

/** Deadlocks and serialization failures, and locks that were waited for too long. */
function isLockConflict(code: string | undefined): boolean {
  return code !== undefined && (code.startsWith('40') || code === '55P03')
}
