import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { throughCircle } from './circle.ts'
import { dayStarts } from './day-starts.ts'
import { monthsWithin } from './days.ts'
import { decimalFrom, decimalText, inCommonUnits, quotient } from './decimals.ts'
import { certain, type Distribution, mix } from './distribution.ts'
import { byLargestRemainder } from './largest-remainder.ts'
import { Passing, type Station } from './passing.ts'
import { periodFrom } from './period.ts'
import { nearest, partWithin } from './spans.ts'

describe('the largest remainder', () => {
  it('divides whole numbers', () => {
    expect(byLargestRemainder(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
    expect(byLargestRemainder(5n, [1n, 1n])).toEqual([3n, 2n])
    expect(byLargestRemainder(-5n, [1n, 1n])).toEqual([-3n, -2n])
    expect(byLargestRemainder(0n, [1n, 2n])).toEqual([0n, 0n])
  })

  it('gives parts that add up and are less than one off', () => {
    const weights = fc
      .array(fc.bigInt(0n, 50n), { minLength: 1, maxLength: 8 })
      .filter((given) => given.some((weight) => weight > 0n))
    fc.assert(
      fc.property(fc.bigInt(-10_000n, 10_000n), weights, (whole, given) => {
        const parts = byLargestRemainder(whole, given)
        const total = given.reduce((sum, weight) => sum + weight, 0n)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(whole)
        parts.forEach((part, at) => {
          const off = part * total - whole * (given[at] ?? 0n)
          expect(off < total && -off < total).toBe(true)
        })
      }),
    )
  })
})

describe('decimals', () => {
  it('are what is written', () => {
    expect(inCommonUnits([0.1, 0.25, 1])).toEqual([10n, 25n, 100n])
    expect(inCommonUnits([1e-9, 2])).toEqual([1n, 2_000_000_000n])
    expect(decimalFrom('-12.500')).toEqual({ units: -125n, digits: 1 })
    expect(decimalFrom('1e3')).toEqual({ units: 1000n, digits: 0 })
    expect(decimalText({ units: -5n, digits: 2 })).toBe('-0.05')
    expect(decimalText({ units: 1200n, digits: 2 })).toBe('12')
    expect(() => decimalFrom('x')).toThrow('"x" is not a decimal number')
    expect(quotient(10n ** 30n, 4n * 10n ** 30n)).toBe(0.25)
  })
})

describe('a period', () => {
  it('is a year, a quarter, a month or two days', () => {
    expect(periodFrom('2026')).toMatchObject({ from: '2026-01-01', to: '2026-12-31' })
    expect(periodFrom('2026-Q4')).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodFrom('2028-02')).toMatchObject({ from: '2028-02-01', to: '2028-02-29' })
    for (const longest of ['2024-01-01/2026-12-31', '2024-02-29/2027-02-28', '9996-01-01/9998-12-31'])
      expect(periodFrom(longest)).toMatchObject({ label: longest })
    expect(periodFrom('2026-10-05/2026-10-05')).toMatchObject({ from: '2026-10-05', to: '2026-10-05' })
  })

  it.each([
    ['2026-Q5', 'is not a period: write a year (2026)'],
    ['2026-13', 'is not a period'],
    ['2026-02-30/2026-03-01', 'is not a period'],
    ['2026-03-02/2026-03-01', 'ends before it begins'],
    ['2020-01-01/2026-01-01', 'is longer than three years'],
    ['2025-01-01/2028-01-01', 'is longer than three years'],
    ['2023-03-01/2026-03-01', 'is longer than three years'],
    ['1969', 'from 1970 to 9998'],
    ['9999', 'from 1970 to 9998'],
    ['9999-12-31/9999-12-31', 'from 1970 to 9998'],
    ['', 'is not a period'],
  ])('%s is refused', (text, message) => {
    expect(() => periodFrom(text)).toThrow(message)
  })
})

describe('a span', () => {
  const at = dayStarts('Europe/Berlin')
  const days = (from: string, after: string) => ({ start: at(from), end: at(after) })
  const months = monthsWithin('2025-12-01', '2027-01-31').map(at)

  it('has the part of the period by time, an hour less where clocks change', () => {
    const twoMonths = days('2026-03-01', '2026-05-01')
    const march = partWithin(146_300n, twoMonths, days('2026-03-01', '2026-04-01'), months)
    expect(march).toBe(nearest(146_300n * 743n, 1463n))
    expect(partWithin(146_300n, twoMonths, days('2026-04-01', '2026-05-01'), months)).toBe(146_300n - march)
    expect(partWithin(100n, twoMonths, days('2026-06-01', '2026-07-01'), months)).toBe(0n)
  })

  it('of three equal months gives the odd cent to the first', () => {
    const even = [0, 10, 20].map((start) => ({ start, end: start + 10 }))
    const parts = even.map((month) => partWithin(100n, { start: 0, end: 30 }, month, [10, 20]))
    expect(parts).toEqual([34n, 33n, 33n])
  })

  it('adds up over periods that follow one another', () => {
    const cut = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(
        fc.bigInt(-5_000n, 5_000n),
        fc.tuple(cut, cut).filter(([a, b]) => a < b),
        fc.uniqueArray(cut, { maxLength: 4 }),
        fc.uniqueArray(cut, { maxLength: 6 }),
        (whole, [start, end], months, cuts) => {
          const ends = [-1, ...cuts.toSorted((a, b) => a - b), 101]
          const inOrder = months.toSorted((a, b) => a - b)
          const parts = ends
            .slice(1)
            .map((to, place) =>
              partWithin(whole, { start, end }, { start: ends[place] ?? to, end: to }, inOrder),
            )
          expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(whole)
        },
      ),
    )
  })
})

describe('a circle', () => {
  const outside = (place: number) => certain(place)
  const partOf = ({ parts, total }: Distribution, key: number) => quotient(parts.get(key) ?? 0n, total)

  it('is solved exactly', () => {
    // p: half to q, half out to 10; q: all to p but a third out to 11.
    const circle = new Map([
      [
        0,
        [
          { to: 1, weight: 0.5 },
          { to: 10, weight: 0.5 },
        ],
      ],
      [
        1,
        [
          { to: 0, weight: 0.2 },
          { to: 11, weight: 0.1 },
        ],
      ],
    ])
    const solved = throughCircle(circle, outside, certain(99))
    expect(solved.get(0)).toEqual({
      total: 4n,
      parts: new Map([
        [10, 3n],
        [11, 1n],
      ]),
    })
  })

  it('is solved alike in fractions and in numbers of double precision', () => {
    const ring = (size: number) =>
      new Map(
        Array.from({ length: size }, (_, at) => [
          at,
          [
            { to: (at + 1) % size, weight: 0.75 },
            { to: 1_000_000 + (at % 2), weight: at % 2 === 0 ? 0.25 : 0.5 },
          ],
        ]),
      )
    // In a ring of even length, however long, the first place sends on what the odd ones differ in.
    const [short, long] = [12, 400].map((size) => throughCircle(ring(size), outside, certain(99)).get(0))
    if (short === undefined || long === undefined) throw new Error('no result')
    expect(partOf(long, 1_000_000)).toBeCloseTo(partOf(short, 1_000_000), 12)
    const sum = [...long.parts.values()].reduce((so, part) => so + part, 0n)
    expect(sum).toBe(long.total)
  })

  it('of places that all pass on to one another is refused where it would take minutes', () => {
    const all = (size: number) =>
      new Map(
        Array.from({ length: size }, (_, at) => [
          at,
          Array.from({ length: size + 1 }, (_, to) => ({ to, weight: (1 + ((at * to) % 7)) / 8 })).filter(
            ({ to }) => to !== at,
          ),
        ]),
      )
    const solved = throughCircle(all(150), outside, certain(99))
    expect(solved.get(3)).toEqual(certain(150))
    const closed = new Map([...all(330)].map(([at, ways]) => [at, ways.filter(({ to }) => to < 330)]))
    expect(throughCircle(closed, outside, certain(99)).get(3)).toEqual(certain(99))
    expect(() => throughCircle(all(330), outside, certain(99))).toThrow(
      '330 places pass work on to one another in a circle',
    )
  })
})

describe('passing on', () => {
  it('goes along chains of any length', () => {
    const station = (place: number): Station =>
      place === 50_000 ? { ends: certain(7) } : { passes: [{ to: place + 1, weight: 0.3 }] }
    expect(new Passing(station, certain(99)).from(0)).toEqual(certain(7))
  })

  it('keeps fractions of a bounded length, and all of the work', () => {
    const station = (place: number): Station =>
      place >= 400
        ? { ends: certain(place) }
        : { passes: [1, 2, 3].map((step) => ({ to: place + step, weight: 1 / (place + step + 3) })) }
    const found = new Passing(station, certain(99)).from(0)
    expect(found.total.toString(2).length).toBeLessThanOrEqual(1025)
    expect([...found.parts.values()].reduce((sum, part) => sum + part, 0n)).toBe(found.total)
    expect(mix([{ weight: 3n, of: found }]).total).toBe(found.total)
  })
})
