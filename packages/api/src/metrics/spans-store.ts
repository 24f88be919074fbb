import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { piecesSql } from './pieces.ts'
import { INCREASE, lastValueSql, MEAN } from './series.ts'

/** A metric and a span of time in milliseconds; the end is excluded. */
export interface MetricSpan {
  readonly metricId: string
  readonly start: number
  readonly end: number
}

/**
 * What metrics showed in spans of time, in their order, with one statement: of a GAUGE the mean of the samples, of a
 * RATIO all good events by all events, of a COUNTER by how much it grew. Null without samples.
 */
export async function valuesIn(
  db: Kysely<Database>,
  spans: readonly MetricSpan[],
): Promise<(number | null)[]> {
  if (spans.length === 0) return []
  // The pieces have short names of their own, which these must not be.
  const pieces = piecesSql({
    metric: 'of_metric.id',
    kind: 'of_metric.kind',
    start: 'asked.starts',
    end: 'asked.ends',
    cuts: 'select asked.starts as at union all select asked.ends',
  })
  const before = lastValueSql('of_metric.id', 'asked.starts')
  const { rows } = await sql<{ no: number; value: number | null }>`
    select asked.no::int as no, v.value
    from (
      select no - 1 as no, metric_id, to_timestamp(starts / 1000.0) as starts, to_timestamp(ends / 1000.0) as ends
      from unnest(
        ${spans.map(({ metricId }) => metricId)}::uuid[],
        ${spans.map(({ start }) => start)}::int8[],
        ${spans.map(({ end }) => end)}::int8[]
      ) with ordinality x (metric_id, starts, ends, no)
    ) asked
    join metric of_metric on of_metric.id = asked.metric_id
    cross join lateral (
      select case of_metric.kind when 'COUNTER' then ${sql.raw(INCREASE)} else ${sql.raw(MEAN)} end as value
      from (
        select p.*, of_metric.kind as kind,
          case when of_metric.kind = 'COUNTER' then coalesce(lag(p.last_value) over (order by p.at), ${sql.raw(before)}) end as earlier
        from (${sql.raw(pieces)}) p
      ) p
    ) v`.execute(db)
  const values: (number | null)[] = spans.map(() => null)
  for (const { no, value } of rows) values[no] = value
  return values
}
