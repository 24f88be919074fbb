import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareMeans, momentsOf, welch } from './means.ts'
import { compareNps, netPromoterScore, type Promotion, promotionOf } from './nps.ts'

const of = (promoters: number, passives: number, detractors: number): Promotion => ({
  promoters,
  passives,
  detractors,
})
const points = ({ promoters, passives, detractors }: Promotion) =>
  momentsOf(
    new Map([
      [1, promoters],
      [0, passives],
      [-1, detractors],
    ]),
  )

describe('netPromoterScore', () => {
  it('has the standard error of the population', () => {
    const { score, error } = netPromoterScore(of(60, 25, 15))
    expect(score).toBe(45)
    expect(error).toBeCloseTo(7.399324, 6)
    expect(100 * Math.sqrt(points(of(60, 25, 15)).variance / 100)).toBeCloseTo(7.436601, 6)
  })
  it('takes 9 and 10 for promoters and 0 to 6 for detractors', () => {
    const answers = new Map(Array.from({ length: 11 }, (_, answer) => [answer, 2 ** answer]))
    expect(promotionOf(answers)).toEqual(of(512 + 1024, 128 + 256, 127))
  })
  it('is the mean of single points, with an interval around it within the scale', () => {
    const kinds = fc.array(fc.constantFrom<number>(100, 0, -100), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(kinds, (all) => {
        const count = (wanted: number) => all.filter((one) => one === wanted).length
        const { score, error, interval, n } = netPromoterScore(of(count(100), count(0), count(-100)))
        const mean = all.reduce((sum, one) => sum + one, 0) / all.length
        const variance = all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length
        expect(n).toBe(all.length)
        expect(score).toBeCloseTo(mean, 9)
        expect(error).toBeCloseTo(Math.sqrt(variance / all.length), 6)
        expect(interval.low).toBeGreaterThanOrEqual(-100)
        expect(interval.high).toBeLessThanOrEqual(100)
        expect(interval.low).toBeLessThanOrEqual(score)
      }),
    )
  })
})

describe('a change of the score', () => {
  it.each([
    [of(50, 25, 25), -1.790664, 195.487871, 0.074895, -20],
    [of(40, 30, 30), -3.130495, 195.408903, 0.002013, -35],
  ])('is tested by Welch: %o', (to, t, df, p, difference) => {
    const found = welch(points(of(60, 25, 15)), points(to))
    expect(found?.t).toBeCloseTo(t, 6)
    expect(found?.df).toBeCloseTo(df, 6)
    expect(found?.p).toBeCloseTo(p, 6)
    const compared = compareNps(of(60, 25, 15), to)
    expect(compared.p).toBeCloseTo(p, 6)
    expect(compared.difference).toBeCloseTo(difference, 9)
    // The interval and the test agree about nothing.
    expect((compared.interval?.high ?? 0) < 0).toBe(p < 0.05)
  })
  it('has no verdict below ten on a side', () => {
    expect(compareNps(of(9, 0, 0), of(0, 0, 50))).toMatchObject({ p: null, reason: 'TOO_FEW' })
    expect(compareNps(of(10, 0, 0), of(0, 0, 9))).toMatchObject({ p: null, reason: 'TOO_FEW' })
  })
  it('has one without variance only if the means differ', () => {
    expect(compareNps(of(10, 0, 0), of(0, 0, 10))).toMatchObject({ p: 0, reason: null, difference: -200 })
    expect(compareNps(of(10, 0, 0), of(12, 0, 0))).toMatchObject({ p: null, reason: 'NO_VARIANCE' })
  })
  it('is the same backwards, and does not depend on the unit', () => {
    const histogram = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 5, max: 40 })), {
      minLength: 2,
      maxLength: 6,
    })
    fc.assert(
      fc.property(histogram, histogram, (one, other) => {
        const [from, to] = [momentsOf(new Map(one)), momentsOf(new Map(other))]
        const tenfold = (rows: typeof one) => momentsOf(new Map(rows.map(([value, n]) => [10 * value, n])))
        const found = compareMeans(from, to)
        const p = found.p ?? -1
        expect(compareMeans(to, from).p ?? -1).toBeCloseTo(p, 9)
        expect(compareMeans(tenfold(one), tenfold(other)).p ?? -1).toBeCloseTo(p, 9)
        expect(compareMeans(to, from).difference).toBeCloseTo(-found.difference, 9)
      }),
    )
  })
})
