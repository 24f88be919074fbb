import type { AssetRelationKind } from '../assets/relation-strength.ts'
import type { ObjectiveStatus } from '../objectives/progress.ts'
import { type Adjacency, adjacency } from './adjacency.ts'
import { type EdgeKind, failureOf, SHARE_OF_PROCESS, STRENGTH_OF_PROCESS, validOn } from './strengths.ts'
import { countsOn, type EffectiveWeight, effectiveWeights } from './weights.ts'

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

/** Builds the graph in memory, in time linear in the rows. */
export function buildImpactGraph(parts: GraphParts): ImpactGraph {
  const weights = effectiveWeights(
    parts.objectives.map((row) => ({ ...row, counts: countsOn(row, parts.on) })),
  )
  const { nodes, positions } = nodesOf(parts, weights)
  const { groups, groupPositions } = groupsOf(parts, positions)
  const edges = edgesOf(parts, positions, groups, groupPositions)
  const survivors = new Map(parts.survivors)
  return {
    nodes,
    edges,
    groups,
    weights,
    up: adjacency(nodes.length, edges.from),
    down: adjacency(nodes.length, edges.to),
    position: ({ type, id }) => positions[type].get(type === 'Asset' ? (survivors.get(id) ?? id) : id),
  }
}

type Positions = Readonly<Record<GraphNodeType, Map<string, number>>>

function nodesOf(
  parts: GraphParts,
  weights: ReadonlyMap<string, EffectiveWeight>,
): { nodes: GraphNode[]; positions: Positions } {
  const nodes: GraphNode[] = []
  const positions: Positions = {
    Asset: new Map(),
    Service: new Map(),
    Process: new Map(),
    Objective: new Map(),
  }
  const add = (node: GraphNode) => {
    if (positions[node.type].has(node.id)) return
    positions[node.type].set(node.id, nodes.length)
    nodes.push(node)
  }
  const counts = (lifecycle: Lifecycle) =>
    lifecycle === 'LIVE' || (lifecycle === 'PLANNED' && parts.includePlanned === true)
  for (const { id, name, lifecycle } of parts.assets)
    add({ type: 'Asset', id, name, lifecycle, counts: counts(lifecycle) })
  for (const { id, name, lifecycle } of parts.services)
    add({ type: 'Service', id, name, lifecycle, counts: counts(lifecycle) })
  for (const { id, name } of parts.processes)
    add({ type: 'Process', id, name, lifecycle: null, counts: true })
  for (const { id, title } of parts.objectives)
    add({ type: 'Objective', id, name: title, lifecycle: null, counts: weights.has(id) })
  return { nodes, positions }
}

function groupsOf(
  parts: GraphParts,
  positions: Positions,
): { groups: RedundancyGroup[]; groupPositions: Map<string, number> } {
  const groups: RedundancyGroup[] = []
  const groupPositions = new Map<string, number>()
  for (const { serviceId, ...row } of parts.groups) {
    const service = positions.Service.get(serviceId)
    if (service === undefined || groupPositions.has(row.id)) continue
    groupPositions.set(row.id, groups.length)
    groups.push({ ...row, service })
  }
  return { groups, groupPositions }
}

function edgesOf(
  parts: GraphParts,
  positions: Positions,
  groups: readonly RedundancyGroup[],
  groupPositions: ReadonlyMap<string, number>,
): Edges {
  const columns = {
    from: [] as number[],
    to: [] as number[],
    strength: [] as number[],
    group: [] as number[],
    kind: [] as EdgeKind[],
    byDefault: [] as number[],
  }
  const connect = (
    from: number | undefined,
    to: number | undefined,
    kind: EdgeKind,
    strength: number,
    { group = -1, byDefault = false } = {},
  ) => {
    const carries = strength > 0 || (groups[group]?.strength ?? 0) > 0
    if (from === undefined || to === undefined || from === to || !carries) return
    columns.from.push(from)
    columns.to.push(to)
    columns.strength.push(strength)
    columns.group.push(group)
    columns.kind.push(kind)
    columns.byDefault.push(byDefault ? 1 : 0)
  }
  for (const relation of parts.relations) {
    const { failing, hit } = failureOf(relation)
    connect(positions.Asset.get(failing), positions.Asset.get(hit), relation.kind, relation.strength)
  }
  for (const { serviceId, on, strength, groupId } of parts.dependencies) {
    const group = groupId === null ? -1 : (groupPositions.get(groupId) ?? -1)
    const service = positions.Service.get(serviceId)
    connect(positions[on.type].get(on.id), service, 'SERVICE_DEPENDENCY', strength, { group })
  }
  for (const link of parts.contributions) {
    if (!validOn(link, parts.on)) continue
    const objective = positions.Objective.get(link.objectiveId)
    connect(positions.Service.get(link.serviceId), objective, 'CONTRIBUTION', link.share)
  }
  for (const { processId, serviceId, strength } of parts.processServices) {
    const [service, process] = [positions.Service.get(serviceId), positions.Process.get(processId)]
    const byDefault = strength === null
    connect(service, process, 'PROCESS_SERVICE', strength ?? STRENGTH_OF_PROCESS, { byDefault })
  }
  for (const { processId, objectiveId, share } of parts.processObjectives) {
    const [process, objective] = [positions.Process.get(processId), positions.Objective.get(objectiveId)]
    const byDefault = share === null
    connect(process, objective, 'PROCESS_OBJECTIVE', share ?? SHARE_OF_PROCESS, { byDefault })
  }
  for (const { id, parentId } of parts.objectives) {
    if (parentId === null) continue
    connect(positions.Objective.get(parentId), positions.Objective.get(id), 'PARENT_OBJECTIVE', 1)
  }
  return {
    from: Int32Array.from(columns.from),
    to: Int32Array.from(columns.to),
    strength: Float64Array.from(columns.strength),
    group: Int32Array.from(columns.group),
    kind: columns.kind,
    byDefault: Uint8Array.from(columns.byDefault),
  }
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
