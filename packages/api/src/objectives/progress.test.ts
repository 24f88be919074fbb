import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyResultProblem, keyResultProgress, keyResultShare, type ReachedKeyResult } from './key-results.ts'
import { type ObjectiveInTree, progressOf } from './progress.ts'

function objective(id: string, more: Partial<ObjectiveInTree> = {}): ObjectiveInTree {
  return { id, title: `Objective ${id}`, parentId: null, weight: 1, status: 'ACTIVE', ...more }
}

function keyResult(id: string, objectiveId: string, share: number, weight = 1): ReachedKeyResult {
  const values = { start: 0, target: 100, current: share * 100 }
  return {
    id,
    objectiveId,
    title: `Key result ${id}`,
    unit: '%',
    ...values,
    weight,
    kind: 'REACH',
    isComputed: false,
    origin: { kind: 'MANUAL' },
  }
}

describe('the share of the way of a key result', () => {
  it.each([
    { start: 0, target: 10, current: 4, share: 0.4 },
    { start: 40, target: 20, current: 35, share: 0.25 },
    { start: 0, target: 10, current: -3, share: 0 },
    { start: 0, target: 10, current: 12, share: 1 },
    { start: 40, target: 20, current: 45, share: 0 },
    { start: -1.7e308, target: 1.7e308, current: 0, share: 0.5 },
    { start: 0, target: 5e-324, current: 5e-324, share: 1 },
  ])('from $start to $target at $current is $share', ({ share, ...values }) => {
    expect(keyResultShare(values)).toBeCloseTo(share, 12)
  })

  it('refuses a target that equals the start, and figures that are none', () => {
    expect(keyResultProblem({ start: 5, target: 5, current: 5 })).toMatch(/target must differ from start/)
    expect(() => keyResultShare({ start: 5, target: 5, current: 5 })).toThrow(RangeError)
    expect(keyResultProblem({ start: Number.NaN, target: 5, current: 5 })).toMatch(/start/)
    expect(keyResultProblem({ start: 1, target: 5, current: Number.POSITIVE_INFINITY })).toMatch(/current/)
    expect(keyResultProblem({ start: 1, target: 5, current: 9 })).toBeNull()
  })

  it('stays between 0 and 1 for any figures', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(finite, finite, finite, (start, target, current) => {
        fc.pre(start !== target)
        const share = keyResultShare({ start, target, current })
        expect(share >= 0 && share <= 1).toBe(true)
      }),
    )
  })

  it('says where the current value was read', () => {
    const manual = keyResult('k', 'o', 0.4)
    const on = '2026-01-01'
    const origin = { kind: 'METRIC', metricId: 'm', metricName: 'Uptime', on } as const
    expect(keyResultProgress(manual).explanation.reasons[0]?.code).toBe('CURRENT_IS_MANUAL')
    const measured = keyResultProgress({ ...manual, origin }).explanation
    expect(measured.reasons[0]?.text).toContain('“Uptime”, taken on 2026-01-01')
    expect(measured.inputs).toContainEqual({
      name: 'current',
      value: 40,
      unit: '%',
      node: { type: 'Metric', id: 'm' },
    })
  })
})

describe('progress of an objective', () => {
  it('weights 2 and 3 at 40% and 20% give 28%', () => {
    const keyResults = [keyResult('a', 'o', 0.4, 2), keyResult('b', 'o', 0.2, 3)]
    const progress = progressOf({ objectives: [objective('o')], keyResults })('o')
    expect(progress.value).toBeCloseTo(0.28, 12)
    expect(progress.explanation.reasons[0]?.text).toContain('give 28%')
    expect(progress.explanation.inputs).toContainEqual({
      name: 'weight',
      value: 3,
      unit: null,
      node: { type: 'KeyResult', id: 'b' },
    })
  })

  it('takes children by their own weight and progress, all the way down', () => {
    const objectives = [
      objective('top'),
      objective('child', { parentId: 'top', weight: 3 }),
      objective('grandchild', { parentId: 'child', weight: 1 }),
    ]
    const keyResults = [
      keyResult('a', 'top', 1, 1),
      keyResult('b', 'child', 0, 1),
      keyResult('c', 'grandchild', 1),
    ]
    const progress = progressOf({ objectives, keyResults })
    expect(progress('child').value).toBeCloseTo(0.5, 12)
    expect(progress('top').value).toBeCloseTo((1 * 1 + 3 * 0.5) / 4, 12)
  })

  it('counts achieved children, leaves out drafts, abandoned ones and what nothing measures', () => {
    const objectives = [
      objective('top'),
      objective('draft', { parentId: 'top', status: 'DRAFT' }),
      objective('abandoned', { parentId: 'top', status: 'ABANDONED' }),
      objective('achieved', { parentId: 'top', status: 'ACHIEVED' }),
      objective('silent', { parentId: 'top', weight: 50 }),
    ]
    const keyResults = [
      keyResult('a', 'top', 0),
      keyResult('b', 'draft', 1),
      keyResult('c', 'abandoned', 1),
      keyResult('d', 'achieved', 1),
    ]
    const progress = progressOf({ objectives, keyResults })('top')
    expect(progress.value).toBeCloseTo(0.5, 12)
    expect(progress.explanation.reasons.map((reason) => reason.code)).toEqual([
      'WEIGHTED_AVERAGE',
      'CHILDREN_NOT_MEASURED',
    ])
  })

  it('is null with a reason where nothing is measured or nothing has weight', () => {
    const nothing = progressOf({ objectives: [objective('o')], keyResults: [] })('o')
    expect(nothing.value).toBeNull()
    expect(nothing.explanation.reasons[0]?.code).toBe('NOTHING_MEASURED')
    const keyResults = [keyResult('a', 'o', 0.4, 0)]
    const weightless = progressOf({ objectives: [objective('o')], keyResults })('o')
    expect(weightless.value).toBeNull()
    expect(weightless.explanation.reasons[0]?.code).toBe('ALL_WEIGHTS_ZERO')
  })

  it('ends on a circle', () => {
    const objectives = [objective('a', { parentId: 'b' }), objective('b', { parentId: 'a' })]
    const progress = progressOf({ objectives, keyResults: [keyResult('k', 'b', 0.5)] })
    expect(progress('a').value).toBeCloseTo(0.5, 12)
  })
})
