import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dependencies } from './dependencies.ts'
import { type Impact, impact, valueAtRisk } from './impact.ts'
import { buildImpactGraph, type GraphParts } from './network.ts'
import { member, organisations, sets } from './organisations.fixture.ts'
import { sketchGraph } from './parts.fixture.ts'

interface PlainEdge {
  readonly from: string
  readonly to: string
  readonly strength: number
  readonly group: string | null
}

/** The rules once more, as plainly as they can be written, on ids. */
function plainEdges(parts: GraphParts): PlainEdge[] {
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
    ...parts.contributions.map(({ objectiveId, serviceId, share }) => ({
      from: serviceId,
      to: objectiveId,
      strength: share,
      group: null,
    })),
    ...parts.objectives.flatMap(({ id, parentId }) =>
      parentId === null ? [] : [{ from: parentId, to: id, strength: 1, group: null }],
    ),
  ].filter(({ from, to }) => from !== to)
}

function dormantIds(parts: GraphParts): Set<string> {
  const things = [...parts.assets, ...parts.services].filter((row) => row.lifecycle === 'RETIRED')
  return new Set(
    [...things, ...parts.objectives.filter((row) => row.status !== 'ACTIVE')].map(({ id }) => id),
  )
}

/** Largest product over every simple path, found by walking all of them. */
function allPaths(parts: GraphParts, set: ReadonlySet<string>): Map<string, number> {
  const edges = plainEdges(parts)
  const dormant = dormantIds(parts)
  const best = new Map<string, number>()
  const walk = (id: string, product: number, seen: ReadonlySet<string>) => {
    if (product === 0) return
    best.set(id, Math.max(product, best.get(id) ?? 0))
    for (const edge of edges) {
      if (edge.from !== id || seen.has(edge.to) || dormant.has(edge.to)) continue
      walk(edge.to, product * edge.strength, new Set([...seen, edge.to]))
    }
  }
  for (const id of set) walk(id, 1, new Set([id]))
  return best
}

/** The least fixed point by applying every rule to everything until nothing changes. */
function fixedPoint(parts: GraphParts, set: ReadonlySet<string>): Map<string, number> {
  const edges = plainEdges(parts)
  const dormant = dormantIds(parts)
  const reach = new Map<string, number>([...set].map((id) => [id, 1]))
  const ids = [...parts.assets, ...parts.services, ...parts.objectives].map(({ id }) => id)
  for (let changed = true; changed; ) {
    changed = false
    for (const id of ids) {
      if (set.has(id) || dormant.has(id)) continue
      const into = edges.filter((edge) => edge.to === id)
      const values = into
        .filter((edge) => edge.group === null)
        .map((edge) => (reach.get(edge.from) ?? 0) * edge.strength)
      for (const group of parts.groups.filter((row) => row.serviceId === id)) {
        const members = into.filter((edge) => edge.group === group.id && !dormant.has(edge.from))
        const got = members.map((edge) => (reach.get(edge.from) ?? 0) * edge.strength).sort((a, b) => b - a)
        values.push(got[Math.max(1, group.members - group.minAvailable + 1) - 1] ?? 0)
      }
      const value = Math.max(0, ...values)
      if (value > (reach.get(id) ?? 0)) {
        reach.set(id, value)
        changed = true
      }
    }
  }
  return reach
}

function reachById(result: { affected: Impact['affected'] }): Map<string, number> {
  return new Map(result.affected.map(({ node, reach }) => [node.id, reach]))
}

const RUNS = { numRuns: 400 }

it('equals the largest product over all simple paths', () => {
  fc.assert(
    fc.property(organisations(false), sets, (parts, set) => {
      const ids = new Set(set.map(({ id }) => id))
      expect(reachById(impact(buildImpactGraph(parts), set))).toEqual(allPaths(parts, ids))
    }),
    RUNS,
  )
})

it('equals the least fixed point with redundancy groups', () => {
  fc.assert(
    fc.property(organisations(true), sets, (parts, set) => {
      const ids = new Set(set.map(({ id }) => id))
      expect(reachById(impact(buildImpactGraph(parts), set))).toEqual(fixedPoint(parts, ids))
    }),
    RUNS,
  )
})

it('is bounded by 1, and every path multiplies to the reach it explains', () => {
  fc.assert(
    fc.property(organisations(true), sets, (parts, set) => {
      const result = impact(buildImpactGraph(parts), set)
      expect(result.valueAtRisk >= 0 && result.valueAtRisk <= 1).toBe(true)
      const strengths = result.affected.map(({ reach }) => reach)
      expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
      for (const { node, reach } of result.affected) {
        const path = result.pathTo(node)
        expect(path.at(-1)?.node).toEqual(node)
        expect(path.reduce((product, { via }) => product * (via?.strength ?? 1), 1)).toBe(reach)
        expect(set.map(({ id }) => id)).toContain(path[0]?.node.id)
      }
    }),
    RUNS,
  )
})

it('grows with the set, with every strength and with the depth', () => {
  fc.assert(
    fc.property(
      organisations(true),
      sets,
      member,
      fc.nat(11),
      fc.nat(4),
      (parts, set, more, raised, depth) => {
        const graph = buildImpactGraph(parts)
        const before = valueAtRisk(graph, set)
        expect(valueAtRisk(graph, [...set, more])).toBeGreaterThanOrEqual(before)
        const stronger = parts.dependencies.map((row, at) => (at === raised ? { ...row, strength: 1 } : row))
        const strongerGraph = buildImpactGraph({ ...parts, dependencies: stronger })
        expect(valueAtRisk(strongerGraph, set)).toBeGreaterThanOrEqual(before)
        const near = impact(graph, set, { depth }).valueAtRisk
        const further = impact(graph, set, { depth: depth + 1 }).valueAtRisk
        expect(further).toBeGreaterThanOrEqual(near)
        expect(before).toBeGreaterThanOrEqual(further)
      },
    ),
    RUNS,
  )
})

it('takes the shortest of equally strong ways', () => {
  const names = Array.from({ length: 12 }, (_, at) => `n${at}`)
  const end = fc.constantFrom(...names)
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end), { minLength: 12, maxLength: 40 }), (pairs) => {
      const graph = sketchGraph({
        assets: Object.fromEntries(names.map((name) => [name, 'LIVE'])),
        relations: pairs.map(([from, to]) => [from, 'RUNS_ON', to, 1] as const),
      })
      const distance = new Map([['n0', 0]])
      // Grows while it is walked, nearest first.
      for (const [near, steps] of distance) {
        for (const [from, to] of pairs) if (to === near && !distance.has(from)) distance.set(from, steps + 1)
      }
      const { affected } = impact(graph, [{ type: 'Asset', id: 'n0' }])
      expect(new Map(affected.map(({ node, steps }) => [node.id, steps]))).toEqual(distance)
    }),
    RUNS,
  )
})

it('does not depend on the order of the rows or of the set', () => {
  const answer = ({ pathTo: _, ...rest }: Impact) => rest
  const shuffled = (parts: GraphParts, turn: number): GraphParts => {
    const turned = <T>(rows: readonly T[]): T[] => {
      const at = rows.length === 0 ? 0 : turn % rows.length
      return [...rows.slice(at), ...rows.slice(0, at)].reverse()
    }
    return {
      assets: turned(parts.assets),
      services: turned(parts.services),
      objectives: turned(parts.objectives),
      relations: turned(parts.relations),
      dependencies: turned(parts.dependencies),
      groups: turned(parts.groups),
      contributions: turned(parts.contributions),
      on: parts.on,
    }
  }
  fc.assert(
    fc.property(organisations(true), sets, fc.nat(20), (parts, set, turn) => {
      const straight = impact(buildImpactGraph(parts), set)
      const turned = impact(buildImpactGraph(shuffled(parts, turn)), set.toReversed())
      expect(answer(turned)).toEqual(answer(straight))
    }),
    RUNS,
  )
})

it('leans downwards exactly as failure comes up, where there are no groups', () => {
  fc.assert(
    fc.property(organisations(false), fc.nat(3), member, (parts, at, below) => {
      const graph = buildImpactGraph(parts)
      const above = { type: 'Service', id: `s${at}` } as const
      fc.pre(parts.services[at]?.lifecycle !== 'RETIRED')
      const down = reachById(dependencies(graph, [above])).get(below.id) ?? 0
      const up = reachById(impact(graph, [below])).get(above.id) ?? 0
      expect(down).toBeCloseTo(up, 12)
    }),
    RUNS,
  )
})
