import { adjacency, edgesAt } from '../adjacency.ts'
import {
  type Edges,
  type GraphNode,
  type GraphNodeRef,
  type GraphNodeType,
  type ImpactGraph,
  type Lifecycle,
  nodeAt,
  type RedundancyGroup,
} from '../network.ts'
import { EDGE_KINDS, type EdgeKind } from '../strengths.ts'
import type { EffectiveWeight } from '../weights.ts'

/** A part of a graph as columns: a thread hands them over in a fraction of the time that objects would take. */
export interface GraphPart {
  readonly nodes: {
    /** Positions in `TYPES`. */
    readonly type: Uint8Array
    /** Positions in `LIFECYCLES`. */
    readonly lifecycle: Uint8Array
    readonly counts: Uint8Array
    /** Joined by {@link END}. */
    readonly ids: string
    readonly names: string
  }
  /** Kinds are positions in {@link EDGE_KINDS}. */
  readonly edges: Omit<Edges, 'kind'> & { readonly kind: Uint8Array }
  readonly groups: readonly RedundancyGroup[]
  /** Of all objectives that count, whether they are in this part or not. */
  readonly weights: { readonly ids: string; readonly weight: Float64Array; readonly leaf: Uint8Array }
  /** Where the nodes stand that the part was asked for; of a merged asset, where the one stands that it was merged into. */
  readonly asked: readonly { readonly node: GraphNodeRef; readonly position: number }[]
}

const TYPES: readonly GraphNodeType[] = ['Asset', 'Service', 'Process', 'Objective']
const LIFECYCLES: readonly (Lifecycle | null)[] = [null, 'PLANNED', 'LIVE', 'RETIRED']
/** No text in the database contains it. */
const END = '\0'

/** The part of a graph that failure of the set can reach. */
export function upwardPart(graph: ImpactGraph, set: readonly GraphNodeRef[]): GraphPart {
  const found = new Places(graph.nodes.length)
  const asked = set.flatMap((node) => {
    const position = graph.position(node)
    return position === undefined ? [] : [{ node, position: found.placeOf(position) }]
  })
  const taken: number[] = []
  // Grows while it is walked.
  for (const position of found.positions) {
    for (const edge of edgesAt(graph.up, position)) {
      taken.push(edge)
      found.placeOf(graph.edges.to[edge] ?? -1)
    }
  }
  const { groups, group } = groupsOf(graph, taken, found)
  const nodes = found.positions.map((position) => nodeAt(graph, position))
  const { from, to, strength, kind, byDefault } = graph.edges
  const weights = [...graph.weights]
  return {
    nodes: {
      type: Uint8Array.from(nodes, ({ type }) => TYPES.indexOf(type)),
      lifecycle: Uint8Array.from(nodes, ({ lifecycle }) => LIFECYCLES.indexOf(lifecycle)),
      counts: Uint8Array.from(nodes, ({ counts }) => (counts ? 1 : 0)),
      ids: nodes.map(({ id }) => id).join(END),
      names: nodes.map(({ name }) => name).join(END),
    },
    edges: {
      from: Int32Array.from(taken, (edge) => found.placeOf(from[edge] ?? -1)),
      to: Int32Array.from(taken, (edge) => found.placeOf(to[edge] ?? -1)),
      strength: Float64Array.from(taken, (edge) => strength[edge] ?? 0),
      group,
      kind: Uint8Array.from(taken, (edge) => EDGE_KINDS.indexOf(kind[edge] ?? 'SERVICE_DEPENDENCY')),
      byDefault: Uint8Array.from(taken, (edge) => byDefault[edge] ?? 0),
    },
    groups,
    weights: {
      ids: weights.map(([id]) => id).join(END),
      weight: Float64Array.from(weights, ([, { weight }]) => weight),
      leaf: Uint8Array.from(weights, ([, { leaf }]) => (leaf ? 1 : 0)),
    },
    asked,
  }
}

/** The graph that a part describes. */
export function graphOfPart({ nodes: columns, edges, groups, weights, asked }: GraphPart): ImpactGraph {
  const names = textsOf(columns.names, columns.type.length)
  const nodes = textsOf(columns.ids, columns.type.length).map(
    (id, position): GraphNode => ({
      type: TYPES[columns.type[position] ?? 0] ?? 'Asset',
      id,
      name: names[position] ?? '',
      lifecycle: LIFECYCLES[columns.lifecycle[position] ?? 0] ?? null,
      counts: columns.counts[position] === 1,
    }),
  )
  const position = positionIn(nodes, asked)
  return {
    nodes,
    edges: {
      ...edges,
      kind: Array.from(edges.kind, (kind): EdgeKind => EDGE_KINDS[kind] ?? 'SERVICE_DEPENDENCY'),
    },
    groups,
    weights: new Map(
      textsOf(weights.ids, weights.weight.length).map((id, place): [string, EffectiveWeight] => [
        id,
        { weight: weights.weight[place] ?? 0, leaf: weights.leaf[place] === 1 },
      ]),
    ),
    up: adjacency(nodes.length, edges.from),
    down: adjacency(nodes.length, edges.to),
    position,
  }
}

/** Gives every position of a graph that is asked for a place of its own, in the order of the first questions. */
class Places {
  readonly positions: number[] = []
  /** By position: its place + 1, 0 where it has none. */
  readonly #places: Int32Array

  constructor(size: number) {
    this.#places = new Int32Array(size)
  }

  placeOf(position: number): number {
    const known = this.#places[position] ?? 0
    if (known > 0) return known - 1
    this.#places[position] = this.positions.push(position)
    return this.positions.length - 1
  }
}

/** The redundancy groups of some edges, and by edge the place of its group, or -1. */
function groupsOf(graph: ImpactGraph, taken: readonly number[], found: Places) {
  const places = new Map<number, number>()
  const groups: RedundancyGroup[] = []
  const group = Int32Array.from(taken, (edge) => {
    const position = graph.edges.group[edge] ?? -1
    const row = graph.groups[position]
    if (row === undefined) return -1
    const known = places.get(position)
    if (known !== undefined) return known
    places.set(position, groups.length)
    groups.push({ ...row, service: found.placeOf(row.service) })
    return groups.length - 1
  })
  return { groups, group }
}

function positionIn(nodes: readonly GraphNode[], asked: GraphPart['asked']): ImpactGraph['position'] {
  const key = ({ type, id }: GraphNodeRef) => `${type} ${id}`
  const known = new Map(asked.map(({ node, position }) => [key(node), position]))
  let all: ReadonlyMap<string, number> | undefined
  return (node) => {
    const place = known.get(key(node))
    if (place !== undefined) return place
    all ??= new Map(nodes.map((other, position) => [key(other), position]))
    return all.get(key(node))
  }
}

function textsOf(joined: string, count: number): string[] {
  return count === 0 ? [] : joined.split(END)
}
