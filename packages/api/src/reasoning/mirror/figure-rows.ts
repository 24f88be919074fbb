import type { CriticalityThresholds } from '../../settings/settings.ts'
import { allFigures } from '../all-figures.ts'
import type { Criticality } from '../criticality.ts'
import { levelOfFigures } from '../level-of-figures.ts'
import { type ImpactGraph, nodeAt } from '../network.ts'
import { figuresOf } from '../some-figures.ts'

/** From more nodes than this on, the figures of all nodes together take less than a search for each. */
const MOST_SEARCHED = 1_000

/** The kept figures of one asset or service, in full precision. */
export interface FigureRow {
  readonly id: string
  readonly valueAtRisk: number
  readonly level: Criticality
}

/**
 * The figures of the assets and services at these positions, as they are kept. A merged asset has those of the one that
 * stands for it, so assets that were merged into one of these come with it.
 */
export function figureRows(
  graph: ImpactGraph,
  merged: ReadonlyMap<string, string>,
  positions: Iterable<number>,
  thresholds: CriticalityThresholds,
): FigureRow[] {
  const mergedFrom = Map.groupBy(merged.keys(), (id) => merged.get(id))
  const standsAt = new Map<string, number>()
  for (const position of positions) {
    const { type, id } = nodeAt(graph, position)
    if (type === 'Service' && graph.position({ type, id }) === position) standsAt.set(id, position)
    if (type !== 'Asset') continue
    const family = [id]
    // Grows while it is walked.
    for (const one of family) {
      const at = standsAt.has(one) ? undefined : graph.position({ type, id: one })
      if (at === undefined) continue
      standsAt.set(one, at)
      family.push(...(mergedFrom.get(one) ?? []))
    }
  }
  const nodes = [...new Set(standsAt.values())]
  const all = nodes.length > MOST_SEARCHED ? allFigures(graph) : undefined
  const some = all === undefined ? figuresOf(graph, nodes) : undefined
  return [...standsAt].map(([id, position]) => {
    const own = some?.get(position) ?? {
      valueAtRisk: all?.valueAtRisk[position] ?? 0,
      weightyLoss: all?.weightyLoss[position] ?? 0,
    }
    return { id, valueAtRisk: own.valueAtRisk, level: levelOfFigures(own, thresholds) }
  })
}
