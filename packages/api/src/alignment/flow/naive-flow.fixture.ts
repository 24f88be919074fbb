import type { GraphParts } from '../../reasoning/network.ts'
import { countsOn, effectiveWeights } from '../../reasoning/weights.ts'
import type { FlowSketch, WorkSketch } from './sketched-flow.fixture.ts'

/**
 * Figures.md 8 and 13 once more, written down as they are read, in plain numbers: where one minute of work ends, as
 * shares by objective and bucket. The system x = e + Pᵀx is solved with a dense matrix.
 */
export function naiveFlow(
  parts: GraphParts,
  sketch: FlowSketch,
  row: WorkSketch,
  day: string,
): Record<string, number> {
  const ended: Record<string, number> = {}
  const end = (at: string, part: number) => {
    if (part > 0) ended[at] = (ended[at] ?? 0) + part
  }
  const weights = effectiveWeights(parts.objectives.map((each) => ({ ...each, counts: countsOn(each, day) })))
  const toObjective = (id: string, part: number) => {
    const leaves = [...weights].filter(([leaf, { leaf: isLeaf }]) => isLeaf && isBelow(leaf, id))
    const total = leaves.reduce((sum, [, { weight }]) => sum + weight, 0)
    if (leaves.length === 0) end('INACTIVE_OBJECTIVE', part)
    for (const [leaf, { weight }] of leaves) {
      end(leaf, part * (total === 0 ? 1 / leaves.length : weight / total))
    }
  }
  const isBelow = (leaf: string, id: string): boolean => {
    if (leaf === id) return true
    const above = parts.objectives.find((each) => each.id === leaf)?.parentId
    return above != null && isBelow(above, id)
  }
  const toProcess = (id: string, part: number) => {
    const supported = parts.processObjectives.filter(({ processId }) => processId === id)
    const total = supported.reduce((sum, { share }) => sum + (share ?? 1), 0)
    if (supported.length === 0) end('NO_OBJECTIVE', part)
    for (const { objectiveId, share } of supported) {
      toObjective(objectiveId, part * (total === 0 ? 1 / supported.length : (share ?? 1) / total))
    }
  }
  const linksOf = (id: string) => parts.contributions.filter(({ serviceId }) => serviceId === id)
  const usesOf = (id: string) => parts.processServices.filter(({ serviceId }) => serviceId === id)
  const isLive = (id: string) => parts.services.some((each) => each.id === id && each.lifecycle === 'LIVE')
  const waysOf = (node: string): { to: string; weight: number }[] => {
    const [kind, id] = [node[0], node.slice(1)]
    if (kind === 'S') {
      const service = parts.services.find((each) => each.id === id)
      const isEnd = sketch.duties?.includes(id) || linksOf(id).length + usesOf(id).length > 0
      if (isEnd || service?.lifecycle === 'RETIRED') return []
      return parts.dependencies
        .filter(
          ({ on, serviceId, strength }) =>
            on.type === 'Service' && on.id === id && strength > 0 && isLive(serviceId),
        )
        .map(({ serviceId, strength }) => ({ to: `S${serviceId}`, weight: strength }))
    }
    const best = new Map<string, number>()
    const way = (to: string, weight: number) => {
      if (weight > 0) best.set(to, Math.max(weight, best.get(to) ?? 0))
    }
    const isLiveAsset = (asset: string) =>
      parts.assets.some((each) => each.id === asset && each.lifecycle === 'LIVE')
    for (const { on, serviceId, strength } of parts.dependencies) {
      if (on.type === 'Asset' && on.id === id && isLive(serviceId)) way(`S${serviceId}`, strength)
    }
    for (const { fromId, toId, kind: of, strength } of parts.relations) {
      const [failing, hit] = of === 'CONTAINS' ? [fromId, toId] : [toId, fromId]
      if (failing === id && isLiveAsset(hit)) way(`A${hit}`, strength)
    }
    return [...best].map(([to, weight]) => ({ to, weight }))
  }
  const finish = (node: string, part: number) => {
    const id = node.slice(1)
    if (node.startsWith('A')) return end('NO_OBJECTIVE', part)
    if (sketch.duties?.includes(id)) return end('RUN', part)
    const [links, uses] = [linksOf(id), usesOf(id)]
    if (links.length + uses.length === 0) return end('NO_OBJECTIVE', part)
    const given = (objective: string) => sketch.effortShares?.[`${objective} ${id}`]
    const rest = links.reduce((left, { objectiveId }) => left - (given(objectiveId) ?? 0), 1)
    const open = links.filter(({ objectiveId }) => given(objectiveId) === undefined)
    const total = [...open.map(({ share }) => share), ...uses.map(({ strength }) => strength ?? 0.5)]
    const sum = total.reduce((so, share) => so + share, 0)
    const partOf = (share: number) => part * rest * (sum === 0 ? 1 / total.length : share / sum)
    for (const { objectiveId, share } of links) {
      const stated = given(objectiveId)
      toObjective(objectiveId, stated === undefined ? partOf(share) : part * stated)
    }
    for (const { processId, strength } of uses) toProcess(processId, partOf(strength ?? 0.5))
    if (total.length === 0) end('NO_OBJECTIVE', part * rest)
  }
  const nodes = [...parts.services.map(({ id }) => `S${id}`), ...parts.assets.map(({ id }) => `A${id}`)]
  const entered = new Map<string, number>()
  const enter = (node: string, part: number) => entered.set(node, (entered.get(node) ?? 0) + part)
  const services = Object.entries(row.services ?? {})
  const assets = row.assets ?? []
  if (row.objective !== undefined) toObjective(row.objective, 1)
  else if (services.length > 0) {
    const left = services.reduce((so, [, share]) => so - (share ?? 0), 1)
    const open = services.filter(([, share]) => share === null).length
    for (const [id, share] of services) enter(`S${id}`, share ?? left / open)
    if (open === 0) end('NO_OBJECTIVE', left)
  } else if (assets.length > 0) for (const id of assets) enter(`A${id}`, 1 / assets.length)
  else end('NO_OBJECTIVE', 1)
  const isFinal = (node: string) => waysOf(node).length === 0
  const reaches = new Set(nodes.filter(isFinal))
  for (let grows = true; grows; ) {
    grows = false
    for (const node of nodes) {
      if (reaches.has(node) || !waysOf(node).some(({ to }) => reaches.has(to))) continue
      reaches.add(node)
      grows = true
    }
  }
  const open = nodes.filter((node) => reaches.has(node))
  const size = open.length
  const matrix = open.map((to, at) => [
    ...open.map((from, place) => {
      const ways = waysOf(from)
      const sum = ways.reduce((so, { weight }) => so + weight, 0)
      const part = ways.filter((way) => way.to === to).reduce((so, { weight }) => so + weight / sum, 0)
      return (at === place ? 1 : 0) - part
    }),
    entered.get(to) ?? 0,
  ])
  // What a circle that leads nowhere gets from outside ends with it.
  const solved = solve(matrix, size)
  open.forEach((node, at) => {
    if (isFinal(node)) finish(node, solved[at] ?? 0)
  })
  const all = Object.values(ended).reduce((sum, part) => sum + part, 0)
  end('NO_OBJECTIVE', 1 - all)
  return ended
}

function solve(matrix: number[][], size: number): number[] {
  for (let column = 0; column < size; column += 1) {
    const pivot = matrix.reduce(
      (best, line, at) =>
        at >= column && Math.abs(line[column] ?? 0) > Math.abs(matrix[best]?.[column] ?? 0) ? at : best,
      column,
    )
    const [one, other] = [matrix[column] ?? [], matrix[pivot] ?? []]
    matrix[column] = other
    matrix[pivot] = one
    const divisor = other[column] ?? 1
    matrix.forEach((line, at) => {
      const factor = (line[column] ?? 0) / divisor
      if (at !== column && factor !== 0)
        for (const [place, value] of other.entries()) line[place] = (line[place] ?? 0) - factor * value
    })
  }
  return matrix.slice(0, size).map((line, at) => (line[size] ?? 0) / (line[at] ?? 1))
}
