import type { CriticalityThresholds } from '../../settings/settings.ts'
import type { Criticality } from '../criticality.ts'
import { levelOfFigures } from '../level-of-figures.ts'
import { type ImpactGraph, nodeAt } from '../network.ts'
import { FiguresOfNodes, type NodeFigures } from '../node-figures.ts'

/** The kept figures of one asset or service, in full precision. */
export interface FigureRow {
  readonly id: string
  readonly valueAtRisk: number
  readonly level: Criticality
}

/**
 * The figures of the assets and services at these positions, as they are kept. A merged asset has those of the one that
 * stands for it, so assets that were merged into one of these come with it. Computed one by one as they are taken.
 */
export function* figureRows(
  graph: ImpactGraph,
  merged: ReadonlyMap<string, string>,
  positions: Iterable<number>,
  thresholds: CriticalityThresholds,
): Generator<FigureRow, void, undefined> {
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
  const figures = new FiguresOfNodes(graph)
  const known = new Map<number, NodeFigures>()
  for (const [id, position] of standsAt) {
    const own = known.get(position) ?? figures.of(position)
    if (mergedFrom.has(id)) known.set(position, own)
    yield { id, valueAtRisk: own.valueAtRisk, level: levelOfFigures(own, thresholds) }
  }
}
