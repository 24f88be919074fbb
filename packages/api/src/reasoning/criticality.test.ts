import { describe, expect, it } from 'vitest'
import { criticality, levelByThreshold } from './criticality.ts'
import { valueAtRisk } from './impact.ts'
import { sketchGraph } from './parts.fixture.ts'

const service = (id: string) => ({ type: 'Service', id }) as const

/** Objectives of equal weight; a service carries the given share of the first few. */
function equalObjectives(count: number, share: number, carried: number) {
  const ids = Array.from({ length: count }, (_, at) => `o${at}`)
  return sketchGraph({
    objectives: Object.fromEntries(ids.map((id) => [id, {}])),
    services: { web: 'LIVE' },
    contributions: ids.slice(0, carried).map((id) => [id, 'web', share] as const),
  })
}

describe('criticality', () => {
  it.each([
    [1, 'CRITICAL'],
    [0.4, 'CRITICAL'],
    [0.3999, 'HIGH'],
    [0.2, 'HIGH'],
    [0.1999, 'MEDIUM'],
    [0.05, 'MEDIUM'],
    [0.0499, 'LOW'],
    [0, 'LOW'],
    [0.1 + 0.2 + 0.1 - 1e-15, 'CRITICAL'],
    [0.4 - 1e-11, 'HIGH'],
  ] as const)('%f at risk is %s', (atRisk, level) => {
    expect(levelByThreshold(atRisk)).toBe(level)
  })

  it('takes other thresholds and refuses ones that do not fall', () => {
    expect(levelByThreshold(0.3, { critical: 0.5, high: 0.3, medium: 0.1 })).toBe('HIGH')
    expect(levelByThreshold(1e-9, { critical: 0, high: 0, medium: 0 })).toBe('CRITICAL')
    expect(levelByThreshold(0, { critical: 0, high: 0, medium: 0 })).toBe('LOW')
    expect(() => levelByThreshold(0.3, { critical: 0.1, high: 0.3, medium: 0 })).toThrow(RangeError)
    expect(() => levelByThreshold(0.3, { critical: Number.NaN, high: 0.3, medium: 0 })).toThrow(RangeError)
  })

  it.each([
    // One of twelve equal objectives, carried wholly.
    [12, 1, 1, 0.0833, 'HIGH'],
    [12, 0.28, 4, 0.0933, 'MEDIUM'],
    [51, 1, 1, 0.0196, 'HIGH'],
    [51, 0.8, 1, 0.0157, 'HIGH'],
    [51, 0.79, 1, 0.0155, 'LOW'],
  ] as const)(
    'of %i equal objectives, %f of %i of them: %f at risk, %s',
    (count, share, carried, atRisk, level) => {
      const result = criticality(equalObjectives(count, share, carried), service('web'))
      expect(result.valueAtRisk).toBeCloseTo(atRisk, 4)
      expect(result.level).toBe(level)
    },
  )

  it('lets the loss of one objective make a node HIGH only where it weighs at least the average', () => {
    const graph = sketchGraph({
      objectives: { large: { weight: 9 }, small: { weight: 1 }, nothing: { weight: 0 } },
      services: { web: 'LIVE' },
      contributions: [
        ['small', 'web', 1],
        ['nothing', 'web', 1],
      ],
    })
    expect(criticality(graph, service('web'))).toMatchObject({ level: 'MEDIUM', valueAtRisk: 0.1 })
  })

  it('is the value at risk of the service alone, with the way to each objective', () => {
    const graph = sketchGraph({
      objectives: { a: { weight: 1 }, b: { weight: 4 } },
      services: { web: 'LIVE', auth: 'LIVE' },
      contributions: [['b', 'web', 0.5]],
      dependencies: [['web', 's:auth', 0.5]],
    })
    const result = criticality(graph, service('auth'))
    expect(result).toMatchObject({ level: 'HIGH', valueAtRisk: 0.2 })
    expect(result.explanation.reasons.map(({ text }) => text)).toEqual([
      'HIGH: 0.20 at risk is at least 0.20.',
      'web is affected with 0.50: web depends on auth (SOFT, 0.50).',
      '“b” (weight 0.80) loses 0.25: web 0.25 (share 0.50 × 0.50).',
    ])
    expect(valueAtRisk(graph, [service('auth')])).toBe(result.valueAtRisk)
  })

  it('is 0 with a reason where the node is not live', () => {
    const graph = sketchGraph({
      objectives: { a: {} },
      services: { old: 'RETIRED', next: 'PLANNED' },
      contributions: [
        ['a', 'old', 1],
        ['a', 'next', 1],
      ],
    })
    for (const id of ['old', 'next']) {
      const { valueAtRisk: atRisk, level, explanation } = criticality(graph, service(id))
      expect([atRisk, level, explanation.reasons[1]?.code]).toEqual([0, 'LOW', 'NOT_LIVE'])
    }
  })
})
