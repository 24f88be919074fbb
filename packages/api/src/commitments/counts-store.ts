import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { Interval } from '../change-windows/interval.ts'
import type { ChangedHour } from '../metrics/rollups-store.ts'
import { gridOf, type SloGrid } from './grid.ts'
import { changedPeriods, instant, sloRows, tallied } from './sampled-events-store.ts'
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
      -- Periods that an interval of the span begins or ends in, and those whose samples have changed.
      select a.no, a.span, (e.at - a.origin) / a.period as period from asked a, unnest(array[a.starts, a.ends]) e (at)
      where a.built and (e.at - a.origin) % a.period <> 0
      union
      select a.no, a.span, c.k from (${changedPeriods(sql`metric_rollup_due`)}) c join asked a on a.no = c.no
    ),
    whole as (
      select a.no, a.span, p.good, p.total, p.measured, p.good_slices, p.ratios
      from asked a
      join slo_period p on p.slo_id = a.id
        and p.at >= ${instant(sql`a.starts`)} and p.at <= ${instant(sql`a.ends - a.period`)}
      where a.built and p.at >= ${HORIZON} and not exists (
        select from cut where cut.no = a.no and cut.span = a.span
          and cut.period = ((extract(epoch from p.at) * 1000)::int8 - a.origin) / a.period)
      union all
      -- Where samples have been dropped, a period belongs to the interval that it begins in.
      select a.no, a.span, p.good, p.total, p.measured, p.good_slices, p.ratios
      from asked a
      join slo_period p on p.slo_id = a.id
        and p.at >= ${instant(sql`a.starts`)} and p.at < ${instant(sql`a.ends`)} and p.at < ${HORIZON}
      where a.built
    ),
    piece as (
      select a.no, a.span, greatest(a.starts, a.origin + c.period * a.period) as starts,
        least(a.ends, a.origin + (c.period + 1) * a.period) as ends
      from asked a join cut c on c.no = a.no and c.span = a.span
      where a.built and a.origin + c.period * a.period < a.ends and a.origin + (c.period + 1) * a.period > a.starts
        and ${instant(sql`a.origin + c.period * a.period`)} >= ${HORIZON}
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

/** Where samples begin that have not been dropped. */
const HORIZON = sql`coalesce((select at from metric_sample_horizon), '-infinity')`

const NOTHING: Tally = { good: 0, total: 0, slices: { measured: 0, good: 0, ratios: 0 } }

function tallyOf({ good, total, measured, good_slices, ratios }: TallyRow): Tally {
  return { good, total, slices: { measured, good: good_slices, ratios } }
}
