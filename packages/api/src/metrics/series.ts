import type { Argument } from '../graph/argument.ts'
import type { ExpressionContext } from '../graph/declaration.ts'
import { InvalidInput } from '../graph/errors.ts'
import { instantText } from '../graph/values.ts'
import { piecesSql } from './pieces.ts'

/** The most buckets that one series may have. */
export const MOST_BUCKETS = 1_000

/** One bucket of a series. */
export interface SeriesPoint {
  /** ISO 8601; the bucket includes it. */
  readonly start: string
  /** ISO 8601; the bucket excludes it. */
  readonly end: string
  /** Null where the bucket holds no sample that says anything. */
  readonly value: number | null
  readonly samples: number
}

/**
 * How the pieces `p` of a bucket become one value: their mean, of a ratio all good events by all events. `p.kind` is the
 * kind of the metric.
 */
export const MEAN = `case when max(p.kind) = 'RATIO' then sum(p.sum) / nullif(sum(p.total), 0) else sum(p.sum) / sum(p.samples) end`

/**
 * How a counter grew; `p.earlier` is the last value of the piece before. A counter that goes down was reset: what it
 * shows then has been counted since.
 */
export const INCREASE = `sum(p.increase + case when p.earlier is null then 0 when p.first_value >= p.earlier then p.first_value - p.earlier else p.first_value end)
    filter (where p.earlier is not null or p.samples > 1)`

/** How the pieces `p` of a bucket become one value. */
const AGGREGATES: Readonly<Record<string, string>> = {
  AVG: MEAN,
  MIN: 'min(p.least)',
  MAX: 'max(p.greatest)',
  SUM: 'sum(p.sum)',
  LAST: '(array_agg(p.latest order by p.at desc) filter (where p.latest is not null))[1]',
  COUNT: 'sum(p.samples)::float8',
  INCREASE,
}

/** The aggregates that say nothing of the readings of some kinds, with those that are meant. */
const REFUSED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AVG: { COUNTER: 'INCREASE' },
  SUM: { COUNTER: 'INCREASE' },
  INCREASE: { GAUGE: 'AVG', RATIO: 'SUM' },
}

/** What a bucket without samples has, where that is not null: `b` are the buckets with samples, `g` all of them. */
const WITHOUT_SAMPLES: Readonly<Record<string, string>> = {
  COUNT: '0',
  INCREASE: 'case when before.value is not null or count(b.i) over (order by g.i) > 0 then 0 end',
}

/**
 * The series of a metric as JSON: buckets of equal length over [from, to). All is reckoned in whole
 * milliseconds, since floating point would put samples on an edge to the wrong side of it: an instant lies in
 * bucket ⌊(instant − from) × buckets ÷ (to − from)⌋, and a bucket begins with the first millisecond that does.
 */
export function seriesSql(context: ExpressionContext): string {
  const given = context.argument('aggregate').value
  const kind = `${context.row}."kind"`
  // The kind decides what is asked for by default; the statement knows it when it reads the row.
  if (given === null || given === undefined) {
    return `case ${kind} when 'COUNTER' then ${aggregated(context, 'INCREASE')} else ${aggregated(context, 'AVG')} end`
  }
  const aggregate = String(given)
  const kinds = Object.keys(REFUSED[aggregate] ?? {})
  if (kinds.length === 0) return aggregated(context, aggregate)
  const refused = `json_build_object('aggregate', '${aggregate}', 'kind', ${kind})`
  return `case when ${kind} in (${kinds.map((one) => `'${one}'`).join(', ')}) then ${refused} else ${aggregated(context, aggregate)} end`
}

/** The points that the SQL gave. @throws InvalidInput for an aggregate that says nothing of the kind of the metric */
export function seriesFrom(value: unknown): unknown {
  if (Array.isArray(value)) return value
  const { aggregate, kind } = value as { readonly aggregate: string; readonly kind: string }
  const meant = REFUSED[aggregate]?.[kind] ?? ''
  throw InvalidInput.at(['aggregate'], `is ${aggregate}, which says nothing of a ${kind}; use ${meant}`)
}

function aggregated({ statement, row, argument }: ExpressionContext, aggregate: string): string {
  const from = argument('from')
  const to = argument('to')
  const start = statement.bindArgument('timestamptz', from, instantText)
  const end = statement.bind('timestamptz', (variables) => {
    const [first, last] = [instantText(from.read(variables)), instantText(to.read(variables))]
    if (last <= first) throw InvalidInput.at(to.path, 'is not after from')
    return last
  })
  const buckets = statement.bindArgument('int', argument('buckets'), bucketCount(argument('buckets')))
  const value = AGGREGATES[aggregate] ?? MEAN
  const grows = aggregate === 'INCREASE'
  // The increase up to the first sample of a range belongs to it, so that ranges that follow each other add up.
  const before = grows ? lastValueSql(`${row}."id"`, start) : 'null::float8'
  const length = statement.bind('int8', (variables) =>
    String(Date.parse(instantText(to.read(variables))) - Date.parse(instantText(from.read(variables)))),
  )
  const edge = (index: string) =>
    `${start} + (${index} * ${length} + ${buckets} - 1) / ${buckets} * interval '1 millisecond'`
  const text = (index: string) => `to_char(${edge(index)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const bucket = `(date_part('epoch', p.at - ${start}) * 1000000)::int8 / 1000 * ${buckets} / ${length}`
  const pieces = piecesSql({
    metric: `${row}."id"`,
    kind: `${row}."kind"`,
    start,
    end,
    cuts: `select ${edge('k')} as at from generate_series(0::int8, ${buckets}) k`,
  })
  return `(select coalesce(json_agg(json_build_object('start', ${text('p.i')}, 'end', ${text('(p.i + 1)')}, 'value', p.value, 'samples', coalesce(p.samples, 0)) order by p.i), '[]'::json)
    from (
      select g.i, b.samples, case when b.i is not null then b.value else ${WITHOUT_SAMPLES[aggregate] ?? 'null'} end as value
      from generate_series(0, ${buckets} - 1) g(i)
      cross join (select ${before} as value) before
      left join (
        select ${bucket} as i, ${value} as value, sum(p.samples)::int as samples
        from (
          select p.*, ${row}."kind" as kind, coalesce(lag(p.last_value) over (order by p.at), ${before}) as earlier
          from (${pieces}) p
        ) p group by 1
      ) b on b.i = g.i
    ) p)`
}

/** The last value of a metric before an instant, or null. Where samples have been dropped, that of the last whole hour. */
export function lastValueSql(metric: string, at: string): string {
  return `coalesce(
    (select s.value from metric_sample s where s.metric_id = ${metric} and s.at < ${at} order by s.at desc limit 1),
    (select h.last_value from metric_hour h where h.metric_id = ${metric} and h.at <= ${at} - interval '1 hour' order by h.at desc limit 1))`
}

/** The latest sample of a metric as JSON, or null. */
export function latestSql({ row }: ExpressionContext): string {
  return `(select json_build_object('at', to_char(s.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'value', s.value, 'total', s.total) from metric_sample s where s.metric_id = ${row}."id" order by s.at desc limit 1)`
}

function bucketCount(argument: Argument): (value: unknown) => number {
  return (value) => {
    const count = Number(value)
    if (count >= 1 && count <= MOST_BUCKETS) return count
    throw InvalidInput.at(argument.path, `is ${count}; a series has 1 to ${MOST_BUCKETS} buckets`)
  }
}
