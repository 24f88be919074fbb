import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'
import type { OwnChange } from './cause-timeline.ts'

/** The confidence from which on an incident counts as caused by a change, as in the outcome of changes. */
const CONFIDENT = 0.5

/**
 * Changes to a service that were being made in a span of time, or whose caused incidents were open then. What has not
 * ended goes on until the end of the span.
 */
export async function ownChangesOf(
  db: Kysely<Database>,
  serviceId: string,
  { start, end }: Interval,
): Promise<OwnChange[]> {
  const { rows } = await sql<{ id: string; name: string; began: number; starts: number; ends: number }>`
    with own as materialized (
      select c.id, c.title, c.actual_start, c.actual_end
      from change_service l join change c on c.id = l.change_id where l.service_id = ${serviceId}
    ),
    held as (
      select o.id, o.actual_start as starts, o.actual_end as ends from own o where o.actual_start is not null
      union all
      select o.id, t.opened_at, case when t.state in ('RESOLVED', 'CLOSED') then coalesce(t.resolved_at, (
          select min(e.at) from ticket_event e where e.history_of = t.id and e.state in ('RESOLVED', 'CLOSED')), t.opened_at) end
      from own o join ticket t on t.caused_by_change_id = o.id
      where t.kind = 'INCIDENT' and t.state <> 'CANCELLED' and t.cause_confidence >= ${CONFIDENT}
    )
    select h.id, o.title as name, extract(epoch from coalesce(o.actual_start, h.starts))::float8 * 1000 as began,
      extract(epoch from h.starts)::float8 * 1000 as starts, coalesce(extract(epoch from h.ends)::float8 * 1000, ${end}::float8) as ends
    from held h join own o on o.id = h.id
    where h.starts < ${new Date(end)} and coalesce(h.ends, ${new Date(end)}) > ${new Date(start)}
    order by h.id, h.starts`.execute(db)
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, held]) => {
    const [first] = held
    if (first === undefined) return []
    const periods = held.map(({ starts, ends }) => ({ start: starts, end: Math.min(ends, end) }))
    return [{ id, name: first.name, began: first.began, periods }]
  })
}

/**
 * When alerts of sources fired for services and assets in a span of time, by uuid. Alerts that SLOs raised are left out:
 * the SLO itself is asked, which an alert follows later.
 */
export async function firingTimes(
  db: Kysely<Database>,
  { services, assets }: { readonly services: readonly string[]; readonly assets: readonly string[] },
  { start, end }: Interval,
): Promise<ReadonlyMap<string, readonly Interval[]>> {
  const [from, to] = [new Date(start), new Date(end)]
  const { rows } = await sql<{ id: string } & Interval>`
    with fired as materialized (
      select a.id, tstzrange(a.starts_at, coalesce(a.ends_at, ${to})) as time from alert a
      where a.slo_id is null and a.starts_at < ${to} and coalesce(a.ends_at, ${to}) > ${from}
    ),
    hit as (
      select l.service_id as id, f.time from fired f join alert_service l on l.alert_id = f.id
      where l.service_id = any(${services}::uuid[])
      union all
      select l.asset_id, f.time from fired f join alert_asset l on l.alert_id = f.id
      where l.asset_id = any(${assets}::uuid[])
    )
    select t.id, extract(epoch from lower(r))::float8 * 1000 as start, extract(epoch from upper(r))::float8 * 1000 as end
    from (select id, range_agg(time) as times from hit group by id) t, unnest(t.times) r
    order by t.id, r`.execute(db)
  return Map.groupBy(
    rows.map(({ id, ...time }) => ({ id, ...time })),
    ({ id }) => id,
  )
}
