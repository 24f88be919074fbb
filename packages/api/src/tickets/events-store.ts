import type { Database, Row } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'

/** A ticket whose status may be another than before. */
interface Seen {
  readonly ticketId: string
  /** When the status was seen or entered; ISO 8601 or a date. */
  readonly at: Date | string
}

/**
 * Appends an event for each of these tickets whose status is not the one that its observed and manual events end with.
 * They are dated by `at`, with two exceptions: the first status of an open ticket by `opened_at`, and a resolution by
 * `resolved_at`, unless that is later than `at`. Within a ticket they never lie before an earlier one.
 */
export async function appendStates(
  db: Kysely<Database>,
  origin: Exclude<Row<'ticket_event'>['origin'], 'SOURCE_EVENT'>,
  seen: readonly Seen[],
): Promise<void> {
  const tickets = [...new Map(seen.map((one) => [one.ticketId, one])).values()]
  if (tickets.length === 0) return
  await sql`
    insert into ticket_event (ticket_id, history_of, state, source_state, at, origin)
    select t.id, case when not (${origin} = 'OBSERVED' and ${reportedHistory(sql.ref('t.id'))}) then t.id end,
      t.state, case when ${origin} = 'OBSERVED' then t.source_state end,
      greatest(least(dated.at, given.at), last.at + interval '1 millisecond'), ${origin}
    from unnest(${tickets.map(({ ticketId }) => ticketId)}::uuid[], ${tickets.map(({ at }) => at)}::timestamptz[])
      as given (id, at)
    join ticket t on t.id = given.id
    left join lateral (
      select e.state, e.at from ticket_event e
      where e.ticket_id = t.id and e.origin <> 'SOURCE_EVENT' order by e.at desc, e.id desc limit 1
    ) last on true
    cross join lateral (select case
      when last.state is null and t.state = 'OPEN' then t.opened_at
      when t.state in ('RESOLVED', 'CLOSED') and last.state is distinct from 'RESOLVED'
        and t.resolved_at > coalesce(last.at, '-infinity') then t.resolved_at
      else given.at end as at) dated
    where last.state is distinct from t.state`.execute(db)
}

/** Whether a source reports the history of a ticket. */
function reportedHistory(ticketId: ReturnType<typeof sql.ref>) {
  return sql<boolean>`exists (
    select from ticket_event s where s.ticket_id = ${ticketId} and s.origin = 'SOURCE_EVENT')`
}

/** Leaves observed events out of the histories of these tickets that their sources report, and takes others in again. */
export async function chooseHistories(db: Kysely<Database>, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return
  await sql`
    update ticket_event e set history_of = chosen.history_of
    from (
      select o.id, case when not ${reportedHistory(sql.ref('o.ticket_id'))} then o.ticket_id end as history_of
      from ticket_event o where o.ticket_id = ${anyId([...new Set(ticketIds)])} and o.origin = 'OBSERVED'
    ) chosen
    where e.id = chosen.id and e.history_of is distinct from chosen.history_of`.execute(db)
}
