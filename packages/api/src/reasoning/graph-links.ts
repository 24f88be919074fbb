import type { AssetRelationKind } from '../assets/relation-strength.ts'
import { adjacency } from './adjacency.ts'
import type { Edges, GraphNodeType, ImpactGraph, RedundancyGroup } from './network.ts'
import { type EdgeKind, failureOf, SHARE_OF_PROCESS, STRENGTH_OF_PROCESS } from './strengths.ts'

/** What a row says about an edge; failure of the node at `from` reaches the node at `to`. */
export interface GraphLink {
  /** Undefined where the node is not part of the graph. */
  readonly from: number | undefined
  readonly to: number | undefined
  readonly kind: EdgeKind
  /** As entered. */
  readonly strength: number
  /** Position of the redundancy group, or -1. */
  readonly group: number
  /** Whether the strength was not stated. */
  readonly byDefault: boolean
}

/** The position of a node. */
export type PositionOf = (type: GraphNodeType, id: string) => number | undefined

const PLAIN = { group: -1, byDefault: false } as const

export function relationLink(
  at: PositionOf,
  relation: { fromId: string; toId: string; kind: AssetRelationKind; strength: number },
): GraphLink {
  const { failing, hit } = failureOf(relation)
  const { kind, strength } = relation
  return { ...PLAIN, from: at('Asset', failing), to: at('Asset', hit), kind, strength }
}

export function dependencyLink(
  at: PositionOf,
  row: { serviceId: string; on: { type: 'Asset' | 'Service'; id: string }; strength: number },
): GraphLink {
  const [from, to] = [at(row.on.type, row.on.id), at('Service', row.serviceId)]
  return { ...PLAIN, from, to, kind: 'SERVICE_DEPENDENCY', strength: row.strength }
}

export function contributionLink(
  at: PositionOf,
  row: { objectiveId: string; serviceId: string; share: number },
): GraphLink {
  const [from, to] = [at('Service', row.serviceId), at('Objective', row.objectiveId)]
  return { ...PLAIN, from, to, kind: 'CONTRIBUTION', strength: row.share }
}

export function processServiceLink(
  at: PositionOf,
  row: { processId: string; serviceId: string; strength: number | null },
): GraphLink {
  return {
    from: at('Service', row.serviceId),
    to: at('Process', row.processId),
    kind: 'PROCESS_SERVICE',
    strength: row.strength ?? STRENGTH_OF_PROCESS,
    group: -1,
    byDefault: row.strength === null,
  }
}

export function processObjectiveLink(
  at: PositionOf,
  row: { processId: string; objectiveId: string; share: number | null },
): GraphLink {
  return {
    from: at('Process', row.processId),
    to: at('Objective', row.objectiveId),
    kind: 'PROCESS_OBJECTIVE',
    strength: row.share ?? SHARE_OF_PROCESS,
    group: -1,
    byDefault: row.share === null,
  }
}

/** The links from each parent among some objectives to its children. */
export function parentLinks(
  at: PositionOf,
  objectives: Iterable<{ readonly id: string; readonly parentId: string | null }>,
): GraphLink[] {
  return [...objectives].flatMap(({ id, parentId }) => {
    if (parentId === null) return []
    const [from, to] = [at('Objective', parentId), at('Objective', id)]
    return [{ ...PLAIN, from, to, kind: 'PARENT_OBJECTIVE' as const, strength: 1 }]
  })
}

/** The graph of some nodes and the links between them. A link that carries nothing, or has an end elsewhere, is left out. */
export function linkedGraph(
  parts: Pick<ImpactGraph, 'nodes' | 'groups' | 'weights' | 'position'>,
  links: Iterable<GraphLink>,
): ImpactGraph {
  const edges = edgesOf(links, parts.groups)
  const size = parts.nodes.length
  return { ...parts, edges, up: adjacency(size, edges.from), down: adjacency(size, edges.to) }
}

function edgesOf(links: Iterable<GraphLink>, groups: readonly RedundancyGroup[]): Edges {
  const columns = {
    from: [] as number[],
    to: [] as number[],
    strength: [] as number[],
    group: [] as number[],
    kind: [] as EdgeKind[],
    byDefault: [] as number[],
  }
  for (const { from, to, kind, strength, group, byDefault } of links) {
    const carries = strength > 0 || (groups[group]?.strength ?? 0) > 0
    if (from === undefined || to === undefined || from === to || !carries) continue
    columns.from.push(from)
    columns.to.push(to)
    columns.strength.push(strength)
    columns.group.push(group)
    columns.kind.push(kind)
    columns.byDefault.push(byDefault ? 1 : 0)
  }
  return {
    from: Int32Array.from(columns.from),
    to: Int32Array.from(columns.to),
    strength: Float64Array.from(columns.strength),
    group: Int32Array.from(columns.group),
    kind: columns.kind,
    byDefault: Uint8Array.from(columns.byDefault),
  }
}
