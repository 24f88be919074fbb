import { isLinked, type Links, linksOf } from './links.ts'
import { LossMeter } from './loss-meter.ts'
import { type ImpactGraph, nodeAt } from './network.ts'
import { ReachVectors } from './reach-vectors.ts'
import { type Ways, waysOf } from './ways.ts'

/** What failure of a single node costs. */
export interface NodeFigures {
  /** 0 to 1; 0 for what does not count and for processes and objectives. */
  readonly valueAtRisk: number
  /** The largest loss of an objective that weighs at least the average; 0 where there is none. */
  readonly weightyLoss: number
}

const NOTHING: NodeFigures = { valueAtRisk: 0, weightyLoss: 0 }

/**
 * The figures of one node after the other, each if only that node fails: as `impact` and `criticalityLevel` have them
 * to 12 significant digits. The graph is gone over once; then a node costs what its failure reaches.
 */
export class FiguresOfNodes {
  readonly #graph: ImpactGraph
  readonly #links: Links
  readonly #ways: Ways
  readonly #vectors: ReachVectors
  readonly #meter: LossMeter
  /** By node, then by how hard it is hit. */
  readonly #known = new Map<number, Map<number, NodeFigures>>()

  constructor(graph: ImpactGraph) {
    this.#graph = graph
    this.#links = linksOf(graph)
    this.#ways = waysOf(graph, (position) => isLinked(this.#links, position))
    this.#vectors = new ReachVectors({
      ways: this.#ways,
      isLinked: Uint8Array.from(graph.nodes, (_, position) => (isLinked(this.#links, position) ? 1 : 0)),
      isAsset: Uint8Array.from(graph.nodes, ({ type }) => (type === 'Asset' ? 1 : 0)),
    })
    this.#meter = new LossMeter(this.#links)
  }

  /** The figures of the node at a position. */
  of(position: number): NodeFigures {
    // What does not count has neither ways nor links, so that the search of it finds nothing.
    const { type } = nodeAt(this.#graph, position)
    if (type !== 'Asset' && type !== 'Service') return NOTHING
    let [node, reach] = [position, 1]
    for (let way = this.#onlyWay(node); way !== undefined; way = this.#onlyWay(node)) {
      node = this.#ways.to[way] ?? -1
      reach *= this.#ways.strength[way] ?? 0
    }
    const known = this.#known.get(node) ?? new Map<number, NodeFigures>()
    this.#known.set(node, known)
    const figures = known.get(reach) ?? this.#searched(node, reach)
    known.set(reach, figures)
    return figures
  }

  #searched(node: number, reach: number): NodeFigures {
    const reached = this.#vectors.from(node, reach)
    const { reaches } = this.#vectors
    for (const hit of reached) this.#meter.add(hit, reaches[hit] ?? 0)
    return this.#meter.take()
  }

  /**
   * The one way of a node that has no links and is in no group: its failure costs what is lost where that way leads,
   * hit with its strength. Such steps come to an end, as every way leads on to something linked.
   */
  #onlyWay(node: number): number | undefined {
    const first = this.#ways.offsets[node] ?? 0
    const hasOne = this.#ways.offsets[node + 1] === first + 1 && this.#ways.grouped[node] === first + 1
    return hasOne && !isLinked(this.#links, node) ? first : undefined
  }
}
