import type { GraphParts } from './network.ts'

interface PlainEdge {
  readonly from: string
  readonly to: string
  readonly strength: number
  readonly group: string | null
}

/** The rules once more, as plainly as they can be written, on ids. */
export function plainEdges(parts: GraphParts): PlainEdge[] {
  return [
    ...parts.relations.map(({ fromId, toId, kind, strength }) =>
      kind === 'CONTAINS'
        ? { from: fromId, to: toId, strength, group: null }
        : { from: toId, to: fromId, strength, group: null },
    ),
    ...parts.dependencies.map(({ serviceId, on, strength, groupId }) => ({
      from: on.id,
      to: serviceId,
      strength,
      group: groupId,
    })),
  ].filter(({ from, to }) => from !== to)
}

function live(parts: GraphParts): Set<string> {
  return new Set(
    [...parts.assets, ...parts.services].filter((row) => row.lifecycle === 'LIVE').map(({ id }) => id),
  )
}

/** The smallest solution, by applying every rule to everything until nothing changes. */
export function naiveReach(parts: GraphParts, set: ReadonlySet<string>): Map<string, number> {
  const edges = plainEdges(parts)
  const counting = live(parts)
  const reach = new Map([...counting].map((id) => [id, set.has(id) ? 1 : 0]))
  const of = (id: string) => reach.get(id) ?? 0
  for (let changed = true; changed; ) {
    changed = false
    for (const id of counting) {
      if (set.has(id)) continue
      const into = edges.filter((edge) => edge.to === id && counting.has(edge.from))
      const values = into.filter((edge) => edge.group === null).map((edge) => of(edge.from) * edge.strength)
      for (const group of parts.groups.filter((row) => row.serviceId === id)) {
        const all = edges.filter((edge) => edge.group === group.id)
        const members = into.filter((edge) => edge.group === group.id).map((edge) => of(edge.from))
        const factor = Math.max(0, ...all.map((edge) => edge.strength))
        const needed = Math.min(group.minAvailable, members.length)
        values.push(factor * (members.sort((a, b) => b - a)[members.length - needed] ?? 0))
      }
      const value = Math.max(0, ...values)
      if (value > of(id)) {
        reach.set(id, value)
        changed = true
      }
    }
  }
  return new Map([...reach].filter(([, value]) => value > 0))
}

/** Weights of the leaves that count, by id. */
export function naiveWeights(parts: GraphParts): Map<string, number> {
  const { objectives, on } = parts
  const counts = (id: string) =>
    objectives.some(
      (row) =>
        row.id === id && row.status === 'ACTIVE' && (row.startsOn ?? on) <= on && (row.endsOn ?? on) >= on,
    )
  const children = (id: string | null) => objectives.filter((row) => row.parentId === id)
  const carries = (id: string): boolean => counts(id) || children(id).some((row) => carries(row.id))
  const weights = new Map<string, number>()
  const share = (family: GraphParts['objectives'], part: number) => {
    const carrying = family.filter(({ id }) => carries(id))
    const sum = carrying.reduce((total, { weight }) => total + weight, 0)
    for (const { id, weight } of carrying) {
      const own = sum === 0 ? part / carrying.length : (part * weight) / sum
      if (children(id).some((row) => carries(row.id))) share(children(id), own)
      else weights.set(id, own)
    }
  }
  share(children(null), 1)
  return weights
}

/** What each leaf loses, by id, from the reach of services. */
export function naiveLosses(parts: GraphParts, reach: ReadonlyMap<string, number>): Map<string, number> {
  const { objectives, on } = parts
  const line = (id: string | null): string[] =>
    id === null ? [] : [id, ...line(objectives.find((row) => row.id === id)?.parentId ?? null)]
  const valid = parts.contributions.filter(
    ({ validFrom, validTo }) => (validFrom ?? on) <= on && (validTo ?? on) >= on,
  )
  const processReach = (process: string) =>
    Math.max(
      0,
      ...parts.processServices
        .filter(({ processId }) => processId === process)
        .map(({ serviceId, strength }) => (strength ?? 0.5) * (reach.get(serviceId) ?? 0)),
    )
  const losses = new Map<string, number>()
  for (const leaf of naiveWeights(parts).keys()) {
    const above = line(leaf)
    const byServices = parts.services.reduce((sum, { id }) => {
      const shares = valid
        .filter((link) => link.serviceId === id && above.includes(link.objectiveId))
        .map(({ share }) => share)
      return sum + Math.max(0, ...shares) * (reach.get(id) ?? 0)
    }, 0)
    const byProcesses = parts.processes.reduce((sum, { id }) => {
      const shares = parts.processObjectives
        .filter((link) => link.processId === id && above.includes(link.objectiveId))
        .map(({ share }) => share ?? 1)
      return sum + Math.max(0, ...shares) * processReach(id)
    }, 0)
    losses.set(leaf, Math.max(Math.min(1, byServices), Math.min(1, byProcesses)))
  }
  return losses
}

/** Value at risk by the naive rules. */
export function naiveValueAtRisk(parts: GraphParts, set: ReadonlySet<string>): number {
  const losses = naiveLosses(parts, naiveReach(parts, set))
  return [...naiveWeights(parts)].reduce((sum, [id, weight]) => sum + weight * (losses.get(id) ?? 0), 0)
}
