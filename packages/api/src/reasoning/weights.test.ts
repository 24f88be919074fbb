import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ObjectiveInTree, ObjectiveStatus } from '../objectives/progress.ts'
import { effectiveWeights } from './weights.ts'

function objective(
  id: string,
  parentId: string | null,
  weight: number,
  status: ObjectiveStatus = 'ACTIVE',
): ObjectiveInTree {
  return { id, title: id, parentId, weight, status }
}

describe('effective weights', () => {
  it('normalises roots and splits each among its active children', () => {
    const weights = effectiveWeights([
      objective('grow', null, 3),
      objective('save', null, 1),
      objective('online', 'grow', 2),
      objective('stores', 'grow', 1),
      objective('dropped', 'grow', 7, 'ABANDONED'),
    ])
    expect(weights.get('grow')).toEqual({ weight: 0.75, leaf: false })
    expect(weights.get('save')).toEqual({ weight: 0.25, leaf: true })
    expect(weights.get('online')?.weight).toBeCloseTo(0.5, 12)
    expect(weights.get('stores')?.weight).toBeCloseTo(0.25, 12)
    expect(weights.has('dropped')).toBe(false)
  })

  it('splits equally where a whole family weighs 0, and takes children of others as roots', () => {
    const weights = effectiveWeights([
      objective('draft', null, 9, 'DRAFT'),
      objective('a', 'draft', 0),
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
    expect(effectiveWeights([objective('a', null, 1, 'DRAFT')]).size).toBe(0)
    const weights = effectiveWeights([
      objective('a', null, Number.MAX_VALUE),
      objective('b', null, Number.MAX_VALUE),
    ])
    expect(weights.get('a')?.weight).toBe(0.5)
  })

  it('adds up to 1 over the leaves of any forest', () => {
    const status = fc.constantFrom<ObjectiveStatus>('ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAFT')
    const row = fc.record({ above: fc.nat(20), weight: fc.constantFrom(0, 0, 1, 2, 5, 1e9, 1e-9), status })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const objectives = rows.map(({ above, weight, status }, place) =>
          objective(`o${place}`, above < place ? `o${above}` : null, weight, status),
        )
        const leaves = [...effectiveWeights(objectives).values()].filter((entry) => entry.leaf)
        const total = leaves.reduce((sum, entry) => sum + entry.weight, 0)
        expect(total).toBeCloseTo(objectives.some((entry) => entry.status === 'ACTIVE') ? 1 : 0, 9)
      }),
    )
  })
})
