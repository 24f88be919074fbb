import type { AssetRelationKind } from '../assets/relation-strength.ts'
import type { ObjectiveStatus } from '../objectives/progress.ts'
import type { Adjacency } from './adjacency.ts'
import type { EdgeKind } from './strengths.ts'
import type { EffectiveWeight } from './weights.ts'

export type GraphNodeType = 'Asset' | 'Service' | 'Process' | 'Objective'
export type Lifecycle = 'PLANNED' | 'LIVE' | 'RETIRED'

/** A node by its type and uuid. */
export interface GraphNodeRef {
  readonly type: GraphNodeType
  readonly id: string
}

export interface GraphNode extends GraphNodeRef {
  readonly name: string
  /** Of an asset or service; null for the others. */
  readonly lifecycle: Lifecycle | null
  /**
   * Whether it takes part: an asset or service that is LIVE (or PLANNED, where planned ones are asked for), an
   * objective that counts or has one below it that does, every process.
   */
  readonly counts: boolean
}

/**
 * Failure of the node at `from` reaches the node at `to`; both are positions in {@link ImpactGraph.nodes}. One
 * array per column: a search over hundreds of thousands of edges then reads numbers, not objects.
 */
export interface Edges {
  readonly from: Int32Array
  readonly to: Int32Array
  /** As entered; members of a group fail with the strength of the group instead. */
  readonly strength: Float64Array
  /** Position of the redundancy group in {@link ImpactGraph.groups}, or -1. */
  readonly group: Int32Array
  readonly kind: readonly EdgeKind[]
  /** 1 where nobody stated the strength and the default stands in. */
  readonly byDefault: Uint8Array
}

/** The service at `service` holds while `minAvailable` of the members do. */
export interface RedundancyGroup {
  readonly id: string
  readonly name: string
  /** Position of the service in {@link ImpactGraph.nodes}. */
  readonly service: number
  readonly minAvailable: number
  /** Members that count, whether they are part of this graph or not. */
  readonly members: number
  /** The largest strength among all members, whatever their lifecycle: how far the service is down when it fails. */
  readonly strength: number
}

/** The rows a graph is made of, in any order. Ends that are not among the nodes are left out. */
export interface GraphParts {
  readonly assets: readonly { id: string; name: string; lifecycle: Lifecycle }[]
  readonly services: readonly { id: string; name: string; lifecycle: Lifecycle }[]
  readonly processes: readonly { id: string; name: string }[]
  readonly objectives: readonly {
    id: string
    title: string
    parentId: string | null
    weight: number
    status: ObjectiveStatus
    startsOn: string | null
    endsOn: string | null
  }[]
  readonly relations: readonly { fromId: string; toId: string; kind: AssetRelationKind; strength: number }[]
  readonly dependencies: readonly {
    serviceId: string
    on: { type: 'Asset' | 'Service'; id: string }
    strength: number
    groupId: string | null
  }[]
  /** `members` and `strength` as in {@link RedundancyGroup}: over all members, also those outside the parts. */
  readonly groups: readonly {
    id: string
    name: string
    serviceId: string
    minAvailable: number
    members: number
    strength: number
  }[]
  readonly contributions: readonly {
    objectiveId: string
    serviceId: string
    share: number
    validFrom: string | null
    validTo: string | null
  }[]
  /** Null where the strength was not stated. */
  readonly processServices: readonly { processId: string; serviceId: string; strength: number | null }[]
  /** Null where the share was not stated. */
  readonly processObjectives: readonly { processId: string; objectiveId: string; share: number | null }[]
  /** Assets that were merged into another: [asset, the one that stands for it]. */
  readonly survivors?: readonly (readonly [string, string])[]
  /** The day that is asked about (YYYY-MM-DD): objectives and contributions not valid on it are left out. */
  readonly on: string
  /** True also counts what is PLANNED. */
  readonly includePlanned?: boolean
}

/** What leans on what, with positions instead of ids, ready to be searched in either direction. */
export interface ImpactGraph {
  readonly nodes: readonly GraphNode[]
  readonly edges: Edges
  readonly groups: readonly RedundancyGroup[]
  /** Weights by id of the objectives that count or have one below them that does. */
  readonly weights: ReadonlyMap<string, EffectiveWeight>
  /** Edges that leave (failure goes up) and enter (what a node leans on), by position of the node. */
  readonly up: Adjacency
  readonly down: Adjacency
  /** The position of a node, for a merged asset that of the one that stands for it. */
  position(node: GraphNodeRef): number | undefined
}

/** The node at a position. */
export function nodeAt(graph: ImpactGraph, position: number): GraphNode {
  const node = graph.nodes[position]
  if (node === undefined) throw new RangeError(`the graph has no node at position ${position}`)
  return node
}

/** The strength that failure passes an edge with: of a group's member the group's, whatever its own. */
export function failureStrength({ edges, groups }: ImpactGraph, edge: number): number {
  const group = groups[edges.group[edge] ?? -1]
  return group === undefined ? (edges.strength[edge] ?? 0) : group.strength
}
