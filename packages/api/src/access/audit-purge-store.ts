import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** Events that one transaction removes. */
const BATCH = 1_000

/**
 * Removes the sealed events that are older than an instant, with their seals, in batches of one transaction each.
 * A checkpoint comes first: it keeps the last hash that goes, so that the chain continues from it. The database
 * refuses a checkpoint of anything younger than a month.
 */
export async function purgeAudit(db: Kysely<Database>, before: Date, batches: number): Promise<void> {
  await db.transaction().execute((transaction) => setCheckpoint(transaction, before))
  for (let batch = 0; batch < batches; batch += 1) {
    const removed = await db.transaction().execute(removeCovered)
    if (removed < BATCH) return
  }
}

/** Up to the last seal before the first event that is kept; read in the order of the chain, no further than that. */
async function setCheckpoint(transaction: Kysely<Database>, before: Date): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(transaction)
  await sql`
    with covered as (select coalesce(max(number), 0) as number from audit_checkpoint),
    kept as (
      select s.number from audit_seal s join audit_event e on e.id = s.event_id
      where s.number > (select number from covered) and e.at >= ${before}
      order by s.number limit 1
    ), last as (
      select s.number, s.hash from audit_seal s
      where s.number < coalesce((select number from kept), 9223372036854775807)
        and s.number > (select number from covered)
      order by s.number desc limit 1
    )
    insert into audit_checkpoint (number, hash, before) select number, hash, ${before} from last`.execute(
    transaction,
  )
}

async function removeCovered(transaction: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ number: string; eventId: string }>`
    select number, event_id as "eventId" from audit_seal
    where number <= (select max(number) from audit_checkpoint)
    order by number limit ${BATCH}`.execute(transaction)
  if (rows.length === 0) return 0
  const ids = rows.map(({ eventId }) => eventId)
  await sql`delete from audit_event where id = any(${ids}::uuid[])`.execute(transaction)
  await sql`delete from audit_seal where event_id = any(${ids}::uuid[])`.execute(transaction)
  return rows.length
}
