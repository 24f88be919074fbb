import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExhaustionQuestion, exhaustionOf } from './exhaustion.ts'

const DAY = 86_400_000

function ask(change: Partial<ExhaustionQuestion>) {
  const end = 30 * DAY
  return exhaustionOf({
    kind: 'ROLLING',
    remaining: 0.5,
    burn: 2,
    windowLength: end,
    windowEnd: end,
    now: end,
    ...change,
  })
}
const days = (change: Partial<ExhaustionQuestion>) => (ask(change).after ?? Number.NaN) / DAY
const code = (change: Partial<ExhaustionQuestion>) => ask(change).reason?.code ?? null

describe('exhaustion', () => {
  it('of a calendar window spends what remains, up to the end', () => {
    const early = { kind: 'CALENDAR', remaining: 0.8, now: 3 * DAY } as const
    expect(days(early)).toBeCloseTo(12, 9)
    expect(ask(early).at).toBe(15 * DAY)
    expect(code({ ...early, burn: 0.8 })).toBe('LASTS_TO_THE_END')
    expect(days({ ...early, burn: 0.8 / 0.9 })).toBeCloseTo(27, 9)
    expect(code({ ...early, burn: 0 })).toBe('LASTS_TO_THE_END')
  })

  it.each([
    [0.5, 2, 10],
    [0.5, 14.4, 1.079136691],
    [0.2, 1.2, 24],
  ])('of a rolling window with a mean burn of %f takes at %f %f days', (mean, burn, expected) => {
    expect(days({ remaining: 1 - mean, burn })).toBeCloseTo(expected, 8)
  })

  it('says why there is none', () => {
    expect(code({ remaining: 0.1, burn: 0.9 })).toBe('NEVER_AT_THIS_RATE')
    expect(code({ burn: 1 })).toBe('NEVER_AT_THIS_RATE')
    expect(code({ burn: 0 })).toBe('NEVER_AT_THIS_RATE')
    expect(code({ burn: null })).toBe('NO_TRAFFIC')
    for (const remaining of [0, -0.5]) {
      expect(code({ remaining, burn: null })).toBe('EXHAUSTED')
      expect(days({ remaining, kind: 'CALENDAR' })).toBe(0)
    }
  })

  it('of a rolling window is where the mean burn comes up to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.double({ min: 1.01, max: 50, noNaN: true }),
        (mean, burn) => {
          const share = days({ remaining: 1 - mean, burn }) / 30
          expect(mean * (1 - share) + burn * share).toBeCloseTo(1, 9)
          expect(share).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
