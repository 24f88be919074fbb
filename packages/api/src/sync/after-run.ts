import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { Doer } from '../access/audit.ts'
import { endExpiredClaims } from './end-claims.ts'
import { reconsiderStale } from './reconsider.ts'
import { resolvePending } from './store/resolve-pending.ts'

/**
 * What follows from a run for what others have said: references that lead somewhere by now, claims whose grace has
 * passed, words that have gone stale. Each step is a transaction of its own and may be done at any time, by anybody.
 */
export async function afterRun(db: Kysely<Database>, now: Date, doer: Doer): Promise<void> {
  await resolvePending(db, doer)
  await endExpiredClaims(db, now, doer)
  await reconsiderStale(db, now, doer)
}
