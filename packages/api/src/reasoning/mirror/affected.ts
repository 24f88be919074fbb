import { edgesAt } from '../adjacency.ts'
import type { ImpactGraph } from '../network.ts'

/**
 * Assets and services whose figures may differ after a change at these positions: these nodes and all that they depend
 * on, directly or not. `starts` holds both ends of every edge that was added, removed or changed, so that a way that no
 * longer exists is followed in parts. A node whose lifecycle differs also moves the members of its redundancy groups.
 * Undefined where there are more than `most`.
 */
export function affectedBelow(
  graph: ImpactGraph,
  starts: Iterable<number>,
  most = Infinity,
): ReadonlySet<number> | undefined {
  const { nodes, edges, up, down } = graph
  const seen = new Set<number>()
  let pending: number[] = []
  const add = (position: number) => {
    if (seen.has(position)) return
    seen.add(position)
    pending.push(position)
  }
  for (const start of starts) {
    add(start)
    for (const edge of edgesAt(up, start)) if ((edges.group[edge] ?? -1) >= 0) add(edges.to[edge] ?? -1)
  }
  let figures = 0
  while (pending.length > 0) {
    const level = pending
    pending = []
    for (const position of level) {
      const type = nodes[position]?.type
      if (type === 'Asset' || type === 'Service') figures += 1
      if (figures > most) return undefined
      for (const edge of edgesAt(down, position)) add(edges.from[edge] ?? -1)
    }
  }
  return new Set([...seen].filter((at) => nodes[at]?.type === 'Asset' || nodes[at]?.type === 'Service'))
}

/** Positions of all assets and services. */
export function allPositions({ nodes }: ImpactGraph): number[] {
  return nodes.flatMap(({ type }, position) => (type === 'Asset' || type === 'Service' ? [position] : []))
}
