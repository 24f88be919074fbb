import { seedDemo } from '@throughline/db/seed'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { at, listAt, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

const TODAY = '2026-11-29'
let api: TestApi

beforeAll(async () => {
  api = await startApi({
    template: 'demo-commitments',
    prepare: ({ kysely }) => seedDemo(kysely, { today: TODAY }),
    clock: () => new Date(`${TODAY}T00:00:00Z`),
  })
})
afterAll(() => api.stop())

it('the demo organisation has SLOs that are met, that are missed, and one without traffic', async () => {
  const answer = await api.get(`{ slos { nodes { name status { outcome attainment remaining } } } }`)
  const found = new Map(
    listAt(answer, 'slos', 'nodes').map((slo) => [textAt(slo, 'name'), at(slo, 'status')]),
  )
  const outcomes = [...found.values()].map((status) => at(status, 'outcome'))
  expect(new Set(outcomes)).toEqual(new Set(['MET', 'MISSED', 'NO_TRAFFIC']))
  const cards = found.get('Card payments answered')
  expect(at(cards, 'attainment')).toBeCloseTo(0.99349, 4)
  expect(at(cards, 'remaining')).toBeCloseTo(-0.3, 2)
  expect(outcomes.filter((outcome) => outcome === 'MET').length).toBeGreaterThan(2)
})
