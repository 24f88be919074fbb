import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { dayIn } from '../graph/calendar.ts'
import { inSnapshot } from '../graph/snapshot.ts'
import { anyId } from '../graph/sql-arrays.ts'
import type { CurrentValueOrigin, MeasuredKeyResult, ProgressData } from '../objectives/progress.ts'

export interface ProgressOptions {
  /** Samples after this instant do not count yet. */
  readonly now: Date
  /** Time zone of the organisation: the day of a sample is a day of it. */
  readonly timeZone: string
}

/**
 * All that decides the progress of some objectives: the trees below them and their key results with the
 * current values that count, in one snapshot. Feed it to `progressOf`.
 */
export function loadProgress(
  db: Kysely<Database>,
  objectiveIds: readonly string[],
  options: ProgressOptions,
): Promise<ProgressData> {
  return inSnapshot(db, (snapshot) => readProgress(snapshot, objectiveIds, options))
}

async function readProgress(
  db: Kysely<Database>,
  objectiveIds: readonly string[],
  options: ProgressOptions,
): Promise<ProgressData> {
  const objectives = await db
    .withRecursive('tree(id)', (start) =>
      start
        .selectFrom('objective')
        .select('id')
        .where('id', '=', anyId(objectiveIds))
        .union(
          start.selectFrom('objective as o').innerJoin('tree', 'tree.id', 'o.parent_id').select('o.id as id'),
        ),
    )
    .selectFrom('tree')
    .innerJoin('objective as o', 'o.id', 'tree.id')
    .select(['o.id', 'o.title', 'o.parent_id as parentId', 'o.weight', 'o.status'])
    .orderBy('o.id')
    .execute()
  const ids = objectives.map(({ id }) => id)
  return { objectives, keyResults: await measured(db, 'objective_id', ids, options) }
}

/** Key results by their own ids, with the current values that count. Unknown ids are left out. */
export async function loadKeyResults(
  db: Kysely<Database>,
  ids: readonly string[],
  options: ProgressOptions,
): Promise<MeasuredKeyResult[]> {
  return measured(db, 'id', ids, options)
}

async function measured(
  db: Kysely<Database>,
  column: 'id' | 'objective_id',
  ids: readonly string[],
  { now, timeZone }: ProgressOptions,
): Promise<MeasuredKeyResult[]> {
  const rows = await db
    .selectFrom('key_result as k')
    .leftJoin('metric as m', 'm.id', 'k.metric_id')
    .leftJoinLateral(
      (latest) =>
        latest
          .selectFrom('metric_sample as s')
          .select(['s.at', 's.value', 's.total'])
          .whereRef('s.metric_id', '=', 'm.id')
          .where('s.at', '<=', now)
          // A ratio without events says nothing; the last one that had some counts.
          .where((where) => where.or([where('m.kind', '!=', 'RATIO'), where('s.total', '>', 0)]))
          .orderBy('s.at', 'desc')
          .limit(1)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select([
      'k.id',
      'k.objective_id as objectiveId',
      'k.title',
      'k.unit',
      'k.start_value as start',
      'k.target_value as target',
      'k.current_value as manual',
      'k.weight',
      'm.id as metricId',
      'm.name as metricName',
      'm.kind as metricKind',
      'latest.at',
      'latest.value',
      'latest.total',
    ])
    .where(`k.${column}`, '=', anyId(ids))
    .orderBy('k.id')
    .execute()
  return rows.map(({ manual, metricId, metricName, metricKind, at, value, total, ...row }) => {
    let current = manual
    // A share of good events is computed; what was entered or sampled stays as it is.
    const isComputed = metricKind === 'RATIO' && at !== null && value !== null
    let origin: CurrentValueOrigin = { kind: 'MANUAL' }
    if (metricId !== null && metricName !== null) {
      if (at === null || value === null) {
        origin = { kind: 'METRIC_WITHOUT_SAMPLE', metricId, metricName }
      } else {
        origin = { kind: 'METRIC', metricId, metricName, on: dayIn(timeZone, at) }
        current = isComputed ? ratio(value, total, row.unit) : value
      }
    }
    return { ...row, current, isComputed, origin }
  })
}

/** Good ÷ total; as a percentage where the key result is one, since its start and target are then too. */
function ratio(good: number, total: number | null, unit: string): number {
  const share = total === null || total === 0 ? 0 : good / total
  return unit === '%' ? 100 * share : share
}
