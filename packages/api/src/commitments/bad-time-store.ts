import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'
import { samplingSeconds } from '../metrics/sampling-store.ts'
import { gridOf } from './grid.ts'
import { instant, sampledEvents, sloRows } from './sampled-events-store.ts'
import type { SloRow } from './settings.ts'

/** A time in which an SLO was bad without a break. */
export interface BadEpisode extends Interval {
  /** The place of the SLO among those that were asked about. */
  readonly slo: number
  readonly bad: number
  readonly total: number
}

/** Where in a span of time an SLO can have bad events: whole periods, in no order. */
export async function possiblyBad(db: Kysely<Database>, slo: SloRow, span: Interval): Promise<Interval[]> {
  const { rows } = await sql<Interval>`
    with slo as materialized (${sloRows([{ slo, grid: gridOf(slo) }])}),
    asked as (select ${span.start}::int8 as starts, ${span.end}::int8 as ends),
    ${suspected(sql`asked`)}
    select greatest(s.starts, ${span.start}::int8)::float8 as start, least(s.ends, ${span.end}::int8)::float8 as end
    from suspected s where s.starts < ${span.end}::int8 and s.ends > ${span.start}::int8`.execute(db)
  return rows
}

/**
 * When some SLOs were bad in some spans of time: samples, minutes or slices that follow each other and have a larger
 * share of bad events than the target allows, of timeslices those that are no good slices. One statement.
 */
export async function badEpisodes(
  db: Kysely<Database>,
  slos: readonly SloRow[],
  spans: readonly Interval[],
  until: number,
): Promise<BadEpisode[]> {
  if (slos.length === 0 || spans.length === 0) return []
  const now = instant(sql`${until}::int8`)
  const { rows } = await sql<BadEpisode>`
    with slo as materialized (${sloRows(slos.map((slo) => ({ slo, grid: gridOf(slo) })))}),
    judged as materialized (
      select slo.no, s.target, s.budgeting_method as method, coalesce(slo.slice, greatest(60000,
        coalesce((1000 * ${samplingSeconds('m', now)})::int8, 60000))) as length
      from slo
      join unnest(${slos.map((_, no) => no)}::int[], ${slos.map(({ target }) => target)}::float8[],
        ${slos.map(({ budgeting_method: method }) => method)}::text[]) s (no, target, budgeting_method) on s.no = slo.no
      join metric m on m.id = slo.metric_id
    ),
    asked as (
      select * from unnest(${spans.map(({ start }) => start)}::int8[], ${spans.map(({ end }) => end)}::int8[]) a (starts, ends)
    ),
    ${suspected(sql`asked`)},
    piece as (select no, 0 as span, starts, least(ends, ${until}::int8) as ends from suspected),
    ${sampledEvents(sql`piece`)},
    unit as (
      select e.no, j.length, u.at, sum(e.good) as good, sum(e.total) as total, min(e.time_slice_target) as slice_target,
        min(j.target) as target, min(j.method) as method
      from event e join judged j on j.no = e.no
      cross join lateral (select (extract(epoch from e.at) * 1000)::int8 as ms) t
      cross join lateral (select case
        when e.slice is not null then e.origin + floor((t.ms - e.origin)::float8 / e.slice)::int8 * e.slice
        when j.length > 60000 then t.ms else t.ms / 60000 * 60000 end as at) u
      group by e.no, j.length, u.at
    ),
    bad as (
      select no, at, at + length as until, total - greatest(0, least(good, total)) as bad, total,
        lag(at + length) over (partition by no order by at) as before
      from unit
      where total > 0 and case method
        when 'TIMESLICES' then greatest(0, least(good, total)) / total < slice_target
        -- Without the noise of the subtraction.
        else (total - greatest(0, least(good, total))) / total > (1 - target) * (1 + 1e-9) end
    ),
    episode as (
      select *, count(*) filter (where before is null or before < at) over (partition by no order by at) as episode from bad
    )
    select no as slo, min(at)::float8 as start, least(max(until), ${until}::int8)::float8 as end, sum(bad) as bad, sum(total) as total
    from episode group by no, episode order by no, min(at)`.execute(db)
  return rows
}

/**
 * The common table expression `suspected`: the periods (no, starts, ends) of the SLOs `slo` that meet spans (starts, ends)
 * and may have bad events. Those that are kept are known; others are if their samples have changed, or no period is kept.
 * Where two metrics are compared, a good hour can have a bad minute.
 */
function suspected(asked: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    suspected as (
      select slo.no, p.starts, p.starts + slo.period as ends from slo
      cross join lateral (
        select (extract(epoch from p.at) * 1000)::int8 as starts from slo_period p
        where p.slo_id = slo.id and (p.good < p.total or slo.total_metric_id is not null)
          and exists (select from ${asked} a where ${instant(sql`a.ends`)} > p.at
            and ${instant(sql`a.starts - slo.period`)} < p.at)
        union
        select slo.origin + k * slo.period from ${asked} a
        left join slo_progress g on g.slo_id = slo.id
        cross join lateral generate_series((a.starts - slo.origin) / slo.period, (a.ends - 1 - slo.origin) / slo.period) k
        where g.built_from is null or slo.origin + k * slo.period < extract(epoch from g.built_from) * 1000
        union
        select slo.origin + k * slo.period from metric_rollup_due d
        cross join lateral (select (extract(epoch from d.at) * 1000)::int8 as at) h
        cross join lateral generate_series((h.at - slo.origin) / slo.period, (h.at + 3599999 - slo.origin) / slo.period) k
        where d.metric_id in (slo.metric_id, slo.total_metric_id)
          and exists (select from ${asked} a where a.ends > slo.origin + k * slo.period
            and a.starts < slo.origin + (k + 1) * slo.period)
      ) p
    )`
}
