import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { applied, exported } from './applied.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const file = (keyResults: string) => `
services:
  - { name: Shop, kind: BUSINESS }
objectives:
  - title: Kept
    keyResults:
${keyResults}`

const WHOLE = file(`
      - { title: Answered, unit: "%", kind: MAINTAIN, keepAbove: 95, periodUnit: WEEK, current: 97 }
      - { title: Content, unit: "%", start: 40, target: 80, scoreMeasure: CSAT, scoreService: Shop }
      - { title: Culture, start: 2, target: 4, scoreMeasure: AREA, scoreAspect: CULTURE }
      - { title: Orders, start: 1, target: 2 }
      - { title: Waste, kind: MAINTAIN, keepBelow: 3 }
`)

async function stored(): Promise<object[]> {
  const { rows } = await api.db.pool.query(
    `select k.title, k.kind, k.start_value, k.target_value, k.keep_above, k.keep_below, k.period_unit, k.score_measure,
      k.score_subject, s.name as service, k.current_value, (select count(*)::int from key_result_check_in c where c.key_result_id = k.id) as entered
    from key_result k left join service s on s.id = k.score_service_id order by title`,
  )
  return rows
}

test('key results to be maintained, and those of scores, are applied and exported, and then there is nothing to do', async () => {
  expect((await applied(api, WHOLE)).code).toBe(0)
  expect(await stored()).toMatchObject([
    {
      title: 'Answered',
      kind: 'MAINTAIN',
      keep_above: 95,
      period_unit: 'WEEK',
      current_value: 97,
      entered: 1,
    },
    { title: 'Content', score_measure: 'CSAT', score_subject: 'SERVICE', service: 'Shop', entered: 0 },
    { title: 'Culture', score_measure: 'AREA', score_subject: 'ORGANISATION', service: null },
    { title: 'Orders', kind: 'REACH', start_value: 1, target_value: 2, current_value: null, entered: 0 },
    { title: 'Waste', kind: 'MAINTAIN', keep_above: null, keep_below: 3, period_unit: 'MONTH' },
  ])
  expect((await applied(api, WHOLE)).said).toMatch(/^Nothing to do/)
  const yaml = await exported(api)
  expect((await applied(api, yaml)).said).toMatch(/^Nothing to do/)
  const other = await startApi()
  try {
    expect((await applied(other, yaml)).code).toBe(0)
    expect(await exported(other)).toBe(yaml)
  } finally {
    await other.stop()
  }
})

test('a key result changes its kind, its value and what it is read from', async () => {
  const changed = file(`
      - { title: Answered, start: 90, target: 99, current: 98 }
      - { title: Content, unit: "%", kind: MAINTAIN, keepAbove: 60, scoreMeasure: null }
      - { title: Culture, start: 2, target: 4, scoreMeasure: NPS, scoreService: Shop }
      - { title: Orders, start: 1, target: 3 }
      - { title: Waste, kind: MAINTAIN, keepAbove: 1, keepBelow: null, periodUnit: WEEK }
`)
  expect((await applied(api, changed)).code).toBe(0)
  expect(await stored()).toMatchObject([
    { title: 'Answered', kind: 'REACH', start_value: 90, keep_above: null, current_value: 98, entered: 2 },
    { title: 'Content', kind: 'MAINTAIN', start_value: null, keep_above: 60, score_measure: null },
    { title: 'Culture', score_measure: 'NPS', service: 'Shop' },
    { title: 'Orders', target_value: 3, entered: 0 },
    { title: 'Waste', keep_above: 1, keep_below: null, period_unit: 'WEEK' },
  ])
  expect((await applied(api, changed)).said).toMatch(/^Nothing to do/)
})

test.each([
  ['{ title: x, start: 1 }', /target: is missing: REACH/],
  [
    '{ title: x, start: 1, target: 2, keepAbove: 3 }',
    /7:9: keyResults: keepAbove belongs to MAINTAIN, and this is REACH/,
  ],
  ['{ title: x, kind: MAINTAIN }', /keepAbove: or keepBelow is missing/],
  [
    '{ title: x, kind: MAINTAIN, keepAbove: 1, target: 2 }',
    /7:9: keyResults: target belongs to REACH, and this is MAINTAIN/,
  ],
  ['{ title: x, start: 1, target: 2, scoreService: Shop }', /scoreService needs a scoreMeasure/],
  ['{ title: x, start: 1, target: 2, scoreMeasure: NPS, scoreAspect: CULTURE }', /scoreAspect belongs to/],
  [
    '{ title: x, start: 1, target: 2, scoreMeasure: NPS, scoreService: Nothing }',
    /there is no service "Nothing"/,
  ],
  ['{ title: x, kind: MAINTAIN, keepAbove: 2, keepBelow: 1 }', /keepBelow.*lies below keepAbove/],
])('%s is refused and says where', async (entry, message) => {
  const before = await stored()
  await expect(applied(api, file(`      - ${entry}`))).rejects.toThrow(message)
  expect(await stored()).toEqual(before)
})
