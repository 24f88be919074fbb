import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wilson } from './csat.ts'
import { holm } from './holm.ts'
import { lostTime } from './lost-time.ts'
import { perceptionGap, weightedSatisfaction } from './watermelon.ts'

describe('perceptionGap', () => {
  const share = (count: number, n: number) => wilson({ count, n })
  it('needs a whole interval beyond the target', () => {
    expect(share(6, 12).high).toBeCloseTo(0.746218, 6)
    expect(perceptionGap(true, share(6, 12), 0.8)).toBe('WATERMELON')
    expect(perceptionGap(true, share(41, 50), 0.8)).toBeNull()
    expect(perceptionGap(false, share(41, 50), 0.8)).toBeNull()
    expect(perceptionGap(false, share(49, 50), 0.8)).toBe('HIDDEN_CONTENT')
    expect(perceptionGap(false, share(6, 12), 0.8)).toBeNull()
    expect(perceptionGap(null, share(6, 12), 0.8)).toBeNull()
  })
})

describe('weightedSatisfaction', () => {
  it('recovers its interval from those of its parts', () => {
    const part = (weight: number, count: number, n: number) => ({
      weight,
      value: count / n,
      interval: wilson({ count, n }),
    })
    const { value, interval } = weightedSatisfaction([part(0.6, 8, 10), part(0.4, 90, 100)])
    expect(value).toBeCloseTo(0.84, 12)
    expect(interval.low).toBeCloseTo(0.651733, 6)
    expect(interval.high).toBeCloseTo(0.927836, 6)
  })
  it('of one part is that part', () => {
    const interval = wilson({ count: 3, n: 9 })
    const found = weightedSatisfaction([{ weight: 1, value: 1 / 3, interval }])
    expect(found.interval.low).toBeCloseTo(interval.low, 12)
    expect(found.interval.high).toBeCloseTo(interval.high, 12)
  })
})

describe('holm', () => {
  it('corrects step by step', () => {
    const found = holm([0.01, 0.04, 0.03, 0.005])
    for (const [place, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(found[place]).toBeCloseTo(p, 12)
    expect(holm([])).toEqual([])
  })
  it('rejects as the stepwise procedure does', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (values) => {
        const sorted = values.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p)
        const stop = sorted.findIndex(({ p }, rank) => p * (values.length - rank) >= 0.05)
        const rejected = new Set(sorted.slice(0, stop < 0 ? values.length : stop).map(({ place }) => place))
        for (const [place, p] of holm(values).entries()) expect(p < 0.05).toBe(rejected.has(place))
      }),
    )
  })
})

describe('lostTime', () => {
  it('has the sum, the mean and the t interval of both', () => {
    const found = lostTime(
      new Map([
        [0, 2],
        [30, 2],
        [90, 1],
      ]),
    )
    expect(found).toMatchObject({ n: 5, sum: 150, mean: 30 })
    // t(4) = 2.776445, s = 36.742346, margin = 45.621…: it would begin below 0.
    expect(found.meanInterval?.low).toBe(0)
    expect(found.meanInterval?.high).toBeCloseTo(
      30 + (2.7764451051977987 * Math.sqrt(1350)) / Math.sqrt(5),
      9,
    )
    expect(found.sumInterval?.high).toBeCloseTo(5 * (found.meanInterval?.high ?? 0), 9)
  })
})
