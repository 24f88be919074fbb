import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelOf, maturityOf, type RatedPractice } from './maturity.ts'
import { ASPECTS, type Aspect } from './measures.ts'

const PRACTICES = {
  COMMUNICATIONS: [3, 3, 2, 3, 3, 2],
  VALUE: [2, 2, 3, 2, 2, 2, 1],
  GOVERNANCE: [3, 3, 3, 3, 2, 3, 3],
  PARTNERSHIP: [4, 4, 3, 4, 4, 3],
  SCOPE: [2, 3, 3, 3, 2],
  SKILLS: [3, 2, 2, 3, 3, 3, 2],
} as const

const rated = (aspect: Aspect, business: number | null, it: number | null, at = 0): RatedPractice => ({
  key: `${aspect}-${at}`,
  text: `${aspect} ${at}`,
  aspect,
  isOnScale: true,
  business,
  it,
})

const all = (apart: number) =>
  ASPECTS.MATURITY.flatMap((aspect) =>
    PRACTICES[aspect].map((value, at) => rated(aspect, value - apart, value + apart, at)),
  )

describe('maturityOf', () => {
  it.each([0, 0.5])('has the scores and levels of six criteria, with both sides %d apart', (apart) => {
    const { criteria, mean, min, reason } = maturityOf(all(apart))
    const scores = criteria.map(({ score }) => Number(score?.toFixed(4)))
    expect(scores).toEqual([2.6667, 2, 2.8571, 3.6667, 2.6, 2.5714])
    expect(criteria.map(({ level }) => level)).toEqual([2, 2, 2, 3, 2, 2])
    expect(mean).toBeCloseTo(2.727, 4)
    // Not the mean of all 38 practices.
    expect(mean).not.toBeCloseTo(2.7105, 4)
    expect(min).toBe(2)
    expect(reason).toBeNull()
    expect(criteria.map(({ gap }) => gap)).toEqual(criteria.map(() => expect.closeTo(-2 * apart, 12)))
  })

  it('leaves out a practice that one side is not shown of, and has no level then', () => {
    const { criteria, mean } = maturityOf([
      rated('SCOPE', 4, 3),
      rated('SCOPE', 3, 3, 1),
      rated('SCOPE', 1, null, 2),
      rated('SKILLS', null, null),
      { ...rated('VALUE', 6, 7), isOnScale: false },
    ])
    const by = Object.fromEntries(criteria.map((one) => [one.aspect, one]))
    expect(by.SCOPE).toMatchObject({
      business: 3.5,
      it: 3,
      score: 3.25,
      gap: 0.5,
      level: null,
      reason: { code: 'PRACTICES_LEFT_OUT' },
    })
    expect(by.SCOPE?.practices[2]).toMatchObject({
      business: 1,
      score: null,
      reason: { code: 'SIDE_NOT_SHOWN' },
    })
    expect(by.SKILLS).toMatchObject({ score: null, level: null, reason: { code: 'NO_PRACTICE_SHOWN' } })
    expect(by.VALUE?.practices[0]?.reason?.code).toBe('OTHER_SCALE')
    expect(by.GOVERNANCE?.reason?.code).toBe('NOT_ASKED')
    expect(mean).toBeNull()
  })
})

describe('levelOf', () => {
  it('is not raised by noise of the arithmetic, nor lowered', () => {
    expect(levelOf([2.9, 3, 3.1].map((value) => value * (1 + 1e-15)))).toBe(3)
    expect(levelOf([2.2, 2.1, 2.3, 5.4].map((value) => value * (1 - 1e-15)))).toBe(3)
  })
  it('is at most the score, and no practice lies more than one level below it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 10 }), { minLength: 1, maxLength: 8 }), (halves) => {
        const practices = halves.map((value) => value / 2)
        const level = levelOf(practices)
        const mean = practices.reduce((sum, value) => sum + value, 0) / practices.length
        const holds = (one: number) => mean >= one - 1e-9 && practices.every((value) => value >= one - 1)
        expect(holds(level)).toBe(true)
        expect(level === 5 || !holds(level + 1)).toBe(true)
        expect(level).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
