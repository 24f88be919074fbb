import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MaintainedKeyResult, maintainedProgress, maintainedShare } from './maintained.ts'

/** Weeks from 5 January 2026 on, with the value of each. */
function weeks(
  values: readonly (number | null)[],
  more: Partial<MaintainedKeyResult> = {},
): MaintainedKeyResult {
  const day = (count: number) => new Date(Date.UTC(2026, 0, 5 + count)).toISOString().slice(0, 10)
  return {
    id: 'k',
    objectiveId: 'o',
    title: 'Answered well',
    unit: '%',
    weight: 1,
    current: 97,
    isComputed: false,
    origin: { kind: 'MANUAL' },
    kind: 'MAINTAIN',
    keepAbove: 95,
    keepBelow: null,
    periodUnit: 'WEEK',
    periods: values.map((value, place) => ({ from: day(7 * place), to: day(7 * place + 6), value })),
    earlier: 0,
    ...more,
  }
}

describe('a key result that is to be maintained', () => {
  it('is the share of the periods in which it was kept: 9 of 12 weeks are 0.75', () => {
    const values = [96, 96, 94, 97, 98, 90, 99, 95, 96, 94.9, 97, 100]
    const { value, explanation } = maintainedProgress(weeks(values))
    expect(value).toBe(0.75)
    expect(explanation.reasons.map(({ code }) => code)).toEqual([
      'CURRENT_IS_MANUAL',
      'SHARE_OF_PERIODS',
      'NOT_KEPT',
    ])
    expect(explanation.reasons[1]?.text).toBe(
      '“Answered well” was kept at 95 % or above in 9 of 12 weeks that were measured: 75%.',
    )
    expect(explanation.reasons[2]?.text).toBe(
      'Not kept in the week from 2026-01-19 (94 %), 2026-02-09 (90 %), 2026-03-09 (94.9 %).',
    )
  })

  it('counts a period without a value as neither, and names it', () => {
    const { value, explanation } = maintainedProgress(weeks([96, null, null, 90, null]))
    expect(value).toBe(0.5)
    expect(explanation.reasons.at(-1)).toEqual({
      code: 'NOT_MEASURED',
      text: 'Not measured, so neither kept nor broken: 3 weeks, 2026-01-12 to 2026-01-25, 2026-02-02 to 2026-02-08.',
    })
  })

  it.each([
    [95, null, [95, 94.9999999, 200], 2 / 3],
    [null, 3, [3, 3.1, -5], 2 / 3],
    [2, 4, [2, 3, 4, 1.9, 4.1], 0.6],
    // What is computed carries noise beyond the twelfth digit.
    [0.3, null, [0.1 + 0.2, 0.29999999999999999], 1],
    [null, 0.3, [0.1 + 0.2], 1],
  ])('above %s and below %s holds both bounds', (keepAbove, keepBelow, values, share) => {
    expect(maintainedShare(weeks(values, { keepAbove, keepBelow }))).toBeCloseTo(share, 12)
  })

  it('says nothing without a measured period', () => {
    const { value, explanation } = maintainedProgress(weeks([null], { current: null }))
    expect(value).toBeNull()
    expect(explanation.reasons.map(({ code }) => code)).toEqual([
      'NO_CHECK_IN',
      'NO_PERIOD_MEASURED',
      'NOT_MEASURED',
    ])
  })

  it('is between 0 and 1, does not depend on the order, and on unmeasured periods not at all', () => {
    const value = fc.option(fc.integer({ min: 90, max: 100 }), { nil: null })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
        const share = maintainedShare(weeks(values))
        const measured = values.filter((one) => one !== null)
        expect(maintainedShare(weeks(values.toReversed()))).toBe(share)
        expect(maintainedShare(weeks(measured))).toBe(share)
        if (measured.length === 0) expect(share).toBeNull()
        else expect(share).toBe(measured.filter((one) => one >= 95).length / measured.length)
      }),
    )
  })
})
