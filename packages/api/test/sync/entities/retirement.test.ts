import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  alert,
  change,
  effort,
  made,
  response,
  rowsOf,
  samples,
  survey,
  type Told,
  tell,
  ticket,
  trailOf,
} from './expected-records.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const numbers = [1, 2, 3, 4, 5, 6]
/** Six of each; without the last one where `all` is false. */
const told = (all: boolean): Told => {
  const some = <T>(make: (n: number) => T) => numbers.slice(0, all ? 6 : 5).map(make)
  return {
    change: some((n) => change(`C${n}`)),
    ticket: some((n) => ticket(`T${n}`, { effortMinutes: 1 })),
    effort: some((n) => effort(`E${n}`, 'T1', 10)),
    alert: some((n) => alert(`A${n}`)),
    survey: some((n) => survey(`S${n}`)),
    response: some((n) => response(`R${n}`, 'S1', { respondent: `x${n}` })),
    samples: some((n) =>
      samples(`m/${n}`, { subject: { service: 'Shop' } }, [[`2029-05-0${n}T00:00:00Z`, n]]),
    ),
  }
}

test('what a complete listing no longer holds ends as befits it, each with its event', async () => {
  await made(db, 'service', 'Shop')
  await tell(db, told(true))
  const ids = async (table: 'ticket' | 'change' | 'alert' | 'survey', name: string) =>
    (await db.kysely.selectFrom(table).select('id').where('title', '=', name).executeTakeFirstOrThrow()).id
  const effortIds = await db.kysely.selectFrom('effort').select('id').execute()
  const report = await tell(db, told(false))
  expect(report.status).toBe('SUCCEEDED')
  for (const [type, counts] of Object.entries(report.counts))
    expect(counts, type).toMatchObject({ retired: 1 })
  for (const [table, name, column, action] of [
    ['ticket', 'Ticket T6', 'removed_at_source', 'ticket.update'],
    ['change', 'Change C6', 'removed_at_source', 'change.update'],
    ['alert', 'Alert A6', 'ends_at', 'alert.update'],
    ['survey', 'Survey S6', 'removed_at_source', 'survey.update'],
  ] as const) {
    const rows = await rowsOf(db, table)
    expect(rows).toHaveLength(6)
    expect(rows.filter((row) => row[column] !== null).map(({ title }) => title)).toEqual([name])
    const [, event] = await trailOf(db, await ids(table, name))
    expect(event).toMatchObject({
      action,
      before: { [column]: null },
      after: { [column]: expect.any(String) },
    })
  }
  expect(await rowsOf(db, 'alert')).toContainEqual(expect.objectContaining({ state: 'RESOLVED' }))
  expect(await rowsOf(db, 'effort')).toHaveLength(5)
  expect(await rowsOf(db, 'survey_response')).toHaveLength(5)
  expect(await rowsOf(db, 'metric_sample')).toHaveLength(6)
  expect((await rowsOf(db, 'ticket')).find(({ title }) => title === 'Ticket T1')).toMatchObject({
    effort_minutes: 50,
  })
  const trails = await Promise.all(effortIds.map(({ id }) => trailOf(db, id)))
  expect(
    trails
      .flat()
      .map(({ action }) => action)
      .sort(),
  ).toEqual([...Array.from({ length: 6 }, () => 'effort.create'), 'effort.delete'].sort())
  const removed = await db.kysely
    .selectFrom('audit_event')
    .select('before')
    .where('action', '=', 'response.delete')
    .execute()
  expect(removed).toHaveLength(1)
  expect(Object.keys(removed[0]?.before as object).sort()).toEqual(['id', 'submitted_at', 'survey_id'])
})

test('what comes back is the same again', async () => {
  await made(db, 'service', 'Shop')
  await tell(db, told(true))
  const before = await db.kysely.selectFrom('ticket').select(['id', 'title']).orderBy('title').execute()
  await tell(db, told(false))
  const report = await tell(db, told(true))
  for (const type of ['change', 'ticket', 'effort', 'alert', 'survey', 'response'])
    expect(report.counts[type], type).toMatchObject({ added: 1, changed: 0, unchanged: 5 })
  expect(await db.kysely.selectFrom('ticket').select(['id', 'title']).orderBy('title').execute()).toEqual(
    before,
  )
  for (const table of ['ticket', 'change', 'survey'] as const)
    expect((await rowsOf(db, table)).filter((row) => row.removed_at_source !== null)).toEqual([])
  // The source speaks of no end: it goes on.
  expect((await rowsOf(db, 'alert')).map(({ state }) => state)).toEqual(numbers.map(() => 'FIRING'))
  expect(await rowsOf(db, 'effort')).toHaveLength(6)
  expect(await rowsOf(db, 'survey_response')).toHaveLength(6)
})

test('a response that another record of the respondent tells of stays', async () => {
  const responses = numbers.map((n) => response(`R${n}`, 'S', { respondent: n < 3 ? 'same' : `x${n}` }))
  await tell(db, { survey: [survey('S')], response: responses })
  expect(await rowsOf(db, 'survey_response')).toHaveLength(5)
  await tell(db, { response: responses.slice(1) })
  expect(await rowsOf(db, 'survey_response')).toHaveLength(5)
  await tell(db, { response: responses.slice(2) })
  expect((await rowsOf(db, 'survey_response')).map(({ respondent }) => respondent)).not.toContain('same')
})

test('what is gone waits for nothing', async () => {
  const tickets = numbers.map((n) => ticket(`T${n}`, { services: [`Service ${n}`] }))
  await tell(db, { ticket: tickets })
  await tell(db, { ticket: tickets.slice(1) })
  expect(await rowsOf(db, 'pending_reference')).toHaveLength(5)
  await made(db, 'service', 'Service 1')
  await made(db, 'service', 'Service 2')
  await tell(db, { ticket: tickets.slice(1) })
  const linked = await db.kysely
    .selectFrom('ticket_service')
    .innerJoin('ticket', 'ticket.id', 'ticket_id')
    .select('title')
    .execute()
  expect(linked).toEqual([{ title: 'Ticket T2' }])
})
