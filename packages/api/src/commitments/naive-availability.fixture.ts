import { failureStrength, type ImpactGraph, nodeAt } from '../reasoning/network.ts'

/**
 * The probability that a service is up, by trying out every combination of its parts: all begin up where they are up by
 * themselves, and what lacks something goes down until nothing changes.
 */
export function naiveAvailability(
  graph: ImpactGraph,
  service: string,
  known: Readonly<Record<string, number>>,
): number {
  const uncertain = graph.nodes.flatMap(({ id }, at) => (known[id] === undefined ? [] : [at]))
  const position = graph.nodes.findIndex(({ id }) => id === service)
  let sum = 0
  for (let state = 0; state < 2 ** uncertain.length; state++) {
    const own = new Map(uncertain.map((at, place) => [at, ((state >> place) & 1) === 1]))
    let probability = 1
    for (const [at, isUp] of own) {
      const p = known[nodeAt(graph, at).id] ?? 1
      probability *= isUp ? p : 1 - p
    }
    if (probability > 0 && settle(graph, own)[position] === true) sum += probability
  }
  return sum
}

function settle(graph: ImpactGraph, own: ReadonlyMap<number, boolean>): readonly boolean[] {
  let up = graph.nodes.map((_, at) => own.get(at) ?? true)
  for (let round = 0; round <= graph.nodes.length; round++) {
    const before = up
    up = graph.nodes.map((_, at) => before[at] === true && stands(graph, at, before))
  }
  return up
}

function stands(graph: ImpactGraph, at: number, up: readonly boolean[]): boolean {
  const groups = new Map<number, boolean[]>()
  for (const [edge, to] of graph.edges.to.entries()) {
    const from = graph.edges.from[edge] ?? -1
    if (to !== at || !nodeAt(graph, from).counts || failureStrength(graph, edge) < 1) continue
    const group = graph.edges.group[edge] ?? -1
    if (group < 0 && up[from] === false) return false
    if (group >= 0) groups.set(group, [...(groups.get(group) ?? []), up[from] === true])
  }
  return [...groups].every(([group, members]) => {
    const least = Math.min(graph.groups[group]?.minAvailable ?? 0, members.length)
    return members.filter(Boolean).length >= least
  })
}
