/** What the parts of a range are made from: SQL expressions. */
export interface Range {
  /** The uuid of the metric. */
  readonly metric: string
  /** Its kind. */
  readonly kind: string
  /** The first instant; included. */
  readonly start: string
  /** The end; excluded. */
  readonly end: string
  /**
   * A statement that gives as `at` the instants at which the range is cut; at least its start and its end. A whole hour
   * or day with an instant in its middle is taken apart.
   */
  readonly cuts: string
}

/**
 * A statement that gives the samples of a metric in a range as pieces, none of which reaches across a cut: whole days,
 * of the days that are cut whole hours, and of the hours that are cut the samples. Hours whose samples have changed
 * since they were computed are taken apart, too, so the pieces say what the samples say. Where whole months of samples
 * have been dropped, an hour is the smallest piece and counts where it begins.
 *
 * Columns: `at`, where the piece begins; `samples`, `sum`, `total`; `least`, `greatest`, `latest` of the readings;
 * `first_value`, `last_value` and `increase`, the growth in between.
 */
export function piecesSql({ metric, kind, start, end, cuts }: Range): string {
  const rollup = (table: string) =>
    `select r.at, r.samples, r.sum, r.total, r.least, r.greatest, r.latest, r.first_value, r.last_value, r.increase from ${table} r`
  return `
    with horizon as materialized (select coalesce((select z.at from metric_sample_horizon z), '-infinity') as at),
    cut as materialized (select c.at from (${cuts}) c),
    due as materialized (
      select d.at from metric_rollup_due d
      where d.metric_id = ${metric} and d.at > ${start} - interval '1 hour' and d.at < ${end}
        and d.at >= (select at from horizon)
    ),
    cut_hour as materialized (
      select date_bin('1 hour', c.at, 'epoch') as at from cut c
      where c.at > date_bin('1 hour', c.at, 'epoch') and date_bin('1 hour', c.at, 'epoch') >= (select at from horizon)
      union select at from due
    ),
    cut_day as materialized (
      select date_bin('1 day', c.at, 'epoch') as at from cut c where c.at > date_bin('1 day', c.at, 'epoch')
      union select date_bin('1 day', due.at, 'epoch') from due
    )
    ${rollup('metric_day')}
    where r.metric_id = ${metric} and r.at >= ${start} and r.at < ${end} and r.at not in (select at from cut_day)
    union all
    select r.* from cut_day cross join lateral (
      ${rollup('metric_hour')}
      where r.metric_id = ${metric} and r.at >= cut_day.at and r.at < cut_day.at + interval '1 day'
        and r.at >= ${start} and r.at < ${end} and r.at not in (select at from cut_hour)
      offset 0
    ) r
    union all
    select s.at, 1, s.value, s.total, s.reading, s.reading, s.reading, s.value, s.value, 0 from cut_hour cross join lateral (
      select m.at, m.value, m.total, case when ${kind} = 'RATIO' then m.value / nullif(m.total, 0) else m.value end as reading
      from metric_sample m
      where m.metric_id = ${metric} and m.at >= cut_hour.at and m.at < cut_hour.at + interval '1 hour'
        and m.at >= ${start} and m.at < ${end}
      offset 0
    ) s`
}
