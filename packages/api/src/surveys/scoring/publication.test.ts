import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CountedAnswer, count, nextPublication, type Publication, unitsOf } from './publication.ts'

const answer = (response: number, cell: string, value: number): CountedAnswer => ({
  response: `r${response}`,
  cell,
  value,
})
const of = (counts: Readonly<Record<string, number>>, value = (n: number) => n % 5): CountedAnswer[] =>
  Object.entries(counts).flatMap(([cell, n], place) =>
    Array.from({ length: n }, (_, index) => answer(100 * place + index, cell, value(index))),
  )
const same = (value: number) => value
const told = (publication: Publication | null, categoryOf = same) => {
  if (publication === null) return null
  const { total, cells } = unitsOf(publication, categoryOf)
  const shown = cells.filter(({ isHidden }) => !isHidden)
  return {
    total: count(total.values),
    ...Object.fromEntries(shown.map(({ cell, values }) => [cell, count(values)])),
  }
}

describe('nextPublication', () => {
  it('tells nothing of four answers, and of teams only what the partition allows', () => {
    expect(nextPublication(null, of({ a: 4 }), true)).toBeNull()
    expect(told(nextPublication(null, of({ a: 8, b: 4 }), true))).toEqual({ total: 12 })
    expect(told(nextPublication(null, of({ a: 8, b: 6, c: 3 }), true))).toEqual({ total: 17, a: 8 })
    expect(told(nextPublication(null, of({ a: 8, b: 7 }), false))).toEqual({ total: 15 })
  })
  it('waits for five answers', () => {
    const first = nextPublication(null, of({ a: 7 }), false)
    expect(told(nextPublication(first, of({ a: 11 }), false))).toEqual({ total: 7 })
    expect(told(nextPublication(first, of({ a: 12 }), false))).toEqual({ total: 12 })
  })
  it('waits for five answers of a team that is shown, and keeps the total in step', () => {
    const first = nextPublication(null, of({ a: 8, b: 7 }), true)
    const second = nextPublication(first, of({ a: 9, b: 13 }), true)
    expect(told(second)).toEqual({ total: 21, a: 8, b: 13 })
    expect(told(nextPublication(second, of({ a: 13, b: 13 }), true))).toEqual({ total: 26, a: 13, b: 13 })
  })
  it('never shows a team that was hidden when teams were first shown', () => {
    const first = nextPublication(null, of({ a: 8, b: 6, c: 3 }), true)
    expect(told(nextPublication(first, of({ a: 8, b: 6, c: 9 }), true))).toEqual({ total: 23, a: 8 })
  })
  it('counts an answer as it was given first, also when it has gone', () => {
    const first = nextPublication(
      null,
      of({ a: 9 }, () => 1),
      false,
    )
    const second = nextPublication(
      first,
      of({ a: 8 }, () => 3),
      false,
    )
    expect(second?.cells.get('a')?.values).toEqual(new Map([[1, 9]]))
  })
  it('hides teams that differ by one answer from what was told while the survey was open', () => {
    const first = nextPublication(null, of({ a: 5, b: 1 }), false)
    expect(told(first)).toEqual({ total: 6 })
    const more = nextPublication(first, of({ a: 5, b: 7 }), true)
    expect(told(more)).toEqual({ total: 12 })
    expect(told(nextPublication(null, of({ a: 5, b: 7 }), true))).toEqual({ total: 12, a: 5, b: 7 })
  })
  it('keeps a respondent in the team in which they were counted', () => {
    const first = nextPublication(null, of({ a: 8, b: 7 }), true)
    const moved = of({ a: 8, b: 7 }).map((one, place) => (place < 5 ? { ...one, cell: 'b' } : one))
    expect(told(nextPublication(first, moved, true))).toEqual({ total: 15, a: 8, b: 7 })
  })
})

describe('unitsOf', () => {
  it('does not let the rest tell that all of a team answered the same', () => {
    const answers = [...of({ a: 8 }, () => 1), ...of({ x: 0, b: 7, c: 9 })]
    const publication = nextPublication(null, answers, true)
    expect(told(publication)).toEqual({ total: 24, a: 8, c: 9 })
    // As a category, too: content or not.
    expect(told(publication, (value) => (value >= 0 ? 1 : 0))).toEqual({ total: 24, a: 8, b: 7, c: 9 })
  })
  it('does not let the teams that are shown tell that all others answered the same', () => {
    const answers = [...of({ b: 3, c: 3 }, () => 1), ...of({ x: 0, y: 0, a: 8, d: 9 })]
    expect(told(nextPublication(null, answers, true))).toEqual({ total: 23, d: 9 })
  })
})

describe('whoever asks again and again', () => {
  /** The responses that a sum is of. */
  type Fact = ReadonlySet<string>
  const without = (one: Fact, other: Fact) => [...one].filter((response) => !other.has(response))
  const apart = (one: Fact, other: Fact) => without(one, other).length + without(other, one).length
  const union = (facts: readonly Fact[]): Fact => new Set(facts.flatMap((fact) => [...fact]))

  /** The sums that follow from a publication: of each team that is shown, of all others, and of several of these. */
  function factsOf(publication: Publication): Fact[] {
    const parts = [...publication.cells].map(([cell, { members }]) => ({
      isShown: publication.split?.has(cell) === true,
      members: new Set(members.keys()),
    }))
    const rest = union(parts.filter(({ isShown }) => !isShown).map(({ members }) => members))
    const units = [rest, ...parts.filter(({ isShown }) => isShown).map(({ members }) => members)]
    const all = units.filter(({ size }) => size > 0)
    return Array.from({ length: 2 ** all.length - 1 }, (_, set) =>
      union(all.filter((_unit, place) => ((set + 1) & (1 << place)) !== 0)),
    )
  }

  const step = fc.record({
    cell: fc.constantFrom('a', 'b', 'c', 'd'),
    add: fc.nat(9),
    remove: fc.nat(3),
    move: fc.nat(2),
    asks: fc.boolean(),
    isOver: fc.boolean(),
  })

  it('learns of no fewer than five answers, by differences of any results', () => {
    let told = 0
    let split = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
        let answers: CountedAnswer[] = []
        let publication: Publication | null = null
        let next = 0
        const facts: Fact[] = []
        const totals: Fact[] = []
        for (const { cell, add, remove, move, asks, isOver } of steps) {
          answers = answers.slice(remove).map((one, place) => (place < move ? { ...one, cell } : one))
          for (let index = 0; index < add; index += 1, next += 1) answers.push(answer(next, cell, next % 5))
          if (asks) publication = nextPublication(publication, answers, isOver)
          if (publication === null) continue
          facts.push(...factsOf(publication))
          totals.push(union([...publication.cells.values()].map(({ members }) => new Set(members.keys()))))
          if ((publication.split?.size ?? 0) > 1) split += 1
        }
        // What came between two totals follows from them.
        for (const [place, one] of totals.entries())
          for (const later of totals.slice(place + 1)) facts.push(new Set(without(later, one)))
        told += facts.length
        for (const [place, one] of facts.entries()) {
          expect(one.size === 0 || one.size >= 5).toBe(true)
          for (const other of facts.slice(place + 1)) {
            const difference = apart(one, other)
            expect(difference === 0 || difference >= 5).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
    expect(told).toBeGreaterThan(1_000)
    expect(split).toBeGreaterThan(10)
  })
})
