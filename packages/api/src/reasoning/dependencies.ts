import { type Explanation, figure, nodeInput, plainInput } from '../graph/explanation.ts'
import { type AffectedNode, affectedNodes, locate, type SearchOptions, setReasons } from './impact.ts'
import type { GraphNodeRef, ImpactGraph } from './network.ts'
import { type PathStep, pathTo } from './path.ts'
import { reachDown } from './reach.ts'

/** What a set of objectives, services and assets leans on. */
export interface Dependencies {
  /** All that is leaned on, the set itself included, strongest first; `reach` is the strength of the way. */
  readonly affected: readonly AffectedNode[]
  /** The strongest way from the set down to a node that is leaned on; empty for any other. */
  pathTo(node: GraphNodeRef): readonly PathStep[]
  readonly explanation: Explanation
}

/**
 * Everything the set leans on with its strongest way. Redundancy does not weaken a way here: the steps name the
 * group instead. A retired node is found, with nothing below it.
 */
export function dependencies(
  graph: ImpactGraph,
  set: readonly GraphNodeRef[],
  options: SearchOptions = {},
): Dependencies {
  const { positions, missing } = locate(graph, set)
  const search = reachDown(graph, positions, options.depth)
  const affected = affectedNodes(graph, search)
  const retired = affected.filter(({ node, steps }) => node.dormant && steps > 0)
  return {
    affected,
    pathTo: (node) => pathTo(graph, search, graph.position(node) ?? -1),
    explanation: {
      formula: 'dependencies',
      version: 1,
      source: 'largest product of strengths over any path downwards',
      inputs: [
        ...(options.depth === undefined ? [] : [plainInput('depth', options.depth, 'steps')]),
        ...retired.map(({ node, reach }) => nodeInput('strength', reach, node)),
      ],
      reasons: [
        ...setReasons(graph, positions, missing),
        ...(affected.length === positions.length
          ? [{ code: 'LEANS_ON_NOTHING', text: 'Nothing is recorded that this leans on.' }]
          : []),
        ...retired.map(({ node, reach }) => ({
          code: 'LEANS_ON_RETIRED',
          text: `${node.name} is retired and still leaned on with ${figure(reach)}.`,
        })),
      ],
    },
  }
}
