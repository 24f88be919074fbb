import { edgesAt } from './adjacency.ts'
import type { GraphNode, ImpactGraph } from './network.ts'
import { type EdgeVisitor, type Propagation, propagate, type Start } from './propagation.ts'

/**
 * How hard failure of the set hits every asset and service above it: members of the set 1, every other node that
 * counts the largest product of strengths over the ways up to it. A redundancy group passes on what its k-th
 * hardest hit member gets, k = {@link membersToFail}, times the strength of the group. Nodes are settled strongest
 * first; as no step makes a way stronger, a settled value is final, circles included, and the result is the least
 * fixed point of these rules. With a depth, nodes whose nearest way takes more steps are left out.
 */
export function reachUp(graph: ImpactGraph, set: readonly number[], depth = Infinity): Propagation {
  return search(graph, set, depth, {
    edges: graph.up,
    ends: graph.edges.to,
    passes: (_edge, _near, far) => canFail(graph.nodes[far]),
    grouped: true,
    below: false,
  })
}

function canFail(node: GraphNode | undefined): boolean {
  return node?.counts === true && (node.type === 'Asset' || node.type === 'Service')
}

/**
 * How strongly the set leans on everything below it. Redundancy is not taken into account: each member of a
 * group is leaned on with the strength of its own edge. Retired nodes are found but nothing is looked for below
 * them. An objective in the set stands for all objectives below it that count; from each of these the search goes
 * to its services and processes and, since what supports a parent supports its children, to those of its ancestors.
 */
export function reachDown(graph: ImpactGraph, set: readonly number[], depth = Infinity): Propagation {
  return search(graph, set, depth, {
    edges: graph.down,
    ends: graph.edges.from,
    passes: (_edge, near, far, asked) => {
      const [node, beyond] = [graph.nodes[near], graph.nodes[far]]
      return (asked || node?.lifecycle !== 'RETIRED') && !(beyond?.type === 'Objective' && !beyond.counts)
    },
    grouped: false,
    below: true,
  })
}

interface Direction {
  readonly edges: ImpactGraph['up']
  /** Per edge its far end. */
  readonly ends: Int32Array
  /** Whether a step may be taken; `asked` says that its near end is a member of the set. */
  readonly passes: (edge: number, near: number, far: number, asked: boolean) => boolean
  readonly grouped: boolean
  /** Whether an objective in the set stands for the objectives below it that count. */
  readonly below: boolean
}

function search(
  graph: ImpactGraph,
  set: readonly number[],
  depth: number,
  direction: Direction,
): Propagation {
  const asked = new Set(set)
  const start = startOf(graph, set, direction.below)
  const eachStep = (near: number, visit: EdgeVisitor) => {
    const isAsked = asked.has(near)
    for (const edge of edgesAt(direction.edges, near)) {
      const far = direction.ends[edge] ?? -1
      if (direction.passes(edge, near, far, isAsked)) visit(edge, far)
    }
  }
  const near = depth === Infinity ? null : withinDepth(start, depth, eachStep)
  if (near === null) return propagate(graph, start, direction.grouped, eachStep)
  const within = start.filter(({ node }) => near.has(node))
  return propagate(graph, within, direction.grouped, (node, visit) =>
    eachStep(node, (edge, far) => {
      if (near.has(far)) visit(edge, far)
    }),
  )
}

function startOf(graph: ImpactGraph, set: readonly number[], below: boolean): Start[] {
  const start: Start[] = [...new Set(set)].map((node) => ({ node, edge: -1, steps: 0 }))
  if (!below) return start
  const seen = new Set(set)
  // Grows while it is walked: the children of a child follow it.
  for (const { node, steps } of start) {
    for (const edge of edgesAt(graph.up, node)) {
      const child = graph.edges.to[edge] ?? -1
      const isChild = graph.edges.kind[edge] === 'PARENT_OBJECTIVE' && graph.nodes[child]?.counts
      if (!isChild || seen.has(child)) continue
      seen.add(child)
      start.push({ node: child, edge, steps: steps + 1 })
    }
  }
  return start
}

function withinDepth(
  start: readonly Start[],
  depth: number,
  eachStep: (node: number, visit: EdgeVisitor) => void,
): Set<number> {
  const near = new Set<number>()
  const layers = Map.groupBy(start, (entry) => entry.steps)
  const lastStart = Math.max(0, ...layers.keys())
  let layer: number[] = []
  for (let steps = 0; steps <= depth; steps++) {
    for (const { node } of layers.get(steps) ?? []) {
      if (near.has(node)) continue
      near.add(node)
      layer.push(node)
    }
    const next: number[] = []
    if (steps < depth) {
      for (const node of layer) {
        eachStep(node, (_edge, far) => {
          if (near.has(far)) return
          near.add(far)
          next.push(far)
        })
      }
    }
    if (next.length === 0 && steps >= lastStart) break
    layer = next
  }
  return near
}
