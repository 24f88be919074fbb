import type { Explanation, Reason } from '../graph/explanation.ts'
import type { GraphNode } from '../reasoning/network.ts'
import type { UncountedDependency } from './structure.ts'

/** What the parts below a service allow it to promise. */
export interface Feasibility {
  /** Null where no availability is known at all, or the service is not live. Equal to `upper` where exact. */
  readonly lower: number | null
  readonly upper: number | null
  readonly exact: boolean
  /** Parts under redundancy groups that several ways lead to. */
  readonly shared: number
  /** What was counted, the service first; each once. */
  readonly parts: readonly { readonly node: GraphNode; readonly availability: number }[]
  /** What takes the service down and has no availability; it counts as always up. */
  readonly unknown: readonly GraphNode[]
  /** Dependencies that do not take their dependent down. */
  readonly notCounted: readonly UncountedDependency[]
  readonly weakest: WeakestLink | null
  /** Single changes that make the promise possible, the least that suffices first. */
  readonly changes: readonly PossibleChange[]
  readonly reasons: readonly Reason[]
  readonly explanation: Explanation
}

/** The part whose being always up would raise the result most. */
export interface WeakestLink {
  readonly node: GraphNode
  readonly availability: number
  readonly resultIfPerfect: number
  readonly gain: number
}

/** What would make a promise possible. */
export type PossibleChange =
  | {
      readonly kind: 'RAISE_AVAILABILITY'
      readonly node: GraphNode
      readonly from: number
      readonly to: number
      readonly result: number
    }
  | {
      /** A copy of the member with the smallest own availability, which needs what that one needs. */
      readonly kind: 'ADD_MEMBER'
      readonly groupId: string
      readonly groupName: string
      readonly like: GraphNode
      readonly availability: number
      readonly result: number
    }
