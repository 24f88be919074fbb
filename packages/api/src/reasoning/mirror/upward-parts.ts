import type { AssetRelationKind } from '../../assets/relation-strength.ts'
import { edgesAt } from '../adjacency.ts'
import { type GraphNodeRef, type GraphParts, type ImpactGraph, type Lifecycle, nodeAt } from '../network.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] }

/**
 * The part of a graph that failure of the set can reach, as rows: what `loadUpward` reads from the database. Links that
 * are not valid on the day are absent.
 */
export function upwardParts(
  graph: ImpactGraph,
  objectives: GraphParts['objectives'],
  set: readonly GraphNodeRef[],
  on: string,
): GraphParts {
  const parts: Mutable<Required<Omit<GraphParts, 'on' | 'includePlanned' | 'objectives'>>> = {
    assets: [],
    services: [],
    processes: [],
    relations: [],
    dependencies: [],
    groups: [],
    contributions: [],
    processServices: [],
    processObjectives: [],
    survivors: [],
  }
  const { edges, groups } = graph
  const groupIds = new Set<number>()
  const found = new Set<number>()
  for (const node of set) {
    const position = graph.position(node)
    if (position === undefined) continue
    found.add(position)
    const { id } = nodeAt(graph, position)
    if (id !== node.id) parts.survivors.push([node.id, id])
  }
  // Grows while it is walked.
  for (const position of found) {
    const { type, id, name, lifecycle } = nodeAt(graph, position)
    if (type === 'Objective') continue
    // Only processes have none.
    const row = { id, name, lifecycle: lifecycle as Lifecycle }
    if (type === 'Asset') parts.assets.push(row)
    else if (type === 'Service') parts.services.push(row)
    else parts.processes.push({ id, name })
    for (const edge of edgesAt(graph.up, position)) {
      const far = edges.to[edge] ?? -1
      found.add(far)
      const to = nodeAt(graph, far).id
      const strength = edges.strength[edge] ?? 0
      const stated = edges.byDefault[edge] === 1 ? null : strength
      const kind = edges.kind[edge]
      if (kind === 'CONTRIBUTION')
        parts.contributions.push({
          objectiveId: to,
          serviceId: id,
          share: strength,
          validFrom: null,
          validTo: null,
        })
      else if (kind === 'PROCESS_SERVICE')
        parts.processServices.push({ processId: to, serviceId: id, strength: stated })
      else if (kind === 'PROCESS_OBJECTIVE')
        parts.processObjectives.push({ processId: id, objectiveId: to, share: stated })
      else if (kind === 'SERVICE_DEPENDENCY') {
        const group = groups[edges.group[edge] ?? -1]
        if (group !== undefined) groupIds.add(edges.group[edge] ?? -1)
        const on = { type, id } as GraphParts['dependencies'][number]['on']
        parts.dependencies.push({ serviceId: to, on, strength, groupId: group?.id ?? null })
      } else if (kind !== undefined && kind !== 'PARENT_OBJECTIVE')
        parts.relations.push(relation(kind, id, to, strength))
    }
  }
  for (const position of groupIds) {
    const group = groups[position]
    if (group === undefined) continue
    parts.groups.push({ ...group, serviceId: nodeAt(graph, group.service).id })
  }
  return { ...parts, objectives, on }
}

function relation(kind: AssetRelationKind, failing: string, hit: string, strength: number) {
  return kind === 'CONTAINS'
    ? { fromId: failing, toId: hit, kind, strength }
    : { fromId: hit, toId: failing, kind, strength }
}
