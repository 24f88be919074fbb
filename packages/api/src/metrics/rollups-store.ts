import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'

/** How many hours one step computes. */
const HOURS = 2_000

/** An hour whose samples have changed; `at` is its start as PostgreSQL writes it. */
export interface ChangedHour {
  readonly metricId: string
  readonly at: string
}

/** What follows from changed hours, in the transaction that computes them. */
export type Follow = (transaction: Kysely<Database>, hours: readonly ChangedHour[]) => Promise<void>

/**
 * Computes the hours and days whose samples have changed, in steps that are transactions of their own. Hours of a metric
 * that someone else is recording for are left to a later turn. It may be done by any process at any time, and by several
 * at once.
 */
export async function refreshRollups(db: Kysely<Database>, follow?: Follow): Promise<void> {
  while ((await refreshStep(db, follow)) === HOURS);
}

/**
 * Computes up to 2,000 hours with their days. Gives how many hours were computed.
 *
 * Whoever records samples holds a key share lock on the metric until the end of the transaction, by the foreign key.
 * The lock taken here excludes it, so no hour is struck off the list before its samples can be seen.
 */
async function refreshStep(db: Kysely<Database>, follow: Follow | undefined): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const { rows: metrics } = await sql<{ id: string }>`
      select m.id from metric m
      where m.id in (select d.metric_id from metric_rollup_due d order by d.metric_id, d.at limit ${HOURS})
      order by m.id for update skip locked`.execute(transaction)
    if (metrics.length === 0) return 0
    const ids = metrics.map(({ id }) => id)
    const { rows: due } = await sql<{ metric_id: string; at: string }>`
      delete from metric_rollup_due r using (
        select d.metric_id, d.at from metric_rollup_due d where d.metric_id = any(${ids}::uuid[])
        order by d.metric_id, d.at limit ${HOURS}
      ) taken
      where (r.metric_id, r.at) = (taken.metric_id, taken.at)
      returning r.metric_id, r.at::text as at`.execute(transaction)
    const hours = sql`unnest(${due.map((row) => row.metric_id)}::uuid[], ${due.map((row) => row.at)}::timestamptz[])`
    await computeHours(transaction, hours)
    await computeDays(transaction, hours)
    await follow?.(
      transaction,
      due.map(({ metric_id, at }) => ({ metricId: metric_id, at })),
    )
    return due.length
  })
}

const COLUMNS = sql`metric_id, at, samples, sum, total, least, greatest, latest, first_value, last_value, increase`
/** Of what was dropped, the hours stay as they are. */
const KEPT = sql`not exists (select from metric_sample_horizon z where due.at < z.at)`

async function computeHours(db: Kysely<Database>, hours: ReturnType<typeof sql>): Promise<void> {
  await sql`
    with due as (select due.metric_id, due.at from ${hours} as due (metric_id, at) where ${KEPT}),
    computed as (
      select due.metric_id, due.at, h.* from due
      join metric m on m.id = due.metric_id
      cross join lateral (
        select count(*)::int as samples, sum(s.value) as sum, sum(s.total) as total, min(s.reading) as least,
          max(s.reading) as greatest,
          (array_agg(s.reading order by s.at desc) filter (where s.reading is not null))[1] as latest,
          (array_agg(s.value order by s.at))[1] as first_value, (array_agg(s.value order by s.at desc))[1] as last_value,
          coalesce(sum(case when s.value >= s.earlier then s.value - s.earlier else s.value end)
            filter (where s.earlier is not null), 0) as increase
        from (
          select s.at, s.value, s.total, lag(s.value) over (order by s.at) as earlier,
            case when m.kind = 'RATIO' then s.value / nullif(s.total, 0) else s.value end as reading
          from metric_sample s
          where s.metric_id = due.metric_id and s.at >= due.at and s.at < due.at + interval '1 hour'
        ) s
      ) h
    ),
    emptied as (
      delete from metric_hour h using computed c
      where (h.metric_id, h.at) = (c.metric_id, c.at) and c.samples = 0
    )
    insert into metric_hour (${COLUMNS}) select * from computed where samples > 0
    ${replaced(sql`metric_hour`)}`.execute(db)
}

async function computeDays(db: Kysely<Database>, hours: ReturnType<typeof sql>): Promise<void> {
  await sql`
    with due as (
      select distinct due.metric_id, date_bin('1 day', due.at, 'epoch') as at
      from ${hours} as due (metric_id, at) where ${KEPT}
    ),
    computed as (
      select due.metric_id, due.at, d.* from due
      cross join lateral (
        select coalesce(sum(h.samples), 0)::int as samples, sum(h.sum) as sum, sum(h.total) as total,
          min(h.least) as least, max(h.greatest) as greatest,
          (array_agg(h.latest order by h.at desc) filter (where h.latest is not null))[1] as latest,
          (array_agg(h.first_value order by h.at))[1] as first_value,
          (array_agg(h.last_value order by h.at desc))[1] as last_value,
          sum(h.increase + case
            when h.earlier is null then 0
            when h.first_value >= h.earlier then h.first_value - h.earlier
            else h.first_value end) as increase
        from (
          select h.*, lag(h.last_value) over (order by h.at) as earlier from metric_hour h
          where h.metric_id = due.metric_id and h.at >= due.at and h.at < due.at + interval '1 day'
        ) h
      ) d
    ),
    emptied as (
      delete from metric_day d using computed c where (d.metric_id, d.at) = (c.metric_id, c.at) and c.samples = 0
    )
    insert into metric_day (${COLUMNS}) select * from computed where samples > 0
    ${replaced(sql`metric_day`)}`.execute(db)
}

function replaced(table: ReturnType<typeof sql>): ReturnType<typeof sql> {
  const columns = [
    'samples',
    'sum',
    'total',
    'least',
    'greatest',
    'latest',
    'first_value',
    'last_value',
    'increase',
  ]
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))
  const old = sql.join(columns.map((column) => sql`${table}.${sql.ref(column)}`))
  const now = sql.join(columns.map((column) => sql`excluded.${sql.ref(column)}`))
  return sql`on conflict (metric_id, at) do update set ${set} where (${old}) is distinct from (${now})`
}
