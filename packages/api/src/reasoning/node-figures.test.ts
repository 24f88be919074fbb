import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpactGraph } from './build-graph.ts'
import { criticality } from './criticality.ts'
import { levelOfFigures } from './level-of-figures.ts'
import { naiveValueAtRisk } from './naive.fixture.ts'
import type { GraphNodeRef, ImpactGraph } from './network.ts'
import { organisations } from './organisations.fixture.ts'
import { DAY, type Sketch, sketchGraph, sketchParts } from './parts.fixture.ts'
import { figuresOf } from './some-figures.ts'

/** The figures of every node, by position. */
const allFigures = (graph: ImpactGraph) => figuresOf(graph, [...graph.nodes.keys()])

/** The figures of a node of the graph, which do not depend on what else is computed. */
function figures(graph: ImpactGraph, node: GraphNodeRef) {
  const position = graph.position(node) ?? -1
  const found = allFigures(graph).get(position)
  expect(figuresOf(graph, [position]).get(position)).toEqual(found)
  return { valueAtRisk: found?.valueAtRisk ?? -1, weightyLoss: found?.weightyLoss ?? -1 }
}

const atRisk = (sketch: Sketch, id: string, type: 'Asset' | 'Service' = 'Asset') =>
  figures(sketchGraph(sketch), { type, id }).valueAtRisk

/** Whether two figures agree to 12 significant digits, noise far below any figure aside. */
const agree = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(a, b) + 1e-300

it('equals the naive fixed point and the level of criticality for every node of any organisation', () => {
  fc.assert(
    fc.property(organisations(true), (parts) => {
      const graph = buildImpactGraph(parts)
      const all = allFigures(graph)
      const some = figuresOf(graph, [...graph.nodes.keys()].reverse())
      const expected = new Map<number, string>()
      const found = new Map<number, string>()
      graph.nodes.forEach(({ type, id }, position) => {
        const own = all.get(position) ?? { valueAtRisk: -1, weightyLoss: -1 }
        expect(some.get(position)).toEqual(own)
        if (type !== 'Asset' && type !== 'Service') {
          expect(own).toEqual({ valueAtRisk: 0, weightyLoss: 0 })
          return
        }
        const searched = criticality(graph, { type, id })
        const naive = naiveValueAtRisk(parts, new Set([id]))
        expect([naive, searched.valueAtRisk].every((value) => agree(own.valueAtRisk, value))).toBe(true)
        expected.set(position, searched.level)
        found.set(position, levelOfFigures(own))
      })
      expect(found).toEqual(expected)
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) },
  )
})

/** One service that carries the objective, on three assets in a group, and what those rest on. */
const three = (minAvailable: number, more: Sketch = {}): Sketch => ({
  objectives: { o: {} },
  services: { s: 'LIVE' },
  assets: { a: 'LIVE', b: 'LIVE', c: 'LIVE', host: 'LIVE', rack: 'LIVE' },
  contributions: [['o', 's', 1]],
  groups: { g: ['s', minAvailable] },
  dependencies: (['a', 'b', 'c'] as const).map((name) => ['s', `a:${name}`, 1, 'g'] as const),
  ...more,
})

describe('a single failure under redundancy', () => {
  it.each([
    // [reach of a, of b, members needed, value at risk of what both rest on]
    [1, 1, 2, 1],
    [1, 0.5, 2, 0.5],
    [1, 1, 1, 0],
    [1, 1, 5, 1],
  ])('members hit with %f and %f, %i of three needed: %f', (a, b, needed, expected) => {
    const sketch = three(needed, {
      relations: [
        ['a', 'RUNS_ON', 'host', a],
        ['b', 'RUNS_ON', 'host', b],
        ['host', 'RUNS_ON', 'rack', 1],
      ],
    })
    expect(atRisk(sketch, 'host')).toBe(expected)
    expect(atRisk(sketch, 'rack')).toBe(expected)
    // Only a group that has too few members has none to spare.
    expect(atRisk(sketch, 'a')).toBe(needed > 3 ? 1 : 0)
    expect(atRisk(sketch, 's', 'Service')).toBe(1)
  })

  it('counts live members only, and takes the strength of all of them', () => {
    const pair = (state: 'PLANNED' | 'RETIRED', strength: number): Sketch => ({
      objectives: { o: {} },
      services: { s: 'LIVE' },
      assets: { a: 'LIVE', b: state },
      contributions: [['o', 's', 1]],
      groups: { g: ['s', 1] },
      dependencies: [
        ['s', 'a:a', strength, 'g'],
        ['s', 'a:b', 1, 'g'],
      ],
    })
    expect(atRisk(pair('PLANNED', 1), 'a')).toBe(1)
    expect(atRisk(pair('RETIRED', 0.2), 'a')).toBe(1)
    expect(atRisk(pair('RETIRED', 0.2), 'b')).toBe(0)
  })

  it('lets a group that failed count as a member of the next one, around a circle as well', () => {
    const sketch: Sketch = {
      objectives: { o: {} },
      services: { web: 'LIVE', left: 'LIVE', right: 'LIVE', store: 'LIVE' },
      assets: { a: 'LIVE', b: 'LIVE', host: 'LIVE' },
      contributions: [['o', 'web', 1]],
      groups: { front: ['web', 1], disks: ['store', 1] },
      dependencies: [
        ['web', 's:left', 1, 'front'],
        ['web', 's:right', 0.4, 'front'],
        ['left', 's:store', 1],
        ['right', 's:store', 0.5],
        ['store', 'a:a', 1, 'disks'],
        ['store', 'a:b', 1, 'disks'],
        ['store', 's:web', 1],
      ],
      relations: [
        ['a', 'RUNS_ON', 'host', 1],
        ['b', 'RUNS_ON', 'host', 0.5],
      ],
    }
    expect(atRisk(sketch, 'host')).toBe(0.25)
    expect(atRisk(sketch, 'store', 'Service')).toBe(0.5)
    expect([atRisk(sketch, 'a'), atRisk(sketch, 'left', 'Service')]).toEqual([0, 0])
  })
})

describe('a single failure and what it costs', () => {
  const two = (a: number, b: number, more: Sketch = {}): Sketch => ({
    objectives: { o: {} },
    services: { A: 'LIVE', B: 'LIVE' },
    assets: { H: 'LIVE', under: 'LIVE' },
    contributions: [
      ['o', 'A', a],
      ['o', 'B', b],
    ],
    dependencies: [
      ['A', 'a:H', 1],
      ['B', 'a:H', 1],
    ],
    relations: [['H', 'RUNS_ON', 'under', 0.5]],
    ...more,
  })

  it('adds up over services, to at most the whole', () => {
    expect([atRisk(two(0.5, 0.5), 'H'), atRisk(two(0.5, 0.5), 'A', 'Service')]).toEqual([1, 0.5])
    expect([atRisk(two(0.9, 0.4), 'H'), atRisk(two(0.9, 0.4), 'under')]).toEqual([1, 0.65])
    const chained = two(0.5, 0.5, { dependencies: [['A', 's:B', 1]] })
    expect([atRisk(chained, 'B', 'Service'), atRisk(chained, 'A', 'Service')]).toEqual([1, 0.5])
    const partly: Sketch['dependencies'] = [
      ['A', 'a:H', 0.5],
      ['B', 'a:H', 1],
    ]
    expect(atRisk(two(0.2, 0.3, { dependencies: partly }), 'H')).toBeCloseTo(0.4, 12)
    const thirds: Sketch = {
      objectives: { o: {} },
      services: { A: 'LIVE', B: 'LIVE', C: 'LIVE' },
      assets: { switch: 'LIVE' },
      contributions: ['A', 'B', 'C'].map((id) => ['o', id, 1 / 3] as const),
      dependencies: ['A', 'B', 'C'].map((id) => [id, 'a:switch', 1] as const),
    }
    expect(atRisk(thirds, 'switch')).toBe(1)
  })

  it('carries through processes, which are not added to services', () => {
    const process = (strength: number | null, share: number, direct: number): Sketch => ({
      objectives: { o: {} },
      services: { s: 'LIVE', t: 'LIVE' },
      contributions: direct === 0 ? [] : [['o', 's', direct]],
      processServices: [
        ['p', 's', strength],
        ['p', 't', 0.1],
      ],
      processObjectives: [['p', 'o', share]],
      dependencies: [['t', 's:s', 1]],
    })
    expect(atRisk(process(0.5, 0.6, 0), 's', 'Service')).toBe(0.3)
    expect(atRisk(process(null, 1, 0.2), 's', 'Service')).toBe(0.5)
  })

  it('takes the largest share of a leaf, and counts objectives on their days', () => {
    const leaf: Sketch = {
      objectives: { top: {}, leaf: { parent: 'top' }, over: { endsOn: '2026-06-14' }, last: { endsOn: DAY } },
      services: { s: 'LIVE' },
      contributions: [
        ['top', 's', 0.4],
        ['leaf', 's', 0.5],
        ['over', 's', 1],
      ],
    }
    expect(atRisk(leaf, 's', 'Service')).toBe(0.25)
    const next = buildImpactGraph({ ...sketchParts(leaf), on: '2026-06-16' })
    expect(figures(next, { type: 'Service', id: 's' }).valueAtRisk).toBe(0.5)
  })

  it('is nothing for a HARD circle that nothing hits, and the way out of one that is hit', () => {
    const circle: Sketch = {
      objectives: { o: {} },
      services: { s: 'LIVE', idle: 'LIVE', round: 'LIVE' },
      assets: { a: 'LIVE', b: 'LIVE', c: 'LIVE' },
      contributions: [['o', 's', 1]],
      dependencies: [
        ['s', 'a:a', 0.5],
        ['idle', 's:round', 1],
        ['round', 's:idle', 1],
      ],
      relations: [
        ['a', 'CALLS', 'b', 1],
        ['b', 'CALLS', 'c', 0.5],
        ['c', 'CALLS', 'a', 1],
      ],
    }
    expect(['a', 'b', 'c'].map((id) => atRisk(circle, id))).toEqual([0.5, 0.5, 0.25])
    expect(atRisk(circle, 'idle', 'Service')).toBe(0)
  })
})

it.each([
  // Objectives of equal weight, the share of those that are carried, their number, and the level.
  [12, 1, 1, 'HIGH'],
  [12, 0.28, 4, 'MEDIUM'],
  [51, 1, 1, 'HIGH'],
  [51, 0.79, 1, 'LOW'],
  [2, 1, 1, 'CRITICAL'],
] as const)('of %i equal objectives, %f of %i of them: %s', (count, share, carried, level) => {
  const ids = Array.from({ length: count }, (_, at) => `o${at}`)
  const graph = sketchGraph({
    objectives: { ...Object.fromEntries(ids.map((id) => [id, {}])), nothing: { weight: 0 } },
    services: { web: 'LIVE' },
    contributions: [...ids.slice(0, carried), 'nothing'].map((id) => [id, 'web', share] as const),
  })
  const found = figures(graph, { type: 'Service', id: 'web' })
  expect(found).toEqual({ valueAtRisk: expect.closeTo((carried * share) / count, 12), weightyLoss: share })
  expect(levelOfFigures(found)).toBe(level)
  expect(levelOfFigures(found, { critical: 0, high: 0, medium: 0 })).toBe('CRITICAL')
})

it('lets a merged asset stand for the one it was merged into', () => {
  const sketch: Sketch = {
    objectives: { o: {} },
    services: { s: 'LIVE' },
    assets: { kept: 'LIVE' },
    contributions: [['o', 's', 1]],
    dependencies: [['s', 'a:kept', 0.5]],
  }
  const graph = buildImpactGraph({ ...sketchParts(sketch), survivors: [['gone', 'kept']] })
  expect(figures(graph, { type: 'Asset', id: 'gone' })).toEqual({ valueAtRisk: 0.5, weightyLoss: 0.5 })
})

it('takes no loss of an objective below the average for one of weight', () => {
  const graph = sketchGraph({
    objectives: { large: { weight: 9 }, small: { weight: 1 } },
    services: { web: 'LIVE' },
    contributions: [['small', 'web', 1]],
  })
  const found = figures(graph, { type: 'Service', id: 'web' })
  expect([found, levelOfFigures(found)]).toEqual([{ valueAtRisk: 0.1, weightyLoss: 0 }, 'MEDIUM'])
})
