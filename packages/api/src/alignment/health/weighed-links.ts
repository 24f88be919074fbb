import { edgesAt } from '../../reasoning/adjacency.ts'
import type { ImpactGraph } from '../../reasoning/network.ts'
import type { GapNode, Parts } from './stages.ts'

/** A link that says how much of an objective, or how strongly on a service, something rests. */
export interface WeighedLink {
  /** The end that the link is a statement about. */
  readonly type: 'Service' | 'Process'
  readonly id: string
  readonly name: string
  /** The objective; null for the use of a service by a process. */
  readonly objectiveId: string | null
  /** Whether the share or strength was stated; if not, a default stands in. */
  readonly stated: boolean
  /** Seconds since it was last changed or confirmed. */
  readonly age: number
}

/** The links that figures are computed from, and what they leave to defaults. */
export interface Weighing {
  /** Links that an objective which counts is reached by. */
  readonly links: readonly WeighedLink[]
  /** Weights of the leaves that a link leads to: covered where each of these links is stated. */
  readonly leaves: Parts
  /** Services and processes with a link that is not stated; the weight is that of the weightiest objective. */
  readonly unstated: readonly GapNode[]
}

/**
 * How far the links to objectives say how much they carry. A link to an objective counts for every leaf at or below
 * it, and the use of a service by a process for every objective that the process supports.
 * @param isAsked whether something is asked about, by its id: services, processes and leaves
 */
export function weighLinks(
  graph: ImpactGraph,
  all: readonly WeighedLink[],
  isAsked: (id: string) => boolean,
): Weighing {
  const toObjective = all.filter(({ objectiveId }) => objectiveId !== null && graph.weights.has(objectiveId))
  const supported = Map.groupBy(
    toObjective.filter(({ type }) => type === 'Process'),
    ({ id }) => id,
  )
  const uses = all.filter(({ objectiveId, id }) => objectiveId === null && supported.has(id))
  const links = [...toObjective, ...uses]
  const objectivesOf = ({ objectiveId, id }: WeighedLink) =>
    objectiveId === null ? (supported.get(id) ?? []).flatMap((link) => link.objectiveId ?? []) : [objectiveId]
  const linked = new Set(links.flatMap(objectivesOf))
  const vague = new Set(links.filter(({ stated }) => !stated).flatMap(objectivesOf))
  const leaves = { covered: 0, missing: 0 }
  for (const [id, { weight, leaf }] of graph.weights) {
    if (!leaf || !isAsked(id)) continue
    const chain = withAncestors(graph, id)
    if (!chain.some((objective) => linked.has(objective))) continue
    leaves[chain.some((objective) => vague.has(objective)) ? 'missing' : 'covered'] += weight
  }
  const asked = links.filter(({ id }) => isAsked(id))
  const unstated = new Map<string, GapNode>()
  for (const link of asked) {
    if (link.stated) continue
    const { type, id, name } = link
    const weights = objectivesOf(link).map((objective) => graph.weights.get(objective)?.weight ?? 0)
    const weight = Math.max(unstated.get(id)?.weight ?? 0, ...weights)
    unstated.set(id, { type, id, name, weight })
  }
  const inOrder = [...unstated.values()].sort(
    (a, b) => (b.weight ?? 0) - (a.weight ?? 0) || (a.id < b.id ? -1 : 1),
  )
  return { links: asked, leaves, unstated: inOrder }
}

function withAncestors(graph: ImpactGraph, objectiveId: string): string[] {
  const ids = [objectiveId]
  for (const id of ids) {
    for (const edge of edgesAt(graph.down, graph.position({ type: 'Objective', id }) ?? -1)) {
      const above = graph.nodes[graph.edges.from[edge] ?? -1]
      if (above?.type === 'Objective' && !ids.includes(above.id)) ids.push(above.id)
    }
  }
  return ids
}
