import type { Db } from '@throughline/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeGlobalId } from '../../../src/graph/global-id.ts'
import { done, textAt } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { alert, change, made, rowsOf, survey, tell, ticket } from './expected-records.ts'

let api: TestApi
let db: Db
beforeEach(async () => {
  api = await startApi()
  db = api.db
})
afterEach(() => api.stop())

const idOf = async (type: 'Ticket' | 'Alert' | 'Survey') => {
  const table = { Ticket: 'ticket', Alert: 'alert', Survey: 'survey' } as const
  const { id } = await db.kysely.selectFrom(table[type]).select('id').executeTakeFirstOrThrow()
  return encodeGlobalId(type, id)
}

test('what the source reports overrides a user, who keeps the fields that it does not report', async () => {
  const first = ticket('T', { impact: 2, dueAt: '2029-06-01T00:00:00Z' })
  await tell(db, { ticket: [first] })
  await done(api, 'updateTicket', {
    ticket: { id: await idOf('Ticket') },
    title: 'A better title',
    impact: 1,
    priority: 1,
    assignee: 'Mara',
    labels: { own: 'yes' },
  })
  const given = { title: 'A better title', impact: 1, priority: 1, assignee: 'Mara', labels: { own: 'yes' } }
  // Nothing changed there: nothing is taken back here.
  await tell(db, { ticket: [first] })
  expect(await rowsOf(db, 'ticket')).toMatchObject([given])
  await tell(db, { ticket: [ticket('T', { impact: 3, requester: 'p-1' })] })
  expect(await rowsOf(db, 'ticket')).toMatchObject([
    { ...given, title: 'Ticket T', impact: 3, requester: 'p-1', due_at: null },
  ])
})

test("fields that only make sense together are the source's as soon as it speaks of one of them", async () => {
  await tell(db, { survey: [survey('S')], change: [change('C', { state: 'CLOSED' })] })
  await done(api, 'updateSurvey', {
    survey: { id: await idOf('Survey') },
    opensAt: '2029-05-01T00:00:00Z',
    closesAt: '2029-05-02T00:00:00Z',
  })
  await db.kysely.updateTable('change').set({ outcome: 'FAILED' }).execute()
  const report = await tell(db, {
    survey: [survey('S', { opensAt: '2029-06-01T00:00:00Z' })],
    change: [change('C', { state: 'IMPLEMENTING' })],
  })
  expect(report.counts).toMatchObject({ survey: { changed: 1 }, change: { changed: 1 } })
  expect(await rowsOf(db, 'survey')).toMatchObject([{ closes_at: null }])
  expect(await rowsOf(db, 'change')).toMatchObject([{ state: 'IMPLEMENTING', outcome: null }])
})

test('a link of a person stays, also when the source made it first', async () => {
  const [mine, theirs] = [await made(db, 'service', 'Mine'), await made(db, 'service', 'Theirs')]
  await tell(db, {
    ticket: [ticket('T', { services: ['Theirs'] })],
    alert: [alert('A', { services: ['Theirs'] })],
  })
  const links = async (table: 'ticket_service' | 'alert_service') =>
    (await rowsOf(db, table)).map(({ service_id, source_id }) => [service_id, source_id === null])
  const service = (uuid: string) => encodeGlobalId('Service', uuid)
  for (const type of ['Ticket', 'Alert'] as const)
    await done(api, `link${type}`, {
      [type.toLowerCase()]: { id: await idOf(type) },
      services: [{ id: service(mine) }, { id: service(theirs) }],
    })
  await tell(db, { ticket: [ticket('T', { impact: 1 })], alert: [alert('A', { description: 'more' })] })
  for (const table of ['ticket_service', 'alert_service'] as const)
    expect(await links(table)).toEqual(
      expect.arrayContaining([
        [mine, true],
        [theirs, true],
      ]),
    )
  await done(api, 'unlinkTicket', {
    ticket: { id: await idOf('Ticket') },
    services: [{ id: service(theirs) }],
  })
  expect(await links('ticket_service')).toEqual([[mine, true]])
})

test('a cause that a person names stays until the source names one', async () => {
  await tell(db, { ticket: [ticket('T')] })
  const guilty = textAt(
    await done(api, 'createChange', { title: 'C', type: 'NORMAL' }, 'change { id }'),
    'change',
    'id',
  )
  await done(api, 'updateTicket', {
    ticket: { id: await idOf('Ticket') },
    causedByChange: { id: guilty },
    causeConfidence: 0.25,
  })
  const manual = { cause_method: 'MANUAL', cause_confidence: 0.25 }
  await tell(db, { ticket: [ticket('T', { impact: 1 })] })
  expect(await rowsOf(db, 'ticket')).toMatchObject([manual])
  await done(api, 'addExternalReference', { node: { id: guilty }, source: 'test', externalId: 'CHG-1' })
  await tell(db, { ticket: [ticket('T', { causedByChange: 'CHG-1' })] })
  expect(await rowsOf(db, 'ticket')).toMatchObject([{ cause_method: 'SOURCE', cause_confidence: 1 }])
})

test('an entity that a person has noted as one of the source is taken for it', async () => {
  for (const [type, input] of [
    ['Ticket', { title: 'Made here', kind: 'TASK', priority: 4 }],
    ['Survey', { title: 'Made here', template: 'CUSTOM' }],
  ] as const) {
    const key = type.toLowerCase()
    const id = textAt(await done(api, `create${type}`, input, `${key} { id }`), key, 'id')
    await done(api, 'addExternalReference', { node: { id }, source: 'test', externalId: 'X' })
  }
  await tell(db, { ticket: [ticket('X')], survey: [survey('X')] })
  expect(await rowsOf(db, 'ticket')).toMatchObject([{ title: 'Ticket X', kind: 'INCIDENT', priority: 4 }])
  expect(await rowsOf(db, 'survey')).toMatchObject([{ title: 'Survey X', template: 'CSAT' }])
})

test('what a person has deleted comes back with the next run, and what a person has ended does not', async () => {
  await tell(db, { ticket: [ticket('T')] })
  await done(api, 'deleteTicket', { ticket: { id: await idOf('Ticket') } })
  const report = await tell(db, { ticket: [ticket('T')] })
  expect(report.counts.ticket).toMatchObject({ added: 1 })
  expect(await rowsOf(db, 'ticket')).toHaveLength(1)
  expect((await tell(db, { ticket: [ticket('T')] })).counts.ticket).toMatchObject({ unchanged: 1 })
})
