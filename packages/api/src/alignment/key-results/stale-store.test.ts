import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uuidOf } from '../../reasoning/organisation.fixture.ts'
import { gapCounts, gaps } from '../gap-store.ts'
import { staleKeyResults, surveyedDays } from './stale-store.ts'

const ON = '2026-06-15'
const now = new Date(`${ON}T12:00:00Z`)
const question = { on: ON, timeZone: 'UTC' }
let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
  const db = database.db.kysely
  await db
    .insertInto('objective')
    .values({ id: uuidOf('o'), title: 'o', status: 'ACTIVE' })
    .execute()
  for (const name of ['asked', 'silent'])
    await db
      .insertInto('service')
      .values({ id: uuidOf(name), name, kind: 'BUSINESS' })
      .execute()
  await sql`select metric_sample_partitions('2026-04-01', '2026-07-01')`.execute(db)
  const slo = async (name: string, sampled: string, total: number) => {
    const metric_id = uuidOf(`metric ${name}`)
    const service_id = uuidOf('asked')
    await db
      .insertInto('metric')
      .values({ id: metric_id, name, unit: '1', kind: 'RATIO', service_id })
      .execute()
    await db.insertInto('metric_sample').values({ metric_id, at: sampled, value: 0, total }).execute()
    const given = { name, service_id, metric_id, target: 0.9, duration: '30d' }
    await db
      .insertInto('slo')
      .values({ id: uuidOf(name), ...given, indicator: 'RATIO' })
      .execute()
  }
  await slo('fresh', '2026-05-11T00:00:00Z', 1)
  await slo('old', '2026-05-10T23:59:00Z', 1)
  await slo('without events', '2026-06-14T00:00:00Z', 0)
  const scored = (name: string) => ({
    score_measure: 'CSAT' as const,
    score_subject: 'SERVICE' as const,
    score_service_id: uuidOf(name),
  })
  const ways = { objective_id: uuidOf('o'), start_value: 0, target_value: 1 }
  const keyResult = (title: string, more: object) => ({ id: uuidOf(title), title, ...ways, ...more })
  await db
    .insertInto('key_result')
    .values([
      keyResult('by hand', {}),
      keyResult('slo fresh', { slo_id: uuidOf('fresh') }),
      keyResult('slo old', { slo_id: uuidOf('old') }),
      keyResult('slo without events', { slo_id: uuidOf('without events') }),
      keyResult('csat asked', scored('asked')),
      keyResult('csat silent', scored('silent')),
    ])
    .execute()
  for (const [name, answers] of [
    ['asked', 5],
    ['silent', 4],
  ] as const) {
    const questions = [{ id: 'q', text: 'q', kind: 'RATING', scale: { min: 1, max: 5 } }]
    await sql`
      with s as (insert into survey (title, template, service_id, subject, scored_question_key, questions, opens_at, closes_at)
        values (${name}, 'CSAT', ${uuidOf(name)}, 'SERVICE', 'q', ${JSON.stringify(questions)}::jsonb, '2026-05-01', '2026-06-20') returning id)
      insert into survey_response (survey_id, respondent, submitted_at, answers)
      select s.id, n::text, '2026-05-02', jsonb_build_object('q', n) from s, generate_series(1, ${answers}) n`.execute(
      db,
    )
  }
})
afterAll(() => database?.drop())

async function staleAfter(days: number): Promise<(string | null)[][]> {
  const db = database.db.kysely
  const stale = await staleKeyResults(db, question, await surveyedDays(db, question, now), days)
  return [...stale.values()].map(({ name, since, origin }) => [name, origin.kind, since]).sort()
}

it('takes samples of the metric of an SLO, surveys that may be shown, and check-ins for values', async () => {
  expect(await staleAfter(35)).toEqual([
    ['by hand', 'HAND', null],
    ['csat silent', 'SCORE', null],
    ['slo old', 'SLO', '2026-05-10'],
    ['slo without events', 'SLO', null],
  ])
  expect(await staleAfter(36)).not.toContainEqual(['slo old', 'SLO', '2026-05-10'])
  expect(await staleAfter(34)).toContainEqual(['slo fresh', 'SLO', '2026-05-11'])
  const at = '2026-06-15T23:59:00Z'
  await database.db.kysely
    .insertInto('key_result_check_in')
    .values([{ key_result_id: uuidOf('by hand'), value: 1, at }])
    .execute()
  expect(await staleAfter(1)).not.toContainEqual(expect.arrayContaining(['by hand']))
})

it('reports what to do, by the days that are asked for, and the same number of gaps', async () => {
  const db = database.db.kysely
  const asked = { ...question, now, freshDays: 35 }
  const page = await gaps(db, { ...asked, kinds: ['KEY_RESULT_WITHOUT_VALUE'], limit: 10 })
  const texts = page.gaps.map(({ explanation }) => explanation.reasons.map(({ text }) => text).join(' '))
  expect(texts.sort()).toEqual([
    'The value of “csat silent” is CSAT of silent in surveys, and there is none yet: where “o” stands is not known. Hold the survey again, and see that enough answer it for the score to be shown.',
    'The value of “slo old” is read from the SLO old, last on 2026-05-10: more than 35 days are too old to say where “o” stands. Record samples of the metric of the SLO, or repair the source that sends them.',
    'The value of “slo without events” is read from the SLO without events, and there is none yet: where “o” stands is not known. Record samples of the metric of the SLO, or repair the source that sends them.',
  ])
  expect((await gapCounts(db, asked)).KEY_RESULT_WITHOUT_VALUE).toBe(3)
  expect((await gapCounts(db, { ...asked, freshDays: 36 })).KEY_RESULT_WITHOUT_VALUE).toBe(2)
})
