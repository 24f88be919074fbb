import { type Explanation, fractionInput, plainInput, type Reason } from '../graph/explanation.ts'
import { figure } from '../graph/figures.ts'
import type { AffectedNode } from './at-risk.ts'
import { locate, type Members, memberReasons } from './failing-set.ts'
import { affectedNodes, type SearchOptions } from './impact.ts'
import { type GraphNodeRef, type ImpactGraph, nodeAt } from './network.ts'
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
  const members = locate(graph, set)
  const { positions } = members
  const search = reachDown(graph, positions, options.depth)
  const affected = affectedNodes(graph, search)
  const retired = affected.filter(({ node, steps }) => node.lifecycle === 'RETIRED' && steps > 0)
  return {
    affected,
    pathTo: (node) => pathTo(graph, search, graph.position(node) ?? -1),
    explanation: {
      formula: 'dependencies',
      version: 2,
      source: 'largest product of strengths over any path downwards',
      inputs: [
        ...(options.depth === undefined ? [] : [plainInput('depth', options.depth, 'steps')]),
        ...retired.map(({ node, reach }) => fractionInput('strength', reach, node)),
      ],
      reasons: [
        ...askedReasons(graph, members),
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

/** What there is to say about the members of the set: here those are answered for that carry nothing, too. */
function askedReasons(graph: ImpactGraph, members: Members): Reason[] {
  const reasons = memberReasons(members)
  for (const { type, name, lifecycle, counts } of members.positions.map((at) => nodeAt(graph, at))) {
    if (type === 'Objective' && !counts) {
      const text = `“${name}” does not count on that day; it is answered for because it was asked about.`
      reasons.push({ code: 'NOT_ACTIVE', text })
    }
    if (lifecycle === 'RETIRED') {
      const text = `${name} is retired; it is answered for because it was asked about.`
      reasons.push({ code: 'RETIRED', text })
    }
  }
  return reasons
}
