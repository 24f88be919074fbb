import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, done, make, mutate } from './mutate.ts'

let api: TestApi
let objective: string
let service: string
let metric: string
const DAY = 86_400_000
/** Four whole weeks and a day ago. */
const since = new Date(Math.floor(Date.now() / DAY) * DAY - 29 * DAY)
const day = (count: number) => new Date(since.getTime() + count * DAY).toISOString()

beforeAll(async () => {
  api = await startApi()
  objective = await make(api, 'Objective', { title: 'Kept', status: 'ACTIVE', startsOn: day(0).slice(0, 10) })
  service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
  metric = await make(api, 'Metric', { name: 'answered', unit: '1', kind: 'RATIO', service: { id: service } })
  const sample = (count: number, value: number) => ({
    metric: { id: metric },
    at: day(count),
    value,
    total: 100,
  })
  await done(api, 'recordSamples', {
    samples: [sample(1, 97), sample(2, 93), sample(8, 90), sample(22, 99)],
  })
})
afterAll(() => api.stop())

async function read(id: string): Promise<unknown> {
  const answer = await api.get(
    `query ($id: ID!) { node(id: $id) { ... on KeyResult { current manualCurrent progress { value explanation { reasons { code text } } }
      checkIns(first: 10) { nodes { value confidence note } } } } }`,
    { id },
  )
  return at(answer, 'node')
}
const week = { kind: 'MAINTAIN', periodUnit: 'WEEK' }
const created = (input: object) =>
  make(api, 'KeyResult', { objective: { id: objective }, title: 'k', ...input })

describe('a key result to be maintained', () => {
  it('counts the weeks of a metric: 2 of 3 that were measured', async () => {
    const id = await created({ ...week, unit: '%', keepAbove: 95, metric: { id: metric } })
    expect(await read(id)).toMatchObject({ current: 99, progress: { value: 0.666666666667 } })
  })

  it('counts the weeks of an SLO', async () => {
    const slo = await make(api, 'Slo', {
      name: 'answered',
      service: { id: service },
      indicator: 'RATIO',
      metric: { id: metric },
      target: 0.95,
      duration: '30d',
      budgetingMethod: 'OCCURRENCES',
    })
    const id = await created({ ...week, keepAbove: 0.95, slo: { id: slo } })
    expect(await read(id)).toMatchObject({ current: 0.9475, progress: { value: 0.666666666667 } })
    const reach = await created({ start: 90, target: 100, unit: '%', slo: { id: slo } })
    expect(await read(reach)).toMatchObject({ current: 94.75, progress: { value: 0.475 } })
  })

  it('counts the last check-in of each week, late ones too', async () => {
    const id = await created({ ...week, keepBelow: 3 })
    for (const [count, value] of [
      [16, 2],
      [2, 3],
      [1, 5],
      [9, 4],
    ])
      await done(api, 'checkInKeyResult', {
        keyResult: id,
        value,
        at: day(count ?? 0),
        confidence: 0.5,
        note: 'n',
      })
    expect(await read(id)).toMatchObject({
      current: 2,
      manualCurrent: 2,
      progress: { value: 0.666666666667 },
      checkIns: {
        nodes: [{ value: 2, confidence: 0.5, note: 'n' }, { value: 4 }, { value: 3 }, { value: 5 }],
      },
    })
  })
})

describe('a score', () => {
  it('is the last one that may be shown, in its unit', async () => {
    const survey = await make(api, 'Survey', {
      title: 's',
      template: 'CSAT',
      service: { id: service },
      scoredQuestionKey: 'q',
      questions: [{ key: 'q', text: 'Content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
      opensAt: day(1),
      closesAt: day(5),
    })
    const id = await created({
      start: 0,
      target: 100,
      unit: '%',
      scoreMeasure: 'CSAT',
      scoreService: { id: service },
    })
    expect(await read(id)).toMatchObject({ current: null, progress: { value: null } })
    const answered = (scores: readonly number[], name: string) =>
      done(api, 'recordResponses', {
        survey: { id: survey },
        responses: scores.map((q, index) => ({
          respondent: `${name}${index}`,
          submittedAt: day(2),
          answers: { q },
        })),
      })
    await answered([5, 5, 4, 2], 'a')
    expect(await read(id)).toMatchObject({ current: null })
    await answered([1], 'b')
    // What a dry run has shown is forgotten with it, so it shows nothing for the first time.
    const dry = await api.get(
      `mutation ($id: ID!) { updateKeyResult(input: { id: $id, weight: 2 }, dryRun: true) {
        ... on UpdateKeyResultPayload { keyResult { weight current progress { value } } } } }`,
      { id },
    )
    expect(at(dry, 'updateKeyResult', 'keyResult')).toEqual({
      weight: 2,
      current: null,
      progress: { value: null },
    })
    expect(await read(id)).toMatchObject({ current: 60, progress: { value: 0.6 } })
    const kept = await created({
      ...week,
      keepAbove: 0.5,
      scoreMeasure: 'CSAT',
      scoreService: { id: service },
    })
    expect(await read(kept)).toMatchObject({ progress: { value: 1 } })
  })
})

describe('a check-in', () => {
  it('is written by each change of the value, and is refused for a time to come', async () => {
    const id = await created({ start: 0, target: 10, current: 2 })
    await done(api, 'updateKeyResult', { id, current: 4 })
    await done(api, 'updateKeyResult', { id, current: 4, title: 'same value' })
    await done(api, 'checkInKeyResult', { keyResult: id, value: 5 })
    expect(await read(id)).toMatchObject({
      current: 5,
      progress: { value: 0.5 },
      checkIns: { nodes: [{ value: 5 }, { value: 4 }, { value: 2 }] },
    })
    const refused = await mutate(api, 'checkInKeyResult', {
      keyResult: id,
      value: 1,
      at: new Date(Date.now() + DAY).toISOString(),
    })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['at'] })
    const { rows } = await sql<{
      action: string
    }>`select action from audit_event where action like 'key_result_check_in%'`.execute(api.db.kysely)
    expect(rows.length).toBeGreaterThan(0)
    const gone = `key_result_${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`
    expect(await mutate(api, 'checkInKeyResult', { keyResult: gone, value: 1 })).toMatchObject({
      __typename: 'NotFoundError',
      path: ['keyResult'],
    })
  })
})
