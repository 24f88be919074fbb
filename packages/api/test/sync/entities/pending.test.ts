import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resolvePending } from '../../../src/sync/entities/resolve-references.ts'
import { runs } from '../../runs.ts'
import { asset, serial } from '../scripted.ts'
import {
  alert,
  change,
  effort,
  everything,
  made,
  response,
  rowsOf,
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

const somebody = { actor: 'somebody', requestId: 'later' }
const roles = async () => (await rowsOf(db, 'pending_reference')).map(({ role }) => role).sort()

describe('what a record refers to and nobody knows yet', () => {
  test('is looked for again when it has been added', async () => {
    await tell(db, {
      change: [change('C', { implementingTeam: 'Platform', services: ['Shop'] })],
      ticket: [
        ticket('T', {
          requesterTeam: 'Sales',
          assigneeTeam: 'Platform',
          services: ['Shop', 'Nobody knows'],
          assets: [{ identifier: { kind: 'serial-number', value: 'sn-9' } }, { name: 'host-9' }],
        }),
      ],
      effort: [effort('E', 'T', 5, { team: 'Platform' })],
      alert: [alert('A', { services: ['shop'], assets: [{ name: 'host-9' }] })],
      survey: [survey('S', { service: 'Shop' })],
    })
    expect(await roles()).toEqual([
      'ASSET',
      'ASSET',
      'ASSET',
      'ASSIGNEE_TEAM',
      'IMPLEMENTING_TEAM',
      'REQUESTER_TEAM',
      'SERVICE',
      'SERVICE',
      'SERVICE',
      'SERVICE',
      'SUBJECT',
      'TEAM',
    ])
    expect(await rowsOf(db, 'survey')).toMatchObject([{ subject: 'SERVICE', service_id: null }])
    const [service, platform, sales] = [
      await made(db, 'service', 'Shop'),
      await made(db, 'team', 'Platform'),
      await made(db, 'team', 'Sales'),
    ]
    // Another source brings the asset, and its run looks for what others have waited for.
    await tell(db, { asset: [asset('host-9', {}, serial('sn-9'))] }, { source: 'other' })
    const host = await db.kysely.selectFrom('asset').selectAll().executeTakeFirstOrThrow()
    expect(await rowsOf(db, 'ticket')).toMatchObject([
      { requester_team_id: sales, assignee_team_id: platform },
    ])
    expect(await rowsOf(db, 'change')).toMatchObject([{ implementing_team_id: platform }])
    expect(await rowsOf(db, 'survey')).toMatchObject([{ subject: 'SERVICE', service_id: service }])
    expect(await rowsOf(db, 'effort')).toMatchObject([{ team_id: platform }])
    for (const what of ['ticket', 'change', 'alert'] as const)
      expect(await rowsOf(db, `${what}_service`)).toMatchObject([{ service_id: service }])
    for (const what of ['ticket', 'alert'] as const)
      expect(await rowsOf(db, `${what}_asset`)).toMatchObject([{ asset_id: host.id }])
    expect(await roles()).toEqual(['SERVICE'])
    const [inc] = await db.kysely.selectFrom('ticket').selectAll().execute()
    expect(await trailOf(db, inc?.id)).toMatchObject([
      { action: 'ticket.create', after: { service_ids: [], asset_ids: [] } },
      {
        action: 'ticket.update',
        reason: 'what its source refers to has become known',
        before: { service_ids: [], requester_team_id: null },
        after: { service_ids: [service], asset_ids: [host.id], requester_team_id: sales },
      },
    ])
  })

  test('is left alone while it is not there, however often it is looked for', async () => {
    await tell(db, { ticket: [ticket('T', { services: ['Shop'] })], effort: [effort('E', 'none', 5)] })
    const before = await everything(db)
    expect(await resolvePending(db.kysely, somebody)).toBe(0)
    expect(await everything(db)).toBe(before)
  })

  test('does not take the place of what a person has said meanwhile', async () => {
    await tell(db, { ticket: [ticket('T', { assigneeTeam: 'Platform' })] })
    const other = await made(db, 'team', 'Other')
    await db.kysely.updateTable('ticket').set({ assignee_team_id: other }).execute()
    await made(db, 'team', 'Platform')
    expect(await resolvePending(db.kysely, somebody)).toBe(1)
    expect(await rowsOf(db, 'ticket')).toMatchObject([{ assignee_team_id: other }])
  })

  test('is forgotten when the record no longer speaks of it', async () => {
    await tell(db, { ticket: [ticket('T', { services: ['Shop'] })] })
    await tell(db, { ticket: [ticket('T')] })
    expect(await roles()).toEqual([])
  })

  test('goes on waiting where several things have the name', async () => {
    await made(db, 'service', 'Shop')
    await made(db, 'service', 'SHOP')
    await made(db, 'asset', 'twin')
    await made(db, 'asset', 'twin')
    await tell(db, {
      ticket: [
        ticket('exact', { services: ['Shop'] }),
        ticket('vague', { services: ['shop'], assets: [{ name: 'twin' }] }),
      ],
    })
    expect(await rowsOf(db, 'ticket_service')).toHaveLength(1)
    expect(await roles()).toEqual(['ASSET', 'SERVICE'])
  })

  test('is found by what the source calls it before it is by name', async () => {
    await made(db, 'service', 'SVC-7')
    const checkout = await made(db, 'service', 'Checkout')
    await db.kysely
      .insertInto('external_reference')
      .values({ source: 'test', external_id: 'SVC-7', service_id: checkout })
      .execute()
    await tell(db, { ticket: [ticket('T', { services: ['SVC-7'] })] })
    expect(await rowsOf(db, 'ticket_service')).toMatchObject([{ service_id: checkout }])
  })
})

describe('an effort without its ticket, a response without its survey', () => {
  test('wait, are not told as changed, and come in when the parent does', async () => {
    await tell(db, {
      effort: [effort('E', 'T', 30, { team: 'Platform' })],
      response: [response('R', 'S', { respondent: 'x' })],
    })
    expect(await rowsOf(db, 'effort')).toEqual([])
    expect(await rowsOf(db, 'survey_response')).toEqual([])
    const again = await tell(db, {
      effort: [effort('E', 'T', 30, { team: 'Platform' })],
      response: [response('R', 'S', { respondent: 'x' })],
    })
    expect(again.counts).toMatchObject({
      effort: { added: 0, changed: 0, unchanged: 1, retired: 0 },
      response: { added: 0, changed: 0, unchanged: 1, retired: 0 },
    })
    await tell(db, { ticket: [ticket('T', { effortMinutes: 7 })], survey: [survey('S')] })
    expect(await rowsOf(db, 'effort')).toMatchObject([{ minutes: 30, team_id: null }])
    expect(await rowsOf(db, 'ticket')).toMatchObject([{ effort_minutes: 30 }])
    expect(await rowsOf(db, 'survey_response')).toMatchObject([{ respondent: 'x', answers: { q1: 4 } }])
    const platform = await made(db, 'team', 'Platform')
    await resolvePending(db.kysely, somebody)
    expect(await rowsOf(db, 'effort')).toMatchObject([{ team_id: platform }])
    expect(await roles()).toEqual([])
    expect(
      (await tell(db, { effort: [effort('E', 'T', 30, { team: 'Platform' })] })).counts.effort,
    ).toMatchObject({ unchanged: 1, changed: 0 })
  })

  test('come to the same whatever comes first', async () => {
    const all: [keyof Told, object][] = [
      ['ticket', ticket('T1', { causedByChange: 'C', effortMinutes: 500 })],
      ['ticket', ticket('T2', { effortMinutes: 50 })],
      ['change', change('C')],
      ['effort', effort('E1', 'T1', 10)],
      ['effort', effort('E2', 'T1', 20)],
      ['survey', survey('S')],
      ['response', response('R1', 'S', { respondent: 'x', submittedAt: '2029-05-03T08:00:00Z' })],
      [
        'response',
        response('R2', 'S', { respondent: 'x', submittedAt: '2029-05-04T08:00:00Z', answers: { q1: 1 } }),
      ],
      ['response', response('R3', 'S')],
    ]
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (order) => {
        const own = await testDatabase()
        try {
          // Each record comes in a run of its own; the guard refuses to retire the others for that.
          for (const [type, record] of order) {
            await tell(own.db, { [type]: [record] })
          }
          const { kysely } = own.db
          const tickets = await kysely.selectFrom('ticket').selectAll().orderBy('title').execute()
          expect(tickets).toMatchObject([
            { effort_minutes: 30, cause_method: 'SOURCE' },
            { effort_minutes: 50, cause_method: null },
          ])
          const responses = await kysely.selectFrom('survey_response').selectAll().execute()
          expect(responses.map(({ answers }) => answers).sort()).toEqual(
            expect.arrayContaining([{ q1: 1 }, { q1: 4 }]),
          )
          expect(responses).toHaveLength(2)
        } finally {
          await own.drop()
        }
      }),
      { numRuns: runs(4, 12) },
    )
  })
})
