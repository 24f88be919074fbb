import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compareShares,
  fisherExact,
  mcNemarExact,
  newcombe,
  nMinus1ChiSquare,
  type Share,
  wilson,
} from './csat.ts'

const of = (count: number, n: number): Share => ({ count, n })

describe('wilson', () => {
  it.each([
    [of(8, 10), 0.490162, 0.943318],
    [of(5, 5), 0.565518, 1],
    [of(0, 5), 0, 0.434482],
    [of(41, 50), 0.692039, 0.902298],
  ])('of %o', (share, low, high) => {
    expect(wilson(share).low).toBeCloseTo(low, 6)
    expect(wilson(share).high).toBeCloseTo(high, 6)
  })
  it('holds every share that a z test does not reject, and no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(200),
        fc.double({ min: 0.01, max: 0.99 }),
        (n, k, p) => {
          const share = of(Math.min(k, n), n)
          const { low, high } = wilson(share)
          const z = Math.abs(share.count / n - p) / Math.sqrt((p * (1 - p)) / n)
          fc.pre(Math.abs(z - 1.959963984540054) > 1e-6)
          expect(p > low && p < high).toBe(z < 1.959963984540054)
        },
      ),
    )
  })
})

describe('a change of a share', () => {
  it.each([
    [of(8, 10), of(4, 10), 0.075156, 0.169802, -0.672544, 0.022558],
    [of(5, 5), of(2, 5), 0.049535, 0.166667, -0.882379, -0.02979],
    [of(80, 100), of(66, 100), 0.026132, 0.037849, -0.257865, -0.016788],
  ])('%o → %o', (from, to, chiSquare, fisher, low, high) => {
    expect(nMinus1ChiSquare(from, to)).toBeCloseTo(chiSquare, 6)
    expect(fisherExact(from, to)).toBeCloseTo(fisher, 6)
    expect(newcombe(from, to).low).toBeCloseTo(low, 6)
    expect(newcombe(from, to).high).toBeCloseTo(high, 6)
  })
  it('is decided by the exact test below 200 answers', () => {
    expect(compareShares(of(80, 100), of(66, 99)).test).toBe('FISHER_EXACT')
    expect(compareShares(of(80, 100), of(66, 100))).toMatchObject({ test: 'N_MINUS_1_CHI_SQUARE' })
    expect(compareShares(of(80, 100), of(66, 100)).p).toBeCloseTo(0.026132, 6)
  })
  it('is none if all are content, or none is', () => {
    expect(fisherExact(of(7, 7), of(5, 5))).toBe(1)
    expect(nMinus1ChiSquare(of(0, 7), of(0, 5))).toBe(1)
  })
  it('has the p that counting all tables gives', () => {
    const small = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(small, small, fc.nat(9), fc.nat(9), (n, m, k, l) => {
        const from = of(Math.min(k, n), n)
        const to = of(Math.min(l, m), m)
        const hits = from.count + to.count
        // Every choice of those who are content among all.
        const ways = new Map<number, number>()
        for (let set = 0; set < 2 ** (n + m); set += 1) {
          if (bits(set) !== hits) continue
          const first = bits(set % 2 ** n)
          ways.set(first, (ways.get(first) ?? 0) + 1)
        }
        const counts = [...ways.values()]
        const observed = ways.get(from.count) ?? 0
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
        const expected = sum(counts.filter((count) => count <= observed)) / sum(counts)
        expect(fisherExact(from, to)).toBeCloseTo(expected, 12)
      }),
      { numRuns: 20 },
    )
  })
})

const bits = (set: number) => [...set.toString(2)].filter((bit) => bit === '1').length

describe('mcNemarExact', () => {
  it.each([
    [0, 0, 1],
    [0, 5, 0.0625],
    [1, 9, 0.021484375],
    [3, 3, 1],
  ])('%i gained, %i lost', (gained, lost, p) => {
    expect(mcNemarExact(gained, lost)).toBeCloseTo(p, 12)
    expect(mcNemarExact(lost, gained)).toBeCloseTo(p, 12)
  })
})
