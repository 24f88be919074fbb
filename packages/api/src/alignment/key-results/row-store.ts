import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import type { StoredKeyResult } from './measured.ts'

/** A key result as it is stored, with its objective and what it is read from. */
export interface KeyResultRow extends StoredKeyResult {
  readonly starts_on: string | null
  readonly ends_on: string | null
  readonly objective_created_at: Date
  readonly slo_service_id: string | null
  readonly score_service_id: string | null
}

/** Key results by their own ids, or those of objectives. */
export function readKeyResults(
  db: Kysely<Database>,
  column: 'id' | 'objective_id',
  ids: readonly string[],
  now: Date,
): Promise<KeyResultRow[]> {
  return db
    .selectFrom('key_result as k')
    .innerJoin('objective as o', 'o.id', 'k.objective_id')
    .leftJoin('metric as m', 'm.id', 'k.metric_id')
    .leftJoin('slo as l', 'l.id', 'k.slo_id')
    .leftJoin('service as s', 's.id', 'k.score_service_id')
    .leftJoinLateral(
      (latest) =>
        latest
          .selectFrom('metric_sample as x')
          .select(['x.at', 'x.value', 'x.total'])
          .whereRef('x.metric_id', '=', 'm.id')
          .where('x.at', '<=', now)
          // A ratio without events says nothing; the last one that had some counts.
          .where((where) => where.or([where('m.kind', '!=', 'RATIO'), where('x.total', '>', 0)]))
          .orderBy('x.at', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select([
      ...([
        'k.id',
        'k.objective_id',
        'k.title',
        'k.unit',
        'k.kind',
        'k.start_value',
        'k.target_value',
      ] as const),
      ...([
        'k.current_value',
        'k.keep_above',
        'k.keep_below',
        'k.period_unit',
        'k.weight',
        'k.slo_id',
      ] as const),
      ...(['k.score_measure', 'k.score_aspect', 'k.score_subject', 'k.score_service_id'] as const),
      ...(['o.starts_on', 'o.ends_on', 'o.created_at as objective_created_at'] as const),
      ...(['m.id as metric_id', 'm.name as metric_name', 'm.kind as metric_kind'] as const),
      ...(['latest.at', 'latest.value', 'latest.total', 'l.name as slo_name'] as const),
      ...(['l.service_id as slo_service_id', 's.name as score_service_name'] as const),
    ])
    .where(`k.${column}`, '=', anyId(ids))
    .orderBy('k.id')
    .execute()
}

/** A key result and a span of time in milliseconds; the end is excluded. */
export interface CheckInSpan {
  readonly keyResultId: string
  readonly start: number
  readonly end: number
}

/** The last value that was entered by hand in each span, in their order; null without one. */
export async function checkInsIn(
  db: Kysely<Database>,
  spans: readonly CheckInSpan[],
): Promise<(number | null)[]> {
  if (spans.length === 0) return []
  const { rows } = await sql<{ no: number; value: number }>`
    select (a.no - 1)::int as no, c.value
    from unnest(
      ${spans.map(({ keyResultId }) => keyResultId)}::uuid[],
      ${spans.map(({ start }) => start)}::int8[],
      ${spans.map(({ end }) => end)}::int8[]
    ) with ordinality a (key_result_id, starts, ends, no)
    cross join lateral (
      select c.value from key_result_check_in c
      where c.key_result_id = a.key_result_id
        and c.at >= to_timestamp(a.starts / 1000.0) and c.at < to_timestamp(a.ends / 1000.0)
      order by c.at desc, c.id desc limit 1
    ) c`.execute(db)
  const values: (number | null)[] = spans.map(() => null)
  for (const { no, value } of rows) values[no] = value
  return values
}
