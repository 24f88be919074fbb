import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphNode, ImpactGraph } from '../reasoning/network.ts'
import { type Sketch, sketchGraph } from '../reasoning/parts.fixture.ts'
import { feasibilityOf } from './feasibility.ts'
import type { Feasibility } from './feasibility-result.ts'
import { naiveAvailability } from './naive-availability.fixture.ts'

type Known = Readonly<Record<string, number>>

function ask(sketch: Sketch, known: Known, promised?: number): Feasibility {
  return askGraph(sketchGraph(sketch), known, promised)
}

function askGraph(graph: ImpactGraph, known: Known, promised?: number): Feasibility {
  const availability = ({ id }: GraphNode) => known[id] ?? null
  const more = promised === undefined ? {} : { promised }
  const found = feasibilityOf({ graph, service: { type: 'Service', id: 's' }, availability, ...more })
  if (found === null) throw new Error('the service is not in the graph')
  return found
}

const live = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, 'LIVE' as const]))

/** Service s with a group that needs `least` of some assets. */
function grouped(least: number, members: readonly string[], more: Sketch = {}): Sketch {
  return {
    ...more,
    services: { ...live('s'), ...more.services },
    assets: { ...live(...members), ...more.assets },
    dependencies: [...members.map((id) => ['s', `a:${id}`, 1, 'g'] as const), ...(more.dependencies ?? [])],
    groups: { g: ['s', least], ...more.groups },
  }
}

const BROKERS = ['b1', 'b2', 'b3']
const BEHIND_SWITCH = grouped(2, BROKERS, {
  assets: live('switch'),
  relations: BROKERS.map((id) => [id, 'CONNECTS_TO', 'switch', 1] as const),
})
const BROKER_99 = { b1: 0.99, b2: 0.99, b3: 0.99 }

describe('what a service can promise', () => {
  it('is the product of what it cannot do without', () => {
    const services = live('s', 'x', 'y', 'z')
    const dependencies = ['x', 'y', 'z'].map((id) => ['s', `s:${id}`, 1] as const)
    const found = ask({ services, dependencies }, { x: 0.999, y: 0.999, z: 0.999 })
    expect(found.lower).toBeCloseTo(0.997002999, 12)
    expect(found).toMatchObject({ upper: found.lower, exact: true })
  })

  it('is that of a group that can spare a member', () => {
    expect(ask(grouped(2, BROKERS), BROKER_99).lower).toBeCloseTo(0.999702, 12)
  })

  it('counts each part once, however many ways lead to it', () => {
    const services = live('s', 'a', 'b')
    const dependencies = [
      ['s', 's:a', 1],
      ['s', 's:b', 1],
      ['a', 'a:h', 1],
      ['b', 'a:h', 1],
    ] as const
    const found = ask({ services, assets: live('h'), dependencies }, { a: 0.999, b: 0.999, h: 0.99 })
    expect(found.lower).toBeCloseTo(0.98802099, 12)
    expect(found.weakest).toMatchObject({ node: { id: 'h' }, availability: 0.99 })
    expect(found.weakest?.resultIfPerfect).toBeCloseTo(0.998001, 12)
    expect(found.parts.map(({ node }) => node.id).sort()).toEqual(['a', 'b', 'h'])
  })

  it('sees what the members of a group share', () => {
    const found = ask(BEHIND_SWITCH, { ...BROKER_99, switch: 0.999 })
    expect(found.lower).toBeCloseTo(0.998702298, 12)
    expect(found).toMatchObject({ exact: true, shared: 1, weakest: { node: { id: 'switch' } } })
  })

  it('counts live members only, and needs all of too few', () => {
    const members = grouped(2, BROKERS, { assets: { b3: 'RETIRED' } })
    expect(ask(members, BROKER_99).lower).toBeCloseTo(0.9801, 12)
    expect(ask(grouped(5, BROKERS), BROKER_99).lower).toBeCloseTo(0.970299, 12)
    const retired = {
      services: live('s'),
      assets: { x: 'RETIRED' as const },
      dependencies: [['s', 'a:x', 1]] as const,
    }
    expect(ask(retired, { s: 0.9, x: 0.5 }).lower).toBe(0.9)
  })

  it('names what it does not count', () => {
    const dependencies = [
      ['s', 'a:x', 0.5],
      ['s', 'a:y', 1],
    ] as const
    const found = ask({ services: live('s'), assets: live('x', 'y'), dependencies }, { s: 0.99, x: 0.5 })
    expect(found.lower).toBe(0.99)
    expect(found.notCounted.map(({ node, strength }) => [node.id, strength])).toEqual([['x', 0.5]])
    expect(found.unknown.map(({ id }) => id)).toEqual(['y'])
    expect(found.reasons.map(({ code }) => code)).toEqual([
      'UNKNOWN_AVAILABILITY',
      'NOT_COUNTED',
      'WEAKEST_LINK',
    ])
    expect(ask({ services: live('s') }, {})).toMatchObject({ lower: null, upper: null, weakest: null })
    expect(ask({ services: { s: 'PLANNED' } }, { s: 0.9 })).toMatchObject({
      lower: null,
      reasons: [{ code: 'NOT_LIVE' }],
    })
  })

  it('counts each part of a circle once', () => {
    const dependencies = [
      ['s', 's:a', 1],
      ['a', 's:b', 1],
      ['b', 's:s', 1],
    ] as const
    const found = ask({ services: live('s', 'a', 'b'), dependencies }, { s: 0.9, a: 0.9, b: 0.9 })
    expect(found.lower).toBeCloseTo(0.729, 12)
  })

  it('is between bounds where more than twenty parts are shared', () => {
    const shared = (count: number) => {
      const ids = Array.from({ length: count }, (_, at) => `h${at}`)
      const sketch = grouped(2, BROKERS, {
        assets: live(...ids),
        relations: BROKERS.flatMap((id) => ids.map((below) => [id, 'DEPENDS_ON', below, 1] as const)),
      })
      return ask(sketch, { ...BROKER_99, ...Object.fromEntries(ids.map((id) => [id, 0.9999])) })
    }
    const exact = shared(20)
    expect(exact).toMatchObject({ exact: true, shared: 20 })
    expect(exact.lower).toBeCloseTo(0.999702 * 0.9999 ** 20, 12)
    const bounds = shared(21)
    expect(bounds).toMatchObject({ exact: false, shared: 21 })
    const value = 0.999702 * 0.9999 ** 21
    expect(bounds.lower).toBeLessThan(value)
    expect(bounds.lower).toBeCloseTo((3 * 0.99 * 0.9999 ** 21 - 1) / 2, 12)
    expect(bounds.upper).toBe(1)
    expect(bounds.reasons.map(({ code }) => code)).toContain('BOUNDS')
  })

  it('names the single changes that make a promise possible', () => {
    const behind = ask(BEHIND_SWITCH, { ...BROKER_99, switch: 0.999 }, 0.9995)
    expect(behind.reasons.map(({ code }) => code)).toContain('PROMISED_MORE_THAN_POSSIBLE')
    expect(behind.changes).toMatchObject([
      { kind: 'RAISE_AVAILABILITY', node: { id: 'switch' }, from: 0.999, result: 0.9995 },
    ])
    const [raise] = behind.changes
    expect(raise?.kind === 'RAISE_AVAILABILITY' && raise.to).toBeCloseTo(0.9995 / 0.999702, 12)
    const mixed = { b1: 0.99, b2: 0.98, b3: 0.99 }
    const grown = ask(grouped(2, BROKERS), mixed, 0.9999)
    expect(grown.changes).toMatchObject([
      { kind: 'ADD_MEMBER', groupId: 'g', like: { id: 'b2' }, availability: 0.98 },
    ])
    expect(grown.changes[0]?.result).toBeCloseTo(naiveAtLeast(2, [0.99, 0.98, 0.99, 0.98]), 12)
    expect(ask(grouped(2, BROKERS), BROKER_99, 0.999)).toMatchObject({ changes: [] })
  })

  it('agrees with trying out every combination, circles included', () => {
    fc.assert(
      fc.property(organisations, ({ sketch, known }) => {
        const graph = sketchGraph(sketch)
        const found = askGraph(graph, known)
        const naive = (change: Known = {}) => naiveAvailability(graph, 's', { ...known, ...change })
        expect(found.lower).toBeCloseTo(naive(), 11)
        if (found.weakest === null) return
        const gains = Object.keys(known).map((id) => naive({ [id]: 1 }) - naive())
        expect(found.weakest.gain).toBeCloseTo(Math.max(...gains), 11)
      }),
      { numRuns: 60 },
    )
  })

  it('is found fast on two thousand services', () => {
    const ids = Array.from({ length: 2_000 }, (_, at) => `n${at}`)
    const sketch: Sketch = {
      services: live('s', ...ids),
      groups: Object.fromEntries(ids.slice(0, -9).map((id) => [`g${id}`, [id, 1] as const])),
      dependencies: ids
        .slice(0, -9)
        .flatMap((id, at) => [
          [id, `s:n${at - (at % 8) + 8}`, 1, `g${id}`] as const,
          [id, `s:n${at - (at % 8) + 7}`, 1, `g${id}`] as const,
        ])
        .filter(([from, to]) => `s:${from}` !== to)
        .slice(0, 64),
    }
    const graph = sketchGraph(sketch)
    let worked = 0
    for (const id of ids) {
      const found = feasibilityOf({
        graph,
        service: { type: 'Service', id },
        availability: () => 0.999,
        promised: 0.9999,
      })
      worked += found?.lower === null ? 0 : 1
    }
    expect(worked).toBe(2_000)
  })
})

function naiveAtLeast(count: number, each: readonly number[]): number {
  let sum = 0
  for (let state = 0; state < 2 ** each.length; state++) {
    const up = each.map((_, at) => ((state >> at) & 1) === 1)
    if (up.filter(Boolean).length < count) continue
    sum += each.reduce((product, p, at) => product * (up[at] === true ? p : 1 - p), 1)
  }
  return sum
}

const NAMES = ['s', 't', 'u', 'v', 'w', 'x'] as const
const availability = fc.constantFrom(0, 0.5, 0.9, 0.99, 1)

/** Six services that depend on each other, HARD, SOFT or through groups of any size. */
const organisations = fc
  .record({
    edges: fc.uniqueArray(
      fc
        .record({
          from: fc.nat(5),
          to: fc.nat(5),
          strength: fc.constantFrom(1, 1, 1, 0.5),
          group: fc.boolean(),
        })
        .filter(({ from, to }) => from !== to),
      { maxLength: 14, selector: ({ from, to }) => `${from} ${to}` },
    ),
    least: fc.tuple(...NAMES.map(() => fc.integer({ min: 1, max: 3 }))),
    known: fc.tuple(...NAMES.map(() => fc.option(availability, { freq: 6 }))),
    retired: fc.option(fc.integer({ min: 1, max: 5 })),
  })
  .map(({ edges, least, known, retired }) => {
    const sketch: Sketch = {
      services: Object.fromEntries(NAMES.map((id, at) => [id, at === retired ? 'RETIRED' : 'LIVE'] as const)),
      groups: Object.fromEntries(NAMES.map((id, at) => [`g${id}`, [id, least[at] ?? 1] as const])),
      dependencies: edges.map(({ from, to, strength, group }) => {
        const name = NAMES[from] ?? 's'
        const edge = [name, `s:${NAMES[to] ?? 's'}` as const] as const
        return group ? ([...edge, 1, `g${name}`] as const) : ([...edge, strength] as const)
      }),
    }
    const stated = NAMES.flatMap((id, at) =>
      known[at] === null || known[at] === undefined ? [] : [[id, known[at]] as const],
    )
    return { sketch, known: { s: 0.95, ...Object.fromEntries(stated) } as Known }
  })
