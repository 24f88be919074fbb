import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'

/** The most alerts and the most tickets that are listed of one time. */
export const MOST_AT_A_TIME = 20

/** Services and assets, and a time. */
export interface Moment {
  /** Uuids. */
  readonly nodes: readonly string[]
  readonly periods: readonly Interval[]
}

/** Uuids of what went on at a time. */
export interface AtThatTime {
  readonly alerts: readonly string[]
  readonly tickets: readonly string[]
}

/**
 * Alerts that fired and tickets that were open for services and assets at some times, the most severe or urgent first and
 * {@link MOST_AT_A_TIME} of each at most. One statement, however many times.
 */
export async function atThoseTimes(
  db: Kysely<Database>,
  moments: readonly Moment[],
  now: Date,
): Promise<AtThatTime[]> {
  const nodes = moments.flatMap((moment, no) => moment.nodes.map((id) => ({ no, id })))
  const periods = moments.flatMap((moment, no) => moment.periods.map((period) => ({ no, ...period })))
  const { rows } = await sql<{ no: number; kind: 'alerts' | 'tickets'; ids: string[] }>`
    with node as materialized (
      select * from unnest(${nodes.map(({ no }) => no)}::int[], ${nodes.map(({ id }) => id)}::uuid[]) n (no, id)
    ),
    time as materialized (
      select no, range_agg(tstzrange('epoch'::timestamptz + starts * interval '1 millisecond',
        'epoch'::timestamptz + ends * interval '1 millisecond')) as times
      from unnest(${periods.map(({ no }) => no)}::int[], ${periods.map(({ start }) => start)}::float8[],
        ${periods.map(({ end }) => end)}::float8[]) p (no, starts, ends)
      group by no
    ),
    fired as (
      select distinct n.no, a.id, case a.severity when 'CRITICAL' then 0 when 'WARNING' then 1 else 2 end as rank,
        a.starts_at as began
      from node n join time t on t.no = n.no
      cross join lateral (
        select alert_id from alert_service where service_id = n.id
        union all select alert_id from alert_asset where asset_id = n.id
      ) l
      join alert a on a.id = l.alert_id
      where t.times && tstzrange(a.starts_at, coalesce(a.ends_at, greatest(a.starts_at, ${now})), '[]')
    ),
    opened as (
      select distinct n.no, k.id, coalesce(k.priority, 9) as rank, k.opened_at as began
      from node n join time t on t.no = n.no
      cross join lateral (
        select ticket_id from ticket_service where service_id = n.id
        union all select ticket_id from ticket_asset where asset_id = n.id
      ) l
      join ticket k on k.id = l.ticket_id
      where k.state <> 'CANCELLED' and t.times && tstzrange(k.opened_at, greatest(k.opened_at, coalesce(k.resolved_at,
        case when k.state in ('RESOLVED', 'CLOSED') then k.opened_at else ${now} end)), '[]')
    ),
    found as (
      select 'alerts' as kind, *, row_number() over (partition by no order by rank, began, id) as place from fired
      union all
      select 'tickets', *, row_number() over (partition by no order by rank, began, id) from opened
    )
    select no, kind, array_agg(id order by place) as ids from found where place <= ${MOST_AT_A_TIME} group by no, kind`.execute(
    db,
  )
  return moments.map((_, no) => {
    const ids = (kind: string) => rows.find((row) => row.no === no && row.kind === kind)?.ids ?? []
    return { alerts: ids('alerts'), tickets: ids('tickets') }
  })
}
