import type { ImpactGraph } from './network.ts'
import { FiguresOfNodes, type NodeFigures } from './node-figures.ts'

/** Figures of some nodes, by their positions; they cost one look at the graph and what they reach. */
export function figuresOf(graph: ImpactGraph, nodes: readonly number[]): ReadonlyMap<number, NodeFigures> {
  const figures = new FiguresOfNodes(graph)
  return new Map(nodes.map((node) => [node, figures.of(node)]))
}
