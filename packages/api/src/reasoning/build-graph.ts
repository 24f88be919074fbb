import {
  contributionLink,
  dependencyLink,
  type GraphLink,
  linkedGraph,
  type PositionOf,
  parentLinks,
  processObjectiveLink,
  processServiceLink,
  relationLink,
} from './graph-links.ts'
import type {
  GraphNode,
  GraphNodeRef,
  GraphNodeType,
  GraphParts,
  ImpactGraph,
  Lifecycle,
  RedundancyGroup,
} from './network.ts'
import { validOn } from './strengths.ts'
import { countsOn, type EffectiveWeight, effectiveWeights } from './weights.ts'

/** Builds the graph in memory, in time linear in the rows. */
export function buildImpactGraph(parts: GraphParts): ImpactGraph {
  const weights = effectiveWeights(
    parts.objectives.map((row) => ({ ...row, counts: countsOn(row, parts.on) })),
  )
  const { nodes, positions } = nodesOf(parts, weights)
  const { groups, groupPositions } = groupsOf(parts, positions)
  const survivors = new Map(parts.survivors)
  const at: PositionOf = (type, id) => positions[type].get(id)
  const position = ({ type, id }: GraphNodeRef) => at(type, type === 'Asset' ? (survivors.get(id) ?? id) : id)
  return linkedGraph({ nodes, groups, weights, position }, linksOf(parts, at, groupPositions))
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

function* linksOf(
  parts: GraphParts,
  at: PositionOf,
  groupPositions: ReadonlyMap<string, number>,
): Generator<GraphLink> {
  for (const row of parts.relations) yield relationLink(at, row)
  for (const row of parts.dependencies) {
    const group = row.groupId === null ? -1 : (groupPositions.get(row.groupId) ?? -1)
    yield { ...dependencyLink(at, row), group }
  }
  for (const row of parts.contributions) if (validOn(row, parts.on)) yield contributionLink(at, row)
  for (const row of parts.processServices) yield processServiceLink(at, row)
  for (const row of parts.processObjectives) yield processObjectiveLink(at, row)
  yield* parentLinks(at, parts.objectives)
}
