import {
  type Explanation,
  type ExplanationInput,
  figure,
  nodeInput,
  plainInput,
  type Reason,
} from '../graph/explanation.ts'
import type { GraphNode, GraphNodeRef, ImpactGraph } from './network.ts'
import { type GroupAtRisk, groupAtRisk, nodeAt, type PathStep, pathTo } from './path.ts'
import type { Propagation } from './propagation.ts'
import { reachUp } from './reach.ts'

/** What failure of a set of assets and services does to the objectives. */
export interface Impact {
  /** Σ weight × reach over the active leaf objectives, 0 to 1. */
  readonly valueAtRisk: number
  /** Active leaf objectives that are affected, the one with most at risk first. */
  readonly objectives: readonly ObjectiveAtRisk[]
  /** All that is affected, the set itself included, hardest hit first. */
  readonly affected: readonly AffectedNode[]
  /** Every redundancy group with a member that is hit, whether it fails or holds. */
  readonly groups: readonly GroupAtRisk[]
  /** The worst way from the set to a node that is reached; empty for any other. */
  pathTo(node: GraphNodeRef): readonly PathStep[]
  readonly explanation: Explanation
}

export interface ObjectiveAtRisk {
  readonly objective: GraphNode
  /** Share of the objective in the whole, 0 to 1. */
  readonly weight: number
  /** How hard it is hit, 0 to 1. */
  readonly reach: number
  /** weight × reach. */
  readonly valueAtRisk: number
  /** The worst way, from a member of the set up to the objective. */
  readonly path: readonly PathStep[]
  readonly explanation: Explanation
}

export interface AffectedNode {
  readonly node: GraphNode
  /** 0 to 1: the product of the strengths on the strongest way. */
  readonly reach: number
  /** Steps of that way. */
  readonly steps: number
}

export interface SearchOptions {
  /** Nodes whose nearest way from the set takes more steps are left out. Without it there is no limit. */
  readonly depth?: number
}

const SOURCE = 'largest product of strengths over any path, weighted with the objectives’ normalised weights'

/**
 * Value at risk of a set: which objectives its failure reaches, how hard, and on which way. Bounded by 1; grows
 * with the set, with every strength and with the depth; never depends on the order of rows or of the set.
 */
export function impact(
  graph: ImpactGraph,
  set: readonly GraphNodeRef[],
  options: SearchOptions = {},
): Impact {
  const { positions, missing } = locate(graph, set)
  const search = reachUp(graph, positions, options.depth)
  const objectives = objectivesAtRisk(graph, search)
  const groups = [...search.hits.keys()]
    .flatMap((position) => groupAtRisk(graph, search, position) ?? [])
    .sort((a, b) => order(a.service.name, b.service.name) || order(a.id, b.id))
  const valueAtRisk = sumAtRisk(objectives)
  return {
    valueAtRisk,
    objectives,
    affected: affectedNodes(graph, search),
    groups,
    pathTo: (node) => pathTo(graph, search, graph.position(node) ?? -1),
    explanation: {
      formula: 'value-at-risk',
      version: 1,
      source: SOURCE,
      inputs: [
        ...(options.depth === undefined ? [] : [plainInput('depth', options.depth, 'steps')]),
        ...objectives.flatMap((row) => [
          nodeInput('weight', row.weight, row.objective),
          nodeInput('reach', row.reach, row.objective),
        ]),
      ],
      reasons: [
        ...setReasons(graph, positions, missing),
        ...(objectives.length === 0 ? [nothingReached(graph)] : objectives.map(atRiskReason)),
        ...groups.map(groupReason),
      ],
    },
  }
}

/** The value at risk alone, without paths and words: for ranking many nodes. */
export function valueAtRisk(graph: ImpactGraph, set: readonly GraphNodeRef[]): number {
  const search = reachUp(graph, locate(graph, set).positions)
  return sumAtRisk(leavesReached(graph, search))
}

/** The nodes a search affected: strongest first, then the nearer, then by id. */
export function affectedNodes(graph: ImpactGraph, search: Propagation): AffectedNode[] {
  return search.order
    .map((position) => ({
      node: nodeAt(graph, position),
      reach: search.reach[position] ?? 0,
      steps: search.steps[position] ?? 0,
    }))
    .sort((a, b) => b.reach - a.reach || a.steps - b.steps || order(a.node.id, b.node.id))
}

/** Positions of a set's members, and those that are not part of the graph. */
export function locate(
  graph: ImpactGraph,
  set: readonly GraphNodeRef[],
): { positions: number[]; missing: GraphNodeRef[] } {
  const positions = new Set<number>()
  const missing: GraphNodeRef[] = []
  for (const node of set) {
    const position = graph.position(node)
    if (position === undefined) missing.push(node)
    else positions.add(position)
  }
  return {
    positions: [...positions].sort((a, b) => order(nodeAt(graph, a).id, nodeAt(graph, b).id)),
    missing,
  }
}

/** What there is to say about the members of a set: those not found and those that are retired or not active. */
export function setReasons(
  graph: ImpactGraph,
  positions: readonly number[],
  missing: readonly GraphNodeRef[],
): Reason[] {
  const reasons = missing.map(({ type, id }) => ({
    code: 'NOT_IN_GRAPH',
    text: `${type} ${id} does not exist and was left out.`,
  }))
  for (const { type, name, dormant } of positions.map((position) => nodeAt(graph, position))) {
    if (!dormant) continue
    reasons.push(
      type === 'Objective'
        ? {
            code: 'NOT_ACTIVE',
            text: `“${name}” is not active; it is answered for because it was asked about.`,
          }
        : { code: 'RETIRED', text: `${name} is retired; it is answered for because it was asked about.` },
    )
  }
  return reasons
}

interface LeafReached {
  readonly position: number
  readonly objective: GraphNode
  readonly weight: number
  readonly reach: number
  readonly valueAtRisk: number
}

function leavesReached(graph: ImpactGraph, search: Propagation): LeafReached[] {
  return search.order.flatMap((position) => {
    const objective = nodeAt(graph, position)
    const weight = objective.type === 'Objective' ? graph.weights.get(objective.id) : undefined
    if (weight?.leaf !== true) return []
    const reach = search.reach[position] ?? 0
    return [{ position, objective, weight: weight.weight, reach, valueAtRisk: weight.weight * reach }]
  })
}

function objectivesAtRisk(graph: ImpactGraph, search: Propagation): ObjectiveAtRisk[] {
  return leavesReached(graph, search)
    .map(({ position, ...row }) => {
      const path = pathTo(graph, search, position)
      return { ...row, path, explanation: explainObjective(row, path) }
    })
    .sort((a, b) => b.valueAtRisk - a.valueAtRisk || order(a.objective.id, b.objective.id))
}

/** Always added in the order of the ids, so that the same rows give the same sum to the last bit. */
function sumAtRisk(rows: readonly { objective: GraphNode; valueAtRisk: number }[]): number {
  const sorted = rows.toSorted((a, b) => order(a.objective.id, b.objective.id))
  return Math.min(
    1,
    sorted.reduce((sum, row) => sum + row.valueAtRisk, 0),
  )
}

function explainObjective(row: Omit<LeafReached, 'position'>, path: readonly PathStep[]): Explanation {
  const inputs: ExplanationInput[] = [nodeInput('weight', row.weight, row.objective)]
  const reasons: Reason[] = []
  for (const { node, via } of path.toReversed()) {
    if (via === null) continue
    inputs.push(nodeInput(via.kind === 'CONTRIBUTION' ? 'share' : 'strength', via.strength, node))
    reasons.push({ code: via.kind, text: `${via.text}.` })
    if (via.group !== null) reasons.push(groupReason(via.group))
  }
  reasons.push({
    code: 'REACH',
    text: `Weight ${figure(row.weight)} × reach ${figure(row.reach)} puts ${figure(row.valueAtRisk)} at risk.`,
  })
  return { formula: 'objective-at-risk', version: 1, source: SOURCE, inputs, reasons }
}

function atRiskReason(row: ObjectiveAtRisk): Reason {
  const steps = row.path.toReversed().flatMap(({ via }) => (via === null ? [] : [via.text]))
  const way = steps.length === 0 ? 'it was asked about itself' : steps.join('; ')
  return {
    code: 'OBJECTIVE_AT_RISK',
    text: `“${row.objective.name}” (weight ${figure(row.weight)}) is reached with ${figure(row.reach)}: ${way}.`,
  }
}

function groupReason(group: GroupAtRisk): Reason {
  const hit = group.hit.map((node) => node.name).join(', ')
  const subject = `Redundancy group ${group.name} of ${group.service.name} needs ${group.minAvailable} of ${group.members}`
  return group.fails
    ? { code: 'GROUP_FAILS', text: `${subject} and cannot do without ${hit} together.` }
    : {
        code: 'GROUP_HOLDS',
        text: `${subject} and holds although ${hit} ${group.hit.length === 1 ? 'is' : 'are'} hit.`,
      }
}

function nothingReached(graph: ImpactGraph): Reason {
  return graph.weights.size === 0
    ? { code: 'NO_ACTIVE_OBJECTIVE', text: 'No objective is active, so there is nothing to be at risk.' }
    : { code: 'NOTHING_REACHED', text: 'No way leads from here to an active objective.' }
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
