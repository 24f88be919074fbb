import type { AssetRelationKind } from '../assets/relation-strength.ts'
import type { ObjectiveInTree } from '../objectives/progress.ts'
import { type EdgeKind, failureOf, validOn } from './strengths.ts'

import { type EffectiveWeight, effectiveWeights } from './weights.ts'

export type GraphNodeType = 'Asset' | 'Service' | 'Objective'
export type Lifecycle = 'PLANNED' | 'LIVE' | 'RETIRED'

/** A node by its type and uuid. */
export interface GraphNodeRef {
  readonly type: GraphNodeType
  readonly id: string
}

export interface GraphNode extends GraphNodeRef {
  readonly name: string
  /** A retired asset or service, or an objective that is not active: carries nothing unless it was asked for. */
  readonly dormant: boolean
}

/**
 * Failure of the node at `from` reaches the node at `to`; both are positions in {@link ImpactGraph.nodes}. One
 * array per column: a search over hundreds of thousands of edges then reads numbers, not objects.
 */
export interface Edges {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly strength: Float64Array
  /** Position of the redundancy group in {@link ImpactGraph.groups}, or -1. */
  readonly group: Int32Array
  readonly kind: readonly EdgeKind[]
}

/** The service at `service` holds while `minAvailable` of the members do. */
export interface RedundancyGroup {
  readonly id: string
  readonly name: string
  /** Position of the service in {@link ImpactGraph.nodes}. */
  readonly service: number
  readonly minAvailable: number
  /** Members that are not retired, whether they are part of this graph or not. */
  readonly members: number
}

/** The rows a graph is made of, in any order. Ends that are not among the nodes are left out. */
export interface GraphParts {
  readonly assets: readonly { id: string; name: string; lifecycle: Lifecycle }[]
  readonly services: readonly { id: string; name: string; lifecycle: Lifecycle }[]
  readonly objectives: readonly ObjectiveInTree[]
  readonly relations: readonly { fromId: string; toId: string; kind: AssetRelationKind; strength: number }[]
  readonly dependencies: readonly {
    serviceId: string
    on: { type: 'Asset' | 'Service'; id: string }
    strength: number
    groupId: string | null
  }[]
  /** `members` counts those that are not retired, also those outside the parts. */
  readonly groups: readonly {
    id: string
    name: string
    serviceId: string
    minAvailable: number
    members: number
  }[]
  readonly contributions: readonly {
    objectiveId: string
    serviceId: string
    share: number
    validFrom: string | null
    validTo: string | null
  }[]
  /** The day that is asked about (YYYY-MM-DD): contributions not valid on it are left out. */
  readonly on: string
}

/** What leans on what, with positions instead of ids, ready to be searched in either direction. */
export interface ImpactGraph {
  readonly nodes: readonly GraphNode[]
  readonly edges: Edges
  readonly groups: readonly RedundancyGroup[]
  /** Weights of the active objectives by id. */
  readonly weights: ReadonlyMap<string, EffectiveWeight>
  /** Edges that leave (failure goes up) and enter (what a node leans on), by position of the node. */
  readonly up: Adjacency
  readonly down: Adjacency
  position(node: GraphNodeRef): number | undefined
}

/** `edges[offsets[n] … offsets[n + 1]]` are the positions of the edges at node n. */
export interface Adjacency {
  readonly offsets: Int32Array
  readonly edges: Int32Array
}

/** Builds the graph in memory, in time linear in the rows. */
export function buildImpactGraph(parts: GraphParts): ImpactGraph {
  const nodes: GraphNode[] = []
  const positions = {
    Asset: new Map<string, number>(),
    Service: new Map<string, number>(),
    Objective: new Map<string, number>(),
  }
  const add = (type: GraphNodeType, id: string, name: string, dormant: boolean) => {
    if (positions[type].has(id)) return
    positions[type].set(id, nodes.length)
    nodes.push({ type, id, name, dormant })
  }
  for (const { id, name, lifecycle } of parts.assets) add('Asset', id, name, lifecycle === 'RETIRED')
  for (const { id, name, lifecycle } of parts.services) add('Service', id, name, lifecycle === 'RETIRED')
  for (const { id, title, status } of parts.objectives) add('Objective', id, title, status !== 'ACTIVE')

  const groups: RedundancyGroup[] = []
  const groupPositions = new Map<string, number>()
  for (const { id, name, serviceId, minAvailable, members } of parts.groups) {
    const service = positions.Service.get(serviceId)
    if (service === undefined || groupPositions.has(id)) continue
    groupPositions.set(id, groups.length)
    groups.push({ id, name, service, minAvailable, members })
  }

  const columns = {
    from: [] as number[],
    to: [] as number[],
    strength: [] as number[],
    group: [] as number[],
    kind: [] as EdgeKind[],
  }
  const connect = (
    from: number | undefined,
    to: number | undefined,
    kind: EdgeKind,
    strength: number,
    group = -1,
  ) => {
    if (from === undefined || to === undefined || from === to || !(strength > 0)) return
    columns.from.push(from)
    columns.to.push(to)
    columns.strength.push(strength)
    columns.group.push(group)
    columns.kind.push(kind)
  }
  for (const relation of parts.relations) {
    const { failing, hit } = failureOf(relation)
    connect(positions.Asset.get(failing), positions.Asset.get(hit), relation.kind, relation.strength)
  }
  for (const { serviceId, on, strength, groupId } of parts.dependencies) {
    const group = groupId === null ? -1 : (groupPositions.get(groupId) ?? -1)
    connect(
      positions[on.type].get(on.id),
      positions.Service.get(serviceId),
      'SERVICE_DEPENDENCY',
      strength,
      group,
    )
  }
  for (const link of parts.contributions) {
    if (!validOn(link, parts.on)) continue
    const objective = positions.Objective.get(link.objectiveId)
    connect(positions.Service.get(link.serviceId), objective, 'CONTRIBUTION', link.share)
  }
  for (const { id, parentId } of parts.objectives) {
    if (parentId === null) continue
    connect(positions.Objective.get(parentId), positions.Objective.get(id), 'PARENT_OBJECTIVE', 1)
  }

  const edges: Edges = {
    from: Int32Array.from(columns.from),
    to: Int32Array.from(columns.to),
    strength: Float64Array.from(columns.strength),
    group: Int32Array.from(columns.group),
    kind: columns.kind,
  }
  return {
    nodes,
    edges,
    groups,
    weights: effectiveWeights(parts.objectives),
    up: adjacency(nodes.length, edges.from),
    down: adjacency(nodes.length, edges.to),
    position: ({ type, id }) => positions[type].get(id),
  }
}

/** @param ends per edge the node that it is listed at */
function adjacency(nodes: number, ends: Int32Array): Adjacency {
  const offsets = new Int32Array(nodes + 1)
  for (const node of ends) offsets[node + 1] = (offsets[node + 1] ?? 0) + 1
  for (let node = 0; node < nodes; node++) offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0)
  const next = offsets.slice()
  const edges = new Int32Array(ends.length)
  ends.forEach((node, position) => {
    const place = next[node] ?? 0
    edges[place] = position
    next[node] = place + 1
  })
  return { offsets, edges }
}

/** Positions of the edges that are listed at a node. */
export function edgesAt({ offsets, edges }: Adjacency, node: number): Int32Array {
  return edges.subarray(offsets[node] ?? 0, offsets[node + 1] ?? 0)
}
