import { edgesAt } from '../reasoning/adjacency.ts'
import { failureStrength, type GraphNode, type ImpactGraph, nodeAt } from '../reasoning/network.ts'

/** A node that a service needs, and what it needs itself; positions are those in {@link Structure.parts}. */
export interface Part {
  readonly node: GraphNode
  /** Of its own, without what lies below; null where it is unknown, which counts as always up. */
  readonly availability: number | null
  readonly hard: readonly number[]
  readonly groups: readonly NeededGroup[]
}

/** A redundancy group that takes a part down when fewer than `minAvailable` members are up. */
export interface NeededGroup {
  readonly id: string
  readonly name: string
  readonly minAvailable: number
  /** Members that count, each once. */
  readonly members: readonly number[]
}

/** A dependency that weakens what depends on it without taking it down. */
export interface UncountedDependency {
  readonly node: GraphNode
  readonly dependent: GraphNode
  readonly strength: number
}

/** What takes a service down: the service is the first part. */
export interface Structure {
  readonly parts: readonly Part[]
  readonly notCounted: readonly UncountedDependency[]
}

/** What takes the node at a position down, itself included, by ways of strength 1 and groups of strength 1. */
export function structureOf(
  graph: ImpactGraph,
  position: number,
  availability: (node: GraphNode) => number | null,
): Structure {
  const places = new Map([[position, 0]])
  const found = [position]
  const placeOf = (node: number) => {
    const known = places.get(node)
    if (known !== undefined) return known
    places.set(node, found.length)
    return found.push(node) - 1
  }
  const parts: Part[] = []
  const notCounted: UncountedDependency[] = []
  // Grows while it is walked.
  for (const at of found) {
    const node = nodeAt(graph, at)
    const hard = new Set<number>()
    const groups = new Map<number, Set<number>>()
    for (const edge of edgesAt(graph.down, at)) {
      const far = graph.edges.from[edge] ?? -1
      const needed = nodeAt(graph, far)
      if (!needed.counts || (needed.type !== 'Asset' && needed.type !== 'Service')) continue
      const strength = failureStrength(graph, edge)
      const group = graph.edges.group[edge] ?? -1
      if (strength < 1) notCounted.push({ node: needed, dependent: node, strength })
      else if (group < 0) hard.add(placeOf(far))
      else groups.set(group, (groups.get(group) ?? new Set<number>()).add(placeOf(far)))
    }
    const groupsOfPart = [...groups].flatMap(([group, members]) => {
      const row = graph.groups[group]
      if (row === undefined) return []
      return [{ id: row.id, name: row.name, minAvailable: row.minAvailable, members: [...members] }]
    })
    parts.push({ node, availability: availability(node), hard: [...hard], groups: groupsOfPart })
  }
  return { parts, notCounted }
}

/** How many members a group needs; one that has fewer than it asks for needs all of them. */
export function membersNeeded({ minAvailable, members }: NeededGroup): number {
  return Math.max(0, Math.min(minAvailable, members.length))
}

/** What a part cannot do without: its HARD dependencies, and the members of groups that can spare none. */
export function indispensable({ hard, groups }: Part): number[] {
  return [...hard, ...groups.flatMap((group) => (spares(group) ? [] : group.members))]
}

/** Groups of a part that hold while a member is down. */
export function sparingGroups({ groups }: Part): NeededGroup[] {
  return groups.filter((group) => spares(group) && membersNeeded(group) > 0)
}

function spares(group: NeededGroup): boolean {
  return membersNeeded(group) < group.members.length
}

/** The structure with one more member in a group: a copy of a member, which needs what that one needs. */
export function withOneMore(structure: Structure, groupId: string, like: number): Structure {
  const copied = partAt(structure, like)
  const copy = structure.parts.length
  const parts = structure.parts.map((part) => ({
    ...part,
    groups: part.groups.map((group) =>
      group.id === groupId ? { ...group, members: [...group.members, copy] } : group,
    ),
  }))
  return { ...structure, parts: [...parts, copied] }
}

export function partAt({ parts }: Structure, place: number): Part {
  const part = parts[place]
  if (part === undefined) throw new RangeError(`the structure has no part at place ${place}`)
  return part
}
