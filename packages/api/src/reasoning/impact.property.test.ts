import fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildImpactGraph } from './build-graph.ts'
import { dependencies } from './dependencies.ts'
import { type Impact, impact, valueAtRisk } from './impact.ts'
import { naiveLosses, naiveReach, naiveValueAtRisk, naiveWeights, plainEdges } from './naive.fixture.ts'
import type { GraphParts } from './network.ts'
import { member, organisations, sets } from './organisations.fixture.ts'
import { sketchGraph } from './parts.fixture.ts'

/** Largest product over every simple path, found by walking all of them. */
function allPaths(parts: GraphParts, set: ReadonlySet<string>): Map<string, number> {
  const edges = plainEdges(parts)
  const live = new Set(
    [...parts.assets, ...parts.services].filter((row) => row.lifecycle === 'LIVE').map(({ id }) => id),
  )
  const best = new Map<string, number>()
  const walk = (id: string, product: number, seen: ReadonlySet<string>) => {
    if (product === 0 || !live.has(id)) return
    best.set(id, Math.max(product, best.get(id) ?? 0))
    for (const edge of edges) {
      if (edge.from !== id || seen.has(edge.to)) continue
      walk(edge.to, product * edge.strength, new Set([...seen, edge.to]))
    }
  }
  for (const id of set) walk(id, 1, new Set([id]))
  return best
}

function reachById(result: { affected: Impact['affected'] }): Map<string, number> {
  const reached = result.affected.filter(({ node }) => node.type === 'Asset' || node.type === 'Service')
  return new Map(reached.map(({ node, reach }) => [node.id, reach]))
}

const idsOf = (set: readonly { id: string }[]) => new Set(set.map(({ id }) => id))
const RUNS = { numRuns: 400 }

it('equals the largest product over all simple paths', () => {
  fc.assert(
    fc.property(organisations(false), sets, (parts, set) => {
      expect(reachById(impact(buildImpactGraph(parts), set))).toEqual(allPaths(parts, idsOf(set)))
    }),
    RUNS,
  )
})

it('equals the naive fixed point, with groups, processes, dates and a forest of objectives', () => {
  fc.assert(
    fc.property(organisations(true), sets, (parts, set) => {
      const result = impact(buildImpactGraph(parts), set)
      const reach = naiveReach(parts, idsOf(set))
      expect(reachById(result)).toEqual(reach)
      const losses = [...naiveLosses(parts, reach)].filter(([, loss]) => loss > 0)
      expect(new Set(result.objectives.map(({ objective }) => objective.id))).toEqual(
        new Set(losses.map(([id]) => id)),
      )
      const lost = new Map(losses)
      for (const { objective, loss } of result.objectives)
        expect(loss).toBeCloseTo(lost.get(objective.id) ?? -1, 12)
      expect(result.valueAtRisk).toBeCloseTo(naiveValueAtRisk(parts, idsOf(set)), 12)
      expect(valueAtRisk(buildImpactGraph(parts), set)).toBe(result.valueAtRisk)
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
      for (const { node, reach, steps } of result.affected) {
        const path = result.pathTo(node)
        expect(path.at(-1)?.node).toEqual(node)
        expect(path.length).toBe(steps + 1)
        expect(set.map(({ id }) => id)).toContain(path[0]?.node.id)
        const product = path.reduce((sofar, { via }) => sofar * (via?.strength ?? 1), 1)
        if (node.type === 'Objective') expect(product).toBeLessThanOrEqual(reach + 1e-12)
        else expect(product).toBe(reach)
      }
      for (const { loss, parts: through, otherLoss } of result.objectives) {
        const sum = through.reduce((total, part) => total + part.loss, 0)
        expect(Math.min(1, sum)).toBeCloseTo(loss, 12)
        expect(otherLoss).toBeLessThanOrEqual(loss)
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
        const groups = parts.groups.map((group) =>
          group.id === parts.dependencies[raised]?.groupId ? { ...group, strength: 1 } : group,
        )
        const contributions = parts.contributions.map((row, at) =>
          at === raised ? { ...row, share: 1 } : row,
        )
        const strongerGraph = buildImpactGraph({ ...parts, dependencies: stronger, groups, contributions })
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

it('does not move when a parent is closed or drafted', () => {
  fc.assert(
    fc.property(organisations(true), sets, fc.nat(3), (parts, set, at) => {
      const parent = `o${at}`
      const hasCountingChild = [...naiveWeights(parts).keys()].some(
        (id) => id !== parent && lineOf(parts, id).includes(parent),
      )
      fc.pre(hasCountingChild)
      const before = valueAtRisk(buildImpactGraph(parts), set)
      for (const status of ['DRAFT', 'ACHIEVED', 'ACTIVE'] as const) {
        const objectives = parts.objectives.map((row) => (row.id === parent ? { ...row, status } : row))
        expect(valueAtRisk(buildImpactGraph({ ...parts, objectives }), set)).toBe(before)
      }
    }),
    { numRuns: 150 },
  )
})

it('is not raised by one more live member of a group that is met, nor lowered by retiring one it can spare', () => {
  fc.assert(
    fc.property(
      organisations(true),
      sets,
      fc.nat(3),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (parts, set, at, part) => {
        const group = parts.groups[at]
        fc.pre(group !== undefined && group.members > 0 && group.minAvailable < group.members)
        if (group === undefined) return
        const before = valueAtRisk(buildImpactGraph(parts), set)
        const spare = { id: 'spare', name: 'spare', lifecycle: 'LIVE' as const }
        const joined = {
          ...parts,
          assets: [...parts.assets, spare],
          dependencies: [
            ...parts.dependencies,
            {
              serviceId: group.serviceId,
              on: { type: 'Asset' as const, id: spare.id },
              strength: group.strength * part,
              groupId: group.id,
            },
          ],
          groups: parts.groups.map((row) =>
            row.id === group.id ? { ...row, members: row.members + 1 } : row,
          ),
        }
        const more = valueAtRisk(buildImpactGraph(joined), set)
        expect(more).toBeLessThanOrEqual(before)
        // Retiring the new member brings back what was: its strength was not above the group's.
        const retired = {
          ...joined,
          assets: [...parts.assets, { ...spare, lifecycle: 'RETIRED' as const }],
          groups: parts.groups,
        }
        expect(valueAtRisk(buildImpactGraph(retired), set)).toBe(before)
      },
    ),
    { numRuns: 150 },
  )
})

function lineOf(parts: GraphParts, id: string | null): string[] {
  if (id === null) return []
  return [id, ...lineOf(parts, parts.objectives.find((row) => row.id === id)?.parentId ?? null)]
}

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
      processes: turned(parts.processes),
      processServices: turned(parts.processServices),
      processObjectives: turned(parts.processObjectives),
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
      // Planned things are looked into downwards, and carry nothing upwards.
      fc.pre([...parts.assets, ...parts.services].every(({ lifecycle }) => lifecycle !== 'PLANNED'))
      fc.pre(parts.services[at]?.lifecycle === 'LIVE')
      fc.pre(
        [...parts.assets, ...parts.services].some(
          ({ id, lifecycle }) => id === below.id && lifecycle === 'LIVE',
        ),
      )
      const down = reachById(dependencies(graph, [above])).get(below.id) ?? 0
      const up = reachById(impact(graph, [below])).get(above.id) ?? 0
      expect(down).toBeCloseTo(up, 12)
    }),
    RUNS,
  )
})
