import { edgesAt } from '../reasoning/adjacency.ts'
import type { ImpactGraph } from '../reasoning/network.ts'
import { reachDown } from '../reasoning/reach.ts'

/** What the rules need to know of a service beyond its place in the graph. */
export interface ServiceFacts {
  readonly id: string
  readonly kind: 'BUSINESS' | 'TECHNICAL'
  readonly lifecycle: 'PLANNED' | 'LIVE' | 'RETIRED'
  readonly ownerId: string | null
}

/** A leaf objective that counts and that no live service supports, and how many other services are linked to it. */
export interface UnsupportedObjective {
  readonly id: string
  readonly weight: number
  readonly notLive: number
}

/**
 * Leaf objectives that count, with no live service linked to them or to an objective above them, directly or by a
 * process. Leaves only: the weight lies there, so that the weights of all rows add up to the share that nothing
 * supports.
 */
export function unsupportedObjectives(
  graph: ImpactGraph,
  services: readonly Pick<ServiceFacts, 'id' | 'lifecycle'>[],
): UnsupportedObjective[] {
  const live = new Set(services.filter(({ lifecycle }) => lifecycle === 'LIVE').map(({ id }) => id))
  const found: UnsupportedObjective[] = []
  for (const [id, { weight, leaf }] of graph.weights) {
    if (!leaf) continue
    const linked = linkedServices(graph, id)
    if (linked.every((service) => !live.has(service)))
      found.push({ id, weight, notLive: new Set(linked).size })
  }
  return found
}

/** Services linked to an objective or to one above it, directly or by a process; whatever their lifecycle. */
export function linkedServices(graph: ImpactGraph, objectiveId: string): string[] {
  const linked: string[] = []
  const start = graph.position({ type: 'Objective', id: objectiveId })
  const pending = start === undefined ? [] : [start]
  const seen = new Set(pending)
  for (const objective of pending) {
    for (const edge of edgesAt(graph.down, objective)) {
      const near = graph.edges.from[edge] ?? -1
      const node = graph.nodes[near]
      if (node?.type === 'Service') linked.push(node.id)
      const leadsOn = node?.type === 'Process' || (node?.type === 'Objective' && node.counts)
      if (!leadsOn || seen.has(near)) continue
      seen.add(near)
      pending.push(near)
    }
  }
  return linked
}

/**
 * Live services from which no way leads up to an objective that counts, by services or processes. A member of a redundancy group counts as
 * supporting what the group supports, though its failure alone would not be felt.
 */
export function servicesWithoutObjective(graph: ImpactGraph, services: readonly ServiceFacts[]): string[] {
  const active = [...graph.weights.keys()].map((id) => graph.position({ type: 'Objective', id }) ?? -1)
  const { reach } = reachDown(
    graph,
    active.filter((position) => position >= 0),
  )
  return services
    .filter(
      ({ id, lifecycle }) => lifecycle === 'LIVE' && !reach[graph.position({ type: 'Service', id }) ?? -1],
    )
    .map(({ id }) => id)
}

/**
 * Whether a process, an objective in any status, or a service that is not retired leans on a service, directly or
 * through retired services: they may still run.
 */
export function isInUse(graph: ImpactGraph, serviceId: string): boolean {
  const start = graph.position({ type: 'Service', id: serviceId })
  const seen = new Set(start === undefined ? [] : [start])
  // Grows while it is walked.
  for (const service of seen) {
    for (const edge of edgesAt(graph.up, service)) {
      const above = graph.edges.to[edge] ?? -1
      const node = graph.nodes[above]
      if (node?.type !== 'Service' || node.lifecycle !== 'RETIRED') return true
      seen.add(above)
    }
  }
  return false
}

/**
 * Live technical services with no live asset below them, neither their own nor one of a service they depend on.
 * @param onLiveAsset services that depend on a live asset themselves
 */
export function servicesWithoutAsset(
  graph: ImpactGraph,
  services: readonly ServiceFacts[],
  onLiveAsset: ReadonlySet<string>,
): string[] {
  const covered = new Set<number>()
  for (const id of onLiveAsset) {
    const position = graph.position({ type: 'Service', id })
    if (position !== undefined && graph.nodes[position]?.lifecycle !== 'RETIRED') covered.add(position)
  }
  // Grows while it is walked: what depends on a covered service is covered too.
  for (const service of covered) {
    for (const edge of edgesAt(graph.up, service)) {
      const above = graph.edges.to[edge] ?? -1
      const node = graph.nodes[above]
      if (node?.type === 'Service' && node.lifecycle !== 'RETIRED') covered.add(above)
    }
  }
  return services
    .filter(
      ({ id, kind, lifecycle }) =>
        kind === 'TECHNICAL' &&
        lifecycle === 'LIVE' &&
        !covered.has(graph.position({ type: 'Service', id }) ?? -1),
    )
    .map(({ id }) => id)
}
