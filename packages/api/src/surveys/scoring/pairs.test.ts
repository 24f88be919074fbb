import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareShares } from './csat.ts'
import { type PanelAnswer, pairedTest, pairingOf, pairingReason } from './pairs.ts'

const answers = (from: string, marks: string): PanelAnswer[] =>
  [...marks].map((mark, at) => ({ panel: from === '' ? null : `${from}${at}`, isContent: mark === '+' }))

describe('pairingOf', () => {
  it('counts those who changed', () => {
    expect(pairingOf(answers('p', '++++----'), answers('p', '+-+++++-'))).toEqual({
      outcome: 'PAIRED',
      gained: 3,
      lost: 1,
    })
  })
  it('takes at least half of the answers of each survey, in whatever order they are', () => {
    const before = answers('p', '++--+')
    const after = answers('p', '+-+-+').reverse()
    const others = answers('', '+-+-+')
    expect(pairingOf(before, [...after, ...others])).toEqual({ outcome: 'PAIRED', gained: 1, lost: 1 })
    expect(pairingOf([...others, ...before], after)).toEqual({ outcome: 'PAIRED', gained: 1, lost: 1 })
    expect(pairingOf(before, [...after, ...others, ...answers('', '+')])).toEqual({
      outcome: 'TOO_FEW_PAIRS',
    })
    expect(pairingOf(others, others)).toEqual({ outcome: 'TOO_FEW_PAIRS' })
  })
  it.each([
    ['one other', '+', ''],
    ['four others', '', '+-+-'],
    ['five others who are content', '+++++', ''],
    ['five others who are not', '+-+-+', '-----'],
  ])('tells nothing of %s', (_what, more, later) => {
    const found = pairingOf(
      [...answers('p', '++--++--'), ...answers('', more)],
      [...answers('p', '+-+-+-+-'), ...answers('x', later)],
    )
    expect(found).toEqual({ outcome: 'PROTECTS_ANSWERS' })
  })
  it('tells nothing of pairs that are too few or answered the same', () => {
    expect(pairingOf(answers('p', '+-+-'), answers('p', '-++-'))).toEqual({ outcome: 'PROTECTS_ANSWERS' })
    expect(pairingOf(answers('p', '+++++'), answers('p', '-++--'))).toEqual({ outcome: 'PROTECTS_ANSWERS' })
  })

  it('leaves to subtraction no share of fewer than five, and none of all the same', () => {
    const people = fc.array(
      fc.record({
        before: fc.option(fc.boolean(), { freq: 6 }),
        after: fc.option(fc.boolean(), { freq: 6 }),
        isKnown: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
      }),
      { minLength: 6, maxLength: 60 },
    )
    let paired = 0
    fc.assert(
      fc.property(people, (all) => {
        const of = (time: 'before' | 'after') =>
          all.flatMap(({ isKnown, ...one }, at): PanelAnswer[] => {
            const isContent = one[time]
            return isContent === null ? [] : [{ panel: isKnown ? `p${at}` : null, isContent }]
          })
        if (pairingOf(of('before'), of('after')).outcome !== 'PAIRED') return
        paired += 1
        const both = all.filter(({ isKnown, before, after }) => isKnown && before !== null && after !== null)
        for (const time of ['before', 'after'] as const) {
          const rest = all.filter((one) => one[time] !== null && !both.includes(one))
          for (const group of [both, rest]) {
            if (group.length === 0) continue
            expect(group.length).toBeGreaterThanOrEqual(5)
            expect(new Set(group.map((one) => one[time])).size).toBe(2)
          }
          expect(2 * both.length).toBeGreaterThanOrEqual(both.length + rest.length)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(paired).toBeGreaterThan(20)
  })
})

describe('pairedTest', () => {
  const tested = compareShares({ count: 8, n: 10 }, { count: 4, n: 10 })
  it('is McNemar’s exact test of those who changed', () => {
    expect(pairedTest(tested, { outcome: 'PAIRED', gained: 1, lost: 5 })).toEqual({
      ...tested,
      test: 'MCNEMAR_EXACT',
      // 2 (1 + 6) / 2⁶
      p: 0.21875,
    })
  })
  it('is the test of different persons otherwise, with the reason', () => {
    expect(pairedTest(tested, { outcome: 'TOO_FEW_PAIRS' })).toBe(tested)
    expect(pairedTest(tested, undefined)).toBe(tested)
    expect(pairingReason(undefined).text).toMatch(/not examined/)
    expect(pairingReason({ outcome: 'PROTECTS_ANSWERS' }).text).toMatch(/would tell/)
  })
})
