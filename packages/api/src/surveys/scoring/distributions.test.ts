import { describe, expect, it } from 'vitest'
import { chiSquareP, incompleteBeta, logGamma, studentP, studentQuantile, Z } from './distributions.ts'

describe('incompleteBeta', () => {
  it('has the closed forms that there are', () => {
    for (const x of [0.001, 0.1, 0.35, 0.5, 0.9, 0.999]) {
      expect(incompleteBeta(1, 9, x)).toBeCloseTo(1 - (1 - x) ** 9, 12)
      expect(incompleteBeta(4, 1, x)).toBeCloseTo(x ** 4, 12)
      expect(incompleteBeta(0.5, 0.5, x)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 12)
      expect(incompleteBeta(2, 3, x)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 12)
    }
    expect([incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1)]).toEqual([0, 1])
  })
})

describe('logGamma', () => {
  it('is the factorial of whole numbers', () => {
    let factorial = 1
    for (let n = 1; n < 20; n += 1) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 11)
      factorial *= n
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12)
    expect(logGamma(0.25)).toBeCloseTo(1.2880225246980774, 11)
  })
})

describe('Student', () => {
  it('has the closed forms of one and two degrees of freedom', () => {
    for (const t of [0, 0.1, 1, 3, 40]) {
      expect(studentP(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12)
      expect(studentP(-t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12)
    }
  })
  it('has the quantiles of the tables', () => {
    expect(studentQuantile(1)).toBeCloseTo(12.706204736432095, 8)
    expect(studentQuantile(4)).toBeCloseTo(2.7764451051977987, 9)
    expect(studentQuantile(29)).toBeCloseTo(2.045229642132703, 9)
    expect(studentQuantile(1e7)).toBeCloseTo(Z, 6)
  })
})

describe('chiSquareP', () => {
  it('has the critical values of the tables, on both sides of the change of method', () => {
    expect(chiSquareP(Z ** 2)).toBeCloseTo(0.05, 12)
    expect(chiSquareP(1)).toBeCloseTo(0.31731050786291415, 12)
    expect(chiSquareP(2.99999999)).toBeCloseTo(chiSquareP(3.00000001), 8)
    expect(chiSquareP(10.827566170662733)).toBeCloseTo(0.001, 12)
    expect(chiSquareP(0)).toBe(1)
  })
})
