import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'
import type { ChangedHour } from '../metrics/rollups-store.ts'
import { gridOf, isAligned, type SloGrid } from './grid.ts'
import type { SloRow } from './settings.ts'
import type { Tally } from './tally.ts'

/** An SLO and the spans that are asked about; a span is made of disjoint intervals. Those of slices have whole ones. */
export interface CountQuestion {
  readonly slo: SloRow
  readonly grid: SloGrid
  readonly spans: readonly (readonly Interval[])[]
}

interface TallyRow {
  readonly slo: number
  readonly span: number
  readonly good: number
  readonly total: number
  readonly measured: number
  readonly good_slices: number
  readonly ratios: number
}

/**
 * Counts the spans of some SLOs with one statement: whole periods that are kept, and what lies at the ends of intervals,
 * or has changed since the periods were made, by the samples. A slice that an interval cuts counts with what is left of
 * it in its span.
 */
export async function countSpans(
  db: Kysely<Database>,
  questions: readonly CountQuestion[],
): Promise<Tally[][]> {
  const intervals = questions.flatMap(({ spans }, slo) =>
    spans.flatMap((span, place) => span.map(({ start, end }) => ({ slo, span: place, start, end }))),
  )
  const tallies = questions.map(({ spans }) => spans.map(() => NOTHING))
  if (intervals.length === 0) return tallies
  const { rows } = await sql<TallyRow>`
    with slo as materialized (${sloRows(questions)}),
    asked as materialized (
      select slo.*, a.span, a.starts, a.ends,
        slo.kept and p.built_from is not null and slo.origin + ((a.starts - slo.origin) / slo.period) * slo.period
          >= extract(epoch from p.built_from) * 1000 as built
      from unnest(
        ${intervals.map(({ slo }) => slo)}::int[], ${intervals.map(({ span }) => span)}::int[],
        ${intervals.map(({ start }) => start)}::int8[], ${intervals.map(({ end }) => end)}::int8[]
      ) a (slo, span, starts, ends)
      join slo on slo.no = a.slo
      left join slo_progress p on p.slo_id = slo.id
    ),
    cut as materialized (
      -- Periods that an interval begins or ends in, and those whose samples have changed.
      select a.no, (e.at - a.origin) / a.period as period from asked a, unnest(array[a.starts, a.ends]) e (at)
      where a.built and (e.at - a.origin) % a.period <> 0
      union
      ${changedPeriods(sql`metric_rollup_due`)}
    ),
    whole as (
      select a.no, a.span, p.good, p.total, p.measured, p.good_slices, p.ratios
      from asked a
      join slo_period p on p.slo_id = a.id
        and p.at >= ${instant(sql`a.starts`)} and p.at <= ${instant(sql`a.ends - a.period`)}
      where a.built and not exists (
        select from cut where cut.no = a.no
          and cut.period = ((extract(epoch from p.at) * 1000)::int8 - a.origin) / a.period)
    ),
    piece as (
      select a.no, a.span, greatest(a.starts, a.origin + c.period * a.period) as starts,
        least(a.ends, a.origin + (c.period + 1) * a.period) as ends
      from asked a join cut c on c.no = a.no
      where a.built and a.origin + c.period * a.period < a.ends and a.origin + (c.period + 1) * a.period > a.starts
      union all
      select a.no, a.span, a.starts, a.ends from asked a where not a.built
    ),
    ${tallied(sql`piece`)}
    select no as slo, span, sum(good) as good, sum(total) as total, sum(measured)::int as measured,
      sum(good_slices)::int as good_slices, sum(ratios) as ratios
    from (select * from whole union all select * from tally) counted
    group by no, span`.execute(db)
  for (const row of rows) {
    const spans = tallies[row.slo]
    if (spans !== undefined) spans[row.span] = tallyOf(row)
  }
  return tallies
}

/**
 * Makes the periods of some SLOs in whole hours, or where `hours` is undefined all periods that there are samples for.
 * A period without events has no row.
 */
export async function makePeriods(
  db: Kysely<Database>,
  slos: readonly SloRow[],
  hours?: readonly ChangedHour[],
): Promise<void> {
  if (slos.length === 0) return
  const rows = slos.map((slo) => ({ slo, grid: gridOf(slo) }))
  const wanted =
    hours === undefined
      ? sql`
        select slo.no, k from slo
        cross join lateral (
          select (extract(epoch from least(
            (select min(s.at) from metric_sample s where s.metric_id = slo.metric_id),
            (select min(s.at) from metric_sample s where s.metric_id = slo.total_metric_id))) * 1000)::int8 as first,
            (extract(epoch from greatest(
              (select max(s.at) from metric_sample s where s.metric_id = slo.metric_id),
              (select max(s.at) from metric_sample s where s.metric_id = slo.total_metric_id))) * 1000)::int8 as last
        ) r
        cross join lateral generate_series(
          (r.first - slo.origin) / slo.period, (r.last - slo.origin) / slo.period) k`
      : changedPeriods(sql`unnest(
          ${hours.map(({ metricId }) => metricId)}::uuid[], ${hours.map(({ at }) => at)}::timestamptz[])`)
  await sql`
    with slo as materialized (${sloRows(rows)}),
    wanted as materialized (
      select * from (${wanted}) w (no, period)
      where not exists (
        select from metric_sample_horizon z join slo on slo.no = w.no
        where ${instant(sql`slo.origin + w.period * slo.period`)} < z.at)
    ),
    piece as (
      select w.no, w.period as span, slo.origin + w.period * slo.period as starts,
        slo.origin + (w.period + 1) * slo.period as ends
      from wanted w join slo on slo.no = w.no
    ),
    ${tallied(sql`piece`)},
    emptied as (
      delete from slo_period p using wanted w join slo on slo.no = w.no
      where p.slo_id = slo.id and p.at = ${instant(sql`slo.origin + w.period * slo.period`)}
        and not exists (select from tally t where t.no = w.no and t.span = w.period)
    )
    insert into slo_period (slo_id, at, good, total, measured, good_slices, ratios)
    select slo.id, ${instant(sql`slo.origin + t.span * slo.period`)}, t.good, t.total, t.measured, t.good_slices, t.ratios
    from tally t join slo on slo.no = t.no
    on conflict (slo_id, at) do update set good = excluded.good, total = excluded.total, measured = excluded.measured,
      good_slices = excluded.good_slices, ratios = excluded.ratios
    where (slo_period.good, slo_period.total, slo_period.measured, slo_period.good_slices, slo_period.ratios)
      is distinct from (excluded.good, excluded.total, excluded.measured, excluded.good_slices, excluded.ratios)
  `.execute(db)
}

const NOTHING: Tally = { good: 0, total: 0, slices: { measured: 0, good: 0, ratios: 0 } }

function tallyOf({ good, total, measured, good_slices, ratios }: TallyRow): Tally {
  return { good, total, slices: { measured, good: good_slices, ratios } }
}

function instant(milliseconds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`('epoch'::timestamptz + (${milliseconds}) * interval '1 millisecond')`
}

/**
 * The periods that hours with changed samples lie in. By how much a counter grew up to the first sample after such an hour
 * has changed, too.
 * @param hours what gives rows of a metric and the start of an hour
 */
function changedPeriods(hours: RawBuilder<unknown>): RawBuilder<unknown> {
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
function sloRows(
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
 * Common table expressions that tally pieces (no, span, starts, ends) of the SLOs `slo` by samples; the last of them is
 * `tally`, with a row for each SLO and span that has events.
 *
 * An event is a sample of a ratio or threshold, or by how much a counter grew. Where good or bad events and all of them
 * come from two metrics, each adds its part; good events are counted between none and all where they are judged.
 */
function tallied(piece: RawBuilder<unknown>): RawBuilder<unknown> {
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
        select m.at, m.value as good, m.total from metric_sample m
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
    ),
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
