import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { significant } from '../../graph/figures.ts'
import { readSettings } from '../../settings/store.ts'
import { criticality, levelByThreshold } from '../criticality.ts'
import { naiveLosses, naiveReach, naiveValueAtRisk, naiveWeights } from '../naive.fixture.ts'
import type { GraphParts } from '../network.ts'
import { uuidOf } from '../organisation.fixture.ts'
import { loadUpward } from '../store.ts'

/** The kept figures of all assets and services by id, as `LEVEL value`, rounded as the API rounds. */
export async function keptFigures(db: Kysely<Database>): Promise<Map<string, string>> {
  const rows = await db.selectFrom('node_figure').selectAll().orderBy('node_id').execute()
  return new Map(
    rows.map((row) => [
      row.node_id,
      row.computed_at === null ? 'never computed' : `${row.criticality} ${significant(row.value_at_risk)}`,
    ]),
  )
}

/** What they must be by the naive rules. */
export function naiveFigures(parts: GraphParts): Map<string, string> {
  const weights = naiveWeights(parts)
  const average = 1 / [...weights.values()].filter((weight) => weight > 0).length
  const figures = [...parts.assets, ...parts.services].map(({ id, lifecycle }): [string, string] => {
    const set = new Set(lifecycle === 'LIVE' ? [id] : [])
    const value = naiveValueAtRisk(parts, set)
    const losses = naiveLosses(parts, naiveReach(parts, set))
    const weighty = [...weights].some(
      ([objective, weight]) =>
        significant(weight) >= significant(average) && significant(losses.get(objective) ?? 0) >= 0.8,
    )
    const level = levelByThreshold(value)
    return [uuidOf(id), `${weighty && level !== 'CRITICAL' ? 'HIGH' : level} ${significant(value)}`]
  })
  return new Map(figures.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What they must be by today's graph in the database, each node searched from by itself. */
export async function expectedFigures(db: Kysely<Database>, on: string): Promise<Map<string, string>> {
  const { criticalityThresholds } = await readSettings(db)
  const [assets, services] = [
    await db.selectFrom('asset').select('id').execute(),
    await db.selectFrom('service').select('id').execute(),
  ]
  const ids = { assets: assets.map(({ id }) => id), services: services.map(({ id }) => id) }
  const graph = await loadUpward(db, ids, { on })
  const figures = (type: 'Asset' | 'Service', nodes: readonly string[]) =>
    nodes.map((id): [string, string] => {
      const { level, valueAtRisk } = criticality(graph, { type, id }, criticalityThresholds)
      return [id, `${level} ${significant(valueAtRisk)}`]
    })
  return new Map(
    [...figures('Asset', ids.assets), ...figures('Service', ids.services)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  )
}
