import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Interval } from '../change-windows/interval.ts'
import { budgetOf } from './budget.ts'
import { type BudgetCauses, type CausesQuestion, causesOf } from './budget-causes.ts'

const HOUR = 3_600_000
const hours = (start: number, end: number): Interval => ({ start: start * HOUR, end: end * HOUR })

const c1 = { id: 'c1', name: 'c1', began: 2 * HOUR, periods: [hours(2, 3)] }
const c2 = { id: 'c2', name: 'c2', began: 5 * HOUR, periods: [hours(5, 5.5)] }
const D = {
  id: 'd',
  name: 'D',
  strength: 1,
  periods: [
    { ...hours(3, 4), badness: 0.5 },
    { ...hours(5, 6), badness: 0.5 },
  ],
}
const BAD = [0, 0, 40, 30, 0, 20, 0, 15, 60, 0]
const VECTOR: CausesQuestion = {
  target: 0.99,
  window: hours(0, 10),
  buckets: BAD.map((bad, hour) => ({ ...hours(hour, hour + 1), good: 1000 - bad, total: 1000 })),
  corrections: [hours(8, 9)],
  ownChanges: [c1, c2],
  dependencies: [D],
}

const sums = ({ ownChanges, dependencies, unexplained }: BudgetCauses) => [
  ownChanges,
  dependencies,
  unexplained,
]
const rows = ({ parts }: BudgetCauses) => parts.map(({ id, bad }) => [id, bad])

/** One bucket of an hour with some bad events. */
function hour(bad: number, change: Partial<CausesQuestion>): CausesQuestion {
  const buckets = [{ ...hours(0, 1), good: 0, total: bad }]
  return {
    ...VECTOR,
    window: hours(0, 1),
    buckets,
    corrections: [],
    ownChanges: [],
    dependencies: [],
    ...change,
  }
}
const change = (id: string, began: number, ...periods: Interval[]) => ({
  id,
  name: id,
  began: began * HOUR,
  periods,
})
const dependency = (id: string, strength: number, badness: number, period: Interval) => ({
  id,
  name: id,
  strength,
  periods: [{ ...period, badness }],
})

describe('who spent the budget', () => {
  it('is the first cause that holds at the instant of each bad event', () => {
    const found = causesOf(VECTOR)
    expect(found.counted).toMatchObject({ total: 9000, bad: 105 })
    expect(found.removed.bad).toBe(60)
    expect(sums(found)).toEqual([50, 40, 15])
    expect(rows(found)).toEqual([
      ['c1', 40],
      ['c2', 10],
      ['d', 40],
      [null, 15],
    ])
    expect(found.parts[1]?.alsoPossible).toEqual([{ kind: 'DEPENDENCY', id: 'd', name: 'D', bad: 10 }])
    expect(found.parts.filter(({ alsoPossible }) => alsoPossible.length > 0)).toHaveLength(1)
    expect(found.allowed).toBe(90)
    expect(found.remaining).toBeCloseTo(-0.166666667, 9)
  })

  it('is unexplained where a cause is left out, and no neighbour', () => {
    expect(sums(causesOf({ ...VECTOR, without: { ownChanges: true } }))).toEqual([0, 40, 65])
    expect(sums(causesOf({ ...VECTOR, without: { ids: ['d'] } }))).toEqual([50, 0, 55])
    expect(rows(causesOf({ ...VECTOR, without: { ids: ['c2'] } }))).toEqual([
      ['c1', 40],
      ['d', 40],
      [null, 25],
    ])
  })

  it('is of several own changes the one that began last', () => {
    const found = causesOf(
      hour(8, { ownChanges: [change('a', 0, hours(0, 1)), change('b', 0.25, hours(0.5, 1))] }),
    )
    expect(rows(found)).toEqual([
      ['a', 4],
      ['b', 4],
      [null, 0],
    ])
    expect(found.parts[1]?.alsoPossible).toMatchObject([{ id: 'a', bad: 4 }])
    // By its window and by an incident at the same time it is one cause.
    const twice = change('a', 0, hours(0, 1), hours(0.5, 2))
    expect(causesOf(hour(8, { ownChanges: [twice] })).parts[0]).toMatchObject({ bad: 8, alsoPossible: [] })
  })

  it('is of several dependencies the one with the largest strength times badness, then id', () => {
    const all = hours(0, 1)
    const worst = (...dependencies: CausesQuestion['dependencies'][number][]) =>
      causesOf(hour(3, { dependencies })).parts[0]?.id
    expect(worst(dependency('a', 1, 0.3, all), dependency('b', 0.5, 0.9, all))).toBe('b')
    expect(worst(dependency('b', 0.5, 1, all), dependency('a', 1, 0.5, all))).toBe('a')
  })

  it('divides a sample at a border by time, of equal remainders the earlier first', () => {
    expect(rows(causesOf(hour(5, { ownChanges: [change('a', 0.5, hours(0.5, 1))] })))).toEqual([
      ['a', 2],
      [null, 3],
    ])
    expect(rows(causesOf(hour(10, { ownChanges: [change('a', 0, hours(0, 0.25))] })))).toEqual([
      ['a', 3],
      [null, 7],
    ])
    expect(rows(causesOf(hour(1, { ownChanges: [change('a', 0, hours(0, 0.6))] })))).toEqual([
      ['a', 1],
      [null, 0],
    ])
  })

  it('adds up to the bad events of the budget, and leaves the others alone when one is left out', () => {
    const span = fc
      .tuple(fc.nat(20), fc.integer({ min: 1, max: 6 }))
      .map(([start, length]) => hours(start / 2, (start + length) / 2))
    const spans = fc.array(span, { maxLength: 3 })
    const question = fc
      .record({
        bad: fc.array(fc.nat(7), { minLength: 10, maxLength: 10 }),
        corrections: spans,
        changes: fc.array(fc.record({ began: fc.nat(9), periods: spans }), { maxLength: 3 }),
        bads: fc.array(
          fc.record({ strength: fc.constantFrom(0.5, 1), badness: fc.constantFrom(0.2, 1), periods: spans }),
          { maxLength: 3 },
        ),
      })
      .map(
        ({ bad, corrections, changes, bads }): CausesQuestion => ({
          ...VECTOR,
          corrections,
          buckets: bad.map((count, at) => ({ ...hours(at, at + 1), good: 9, total: 9 + count })),
          ownChanges: changes.map(({ began, periods }, at) => change(`c${at}`, began, ...periods)),
          dependencies: bads.map(({ strength, badness, periods }, at) => ({
            id: `d${at}`,
            name: `d${at}`,
            strength,
            periods: periods.map((period) => ({ ...period, badness })),
          })),
        }),
      )
    fc.assert(
      fc.property(question, fc.constantFrom('c0', 'c1', 'd0', 'd1'), (asked, left) => {
        const found = causesOf(asked)
        const total = (rows: BudgetCauses) => rows.parts.reduce((sum, { bad }) => sum + bad, 0)
        const rule = { target: 0.99, method: 'OCCURRENCES', sliceLength: null, sliceTarget: null } as const
        const budget = budgetOf({ ...asked, rule, kind: 'ROLLING', now: asked.window.end })
        expect(total(found)).toBe(budget.bad)
        expect(found.remaining).toBe(budget.remaining)
        expect(found.parts.every(({ bad }) => Number.isInteger(bad))).toBe(true)
        const without = causesOf({ ...asked, without: { ids: [left] } })
        const own = found.parts.find(({ id }) => id === left)?.bad ?? 0
        expect(without.unexplained).toBe(found.unexplained + own)
        const others = found.parts.filter(({ id }) => id !== left && id !== null)
        expect(rows(without).slice(0, -1)).toEqual(others.map(({ id, bad }) => [id, bad]))
      }),
    )
  })

  it('describes the eight causes with the most bad events, and how many more there are', () => {
    const ownChanges = Array.from({ length: 10 }, (_, at) => change(`c${at}`, 0, hours(at, at + 1)))
    const buckets = ownChanges.map((_, at) => ({ ...hours(at, at + 1), good: 0, total: 10 + at }))
    const { parts, reasons, explanation } = causesOf({
      ...VECTOR,
      buckets,
      corrections: [],
      ownChanges,
      dependencies: [],
    })
    expect(parts).toHaveLength(11)
    const texts = reasons.map(({ text }) => text)
    expect(texts).toHaveLength(10)
    expect(texts.join(' ')).not.toMatch(/change c[01] /)
    expect(texts.at(-1)).toBe('2 more causes answer for fewer bad events each.')
    expect(explanation.inputs.filter(({ name }) => /^c\d$/.test(name))).toHaveLength(8)
  })

  it('is found in time linear in samples and causes', () => {
    const count = 2_000
    const buckets = Array.from({ length: count }, (_, at) => ({ ...hours(at, at + 1), good: 9, total: 10 }))
    const corrections = buckets.map(({ start }) => ({ start, end: start + HOUR / 4 }))
    const ownChanges = buckets.map(({ start }, at) =>
      change(`c${at}`, at, { start: start + HOUR / 2, end: start + HOUR }),
    )
    const found = causesOf({ ...VECTOR, window: hours(0, count), buckets, corrections, ownChanges })
    expect(found.counted.bad).toBe(count)
    expect(found.ownChanges).toBe(count)
  })
})
