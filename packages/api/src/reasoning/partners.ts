import { edgesAt } from './adjacency.ts'
import { locateFailing } from './failing-set.ts'
import { failureStrength, type GraphNode, type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'
import { membersToFail, type Propagation } from './propagation.ts'
import { reachUp } from './reach.ts'

/**
 * Assets and services outside a failure whose own failure may make it worse by more than what they cost by
 * themselves. Value at risk of two failures exceeds the sum of both only where a redundancy group needs both: every
 * other rule takes the larger of two, or a sum that ends at 1. So these are the nodes that lead to a member of a group
 * which the failure has hit and not brought down in full. Most of them make nothing worse; those that are not
 * among them never do.
 * @param failure the search upwards from what has failed
 */
export function partnersOf(graph: ImpactGraph, failure: Propagation): readonly number[] {
  const found = new Set<number>()
  const add = (position: number) => {
    const { type, counts } = nodeAt(graph, position)
    const canFail = counts && (type === 'Asset' || type === 'Service')
    // What is out already cannot be hit harder, neither by itself nor by what is below it.
    if (canFail && failure.reach[position] !== 1) found.add(position)
  }
  for (const position of openGroups(graph, failure)) {
    for (const edge of edgesAt(graph.down, graph.groups[position]?.service ?? -1))
      if (graph.edges.group[edge] === position) add(graph.edges.from[edge] ?? -1)
  }
  // Grows while it is walked.
  for (const position of found) {
    for (const edge of edgesAt(graph.down, position))
      if (failureStrength(graph, edge) > 0) add(graph.edges.from[edge] ?? -1)
  }
  return [...found]
}

/** The partners of a set that fails. */
export function partnersOfSet(graph: ImpactGraph, set: readonly GraphNodeRef[]): GraphNode[] {
  const failure = reachUp(graph, locateFailing(graph, set).positions)
  return partnersOf(graph, failure).map((position) => nodeAt(graph, position))
}

/** Positions of the groups that a failure has hit and that one more failure could make fail, or fail harder. */
export function openGroups(graph: ImpactGraph, { hits }: Propagation): number[] {
  return [...hits].flatMap(([position, members]) => {
    const group = graph.groups[position]
    if (group === undefined) return []
    const needed = membersToFail(group)
    return needed > 1 && (members[needed - 1]?.reach ?? 0) < group.strength ? [position] : []
  })
}
