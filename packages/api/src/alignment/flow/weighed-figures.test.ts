import { describe, expect, it } from 'vitest'
import { wilson } from '../../surveys/scoring/csat.ts'
import type { Satisfaction } from '../../surveys/scoring/satisfaction.ts'
import { deliveryOf, progressOfAll, satisfactionOfAll } from './weighed-figures.ts'

const felt = (count: number, n: number): Satisfaction => ({
  value: count / n,
  interval: wilson({ count, n }),
  n,
  survey: { id: 'survey', title: 'Survey' },
  isOfTeam: false,
})
const of = (answers: Record<string, Satisfaction>) => (service: string) => answers[service] ?? null

describe('satisfaction over objectives', () => {
  it('is weighted, with its interval', () => {
    const objectives = [
      { id: 'a', weight: 0.6, services: ['s'] },
      { id: 'b', weight: 0.4, services: ['t'] },
    ]
    const found = satisfactionOfAll(objectives, of({ s: felt(8, 10), t: felt(90, 100) }))
    expect(found.value).toBeCloseTo(0.84, 12)
    expect(found.interval?.low).toBeCloseTo(0.651733, 6)
    expect(found.interval?.high).toBeCloseTo(0.927836, 6)
    expect(found).toMatchObject({ counted: 1, reason: null })
  })

  it('leaves out objectives without a result, and says how much is counted', () => {
    const objectives = [
      { id: 'a', weight: 0.3, services: ['s', 'unasked'] },
      { id: 'b', weight: 0.3, services: ['t'] },
      { id: 'c', weight: 0.4, services: ['unasked'] },
    ]
    const found = satisfactionOfAll(objectives, of({ s: felt(8, 10), t: felt(6, 10) }))
    expect(found.value).toBeCloseTo(0.7, 12)
    expect(found.counted).toBeCloseTo(0.6, 12)
    const none = satisfactionOfAll(objectives, () => null)
    expect(none).toMatchObject({ value: null, counted: 0, interval: null, reason: { code: 'NO_SURVEY' } })
  })

  it('takes a service that supports several objectives as one estimate', () => {
    const both = [
      { id: 'a', weight: 0.5, services: ['s'] },
      { id: 'b', weight: 0.5, services: ['s'] },
    ]
    const found = satisfactionOfAll(both, of({ s: felt(8, 10) }))
    expect(found.interval?.low).toBeCloseTo(wilson({ count: 8, n: 10 }).low, 12)
    expect(found.interval?.high).toBeCloseTo(wilson({ count: 8, n: 10 }).high, 12)
  })
})

describe('delivery and progress', () => {
  it('are means by weight of what is known', () => {
    const objectives = [
      { id: 'a', weight: 0.75, services: ['s', 't'] },
      { id: 'b', weight: 0.25, services: ['u'] },
      { id: 'zero', weight: 0, services: ['s'] },
    ]
    const attained = new Map([
      ['s', [0.99, 0.97]],
      ['t', [0.95]],
    ])
    expect(deliveryOf(objectives, attained).value).toBeCloseTo(0.97, 12)
    expect(deliveryOf(objectives, attained).counted).toBe(0.75)
    expect(deliveryOf(objectives, new Map())).toMatchObject({ value: null, reason: { code: 'NO_SLO' } })
    const progress = progressOfAll(objectives, (id) => ({ a: 0.4, b: 0.8 })[id] ?? null)
    expect(progress.value).toBeCloseTo(0.5, 12)
    expect(progress.explanation.reasons[0]?.text).toBe('50% over 2 objectives with a weight of 1.00 in all.')
  })
})
