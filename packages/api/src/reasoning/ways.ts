import { edgesAt } from './adjacency.ts'
import { failureStrength, type ImpactGraph } from './network.ts'
import { membersToFail } from './propagation.ts'

/**
 * The edges that failure of an asset or service can take on its way to an objective, and nothing else. Those of
 * node n stand from `offsets[n]` to before `offsets[n + 1]`, ways through a redundancy group from `grouped[n]` on. A
 * group that fails as soon as one member is hit is no group here: its edges are ways like others.
 */
export interface Ways {
  readonly offsets: Int32Array
  readonly grouped: Int32Array
  readonly to: Int32Array
  /** How much of a failure is passed on, above 0. */
  readonly strength: Float64Array
  /** Position of the group, of a way through one; else -1. */
  readonly group: Int32Array
  /** By group: how many of its members must be hit. */
  readonly needed: Int32Array
}

/** @param isLinked whether a service is tied to objectives */
export function waysOf(graph: ImpactGraph, isLinked: (position: number) => boolean): Ways {
  const carries = carryingEdges(graph)
  const useful = leadingTo(graph, carries, isLinked)
  const needed = Int32Array.from(graph.groups, membersToFail)
  const size = graph.nodes.length
  const offsets = new Int32Array(size + 1)
  const grouped = new Int32Array(size)
  const edges: number[] = []
  for (let node = 0; node < size; node++) {
    const taken = edgesAt(graph.up, node).filter(
      (edge) => carries[edge] === 1 && useful[graph.edges.to[edge] ?? -1] === 1,
    )
    const isGrouped = (edge: number) => (needed[graph.edges.group[edge] ?? -1] ?? 1) > 1
    for (const edge of taken) if (!isGrouped(edge)) edges.push(edge)
    grouped[node] = edges.length
    for (const edge of taken) if (isGrouped(edge)) edges.push(edge)
    offsets[node + 1] = edges.length
  }
  return {
    offsets,
    grouped,
    to: Int32Array.from(edges, (edge) => graph.edges.to[edge] ?? -1),
    strength: Float64Array.from(edges, (edge) => failureStrength(graph, edge)),
    group: Int32Array.from(edges, (edge) => graph.edges.group[edge] ?? -1),
    needed,
  }
}

/** 1 per edge that can pass failure on: between what counts, and of a group that has enough members to fail. */
function carryingEdges(graph: ImpactGraph): Uint8Array {
  const { from, to, group } = graph.edges
  const fails = Uint8Array.from(graph.nodes, ({ type, counts }) =>
    counts && (type === 'Asset' || type === 'Service') ? 1 : 0,
  )
  const members = new Int32Array(graph.groups.length)
  const carries = new Uint8Array(from.length)
  for (let edge = 0; edge < from.length; edge++) {
    if (fails[from[edge] ?? -1] !== 1 || fails[to[edge] ?? -1] !== 1) continue
    if (failureStrength(graph, edge) === 0) continue
    carries[edge] = 1
    const position = group[edge] ?? -1
    if (position >= 0) members[position] = (members[position] ?? 0) + 1
  }
  const canFail = graph.groups.map((row, position) => (members[position] ?? 0) >= membersToFail(row))
  return carries.map((carrying, edge) => (canFail[group[edge] ?? -1] === false ? 0 : carrying))
}

/** 1 per node from which the given edges lead to something linked. */
function leadingTo(
  graph: ImpactGraph,
  carries: Uint8Array,
  isLinked: (position: number) => boolean,
): Uint8Array {
  const useful = new Uint8Array(graph.nodes.length)
  const pending: number[] = []
  const add = (node: number) => {
    if (useful[node] === 1) return
    useful[node] = 1
    pending.push(node)
  }
  graph.nodes.forEach(({ type, counts }, node) => {
    if (type === 'Service' && counts && isLinked(node)) add(node)
  })
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const edge of edgesAt(graph.down, node)) if (carries[edge] === 1) add(graph.edges.from[edge] ?? -1)
  }
  return useful
}
