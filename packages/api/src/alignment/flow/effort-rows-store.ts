import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { LedgerTooLarge } from './ledger.ts'
import type { Work, WorkNode } from './work.ts'

/** Periods as instants, with the time zone whose days they are made of. */
export interface AskedSpans {
  readonly spans: readonly { readonly start: number; readonly end: number }[]
  readonly timeZone: string
  /** Of more rows than these, none are returned. */
  readonly most: number
}

interface Row {
  readonly place: number
  readonly type: WorkNode['type']
  readonly id: string
  readonly day: string
  readonly minutes: number
  readonly team: string | null
  readonly objective: string | null
  readonly services: readonly (readonly [string, number | null])[]
  readonly assets: readonly string[]
}

/** The periods as rows (place, starts, ends), for statements that answer several at once. */
export function spansSql({ spans }: Pick<AskedSpans, 'spans'>) {
  return sql`(select place::int - 1 as place, starts, ends from unnest(
    ${spans.map(({ start }) => new Date(start))}::timestamptz[],
    ${spans.map(({ end }) => new Date(end))}::timestamptz[]) with ordinality as given (starts, ends, place))`
}

/**
 * Efforts on the day they were performed, and tickets and changes that state minutes without having any booked: on the
 * day they were resolved (ended), otherwise on that they were opened (began, are planned to begin, were recorded).
 * What its source has removed counts as well. One statement; the work of each period in its place.
 * @throws LedgerTooLarge
 */
export async function readEfforts(db: Kysely<Database>, asked: AskedSpans): Promise<Work[][]> {
  const ticketDay = sql`coalesce(t.resolved_at, t.opened_at)`
  const changeDay = sql`coalesce(c.actual_end, c.actual_start, c.planned_start, c.created_at)`
  const { rows } = await sql<Row>`
    with piece as materialized (
      select p.place, 'Effort' as type, e.id, e.performed_at as at, e.minutes, e.team_id, e.ticket_id, e.change_id
      from ${spansSql(asked)} p join effort e on e.performed_at >= p.starts and e.performed_at < p.ends
      where e.minutes > 0
      union all
      select p.place, 'Ticket', t.id, ${ticketDay}, t.stated_effort_minutes, t.assignee_team_id, t.id, null
      from ${spansSql(asked)} p join ticket t on ${ticketDay} >= p.starts and ${ticketDay} < p.ends
      where t.booked_effort_minutes is null and t.stated_effort_minutes > 0
      union all
      select p.place, 'Change', c.id, ${changeDay}, c.stated_effort_minutes, c.implementing_team_id, null, c.id
      from ${spansSql(asked)} p join change c on ${changeDay} >= p.starts and ${changeDay} < p.ends
      where c.booked_effort_minutes is null and c.stated_effort_minutes > 0
      limit ${asked.most + 1}
    )
    select x.place, x.type, x.id, to_char(x.at at time zone ${asked.timeZone}, 'YYYY-MM-DD') as day, x.minutes,
      x.team_id as team, coalesce(t.objective_id, c.objective_id) as objective,
      coalesce(case when x.ticket_id is not null
        then (select json_agg(json_build_array(s.service_id, s.share) order by s.service_id)
          from ticket_service s where s.ticket_id = x.ticket_id)
        else (select json_agg(json_build_array(s.service_id, s.share) order by s.service_id)
          from change_service s where s.change_id = x.change_id) end, '[]') as services,
      coalesce(case when x.ticket_id is not null
        then (select json_agg(a.asset_id order by a.asset_id) from ticket_asset a where a.ticket_id = x.ticket_id)
        else (select json_agg(a.asset_id order by a.asset_id) from change_asset a where a.change_id = x.change_id)
        end, '[]') as assets
    from piece x left join ticket t on t.id = x.ticket_id left join change c on c.id = x.change_id
    order by x.at, x.id`.execute(db)
  if (rows.length > asked.most) throw new LedgerTooLarge()
  const work: Work[][] = asked.spans.map(() => [])
  for (const { place, type, id, day, minutes, team, objective, services, assets } of rows) {
    work[place]?.push({
      node: { type, id },
      when: { day },
      team,
      subject: { objective, services: services.map(([service, share]) => ({ id: service, share })), assets },
      amount: { units: BigInt(minutes), digits: 0 },
    })
  }
  return work
}
