import { describe, expect, it } from 'vitest'
import { buildImpactGraph } from './build-graph.ts'
import { impact, valueAtRisk } from './impact.ts'
import { DAY, type Sketch, sketchGraph, sketchParts } from './parts.fixture.ts'

const asset = (id: string) => ({ type: 'Asset', id }) as const
const service = (id: string) => ({ type: 'Service', id }) as const

const atRisk = (sketch: Sketch, ...ids: `${'a' | 's'}:${string}`[]) =>
  valueAtRisk(
    sketchGraph(sketch),
    ids.map((id) => (id.startsWith('a:') ? asset(id.slice(2)) : service(id.slice(2)))),
  )

/** One service that carries the objective, on a group of assets with the given strengths. */
function grouped(
  minAvailable: number,
  members: readonly (readonly [name: string, strength: number, state?: 'LIVE' | 'PLANNED' | 'RETIRED'])[],
): Sketch {
  return {
    objectives: { o: {} },
    services: { s: 'LIVE' },
    assets: Object.fromEntries(members.map(([name, , state = 'LIVE']) => [name, state])),
    contributions: [['o', 's', 1]],
    groups: { g: ['s', minAvailable] },
    dependencies: members.map(([name, strength]) => ['s', `a:${name}`, strength, 'g'] as const),
  }
}

describe('reach through redundancy groups', () => {
  it('takes the largest strength of all members, whatever each means', () => {
    const mixed = grouped(1, [
      ['a', 1],
      ['b', 0.1],
    ])
    expect(atRisk(mixed, 'a:a', 'a:b')).toBe(1)
    expect(atRisk(mixed, 'a:a')).toBe(0)
    const soft = grouped(1, [
      ['a', 0.5],
      ['b', 0.5],
    ])
    expect(atRisk(soft, 'a:a', 'a:b')).toBe(0.5)
    const retired = grouped(1, [
      ['a', 1, 'RETIRED'],
      ['b', 0.2],
    ])
    expect(atRisk(retired, 'a:b')).toBe(1)
  })

  it('counts live members only', () => {
    const pair = grouped(1, [
      ['a', 1],
      ['b', 1, 'PLANNED'],
    ])
    expect(atRisk(pair, 'a:a')).toBe(1)
    const planned = buildImpactGraph({ ...sketchParts(pair), includePlanned: true })
    // With planned members counted the number of members is the caller's to count anew.
    expect(planned.nodes.find(({ id }) => id === 'b')?.counts).toBe(true)
    const none = grouped(1, [['a', 1, 'RETIRED']])
    expect(atRisk(none, 'a:a', 's:s')).toBe(1)
    expect(atRisk(none, 'a:a')).toBe(0)
  })

  it('fails at the (n − minAvailable + 1)-th largest reach', () => {
    const three = grouped(2, [
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ])
    expect(atRisk(three, 'a:a')).toBe(0)
    expect(atRisk(three, 'a:a', 'a:b')).toBe(1)
    const graded: Sketch = {
      ...three,
      assets: { ...three.assets, host: 'LIVE' },
      relations: [
        ['a', 'RUNS_ON', 'host', 1],
        ['b', 'RUNS_ON', 'host', 0.5],
      ],
    }
    expect(atRisk(graded, 'a:host')).toBe(0.5)
    const unmet = grouped(5, [
      ['a', 1],
      ['b', 1],
    ])
    expect(atRisk(unmet, 'a:a')).toBe(1)
  })
})

describe('loss of an objective', () => {
  const two = (a: number, b: number, extra: Partial<Sketch> = {}): Sketch => ({
    objectives: { o: {} },
    services: { A: 'LIVE', B: 'LIVE' },
    assets: { H: 'LIVE' },
    contributions: [
      ['o', 'A', a],
      ['o', 'B', b],
    ],
    dependencies: [
      ['A', 'a:H', 1],
      ['B', 'a:H', 1],
    ],
    ...extra,
  })

  it('adds up over services, at most to all of it', () => {
    const halves = two(0.5, 0.5)
    expect(atRisk(halves, 'a:H')).toBe(1)
    expect(atRisk(halves, 's:A')).toBe(0.5)
    expect(atRisk(halves, 's:A', 's:B')).toBe(1)
    expect(atRisk(two(0.9, 0.4), 'a:H')).toBe(1)
    const partly = two(0.2, 0.3, {
      dependencies: [
        ['A', 'a:H', 0.5],
        ['B', 'a:H', 1],
      ],
    })
    expect(atRisk(partly, 'a:H')).toBeCloseTo(0.4, 12)
    const chained = two(0.5, 0.5, { dependencies: [['A', 's:B', 1]] })
    expect(atRisk(chained, 's:B')).toBe(1)
    const thirds: Sketch = {
      objectives: { o: {} },
      services: { A: 'LIVE', B: 'LIVE', C: 'LIVE' },
      assets: { switch: 'LIVE' },
      contributions: ['A', 'B', 'C'].map((id) => ['o', id, 1 / 3] as const),
      dependencies: ['A', 'B', 'C'].map((id) => [id, 'a:switch', 1] as const),
    }
    expect(atRisk(thirds, 'a:switch')).toBe(1)
  })

  it('says how the parts come to more than all of it', () => {
    const result = impact(sketchGraph(two(0.9, 0.4)), [asset('H')])
    expect(result.objectives[0]?.explanation.reasons.map(({ text }) => text)).toEqual([
      '“o” rests on A (share 0.90).',
      'A depends on H (HARD, 1.00).',
      '“o” rests on B (share 0.40).',
      'B depends on H (HARD, 1.00).',
      '“o” (weight 1.00) loses 1.00: A 0.90, B 0.40; 0.30 more than there is to lose.',
      'Weight 1.00 × loss 1.00 puts 1.00 at risk.',
    ])
  })

  it('carries through processes, which are another description of the objective and are not added', () => {
    const stated: Sketch = {
      objectives: { o: {} },
      services: { s: 'LIVE' },
      processServices: [['p', 's', 0.5]],
      processObjectives: [['p', 'o', 0.6]],
    }
    expect(atRisk(stated, 's:s')).toBe(0.3)
    const both: Sketch = {
      ...stated,
      contributions: [['o', 's', 0.2]],
      processServices: [['p', 's', null]],
      processObjectives: [['p', 'o', 1]],
    }
    const result = impact(sketchGraph(both), [service('s')])
    expect(result.valueAtRisk).toBe(0.5)
    expect(result.objectives[0]).toMatchObject({ basis: 'PROCESSES', loss: 0.5, otherLoss: 0.2 })
    expect(result.objectives[0]?.path.map(({ via }) => via?.text ?? null)).toEqual([
      null,
      'p uses s (SOFT, 0.50, by default)',
      '“o” rests on the process p (share 1.00)',
    ])
    expect(result.affected.map(({ node, reach }) => [node.type, reach])).toEqual([
      ['Service', 1],
      ['Process', 0.5],
      ['Objective', 0.5],
    ])
  })

  it('takes the largest share where several links of a service lead to one leaf', () => {
    const sketch: Sketch = {
      objectives: { top: {}, leaf: { parent: 'top' } },
      services: { s: 'LIVE' },
      contributions: [
        ['top', 's', 0.4],
        ['leaf', 's', 0.5],
      ],
    }
    expect(atRisk(sketch, 's:s')).toBe(0.5)
    const closed: Sketch = { ...sketch, objectives: { top: { status: 'ACHIEVED' }, leaf: { parent: 'top' } } }
    expect(atRisk({ ...closed, contributions: [['top', 's', 0.4]] }, 's:s')).toBe(0.4)
  })

  it('counts objectives on their days, both ends included', () => {
    const on = (day: string) =>
      valueAtRisk(
        buildImpactGraph({
          ...sketchParts({
            objectives: { a: { startsOn: '2026-06-01', endsOn: DAY }, b: {} },
            services: { s: 'LIVE' },
            contributions: [['a', 's', 1]],
          }),
          on: day,
        }),
        [service('s')],
      )
    expect([on('2026-05-31'), on('2026-06-01'), on(DAY), on('2026-06-16')]).toEqual([0, 0.5, 0.5, 0])
  })
})

it('lets a merged asset stand for the one it was merged into', () => {
  const sketch: Sketch = {
    objectives: { o: {} },
    services: { s: 'LIVE' },
    assets: { kept: 'LIVE' },
    contributions: [['o', 's', 1]],
    dependencies: [['s', 'a:kept', 1]],
  }
  const graph = buildImpactGraph({ ...sketchParts(sketch), survivors: [['gone', 'kept']] })
  const result = impact(graph, [asset('gone')])
  expect(result.valueAtRisk).toBe(1)
  expect(result.explanation.reasons[0]).toEqual({
    code: 'MERGED',
    text: 'An asset that was asked about was merged into kept, which stands for it.',
  })
  expect(result.pathTo(asset('gone')).map(({ node }) => node.id)).toEqual(['kept'])
})
