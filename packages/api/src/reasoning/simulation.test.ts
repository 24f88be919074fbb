import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpactGraph } from './build-graph.ts'
import { naiveValueAtRisk } from './naive.fixture.ts'
import type { GraphNodeRef } from './network.ts'
import { organisations, sets } from './organisations.fixture.ts'
import { sketchGraph } from './parts.fixture.ts'
import { simulate } from './simulation.ts'

const asset = (id: string): GraphNodeRef => ({ type: 'Asset', id })
const idsOf = (set: readonly { id: string }[]) => new Set(set.map(({ id }) => id))

it('is the value at risk before, of both together, and the difference', () => {
  fc.assert(
    fc.property(organisations(true), sets, sets, (parts, set, down) => {
      const found = simulate(
        buildImpactGraph(parts),
        set,
        down.map((node) => ({ node, alerts: [] })),
      )
      const before = naiveValueAtRisk(parts, idsOf(down))
      const together = naiveValueAtRisk(parts, idsOf([...set, ...down]))
      expect(found.valueAtRiskBefore).toBeCloseTo(before, 12)
      expect(found.together.valueAtRisk).toBeCloseTo(together, 12)
      expect(found.addedValueAtRisk).toBeCloseTo(together - before, 12)
      expect(found.addedValueAtRisk).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 100 },
  )
})

describe('a failure while something is down', () => {
  const graph = sketchGraph({
    objectives: { o: {} },
    services: { s: 'LIVE' },
    assets: { a: 'LIVE', b: 'LIVE', old: 'RETIRED' },
    contributions: [['o', 's', 0.8]],
    groups: { g: ['s', 1] },
    dependencies: [
      ['s', 'a:a', 1, 'g'],
      ['s', 'a:b', 1, 'g'],
    ],
  })

  it('says what is down, by which alerts, and what the failure adds', () => {
    const alert = { id: '1', title: 'Disk full' }
    const found = simulate(
      graph,
      [asset('b')],
      [
        { node: asset('a'), alerts: [] },
        { node: asset('a'), alerts: [alert] },
        { node: asset('old'), alerts: [] },
      ],
    )
    expect(found.down).toMatchObject([{ node: { id: 'a' }, alerts: [alert] }])
    expect(found).toMatchObject({ valueAtRiskBefore: 0, addedValueAtRisk: 0.8 })
    const texts = found.explanation.reasons.map(({ text }) => text)
    expect(texts.slice(0, 3)).toEqual([
      'a counts as down: the alert “Disk full” is firing.',
      '0.00 is at risk by what is down already; the failure adds 0.80, which makes 0.80.',
      'old is retired and was left out: it carries nothing any more.',
    ])
  })

  it('gives what is down already nothing to add', () => {
    const found = simulate(
      graph,
      [asset('a')],
      [
        { node: asset('a'), alerts: [] },
        { node: asset('b'), alerts: [] },
      ],
    )
    expect(found).toMatchObject({ valueAtRiskBefore: 0.8, addedValueAtRisk: 0 })
    expect(found.explanation.reasons[0]).toEqual({
      code: 'ALREADY_DOWN',
      text: 'a is down already, so its failure adds nothing.',
    })
  })

  it('counts steps from everything that is down', () => {
    const down = [{ node: asset('a'), alerts: [] }]
    expect(simulate(graph, [asset('b')], down, { depth: 1 }).together.valueAtRisk).toBe(0)
    expect(simulate(graph, [asset('b')], down, { depth: 2 }).addedValueAtRisk).toBe(0.8)
  })
})
