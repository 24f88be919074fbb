import type { CriticalityThresholds } from '../../settings/settings.ts'
import { type Criticality, criticalityLevel, levelByThreshold } from '../criticality.ts'
import { bareImpact } from '../impact.ts'
import { type GraphNodeRef, type ImpactGraph, nodeAt } from '../network.ts'
import { allPositions } from './affected.ts'

/** What failure of a single node costs. */
export interface NodeFigures {
  readonly valueAtRisk: number
  /** The largest loss of an objective that weighs at least the average; 0 where there is none. */
  readonly weightyLoss: number
}

/** The figures of some nodes, each if only that node fails, by their positions. */
export function figuresOf(graph: ImpactGraph, nodes: readonly number[]): ReadonlyMap<number, NodeFigures> {
  return new Map(
    nodes.map((position) => {
      const { type, id } = nodeAt(graph, position)
      const { valueAtRisk, objectives } = bareImpact(graph, [{ type, id } satisfies GraphNodeRef])
      const high = { critical: 1, high: 1, medium: 1 }
      const { because } = criticalityLevel(graph, 0, objectives, high)
      return [position, { valueAtRisk, weightyLoss: because?.loss ?? 0 }]
    }),
  )
}

/** The figures of all nodes, by position. */
export function allFigures(graph: ImpactGraph): {
  readonly valueAtRisk: Float64Array
  readonly weightyLoss: Float64Array
} {
  const valueAtRisk = new Float64Array(graph.nodes.length)
  const weightyLoss = new Float64Array(graph.nodes.length)
  for (const [position, figures] of figuresOf(graph, allPositions(graph))) {
    valueAtRisk[position] = figures.valueAtRisk
    weightyLoss[position] = figures.weightyLoss
  }
  return { valueAtRisk, weightyLoss }
}

/** The level that a node has by its figures. */
export function levelOfFigures(
  { valueAtRisk, weightyLoss }: NodeFigures,
  thresholds: CriticalityThresholds,
): Criticality {
  const level = levelByThreshold(valueAtRisk, thresholds)
  return level !== 'CRITICAL' && weightyLoss > 0 ? 'HIGH' : level
}
