import type { Reason } from '../graph/explanation.ts'
import { type GraphNode, type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'

/** What became of the members of a set that somebody asked about. */
export interface Members {
  /** Positions of those that the search begins with, each once, in the order of their ids. */
  readonly positions: readonly number[]
  /** Those that the graph does not know. */
  readonly missing: readonly GraphNodeRef[]
  /** Those that do not count: they can neither fail nor spare. */
  readonly notLive: readonly GraphNode[]
  /** Merged assets, and what stands for each of them. */
  readonly merged: readonly { readonly asset: GraphNodeRef; readonly survivor: GraphNode }[]
}

/** Positions of a set's members as they are, whether they count or not. */
export function locate(graph: ImpactGraph, set: readonly GraphNodeRef[]): Members {
  const positions = new Set<number>()
  const missing: GraphNodeRef[] = []
  const merged: { asset: GraphNodeRef; survivor: GraphNode }[] = []
  for (const node of set) {
    const position = graph.position(node)
    if (position === undefined) {
      missing.push(node)
      continue
    }
    positions.add(position)
    const survivor = nodeAt(graph, position)
    if (survivor.id !== node.id) merged.push({ asset: node, survivor })
  }
  const id = (position: number) => nodeAt(graph, position).id
  const sorted = [...positions].sort((a, b) => (id(a) < id(b) ? -1 : 1))
  return { positions: sorted, missing, merged, notLive: [] }
}

/** Positions of the members that can fail: what is not live is left out. */
export function locateFailing(graph: ImpactGraph, set: readonly GraphNodeRef[]): Members {
  const members = locate(graph, set)
  return {
    ...members,
    positions: members.positions.filter((position) => nodeAt(graph, position).counts),
    notLive: members.positions.map((position) => nodeAt(graph, position)).filter(({ counts }) => !counts),
  }
}

/** What there is to say about the members of a set before anything else. */
export function memberReasons({ missing, merged, notLive }: Members): Reason[] {
  return [
    ...missing.map(({ type, id }) => ({
      code: 'NOT_IN_GRAPH',
      text: `${type} ${id} does not exist and was left out.`,
    })),
    ...merged.map(({ survivor }) => ({
      code: 'MERGED',
      text: `An asset that was asked about was merged into ${survivor.name}, which stands for it.`,
    })),
    ...notLive.map(({ name, lifecycle }) => ({
      code: 'NOT_LIVE',
      text:
        lifecycle === 'PLANNED'
          ? `${name} is planned and was left out: it carries nothing yet.`
          : `${name} is retired and was left out: it carries nothing any more.`,
    })),
  ]
}
