import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cover, type Interval, intersect, lengthOf, subtract, union } from './interval.ts'

const span = (start: number, end: number): Interval => ({ start, end })
const spans = fc.array(
  fc.tuple(fc.nat(30), fc.nat(8)).map(([start, length]) => span(start, start + length)),
  { maxLength: 8 },
)

/** Which of the places 0 to 39 are covered, one by one. */
const places = (intervals: readonly Interval[]) =>
  Array.from({ length: 40 }, (_, at) => intervals.some(({ start, end }) => start <= at && at < end))

describe('half-open intervals', () => {
  it('count what overlaps once and join what touches', () => {
    const found = union([span(5, 8), span(0, 3), span(2, 4), span(8, 9), span(20, 20)])
    expect(found).toEqual([span(0, 4), span(5, 9)])
    expect(lengthOf([span(0, 3), span(2, 4)])).toBe(4)
  })

  it('agree with a count place by place', () => {
    fc.assert(
      fc.property(spans, spans, fc.nat(35), fc.nat(8), (one, other, start, length) => {
        const [a, b] = [places(one), places(other)]
        expect(places(union(one))).toEqual(a)
        expect(places(intersect(one, other))).toEqual(a.map((has, at) => has && b[at] === true))
        expect(places(subtract(one, other))).toEqual(a.map((has, at) => has && b[at] !== true))
        const cover = new Cover(one)
        const asked = span(start, start + length)
        expect(cover.within(asked)).toBe(a.slice(start, start + length).filter(Boolean).length)
        expect(lengthOf(cover.covered(asked)) + lengthOf(cover.uncovered(asked))).toBe(length)
        expect(cover.has(start)).toBe(a[start])
        const joined = union(one)
        for (const [place, { end }] of joined.slice(0, -1).entries())
          expect(end).toBeLessThan(joined[place + 1]?.start ?? 0)
      }),
    )
  })
})
