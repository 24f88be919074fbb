import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { inSnapshot } from '../graph/snapshot.ts'
import { anyId } from '../graph/sql-arrays.ts'
import type { MeasuredKeyResult } from '../objectives/key-results.ts'
import type { ObjectiveInTree, ProgressData } from '../objectives/progress.ts'
import { type KeyResultFacts, type ProgressOptions, readFacts } from './key-results/facts-store.ts'
import { measuredKeyResult } from './key-results/measured.ts'
import { type KeyResultRow, readKeyResults } from './key-results/row-store.ts'
import { publishedScores, type ScoreBinding } from './key-results/score-store.ts'

/**
 * All that decides the progress of some objectives: the trees below them and their key results with the
 * current values that count, in one snapshot. Feed it to `progressOf`.
 */
export async function loadProgress(
  db: Kysely<Database>,
  objectiveIds: readonly string[],
  options: ProgressOptions,
): Promise<ProgressData> {
  const { objectives, read } = await inSnapshot(db, async (snapshot) => {
    const objectives = await objectivesBelow(snapshot, objectiveIds)
    const ids = objectives.map(({ id }) => id)
    const rows = await readKeyResults(snapshot, 'objective_id', ids, options.now)
    return { objectives, read: await factsOf(snapshot, rows, options) }
  })
  return { objectives, keyResults: await measured(db, read, options) }
}

function objectivesBelow(db: Kysely<Database>, objectiveIds: readonly string[]): Promise<ObjectiveInTree[]> {
  return db
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
}

/** Key results by their own ids, with the values that count. Unknown ids are left out. */
export async function loadKeyResults(
  db: Kysely<Database>,
  ids: readonly string[],
  options: ProgressOptions,
): Promise<MeasuredKeyResult[]> {
  const read = await inSnapshot(db, async (snapshot) =>
    factsOf(snapshot, await readKeyResults(snapshot, 'id', ids, options.now), options),
  )
  return measured(db, read, options)
}

/** The values that count: in the snapshot that the rows were read in, apart from what surveys publish. */
async function factsOf(
  db: Kysely<Database>,
  rows: readonly KeyResultRow[],
  options: ProgressOptions,
): Promise<Read> {
  return { rows, facts: await readFacts(db, rows, options) }
}

interface Read {
  readonly rows: readonly KeyResultRow[]
  readonly facts: KeyResultFacts
}

/** What surveys publish is stored when it is first asked for, so it is read after the snapshot. */
async function measured(
  db: Kysely<Database>,
  { rows, facts }: Read,
  { now, timeZone }: ProgressOptions,
): Promise<MeasuredKeyResult[]> {
  const scored = rows.filter(({ score_measure }) => score_measure !== null)
  const published = scored.length === 0 ? [] : await publishedScores(db, scored.map(bindingOf), now)
  const scores = new Map(scored.map(({ id }, place) => [id, published[place] ?? []]))
  return rows.map((row) => {
    const { periods = [], earlier = 0 } = facts.periods.get(row.id) ?? {}
    return measuredKeyResult(row, {
      timeZone,
      attainment: row.slo_id === null ? null : (facts.attainments.get(row.slo_id) ?? null),
      scores: scores.get(row.id) ?? [],
      periods,
      earlier,
      values: facts.values.get(row.id) ?? [],
    })
  })
}

function bindingOf(row: KeyResultRow): ScoreBinding {
  return {
    subject: row.score_subject === 'ORGANISATION' ? 'ORGANISATION' : 'SERVICE',
    serviceId: row.score_service_id,
    measure: row.score_measure ?? '',
    aspect: row.score_aspect,
  }
}
