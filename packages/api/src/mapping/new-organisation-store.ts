import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'

/** Whether the organisation is new, so that the default mapping rules are still to be put in force. */
export async function awaitsDefaultRules(db: Kysely<Database>): Promise<boolean> {
  const pending = await db
    .selectFrom('mapping_progress')
    .select('default_rules')
    .where('default_rules', '=', 'PENDING')
    .executeTakeFirst()
  return pending !== undefined
}
