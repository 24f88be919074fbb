import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BudgetQuestion, budgetOf, burnOf, checkBudgetRule, errorShare, spendIn } from './budget.ts'
import { type Bucket, isGood, splitWhole } from './events.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const OCCURRENCES = { target: 0.999, method: 'OCCURRENCES', sliceLength: null, sliceTarget: null } as const
const MINUTES = { target: 0.999, method: 'TIMESLICES', sliceLength: MINUTE, sliceTarget: 1 } as const

function ask(change: Partial<BudgetQuestion>): BudgetQuestion {
  const window = { start: 0, end: 30 * DAY }
  return {
    rule: OCCURRENCES,
    kind: 'CALENDAR',
    window,
    now: 30 * DAY,
    buckets: [],
    corrections: [],
    ...change,
  }
}

/** One bucket after the other, each of a length, from good and total. */
function inRow(length: number, counts: readonly (readonly [number, number])[]): Bucket[] {
  return counts.map(([good, total], place) => ({
    start: place * length,
    end: (place + 1) * length,
    good,
    total,
  }))
}

/** Minutes from 0 on, all good but the last `bad` of them. */
function minutes(count: number, bad: number): Bucket[] {
  return inRow(
    MINUTE,
    Array.from({ length: count }, (_, at) => [at < count - bad ? 1 : 0, 1] as const),
  )
}

/** The vector of timeslices: twelve of five minutes. */
const TWELVE = inRow(5 * MINUTE, [
  ...Array.from({ length: 7 }, () => [100, 100] as const),
  [94, 100],
  [95, 100],
  [0, 0],
  [0, 0],
  [10, 100],
])
const HOUR = { window: { start: 0, end: 60 * MINUTE }, now: 60 * MINUTE, buckets: TWELVE }

describe('the error budget', () => {
  it('of a calendar window that is not over is that of the projected window', () => {
    const found = budgetOf(
      ask({
        now: 3 * DAY,
        buckets: inRow(DAY, [
          [99_800, 100_000],
          [99_800, 100_000],
          [99_800, 100_000],
        ]),
      }),
    )
    expect(found).toMatchObject({ projected: true, seen: 300_000, bad: 600 })
    expect(found.attainment).toBeCloseTo(0.998, 12)
    expect(found.remaining).toBeCloseTo(0.8, 12)
    expect(found.whole).toBeCloseTo(3_000_000, 3)
    expect(found.reasons.map(({ code }) => code)).toEqual(['PROJECTED'])
  })

  it('in minutes is that of all minutes of the window', () => {
    const found = budgetOf(ask({ rule: MINUTES, now: 2 * DAY, buckets: minutes(2880, 20) }))
    expect(found.attainment).toBeCloseTo(0.9930555556, 10)
    expect(found.remaining).toBeCloseTo(0.537037037, 9)
    expect(found.allowedTime).toBeCloseTo(43.2 * MINUTE, 6)
    expect(found).toMatchObject({ projected: false, coverage: 1, whole: 43_200 })
  })

  it.each([
    [743, 2_674.8],
    [745, 2_682],
    [721, 2_595.6],
  ])('of a month of %i hours allows %f s', (hours, seconds) => {
    const window = { start: 0, end: hours * 60 * MINUTE }
    const found = budgetOf(ask({ rule: MINUTES, window, now: MINUTE, buckets: minutes(1, 0) }))
    expect((found.allowedTime ?? 0) / 1000).toBeCloseTo(seconds, 9)
  })

  it.each([
    [0.0005, 0.5],
    [0.002, -1],
    [0.001, 0],
  ])('of a rolling window with an error ratio of %f leaves %f', (ratio, remaining) => {
    const buckets = inRow(
      DAY,
      Array.from({ length: 30 }, () => [10_000 * (1 - ratio), 10_000] as const),
    )
    expect(budgetOf(ask({ kind: 'ROLLING', buckets })).remaining).toBeCloseTo(remaining, 9)
  })

  it('that is spent to the last event is 0, whatever the noise of 1 − target', () => {
    for (const [target, total, bad] of [
      [0.999, 3000, 3],
      [0.9, 30, 3],
      [0.9993, 10_000, 7],
      [0.9999999, 1e7, 1],
    ] as const) {
      const buckets = [{ start: 0, end: DAY, good: total - bad, total }]
      expect(budgetOf(ask({ rule: { ...OCCURRENCES, target }, kind: 'ROLLING', buckets })).remaining).toBe(0)
    }
    expect(errorShare(0.9999999)).toBe(1e-7)
  })

  it('without traffic is whole, and nothing was attained', () => {
    for (const rule of [OCCURRENCES, MINUTES]) {
      const found = budgetOf(ask({ rule, now: 2 * DAY }))
      expect(found).toMatchObject({ attainment: null, remaining: 1, seen: 0, bad: 0 })
      expect(found.reasons[0]?.code).toBe('NO_TRAFFIC')
    }
  })

  it('leaves gaps out of timeslices, and says how much was measured', () => {
    const slices = { method: 'TIMESLICES', sliceLength: 5 * MINUTE, sliceTarget: 0.95, target: 0.75 } as const
    const found = budgetOf(ask({ ...HOUR, rule: slices }))
    expect(found.slices).toEqual({ total: 12, measured: 10, good: 8, corrected: 0 })
    expect(found).toMatchObject({ attainment: 0.8, whole: 10 })
    expect(found.remaining).toBeCloseTo(0.2, 12)
    expect(found.coverage).toBeCloseTo(0.8333, 4)
    expect(found.reasons.map(({ code }) => code)).toEqual(['LOW_COVERAGE'])
    expect(budgetOf(ask({ ...HOUR, rule: { ...OCCURRENCES, target: 0.75 } })).attainment).toBeCloseTo(
      0.899,
      12,
    )
    expect(
      budgetOf(ask({ ...HOUR, rule: { ...slices, method: 'RATIO_TIMESLICES' } })).attainment,
    ).toBeCloseTo(0.899, 12)
    const unequal = {
      window: { start: 0, end: 2 * MINUTE },
      now: 2 * MINUTE,
      buckets: inRow(MINUTE, [
        [0, 1],
        [99, 99],
      ]),
    }
    expect(budgetOf(ask({ ...unequal, rule: OCCURRENCES })).attainment).toBeCloseTo(0.99, 12)
    expect(budgetOf(ask({ ...unequal, rule: { ...MINUTES, method: 'RATIO_TIMESLICES' } })).attainment).toBe(
      0.5,
    )
  })

  it('does not count a slice before it is over', () => {
    const slices = { method: 'TIMESLICES', sliceLength: 5 * MINUTE, sliceTarget: 0.95, target: 0.75 } as const
    expect(budgetOf(ask({ ...HOUR, rule: slices, now: 44 * MINUTE + 59_999 })).slices?.total).toBe(8)
    expect(budgetOf(ask({ ...HOUR, rule: slices, now: 45 * MINUTE })).slices?.total).toBe(9)
    const uneven = { start: 0, end: 58 * MINUTE }
    expect(budgetOf(ask({ ...HOUR, window: uneven, rule: slices })).slices?.total).toBe(11)
  })

  it('is that of the time that corrections leave', () => {
    // Slices of ten minutes: 120 minutes of maintenance with 60 bad ones inside, 30 bad ones outside. Entered as two
    // corrections that overlap.
    const rule = { ...MINUTES, sliceLength: 10 * MINUTE }
    const buckets = inRow(
      10 * MINUTE,
      Array.from({ length: 4320 }, (_, at) => [at < 4311 ? 1 : 0, 1] as const),
    )
    const end = 4317 * 10 * MINUTE
    const corrections = [
      { start: end - 120 * MINUTE, end: end - 30 * MINUTE },
      { start: end - 90 * MINUTE, end },
    ]
    const found = budgetOf(ask({ rule, buckets, corrections }))
    expect(found.bad).toBe(3)
    expect((found.allowedTime ?? 0) / MINUTE).toBeCloseTo(43.08, 9)
    expect(found.remaining).toBeCloseTo(0.30362117, 9)
    const removed = { good: 6, bad: 6, total: 12 }
    expect(found).toMatchObject({ removed, windowLength: 43_080 * MINUTE, coverage: 1 })
    expect(budgetOf(ask({ rule: OCCURRENCES, buckets, corrections })).remaining).toBeCloseTo(0.30362117, 9)
    // Known in advance, maintenance is no part of what the window will hold.
    const early = budgetOf(ask({ rule, now: DAY, buckets: buckets.slice(0, 144), corrections }))
    expect((early.allowedTime ?? 0) / MINUTE).toBeCloseTo(43.08, 9)
    const projected = budgetOf(ask({ now: DAY, buckets: buckets.slice(0, 144), corrections }))
    expect(projected.whole).toBeCloseTo(4308, 9)
  })

  it('does not measure a slice that a correction touches by more than half', () => {
    const rule = { method: 'TIMESLICES', sliceLength: 10 * MINUTE, sliceTarget: 0.5, target: 0.5 } as const
    const buckets = inRow(10 * MINUTE, [
      [10, 10],
      [10, 10],
      [10, 10],
    ])
    const touched = (length: number) =>
      budgetOf(
        ask({
          rule,
          window: { start: 0, end: 30 * MINUTE },
          now: 30 * MINUTE,
          buckets,
          corrections: [{ start: 10 * MINUTE, end: 10 * MINUTE + length }],
        }),
      ).slices
    expect(touched(5 * MINUTE)).toMatchObject({ measured: 3, corrected: 0 })
    expect(touched(5 * MINUTE + 1)).toMatchObject({ measured: 2, corrected: 1, total: 2 })
  })

  it('burns by what was spent over any span', () => {
    const question = ask({ ...HOUR, rule: { ...OCCURRENCES, target: 0.9 } })
    expect(spendIn(question, { start: 35 * MINUTE, end: 45 * MINUTE })).toEqual({ bad: 11, seen: 200 })
    expect(burnOf({ bad: 11, seen: 200 }, 0.9)).toBeCloseTo(0.55, 12)
    expect(burnOf({ bad: 0, seen: 0 }, 0.9)).toBeNull()
    const slices = { method: 'TIMESLICES', sliceLength: 5 * MINUTE, sliceTarget: 0.95, target: 0.75 } as const
    expect(spendIn(ask({ ...HOUR, rule: slices }), { start: 33 * MINUTE, end: 47 * MINUTE })).toEqual({
      bad: 1,
      seen: 3,
    })
  })

  it.each([
    [{ target: 1 }, /target: must be above 0 and below 1/],
    [{ target: 0 }, /target: must be/],
    [{ target: Number.NaN }, /target: must be/],
    [{ sliceLength: null }, /timeSliceWindow: is needed/],
    [{ sliceTarget: null }, /timeSliceTarget: is needed/],
    [{ sliceTarget: 1.1 }, /timeSliceTarget: is needed/],
  ])('refuses %j', (change, problem) => {
    expect(() => checkBudgetRule({ ...MINUTES, ...change })).toThrow(problem)
    expect(() => checkBudgetRule(MINUTES)).not.toThrow()
  })
})

describe('buckets', () => {
  it('are divided by time, to the event', () => {
    expect(splitWhole(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(splitWhole(5, [1, 1])).toEqual([3, 2])
    expect(splitWhole(7, [0, 0])).toEqual([7, 0])
    fc.assert(
      fc.property(fc.nat(1e9), fc.array(fc.nat(1e9), { minLength: 1, maxLength: 6 }), (amount, weights) => {
        const parts = splitWhole(amount, weights)
        const sum = weights.reduce((total, weight) => total + weight, 0)
        expect(parts.reduce((total, part) => total + part, 0)).toBe(amount)
        if (sum > 0)
          for (const [at, part] of parts.entries())
            expect(Math.abs(part - (amount * (weights[at] ?? 0)) / sum)).toBeLessThan(1.001)
      }),
    )
  })

  it('give the same budget however finely they are cut, where slices lie between', () => {
    const counts = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 24, maxLength: 24 })
    const cut = fc.array(fc.tuple(fc.nat(23), fc.nat(6)), { maxLength: 4 })
    fc.assert(
      fc.property(
        counts,
        cut,
        fc.nat(24),
        fc.constantFrom('OCCURRENCES', 'TIMESLICES', 'RATIO_TIMESLICES'),
        (drawn, cuts, now, method) => {
          const fine = inRow(
            MINUTE,
            drawn.map(([good, bad]) => [good, good + bad] as const),
          )
          const corrections = cuts.map(([start, length]) => ({
            start: start * MINUTE,
            end: (start + length) * MINUTE,
          }))
          const kept = fine.filter(
            ({ start }) =>
              start < now * MINUTE && !corrections.some((c) => c.start <= start && start < c.end),
          )
          const question = ask({
            window: { start: 0, end: 24 * MINUTE },
            now: now * MINUTE,
            kind: 'ROLLING',
            corrections,
            rule: { target: 0.9, method, sliceLength: 4 * MINUTE, sliceTarget: 0.5 },
            buckets: fine,
          })
          const found = budgetOf(question)
          expect(budgetOf({ ...question, buckets: fine.toReversed() })).toEqual(found)
          expect(budgetOf({ ...question, buckets: kept, corrections })).toMatchObject({
            bad: found.bad,
            seen: found.seen,
            remaining: found.remaining,
          })
          expect(found.seen).toBeGreaterThanOrEqual(found.bad)
          expect(found.remaining).toBeLessThanOrEqual(1)
          if (method !== 'OCCURRENCES') return
          expect(found.seen).toBe(kept.reduce((sum, { total }) => sum + total, 0))
          expect(found.seen + found.removed.total).toBe(
            fine.filter(({ start }) => start < now * MINUTE).reduce((sum, { total }) => sum + total, 0),
          )
        },
      ),
    )
  })

  it('are compared with a threshold by exactly its operator', () => {
    const at = (value: number) =>
      (['LT', 'LTE', 'GT', 'GTE'] as const).map((operator) => isGood(value, operator, 2))
    expect([at(1), at(2), at(3)]).toEqual([
      [true, true, false, false],
      [false, true, false, true],
      [false, false, true, true],
    ])
  })
})
