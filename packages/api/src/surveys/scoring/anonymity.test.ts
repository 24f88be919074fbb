import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areApartFromRounds, type Cell, mayRepublish, shownCells } from './anonymity.ts'

const cells = (counts: readonly number[]): Cell[] =>
  counts.map((n, place) => ({ key: String.fromCharCode(65 + place), n }))
const shown = (counts: readonly number[]) => [...shownCells(cells(counts))].sort().join('')

describe('shownCells', () => {
  it.each([
    [[8, 4], ''],
    [[8, 6, 3], 'A'],
    [[8, 3, 2], 'A'],
    [[8, 7], 'AB'],
    [[8, 9, 4, 4], 'AB'],
    [[12], 'A'],
    [[12, 0], 'A'],
    [[4], ''],
    [[8, 8, 1], 'A'],
    [[8, 2, 1, 1], ''],
    [[], ''],
  ])('of %j are %j', (counts, expected) => {
    expect(shown(counts)).toBe(expected)
  })
  it('leave nothing below five, and no single cell, to subtraction', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { maxLength: 8 }), (counts) => {
        const all = cells(counts)
        const visible = shownCells(all)
        const rest = all.filter(({ key, n }) => n > 0 && !visible.has(key))
        const left = rest.reduce((sum, { n }) => sum + n, 0)
        for (const { key, n } of all) if (visible.has(key)) expect(n).toBeGreaterThanOrEqual(5)
        if (visible.size > 0) {
          expect(rest.length).not.toBe(1)
          if (rest.length > 0) expect(left).toBeGreaterThanOrEqual(5)
        }
        // And it hides no more than needed: with all large, all are shown.
        if (counts.every((n) => n === 0 || n >= 5)) expect(rest).toEqual([])
      }),
    )
  })
})

describe('a result that was published', () => {
  it('is published again after five answers', () => {
    expect([4, 5].map(mayRepublish)).toEqual([false, true])
  })
})

describe('areApartFromRounds', () => {
  it.each([
    // Six were told of, all of them of the first part but one.
    [[[5], [1, 5]], 2, false],
    [[[6], [0, 5]], 2, true],
    [
      [
        [3, 5],
        [3, 5],
      ],
      2,
      true,
    ],
    [
      [
        [8, 0],
        [1, 4],
      ],
      2,
      false,
    ],
    // The second round is the first part but for one.
    [
      [
        [1, 6],
        [9, 0],
      ],
      2,
      false,
    ],
    [
      [
        [4, 9],
        [4, 9],
      ],
      2,
      true,
    ],
    [[[9], [9]], 1, true],
  ])('of %j in %i rounds is %s', (parts, rounds, expected) => {
    expect(areApartFromRounds(parts, rounds)).toBe(expected)
  })
})
