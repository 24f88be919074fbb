import { type Explanation, fractionInput, plainInput } from '../graph/explanation.ts'
import type { AffectedNode, ObjectiveAtRisk, PartAtRisk } from './at-risk.ts'
import { locateFailing } from './failing-set.ts'
import { explainImpact, explainObjective } from './impact-words.ts'
import { type Losses, lossesOf, type ObjectiveLoss } from './losses.ts'
import { type GraphNode, type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'
import { once } from './once.ts'
import { type GroupAtRisk, groupAtRisk, type PathStep, pathTo, viaOf } from './path.ts'
import type { Propagation } from './propagation.ts'
import { reachUp } from './reach.ts'

/**
 * What failure of a set of assets and services does to the objectives. The search is done; lists, paths and words are
 * made when they are first read, because most questions need few of them.
 */
export interface Impact {
  /** Σ weight × loss over the leaf objectives that count, 0 to 1. */
  readonly valueAtRisk: number
  /** Leaf objectives that lose something, the one with most at risk first. */
  readonly objectives: readonly ObjectiveAtRisk[]
  /** All that is affected, the set itself included, hardest hit first. */
  readonly affected: readonly AffectedNode[]
  /** Every redundancy group with a member that is hit, whether it fails or holds. */
  readonly groups: readonly GroupAtRisk[]
  /** The worst way from the set to a node that is reached; empty for any other. */
  pathTo(node: GraphNodeRef): readonly PathStep[]
  readonly explanation: Explanation
}

export interface SearchOptions {
  /** Nodes whose nearest way from the set takes more steps are left out. Without it there is no limit. */
  readonly depth?: number
  /** Ids of members that are down already, for the words of the explanation. */
  readonly down?: ReadonlySet<string>
}

/**
 * Value at risk of a set: what its failure takes of which objectives, and on which ways. Bounded by 1; grows
 * with the set, with every strength and share, and with the depth; never depends on the order of rows or of the set.
 */
export function impact(
  graph: ImpactGraph,
  set: readonly GraphNodeRef[],
  options: SearchOptions = {},
): Impact {
  const members = locateFailing(graph, set)
  const search = reachUp(graph, members.positions, options.depth)
  const losses = lossesOf(graph, search, options.depth)
  const ways = waysOf(graph, search, losses)
  const weighedLosses = losses.objectives.map((row) => ({ row, ...weighed(graph, row) }))
  const valueAtRisk = sumAtRisk(weighedLosses)
  const objectives = once(() => objectivesAtRisk(graph, search, weighedLosses, ways))
  const affected = once(() => affectedByFailure(graph, search, losses))
  const groups = once(() => groupsAtRisk(graph, search))
  const explanation = once(() => ({
    ...explainImpact({
      graph,
      members,
      valueAtRisk,
      objectives: objectives(),
      groups: groups(),
      ways,
      down: options.down,
    }),
    inputs: [
      ...(options.depth === undefined ? [] : [plainInput('depth', options.depth, 'steps')]),
      ...objectives().flatMap((row) => [
        fractionInput('weight', row.weight, row.objective),
        fractionInput('loss', row.loss, row.objective),
      ]),
    ],
  }))
  return {
    valueAtRisk,
    get objectives() {
      return objectives()
    },
    get affected() {
      return affected()
    },
    get groups() {
      return groups()
    },
    get explanation() {
      return explanation()
    },
    pathTo: (node) => ways(graph.position(node) ?? -1),
  }
}

/** The value at risk alone, without paths and words: for ranking many nodes. */
export function valueAtRisk(graph: ImpactGraph, set: readonly GraphNodeRef[]): number {
  return bareImpact(graph, set).valueAtRisk
}

/** The value at risk and the leaf objectives that lose something, with no way and no words. */
export function bareImpact(
  graph: ImpactGraph,
  set: readonly GraphNodeRef[],
  { depth }: SearchOptions = {},
): { readonly valueAtRisk: number; readonly objectives: readonly Loss[] } {
  const { positions } = locateFailing(graph, set)
  const losses = lossesOf(graph, reachUp(graph, positions, depth), depth)
  const objectives = losses.objectives.map((row) => weighed(graph, row))
  return { valueAtRisk: sumAtRisk(objectives), objectives }
}

type Loss = Pick<ObjectiveAtRisk, 'objective' | 'weight' | 'loss' | 'valueAtRisk'>

/** The nodes a search affected: strongest first, then the nearer, then by id. */
export function affectedNodes(graph: ImpactGraph, search: Propagation): AffectedNode[] {
  return search.order
    .map((position) => ({
      node: nodeAt(graph, position),
      reach: search.reach[position] ?? 0,
      steps: search.steps[position] ?? 0,
    }))
    .sort(compareAffected)
}

function affectedByFailure(
  graph: ImpactGraph,
  search: Propagation,
  { processes, objectives }: Losses,
): AffectedNode[] {
  const row = (position: number, reach: number, steps: number) => ({
    node: nodeAt(graph, position),
    reach,
    steps,
  })
  const stepsTo = (position: number): number => {
    const process = processes.get(position)
    const at = process === undefined ? position : (graph.edges.from[process.edge] ?? -1)
    return (search.steps[at] ?? 0) + (process === undefined ? 0 : 1)
  }
  return [
    ...affectedNodes(graph, search),
    ...[...processes].map(([position, { reach }]) => row(position, reach, stepsTo(position))),
    ...objectives.map(({ objective, loss, parts: [largest] }) =>
      row(objective, loss, largest === undefined ? 0 : stepsTo(largest.through) + largest.edges.length),
    ),
  ].sort(compareAffected)
}

function groupsAtRisk(graph: ImpactGraph, search: Propagation): GroupAtRisk[] {
  return [...search.hits.keys()]
    .flatMap((position) => groupAtRisk(graph, search, position) ?? [])
    .sort((a, b) => order(a.service.name, b.service.name) || order(a.id, b.id))
}

function compareAffected(a: AffectedNode, b: AffectedNode): number {
  return b.reach - a.reach || a.steps - b.steps || order(a.node.id, b.node.id)
}

/** The worst way to any node that is affected, by its position. */
function waysOf(
  graph: ImpactGraph,
  search: Propagation,
  losses: Losses,
): (position: number) => readonly PathStep[] {
  const byObjective = new Map(losses.objectives.map((row) => [row.objective, row]))
  const known = new Map<number, readonly PathStep[]>()
  const ways = (position: number): readonly PathStep[] => {
    const before = known.get(position)
    if (before !== undefined) return before
    const way = wayTo(position)
    known.set(position, way)
    return way
  }
  const wayTo = (position: number): readonly PathStep[] => {
    const process = losses.processes.get(position)
    if (process !== undefined)
      return [...ways(graph.edges.from[process.edge] ?? -1), step(graph, search, process.edge)]
    const largest = byObjective.get(position)?.parts[0]
    if (largest === undefined) return pathTo(graph, search, position)
    return [...ways(largest.through), ...largest.edges.map((edge) => step(graph, search, edge))]
  }
  return ways
}

function step(graph: ImpactGraph, search: Propagation, edge: number): PathStep {
  return { node: nodeAt(graph, graph.edges.to[edge] ?? -1), via: viaOf(graph, search, edge) }
}

function objectivesAtRisk(
  graph: ImpactGraph,
  search: Propagation,
  losses: readonly (Loss & { readonly row: ObjectiveLoss })[],
  ways: (position: number) => readonly PathStep[],
): ObjectiveAtRisk[] {
  return losses
    .map(({ row, ...loss }) => {
      const parts = once(() =>
        row.parts.map((part): PartAtRisk => {
          const path = once(() => [
            ...ways(part.through),
            ...part.edges.map((edge) => step(graph, search, edge)),
          ])
          return {
            node: nodeAt(graph, part.through),
            share: part.share,
            reach: part.reach,
            loss: part.loss,
            get path() {
              return path()
            },
          }
        }),
      )
      const explanation = once(() =>
        explainObjective({ ...loss, basis: row.basis, parts: parts(), otherLoss: row.otherLoss }),
      )
      return {
        ...loss,
        basis: row.basis,
        otherLoss: row.otherLoss,
        get parts() {
          return parts()
        },
        get path() {
          return parts()[0]?.path ?? []
        },
        get explanation() {
          return explanation()
        },
      }
    })
    .sort((a, b) => b.valueAtRisk - a.valueAtRisk || order(a.objective.id, b.objective.id))
}

function weighed(graph: ImpactGraph, { objective, loss }: ObjectiveLoss): Loss {
  const node = nodeAt(graph, objective)
  const weight = graph.weights.get(node.id)?.weight ?? 0
  return { objective: node, weight, loss, valueAtRisk: weight * loss }
}

/** Always added in the order of the ids, so that the same rows give the same sum to the last bit. */
function sumAtRisk(rows: readonly { objective: GraphNode; valueAtRisk: number }[]): number {
  const sorted = rows.toSorted((a, b) => order(a.objective.id, b.objective.id))
  return Math.min(
    1,
    sorted.reduce((sum, row) => sum + row.valueAtRisk, 0),
  )
}

function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
