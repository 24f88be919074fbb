import { edgesAt } from './adjacency.ts'
import { averageWeight, reaches } from './criticality.ts'
import { type ImpactGraph, nodeAt } from './network.ts'

/** Leaf objectives that weigh something, and what ties services and processes to them; columns of numbers. */
export interface Links {
  /** By leaf: its weight in the whole, above 0. */
  readonly weight: Float64Array
  /** By leaf: 1 where it weighs at least the average. */
  readonly weighty: Uint8Array
  /** The share of a leaf that hangs on a service or process, by position of that; one row per leaf. */
  readonly shares: Rows
  /** The strength that a process uses a service with, by position of the service; `to` is the process. */
  readonly uses: Rows
}

/** Rows by node: those of node n from `offsets[n]` to before `offsets[n + 1]`. */
export interface Rows {
  readonly offsets: Int32Array
  readonly to: Int32Array
  readonly value: Float64Array
}

/** The links by which failure of services costs something. Of several shares of one leaf the largest stands. */
export function linksOf(graph: ImpactGraph): Links {
  const leaves = new Map<number, number>()
  const weights: number[] = []
  graph.nodes.forEach(({ type, id }, position) => {
    const known = type === 'Objective' ? graph.weights.get(id) : undefined
    if (known?.leaf !== true || known.weight === 0) return
    leaves.set(position, weights.length)
    weights.push(known.weight)
  })
  const average = averageWeight(graph)
  const below = leavesBelow(graph, leaves)
  const shares = rows(graph, (position) => {
    const largest = new Map<number, number>()
    for (const edge of edgesAt(graph.up, position)) {
      const kind = graph.edges.kind[edge]
      if (kind !== 'CONTRIBUTION' && kind !== 'PROCESS_OBJECTIVE') continue
      const share = graph.edges.strength[edge] ?? 0
      for (const leaf of below(graph.edges.to[edge] ?? -1))
        if (share > (largest.get(leaf) ?? 0)) largest.set(leaf, share)
    }
    return [...largest]
  })
  const uses = rows(graph, (position) =>
    [...edgesAt(graph.up, position)]
      .filter((edge) => graph.edges.kind[edge] === 'PROCESS_SERVICE')
      .map((edge) => [graph.edges.to[edge] ?? -1, graph.edges.strength[edge] ?? 0] as const)
      .filter(([process]) => hasRows(shares, process)),
  )
  return {
    weight: Float64Array.from(weights),
    weighty: Uint8Array.from(weights, (weight) => (reaches(weight, average) ? 1 : 0)),
    shares,
    uses,
  }
}

/** Whether a service is tied to a leaf, by itself or through a process. */
export function isLinked({ shares, uses }: Links, position: number): boolean {
  return hasRows(shares, position) || hasRows(uses, position)
}

function hasRows({ offsets }: Rows, position: number): boolean {
  return (offsets[position] ?? 0) < (offsets[position + 1] ?? 0)
}

function rows(
  graph: ImpactGraph,
  rowsOf: (position: number) => readonly (readonly [to: number, value: number])[],
): Rows {
  const offsets = new Int32Array(graph.nodes.length + 1)
  const [to, value]: [number[], number[]] = [[], []]
  graph.nodes.forEach(({ type, counts }, position) => {
    if (counts && (type === 'Service' || type === 'Process')) {
      for (const row of rowsOf(position)) {
        to.push(row[0])
        value.push(row[1])
      }
    }
    offsets[position + 1] = to.length
  })
  return { offsets, to: Int32Array.from(to), value: Float64Array.from(value) }
}

/** The leaves at or below an objective; looked up once for each. */
function leavesBelow(
  graph: ImpactGraph,
  leaves: ReadonlyMap<number, number>,
): (objective: number) => readonly number[] {
  const known = new Map<number, readonly number[]>()
  const below = (objective: number): readonly number[] => {
    const before = known.get(objective)
    if (before !== undefined) return before
    const leaf = leaves.get(objective)
    const found: number[] = leaf === undefined ? [] : [leaf]
    if (leaf === undefined && nodeAt(graph, objective).counts)
      for (const edge of edgesAt(graph.up, objective)) found.push(...below(graph.edges.to[edge] ?? -1))
    known.set(objective, found)
    return found
  }
  return below
}
