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

it('the budget of card payments was spent by the certificate that went wrong', async () => {
  const answer = await api.get(
    `{ slos(filter: { name: { eq: "Card payments answered" } }) { nodes { id } } }`,
  )
  const id = textAt(answer, 'slos', 'nodes', 0, 'id')
  const found = at(
    await api.get(`{ budgetCauses(slo: { id: "${id}" }) { bad ownChanges dependencies unexplained
      causes { nodes { name bad alerts { ... on Alert { title } } tickets { ... on Ticket { title } } } } } }`),
    'budgetCauses',
  )
  const [bad, ...parts] = ['bad', 'ownChanges', 'dependencies', 'unexplained'].map((key) =>
    Number(at(found, key)),
  )
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(bad)
  expect((parts[0] ?? 0) / (bad ?? 0)).toBeCloseTo(0.69, 2)
  const causes = listAt(found, 'causes', 'nodes')
  expect(causes.reduce<number>((sum, cause) => sum + Number(at(cause, 'bad')), 0)).toBe(bad)
  expect(causes[0]).toMatchObject({
    name: 'Renew the certificate of the card gateway today',
    alerts: [{ title: 'The acquirer refuses the connection' }],
    tickets: [{ title: 'Tills refuse every card' }],
  })
})

it('the promises of the demo break at different links, and one is more than what lies below allows', async () => {
  const answer = await api.get(
    `{ promises(first: 50) { nodes { service { name } firstBreak isAcknowledged feasibility { isPossible } } } }`,
  )
  const breaks = new Map(
    listAt(answer, 'promises', 'nodes').map((node) => [textAt(node, 'service', 'name'), node]),
  )
  expect(breaks.get('Checkout and payment')).toMatchObject({ firstBreak: 'PROMISED', isAcknowledged: true })
  expect(breaks.get('Card payment gateway')).toMatchObject({ firstBreak: 'DELIVERED' })
  expect(breaks.get('Prices and promotions')).toMatchObject({
    firstBreak: 'POSSIBLE',
    isAcknowledged: false,
    feasibility: { isPossible: false },
  })
  expect(breaks.get('Store tills')).toMatchObject({ firstBreak: null })
  const gaps = await api.get(
    `{ gaps(kinds: [PROMISE_NOT_POSSIBLE, AGREEMENT_NOT_ACKNOWLEDGED]) { nodes { kind } } }`,
  )
  expect(
    listAt(gaps, 'gaps', 'nodes')
      .map((gap) => at(gap, 'kind'))
      .sort(),
  ).toEqual(['AGREEMENT_NOT_ACKNOWLEDGED', 'PROMISE_NOT_POSSIBLE'])
})

it('the checkout of the demo is a watermelon: its SLO is met, and its users are not content', async () => {
  const answer = await api.get(
    `{ promises(first: 50) { nodes { service { name } perceptionGap feltBy { title } links { name value target } } } }`,
  )
  const gaps = listAt(answer, 'promises', 'nodes').filter((node) => at(node, 'perceptionGap') !== null)
  expect(gaps.length).toBeGreaterThan(0)
  for (const gap of gaps) {
    expect(gap).toMatchObject({
      service: { name: 'Checkout and payment' },
      perceptionGap: 'WATERMELON',
      feltBy: { title: 'Paying online, second quarter' },
    })
    expect(at(gap, 'links', 4, 'target')).toBe(0.8)
  }
})
