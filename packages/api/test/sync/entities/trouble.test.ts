import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Raw } from '../scripted.ts'
import {
  alert,
  change,
  effort,
  made,
  response,
  rowsOf,
  samples,
  survey,
  tell,
  ticket,
} from './expected-records.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const good = {
  ticket: ticket('good'),
  effort: effort('good', 'good', 5),
  change: change('good'),
  alert: alert('good'),
  survey: survey('good'),
  response: response('good', 'good'),
  samples: samples('good', { subject: { service: 'Shop' } }, [['2029-05-01T08:00:00Z', 1]]),
} as const

/** For each type what is wrong, and how the dead letter begins to say so. */
const wrong: readonly [keyof typeof good, object, RegExp][] = [
  ['ticket', { impact: 4 }, /impact/],
  ['ticket', { title: '' }, /title: is empty/],
  ['ticket', { openedAt: 'yesterday' }, /openedAt: must be an instant/],
  ['ticket', { sourceState: 'a\u0000b' }, /sourceState: contains a NUL/],
  ['effort', { minutes: -1 }, /minutes/],
  ['effort', { minutes: 1.5 }, /minutes/],
  ['change', { plannedStart: '2029-05-01T08:00:00Z' }, /plannedEnd: must be given together/],
  ['change', { outcome: 'FAILED' }, /outcome: belongs to a change in REVIEW or CLOSED/],
  ['alert', { endsAt: '2020-01-01T00:00:00Z' }, /endsAt: is before startsAt/],
  ['survey', { scored: 'none' }, /scored: is the id of none of the questions/],
  ['response', { answers: { q1: { deep: true } } }, /answers/],
  ['samples', { samples: [] }, /samples/],
  ['samples', { broken: true }, /The record is broken/],
]

test.each(wrong)(
  'of a %s that is wrong (%o) the last good value stays, and the rest goes on',
  async (type, more, reason) => {
    await made(db, 'service', 'Shop')
    await tell(db, { survey: [good.survey], ticket: [good.ticket], [type]: [good[type]] })
    const table = type === 'samples' ? 'metric' : type === 'response' ? 'survey_response' : type
    const before = await rowsOf(db, table)
    const bad: Raw = { ...good[type], ...more }
    // Of one fingerprint, one alert fires at a time.
    const other = { ...good[type], externalId: 'other', ...(type === 'alert' ? { fingerprint: 'f2' } : {}) }
    const report = await tell(db, { [type]: [bad, other] })
    expect(report.counts[type]).toMatchObject({ added: 1, rejected: 1, retired: 0 })
    expect((await rowsOf(db, 'dead_letter')).map((row) => String(row.reason))).toEqual([
      expect.stringMatching(reason),
    ])
    expect(await rowsOf(db, table)).toEqual(expect.arrayContaining(before))
  },
)

test('what crosses the constraints of the database does not stop the page', async () => {
  // Each is right by itself; only one after the other they do not fit.
  await tell(db, {
    change: [
      change('C', {
        state: 'CLOSED',
        outcome: 'FAILED',
        actualStart: '2029-05-01T08:00:00Z',
        actualEnd: '2029-05-01T09:00:00Z',
      }),
    ],
    survey: [survey('S', { opensAt: '2029-05-01T00:00:00Z', closesAt: '2029-05-02T00:00:00Z' })],
  })
  const report = await tell(db, {
    change: [change('C', { state: 'IMPLEMENTING', actualStart: '2029-05-03T08:00:00Z' })],
    survey: [survey('S', { opensAt: '2029-06-01T00:00:00Z', questions: [], scored: undefined })].map((raw) =>
      JSON.parse(JSON.stringify(raw)),
    ),
  })
  expect(report.counts).toMatchObject({ change: { changed: 1 }, survey: { changed: 1 } })
  expect(await rowsOf(db, 'change')).toMatchObject([
    { outcome: null, actual_start: new Date('2029-05-03T08:00:00Z'), actual_end: null },
  ])
  expect(await rowsOf(db, 'survey')).toMatchObject([
    { closes_at: null, scored_question_key: null, questions: [] },
  ])
})

test('of one respondent the response that was handed in last counts, however they come', async () => {
  const at = (day: number, score: number, id: string) =>
    response(id, 'S', { respondent: 'x', submittedAt: `2029-05-0${day}T00:00:00Z`, answers: { q1: score } })
  await tell(db, { survey: [survey('S')], response: [at(3, 3, 'R3'), at(1, 1, 'R1')] })
  expect(await rowsOf(db, 'survey_response')).toMatchObject([{ answers: { q1: 3 } }])
  await tell(db, { response: [at(3, 3, 'R3'), at(1, 1, 'R1'), at(2, 2, 'R2')] })
  expect(await rowsOf(db, 'survey_response')).toMatchObject([{ answers: { q1: 3 } }])
  // An earlier one that is corrected is still the earlier one.
  await tell(db, { response: [at(3, 3, 'R3'), at(1, 5, 'R1'), at(2, 2, 'R2')] })
  expect(await rowsOf(db, 'survey_response')).toMatchObject([{ answers: { q1: 3 } }])
  await tell(db, { response: [at(3, 3, 'R3'), at(4, 4, 'R1'), at(2, 2, 'R2')] })
  expect(await rowsOf(db, 'survey_response')).toMatchObject([{ answers: { q1: 4 } }])
})

test('a respondent who turns out to be another leaves no response behind', async () => {
  const by = (respondent: string) => response('R', 'S', { respondent })
  await tell(db, { survey: [survey('S')], response: [by('x')] })
  await tell(db, { response: [by('y')] })
  expect((await rowsOf(db, 'survey_response')).map(({ respondent }) => respondent)).toEqual(['y'])
  await tell(db, { response: [response('R', 'unknown', { respondent: 'y' })] })
  expect(await rowsOf(db, 'survey_response')).toEqual([])
})

test('an effort that moves to another ticket counts there', async () => {
  await tell(db, { ticket: [ticket('T1'), ticket('T2')], effort: [effort('E', 'T1', 10)] })
  await tell(db, { effort: [effort('E', 'T2', 15)] })
  const tickets = await db.kysely
    .selectFrom('ticket')
    .select(['title', 'effort_minutes'])
    .orderBy('title')
    .execute()
  expect(tickets).toEqual([
    { title: 'Ticket T1', effort_minutes: null },
    { title: 'Ticket T2', effort_minutes: 15 },
  ])
})

test('a page larger than one statement takes is stored whole', async () => {
  const many = Array.from({ length: 2_300 }, (_, n) =>
    ticket(`T${n}`, { assigneeTeam: 'Nobody', services: ['Shop'] }),
  )
  await made(db, 'service', 'Shop')
  const efforts = Array.from({ length: 2_300 }, (_, n) => effort(`E${n}`, `T${n}`, n))
  // The efforts come first, and wait.
  const report = await tell(db, { effort: efforts, ticket: many })
  expect(report.counts).toMatchObject({ ticket: { added: 2_300 }, effort: { added: 2_300 } })
  expect(await rowsOf(db, 'ticket_service')).toHaveLength(2_300)
  const sum = (await rowsOf(db, 'ticket')).reduce(
    (total, { effort_minutes }) => total + Number(effort_minutes),
    0,
  )
  expect(sum).toBe((2_299 * 2_300) / 2)
})
