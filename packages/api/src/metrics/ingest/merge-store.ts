import { copyIn, type Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { postgresCode } from '../../graph/errors.ts'
import type { SampleChunk } from './chunks.ts'
import { SampleRows } from './sample-rows.ts'

/** What became of the samples of one metric. */
export interface Written {
  /** UUID. */
  readonly metricId: string
  readonly recorded: number
  readonly replaced: number
  readonly unchanged: number
  /** The times of those that were recorded or replaced; Infinity and -Infinity if there are none. */
  readonly first: number
  readonly last: number
}

/**
 * Stores samples of metrics that are locked, with their partitions made: copied straight into the table, or, if some are
 * there already or come twice, merged into it from a temporary table. The last of several counts.
 * @param merge whether to merge at once, since some are likely to be there
 */
export async function copyOrMerge(
  transaction: Kysely<Database>,
  chunk: SampleChunk,
  merge: boolean,
): Promise<readonly Written[]> {
  if (!merge && (await isCopied(transaction, chunk.rows))) {
    return [...chunk.tallies].map(([metricId, { count, first, last }]) => ({
      metricId,
      recorded: count,
      replaced: 0,
      unchanged: 0,
      first,
      last,
    }))
  }
  await stage(transaction, chunk.rows)
  return mergeStaged(transaction, chunk)
}

/** Copies rows into the table; false, and nothing is stored, if one of them is there already. */
async function isCopied(transaction: Kysely<Database>, rows: Buffer): Promise<boolean> {
  await sql`savepoint samples`.execute(transaction)
  try {
    await copyIn(transaction, `copy metric_sample ${SampleRows.COLUMNS}`, rows)
  } catch (error) {
    if (postgresCode(error) !== '23505') throw error
    await sql`rollback to savepoint samples`.execute(transaction)
    return false
  }
  await sql`release savepoint samples`.execute(transaction)
  return true
}

async function stage(transaction: Kysely<Database>, rows: Buffer): Promise<void> {
  await sql`
    create temporary table if not exists given_sample (
      n int generated always as identity, metric_id uuid, at timestamptz(3), value float8, total float8
    ) on commit drop`.execute(transaction)
  await sql`truncate given_sample`.execute(transaction)
  await copyIn(transaction, `copy given_sample ${SampleRows.COLUMNS}`, rows)
}

/**
 * Each sample is compared with the one before it: of the same instant in the chunk, else in the table. What it takes the
 * place of there is written once, by the last.
 */
async function mergeStaged(
  transaction: Kysely<Database>,
  { tallies }: SampleChunk,
): Promise<readonly Written[]> {
  const times = [...tallies.values()]
  const first = new Date(Math.min(...times.map((one) => one.first)))
  const last = new Date(Math.max(...times.map((one) => one.last)))
  // As in the look-up of a few samples: the bounds leave out other months, and each instant is looked up by itself.
  const { rows } = await sql<Omit<Written, 'first' | 'last'> & { first: string | null; last: string | null }>`
    with given as (
      select g.*, row_number() over same_instant as place, lead(g.n) over same_instant is null as is_last,
        lag(g.value) over same_instant as earlier_value, lag(g.total) over same_instant as earlier_total
      from given_sample g
      window same_instant as (partition by g.metric_id, g.at order by g.n)
    ),
    judged as materialized (
      select g.metric_id, g.at, g.value, g.total, g.is_last, g.place,
        g.place > 1 or s.value is not null as known,
        case when g.place > 1 then (g.value, g.total) is not distinct from (g.earlier_value, g.earlier_total)
          else (g.value, g.total) is not distinct from (s.value, s.total) end as same
      from given g
      left join lateral (
        select m.value, m.total from metric_sample m
        where g.place = 1 and m.metric_id = g.metric_id and m.at = g.at
          and m.at >= ${first}::timestamptz and m.at <= ${last}::timestamptz
        limit 1
      ) s on true
    ),
    merged as (
      insert into metric_sample (metric_id, at, value, total)
      select metric_id, at, value, total from judged where is_last and not (place = 1 and same)
      on conflict (metric_id, at) do update set value = excluded.value, total = excluded.total
      where (metric_sample.value, metric_sample.total) is distinct from (excluded.value, excluded.total)
    )
    select metric_id as "metricId", count(*) filter (where not known)::int as recorded,
      count(*) filter (where known and not same)::int as replaced, count(*) filter (where same)::int as unchanged,
      extract(epoch from min(at) filter (where not same)) * 1000 as first,
      extract(epoch from max(at) filter (where not same)) * 1000 as last
    from judged group by metric_id`.execute(transaction)
  return rows.map((row) => ({
    ...row,
    first: row.first === null ? Number.POSITIVE_INFINITY : Number(row.first),
    last: row.last === null ? Number.NEGATIVE_INFINITY : Number(row.last),
  }))
}
