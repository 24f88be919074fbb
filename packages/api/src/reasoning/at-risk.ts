import type { Explanation } from '../graph/explanation.ts'
import type { ObjectiveLoss } from './losses.ts'
import type { GraphNode } from './network.ts'
import type { PathStep } from './path.ts'

/** An objective that loses something. */
export interface ObjectiveAtRisk {
  readonly objective: GraphNode
  /** Share of the objective in the whole, 0 to 1. */
  readonly weight: number
  /** How much of the objective is lost, 0 to 1. */
  readonly loss: number
  /** weight × loss. */
  readonly valueAtRisk: number
  /** Whether its services or its processes lose more. */
  readonly basis: ObjectiveLoss['basis']
  /** What each service, or each process, takes; largest first. They may add up to more than 1. */
  readonly parts: readonly PartAtRisk[]
  /** What the other of services and processes comes to; not added. */
  readonly otherLoss: number
  /** The worst way of the largest part, from a member of the set up to the objective. */
  readonly path: readonly PathStep[]
  readonly explanation: Explanation
}

/** What one service or process takes of an objective with it. */
export interface PartAtRisk {
  readonly node: GraphNode
  /** Share of the objective, 0 to 1. */
  readonly share: number
  /** How hard the service or process is affected, 0 to 1. */
  readonly reach: number
  /** share × reach. */
  readonly loss: number
  /** The worst way, from a member of the set up to the objective. */
  readonly path: readonly PathStep[]
}

export interface AffectedNode {
  readonly node: GraphNode
  /** 0 to 1: the product of the strengths on the strongest way; of an objective its loss. */
  readonly reach: number
  /** Steps of that way. */
  readonly steps: number
}
