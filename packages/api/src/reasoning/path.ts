import { type GraphNode, type ImpactGraph, nodeAt } from './network.ts'
import { membersToFail, otherEnd, type Propagation, strengthIn } from './propagation.ts'
import { type EdgeKind, edgeInWords } from './strengths.ts'

/** One node of a way and the step that led to it; `via` is null for the member of the set it begins with. */
export interface PathStep {
  readonly node: GraphNode
  readonly via: Via | null
}

export interface Via {
  readonly kind: EdgeKind
  /** 0 to 1: the share of the failure that passes. */
  readonly strength: number
  readonly group: GroupAtRisk | null
  /** The step in words without a full stop, such as "checkout depends on cart-db (HARD, 1.00)". */
  readonly text: string
}

/** A redundancy group with members that are hit. */
export interface GroupAtRisk {
  readonly id: string
  readonly name: string
  readonly service: GraphNode
  readonly minAvailable: number
  /** Members that count. */
  readonly members: number
  /** How many must be hit before the service is. */
  readonly failureThreshold: number
  /** The members that are hit, hardest first; on a way only those that decide it. */
  readonly hit: readonly GraphNode[]
  readonly fails: boolean
}

/** The strongest way from the set to a node, both included; empty when the node was not reached. */
export function pathTo(graph: ImpactGraph, search: Propagation, node: number): PathStep[] {
  const steps: PathStep[] = []
  if ((search.reach[node] ?? 0) === 0) return steps
  for (let at = node; ; ) {
    const position = search.cause[at] ?? -1
    steps.push({ node: nodeAt(graph, at), via: position < 0 ? null : viaOf(graph, search, position) })
    if (position < 0) return steps.reverse()
    at = otherEnd(graph, position, at)
  }
}

/** A step along an edge, in words too. */
export function viaOf(graph: ImpactGraph, search: Propagation, edge: number): Via {
  const group = groupAtRisk(graph, search, graph.edges.group[edge] ?? -1)
  const kind = graph.edges.kind[edge] ?? 'SERVICE_DEPENDENCY'
  const strength = strengthIn(graph, search, edge)
  return {
    kind,
    strength,
    group: group === null ? null : { ...group, hit: group.hit.slice(0, group.failureThreshold) },
    text: edgeInWords({
      kind,
      strength,
      failing: nodeAt(graph, graph.edges.from[edge] ?? -1).name,
      hit: nodeAt(graph, graph.edges.to[edge] ?? -1).name,
      group: group?.name ?? null,
      byDefault: graph.edges.byDefault[edge] === 1,
    }),
  }
}

/** What a search did to the group at a position; null where there is none. */
export function groupAtRisk(graph: ImpactGraph, search: Propagation, position: number): GroupAtRisk | null {
  const group = graph.groups[position]
  if (group === undefined) return null
  const hit = (search.hits.get(position) ?? []).map(({ edge }) => nodeAt(graph, graph.edges.from[edge] ?? -1))
  const failureThreshold = membersToFail(group)
  const { id, name, minAvailable, members } = group
  const fails = hit.length >= failureThreshold
  return {
    id,
    name,
    minAvailable,
    members,
    service: nodeAt(graph, group.service),
    failureThreshold,
    hit,
    fails,
  }
}
