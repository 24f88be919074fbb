import { describe, expect, it } from 'vitest'
import { criticality, criticalityLevel } from './criticality.ts'
import { valueAtRisk } from './impact.ts'
import { sketchGraph } from './parts.fixture.ts'

describe('criticality', () => {
  it.each([
    [1, 'CRITICAL'],
    [0.25, 'CRITICAL'],
    [0.2499, 'HIGH'],
    [0.1, 'HIGH'],
    [0.0999, 'MEDIUM'],
    [0.02, 'MEDIUM'],
    [0.0199, 'LOW'],
    [0, 'LOW'],
    [0.1 + 0.2 - 0.05 - 1e-15, 'CRITICAL'],
  ] as const)('%f at risk is %s', (atRisk, level) => {
    expect(criticalityLevel(atRisk)).toBe(level)
  })

  it('takes other thresholds and refuses ones that do not fall', () => {
    expect(criticalityLevel(0.3, { critical: 0.5, high: 0.3, medium: 0.1 })).toBe('HIGH')
    expect(() => criticalityLevel(0.3, { critical: 0.1, high: 0.3, medium: 0 })).toThrow(RangeError)
    expect(() => criticalityLevel(0.3, { critical: Number.NaN, high: 0.3, medium: 0 })).toThrow(RangeError)
  })

  it('is the value at risk of the service alone, with the way to each objective', () => {
    const graph = sketchGraph({
      objectives: { a: { weight: 1 }, b: { weight: 4 } },
      services: { web: 'LIVE', auth: 'LIVE' },
      contributions: [['a', 'web', 1]],
      dependencies: [['web', 's:auth', 0.5]],
    })
    const result = criticality(graph, { type: 'Service', id: 'auth' })
    expect(result).toMatchObject({ level: 'HIGH', valueAtRisk: 0.1 })
    expect(result.explanation.reasons.map(({ text }) => text)).toEqual([
      'HIGH: 0.10 at risk is at least 0.1.',
      '“a” (weight 0.20) is reached with 0.50: “a” rests on web (share 1.00); web depends on auth (SOFT, 0.50).',
    ])
    expect(valueAtRisk(graph, [{ type: 'Service', id: 'auth' }])).toBe(result.valueAtRisk)
  })
})
