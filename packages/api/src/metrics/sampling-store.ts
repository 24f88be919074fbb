import { type RawBuilder, sql } from 'kysely'

/** Samples that an interval is taken from. */
const SEEN = 30

/**
 * SQL for how many seconds lie between samples of a metric, null if that is not known: what the metric states, or the
 * median of its last samples.
 * @param metric the alias of the row of the metric
 * @param until an instant; later samples are left out
 */
export function samplingSeconds(metric: string, until: RawBuilder<unknown>): RawBuilder<number | null> {
  const column = (name: string) => sql.ref(`${metric}.${name}`)
  return sql`coalesce(${column('sample_seconds')}, (
    select percentile_disc(0.5) within group (order by extract(epoch from g.at - g.earlier))
    from (
      select l.at, lag(l.at) over (order by l.at) as earlier from (
        select x.at from metric_sample x where x.metric_id = ${column('id')} and x.at <= ${until}
        order by x.at desc limit ${sql.lit(SEEN)}
      ) l
    ) g where g.earlier is not null
  ))::float8`
}
