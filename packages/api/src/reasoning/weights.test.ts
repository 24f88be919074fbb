import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsOn, effectiveWeights, type WeighedObjective } from './weights.ts'

function objective(id: string, parentId: string | null, weight: number, counts = true): WeighedObjective {
  return { id, parentId, weight, counts }
}

const leaves = (objectives: readonly WeighedObjective[]) =>
  Object.fromEntries(
    [...effectiveWeights(objectives)].filter(([, { leaf }]) => leaf).map(([id, { weight }]) => [id, weight]),
  )

describe('effective weights', () => {
  it('normalises roots and splits each among its active children', () => {
    const weights = effectiveWeights([
      objective('grow', null, 3),
      objective('save', null, 1),
      objective('online', 'grow', 2),
      objective('stores', 'grow', 1),
      objective('dropped', 'grow', 7, false),
    ])
    expect(weights.get('grow')).toEqual({ weight: 0.75, leaf: false })
    expect(weights.get('save')).toEqual({ weight: 0.25, leaf: true })
    expect(weights.get('online')?.weight).toBeCloseTo(0.5, 12)
    expect(weights.get('stores')?.weight).toBeCloseTo(0.25, 12)
    expect(weights.has('dropped')).toBe(false)
  })

  it('lets an objective that does not count keep its place for those below it', () => {
    const family = ['x', 'y', 'z'].map((id) => objective(id, 'b', 5))
    const achieved = leaves([objective('a', null, 1), objective('b', null, 1, false), ...family])
    expect(achieved.a).toBe(0.5)
    for (const id of ['x', 'y', 'z']) expect(achieved[id]).toBeCloseTo(1 / 6, 15)
    const drafted = [objective('a', null, 1), objective('b', null, 1, false), objective('x', 'b', 100)]
    expect(leaves(drafted)).toEqual({ a: 0.5, x: 0.5 })
    expect(leaves([objective('a', null, 1, false), objective('b', null, 1)])).toEqual({ b: 1 })
    expect(leaves([objective('p', null, 1), objective('c', 'p', 1, false)])).toEqual({ p: 1 })
  })

  it.each([
    ['ACTIVE', null, null, true],
    ['ACTIVE', '2026-06-15', '2026-06-15', true],
    ['ACTIVE', '2026-06-16', null, false],
    ['ACTIVE', null, '2026-06-14', false],
    ['DRAFT', null, null, false],
    ['ACHIEVED', null, null, false],
  ])('%s from %s to %s counts on 15 June: %s', (status, startsOn, endsOn, counts) => {
    expect(countsOn({ status, startsOn, endsOn }, '2026-06-15')).toBe(counts)
  })

  it('splits equally where a whole family weighs 0', () => {
    const weights = effectiveWeights([
      objective('a', null, 0),
      objective('b', null, 0),
      objective('b1', 'b', 0),
      objective('b2', 'b', 0),
    ])
    expect(Object.fromEntries([...weights].map(([id, { weight }]) => [id, weight]))).toEqual({
      a: 0.5,
      b: 0.5,
      b1: 0.25,
      b2: 0.25,
    })
  })

  it('is empty without an active objective, and finite for huge weights', () => {
    expect(effectiveWeights([objective('a', null, 1, false)]).size).toBe(0)
    const weights = effectiveWeights([
      objective('a', null, Number.MAX_VALUE),
      objective('b', null, Number.MAX_VALUE),
    ])
    expect(weights.get('a')?.weight).toBe(0.5)
  })

  it('adds up to 1 over the leaves of any forest', () => {
    const counts = fc.constantFrom(true, true, true, false)
    const row = fc.record({ above: fc.nat(20), weight: fc.constantFrom(0, 0, 1, 2, 5, 1e9, 1e-9), counts })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const objectives = rows.map(({ above, weight, counts: own }, place) =>
          objective(`o${place}`, above < place ? `o${above}` : null, weight, own),
        )
        const total = Object.values(leaves(objectives)).reduce((sum, weight) => sum + weight, 0)
        expect(total).toBeCloseTo(objectives.some((entry) => entry.counts) ? 1 : 0, 9)
      }),
    )
  })
})
