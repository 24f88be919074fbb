import { type RawBuilder, sql } from 'kysely'
import { gridOf, isAligned, type SloGrid } from './grid.ts'
import type { SloRow } from './settings.ts'

/** SQL for the instant of milliseconds since the epoch. */
export function instant(milliseconds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`('epoch'::timestamptz + (${milliseconds}) * interval '1 millisecond')`
}

/**
 * The periods that hours with changed samples lie in. By how much a counter grew up to the first sample after such an hour
 * has changed, too.
 * @param hours what gives rows of a metric and the start of an hour
 */
export function changedPeriods(hours: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select distinct slo.no, k from slo
    join ${hours} d (metric_id, at) on d.metric_id in (slo.metric_id, slo.total_metric_id)
    cross join lateral (
      select (extract(epoch from d.at) * 1000)::int8 as first, (extract(epoch from d.at) * 1000)::int8 + 3599999 as last
      union all
      select next.at, next.at from (
        select (extract(epoch from min(s.at)) * 1000)::int8 as at from metric_sample s
        where slo.kind = 'COUNTER' and s.metric_id = d.metric_id and s.at >= d.at + interval '1 hour'
      ) next where next.at is not null
    ) h
    cross join lateral generate_series((h.first - slo.origin) / slo.period, (h.last - slo.origin) / slo.period) k`
}

/** The SLOs as rows, numbered from 0, with the kinds of their metrics. `kept` where its periods consist of the slices asked for. */
export function sloRows(
  questions: readonly { readonly slo: SloRow; readonly grid: SloGrid }[],
): RawBuilder<unknown> {
  const column = <T>(read: (slo: SloRow) => T) => questions.map(({ slo }) => read(slo))
  const ofGrid = <T>(read: (grid: SloGrid) => T) => questions.map(({ grid }) => read(grid))
  return sql`
    select s.*, m.kind, coalesce(t.kind, m.kind) as total_kind
    from unnest(
      ${questions.map((_, no) => no)}::int[], ${column(({ id }) => id)}::uuid[],
      ${column(({ indicator }) => indicator)}::text[], ${column(({ metric_id }) => metric_id)}::uuid[],
      ${column(({ total_metric_id }) => total_metric_id)}::uuid[], ${column(({ operator }) => operator)}::text[],
      ${column(({ threshold }) => threshold)}::float8[], ${column(({ time_slice_target }) => time_slice_target)}::float8[],
      ${ofGrid(({ slice }) => slice)}::int8[], ${ofGrid(({ origin }) => origin)}::int8[],
      ${ofGrid(({ period }) => period)}::int8[], ${questions.map(({ slo, grid }) => isAligned(grid, gridOf(slo)))}::bool[]
    ) s (no, id, indicator, metric_id, total_metric_id, operator, threshold, time_slice_target, slice, origin, period, kept)
    join metric m on m.id = s.metric_id
    left join metric t on t.id = s.total_metric_id`
}

/**
 * The common table expression `event`: the events (no, span, at, good, total) of pieces (no, span, starts, ends) of the
 * SLOs `slo`, with their slices.
 *
 * An event is a sample of a ratio or threshold, or by how much a counter grew. Where good or bad events and all of them
 * come from two metrics, each adds its part; good events are counted between none and all where they are judged.
 */
export function sampledEvents(piece: RawBuilder<unknown>): RawBuilder<unknown> {
  const grown = (metric: string, kind: string) => sql`(
    select s.at, case when slo.${sql.ref(kind)} <> 'COUNTER' then s.value
      when s.earlier is null then null when s.value >= s.earlier then s.value - s.earlier else s.value end as amount
    from (
      select m.at, m.value, coalesce(lag(m.value) over (order by m.at), case when slo.${sql.ref(kind)} = 'COUNTER' then (
        select b.value from metric_sample b
        where b.metric_id = slo.${sql.ref(metric)} and b.at < ${instant(sql`p.starts`)} order by b.at desc limit 1) end) as earlier
      from metric_sample m
      where m.metric_id = slo.${sql.ref(metric)} and m.at >= ${instant(sql`p.starts`)} and m.at < ${instant(sql`p.ends`)}
    ) s
  )`
  return sql`
    event as (
      select p.no, p.span, slo.slice, slo.origin, slo.time_slice_target, e.at, e.good, e.total
      from ${piece} p join slo on slo.no = p.no
      cross join lateral (
        select m.at, m.value as good, coalesce(m.total, 0) as total from metric_sample m
        where slo.indicator = 'RATIO' and m.metric_id = slo.metric_id
          and m.at >= ${instant(sql`p.starts`)} and m.at < ${instant(sql`p.ends`)}
        union all
        select m.at, case slo.operator
            when 'LT' then m.reading < slo.threshold when 'LTE' then m.reading <= slo.threshold
            when 'GT' then m.reading > slo.threshold else m.reading >= slo.threshold end::int, 1
        from (
          select s.at, case when slo.kind = 'RATIO' then s.value / nullif(s.total, 0) else s.value end as reading
          from metric_sample s
          where slo.indicator = 'THRESHOLD' and s.metric_id = slo.metric_id
            and s.at >= ${instant(sql`p.starts`)} and s.at < ${instant(sql`p.ends`)}
        ) m where m.reading is not null
        union all
        select g.at, case when slo.indicator = 'GOOD_RATIO' then g.amount else - g.amount end, 0
        from ${grown('metric_id', 'kind')} g
        where slo.total_metric_id is not null and g.amount is not null
        union all
        select g.at, case when slo.indicator = 'GOOD_RATIO' then 0 else g.amount end, g.amount
        from ${grown('total_metric_id', 'total_kind')} g
        where slo.total_metric_id is not null and g.amount is not null
      ) e
    )`
}

/**
 * Common table expressions that tally pieces (no, span, starts, ends) of the SLOs `slo` by samples; the last of them is
 * `tally`, with a row for each SLO and span that has events.
 */
export function tallied(piece: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    ${sampledEvents(piece)},
    slice as (
      select no, span, slice, time_slice_target, sum(good) as good, sum(total) as total,
        greatest(0, least(sum(good), sum(total))) / nullif(sum(total), 0) as ratio
      from event
      group by no, span, slice, time_slice_target, case when slice is not null
        then floor((extract(epoch from at) * 1000 - origin) / slice) end
    ),
    tally as (
      select no, span, sum(good) as good, sum(total) as total,
        count(*) filter (where slice is not null and ratio is not null)::int as measured,
        count(*) filter (where slice is not null and ratio >= time_slice_target)::int as good_slices,
        coalesce(sum(ratio) filter (where slice is not null), 0) as ratios
      from slice group by no, span
    )`
}
