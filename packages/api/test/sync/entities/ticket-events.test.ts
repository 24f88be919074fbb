import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resolvePending } from '../../../src/sync/entities/resolve-references.ts'
import { done, make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { everything, rowsOf, tell, ticket, ticketEvent } from './expected-records.ts'

const NOON = '2030-01-01T12:00:00.000Z'
let api: TestApi
beforeEach(async () => {
  api = await startApi({ clock: () => new Date(NOON) })
})
afterEach(() => api.stop())

async function history(): Promise<{ events: string[]; historyKnown: boolean }> {
  const { tickets } = await api.get<{
    tickets: {
      nodes: {
        historyKnown: boolean
        events: { nodes: { status: string; sourceStatus: string | null; at: string; origin: string }[] }
      }[]
    }
  }>('{ tickets { nodes { historyKnown events { nodes { status sourceStatus at origin } } } } }')
  const [only] = tickets.nodes
  return {
    historyKnown: only?.historyKnown ?? false,
    events: (only?.events.nodes ?? []).map(
      ({ status, sourceStatus, at, origin }) => `${at.slice(8, 16)} ${status} ${sourceStatus} ${origin}`,
    ),
  }
}

const event = (externalId: string, state: string, at: string) =>
  ticketEvent(externalId, 'T-1', state, `2030-01-01T${at}:00Z`)
const seen = (state: string, more: object = {}) =>
  ticket('T-1', { state, sourceState: state.toLowerCase(), ...more })

test('a history is the same in whatever order it comes, and each event is there once', async () => {
  const told = [event('c', 'RESOLVED', '03:00'), event('a', 'OPEN', '01:00'), event('b', 'ON_HOLD', '02:00')]
  await tell(api.db, { ticketEvent: told })
  expect(await rowsOf(api.db, 'ticket_event')).toEqual([])
  await tell(api.db, { ticketEvent: told, ticket: [seen('RESOLVED')] })
  const whole = [
    '01T01:00 OPEN open SOURCE_EVENT',
    '01T02:00 ON_HOLD on_hold SOURCE_EVENT',
    '01T03:00 RESOLVED resolved SOURCE_EVENT',
  ]
  expect(await history()).toEqual({ historyKnown: true, events: whole })
  const before = await everything(api.db)
  expect((await tell(api.db, { ticketEvent: told.toReversed() })).counts.ticketEvent).toMatchObject({
    unchanged: 3,
  })
  expect(await everything(api.db)).toBe(before)
  // A correction replaces its event; what the complete listing lacks is gone, and both are in the audit trail.
  const corrected = [event('a', 'OPEN', '01:00'), event('c', 'CLOSED', '04:00')]
  await tell(api.db, { ticketEvent: corrected }, { approveRetirement: true })
  expect((await history()).events).toEqual([whole[0], '01T04:00 CLOSED closed SOURCE_EVENT'])
  const actions = (await rowsOf(api.db, 'audit_event')).map(({ action }) => String(action))
  expect(actions.filter((action) => action.startsWith('ticket_event'))).toEqual([
    'ticket_event.record',
    'ticket_event.record',
    'ticket_event.delete',
    'ticket_event.delete',
  ])
  const change = sql`update ticket_event set at = at - interval '1 hour'`.execute(api.db.kysely)
  await expect(change).rejects.toThrow(/append-only/)
})

test('a status that a ticket is seen with is an event, left out where its source reports the history', async () => {
  const at = (time: string) => ({ updatedAt: `2029-06-01T${time}:00Z` })
  await tell(api.db, { ticket: [seen('OPEN', at('07:00'))] })
  await tell(api.db, { ticket: [seen('IN_PROGRESS', at('08:00'))] })
  await tell(api.db, { ticket: [seen('IN_PROGRESS', { ...at('08:30'), title: 'Another title' })] })
  const solved = { resolvedAt: '2029-06-01T09:00:00Z' }
  await tell(api.db, { ticket: [seen('RESOLVED', { ...at('09:10'), ...solved })] })
  await tell(api.db, { ticket: [seen('CLOSED', { ...at('10:00'), ...solved })] })
  const observed = [
    '01T08:00 OPEN open OBSERVED',
    '01T08:00 IN_PROGRESS in_progress OBSERVED',
    '01T09:00 RESOLVED resolved OBSERVED',
    '01T10:00 CLOSED closed OBSERVED',
  ]
  expect(await history()).toEqual({ historyKnown: false, events: observed })
  const whole = [event('a', 'CLOSED', '01:00'), event('b', 'OPEN', '00:00')]
  await tell(api.db, { ticketEvent: whole })
  expect(await history()).toEqual({
    historyKnown: true,
    events: ['01T00:00 OPEN open SOURCE_EVENT', '01T01:00 CLOSED closed SOURCE_EVENT'],
  })
  await tell(api.db, { ticket: [seen('OPEN', at('11:00'))] })
  expect((await history()).events).toHaveLength(2)
  expect(await rowsOf(api.db, 'ticket_event')).toHaveLength(7)
  await tell(api.db, { ticketEvent: [] }, { approveRetirement: true })
  expect(await history()).toEqual({
    historyKnown: false,
    events: [...observed, '01T11:00 OPEN open OBSERVED'],
  })
})

test('what users enter is a history of its own, also if two statuses begin in one request', async () => {
  const id = await make(api, 'Ticket', {
    title: 'Printer jams',
    kind: 'INCIDENT',
    openedAt: '2029-12-31T23:00:00Z',
  })
  const update = (fields: object) => done(api, 'updateTicket', { ticket: { id }, ...fields })
  await update({ assignee: 'Ada' })
  await update({ status: 'RESOLVED', resolvedAt: '2030-01-01T11:00:00Z' })
  await update({ status: 'OPEN', resolvedAt: null })
  await update({ status: 'CANCELLED' })
  expect(await history()).toEqual({
    historyKnown: true,
    events: [
      '31T23:00 OPEN null MANUAL',
      '01T11:00 RESOLVED null MANUAL',
      '01T12:00 OPEN null MANUAL',
      '01T12:00 CANCELLED null MANUAL',
    ],
  })
})

test('a script sends events and invitations, which wait for what they belong to', async () => {
  const id = await make(api, 'Ticket', { title: 'Printer jams', kind: 'INCIDENT' })
  const at = (hour: number) => `2030-01-01T0${hour}:00:00.000Z`
  const sent = (externalId: string, state: string, hour: number) => ({
    externalId,
    ticket: 'T-9',
    state,
    sourceState: state.toLowerCase(),
    at: at(hour),
  })
  const send = async (records: object) =>
    (await done(api, 'ingestRecords', { source: 'desk', ...records }, 'results { record outcome id }'))
      .results
  const early = {
    ticketEvents: [sent('e1', 'OPEN', 1)],
    surveyInvitations: [{ externalId: 'i1', survey: 'S-9', invited: 4 }],
  }
  const waiting = (outcome: string) => [
    { record: 'TICKET_EVENT', outcome, id: null },
    { record: 'SURVEY_INVITATION', outcome, id: null },
  ]
  expect(await send(early)).toEqual(waiting('ADDED'))
  expect(await send(early)).toEqual(waiting('UNCHANGED'))
  await done(api, 'addExternalReference', { node: { id }, source: 'desk', externalId: 'T-9' })
  expect(await send({ ticketEvents: [sent('e2', 'CLOSED', 2)] })).toEqual([
    { record: 'TICKET_EVENT', outcome: 'ADDED', id: expect.any(String) },
  ])
  await resolvePending(api.db.kysely, { actor: 'test', requestId: 'test' })
  const { events } = await history()
  expect(events.filter((line) => line.endsWith('SOURCE_EVENT'))).toEqual([
    '01T01:00 OPEN open SOURCE_EVENT',
    '01T02:00 CLOSED closed SOURCE_EVENT',
  ])
})
