import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asset, serial } from '../scripted.ts'
import {
  alert,
  change,
  effort,
  everything,
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

/** One record of each type with all its fields, and what they refer to. */
const EVERYTHING: Told = {
  asset: [asset('host-1', {}, serial('sn-1'))],
  change: [
    change('CHG-1', {
      description: 'At length',
      state: 'CLOSED',
      plannedStart: '2029-04-30T20:00:00Z',
      plannedEnd: '2029-04-30T22:00:00Z',
      actualStart: '2029-04-30T20:05:00Z',
      actualEnd: '2029-04-30T21:00:00Z',
      firstCommitAt: '2029-04-01T12:00:00Z',
      outcome: 'FAILED',
      plan: 'Do it',
      backoutPlan: 'Undo it',
      requester: 'p-1',
      implementingTeam: 'Platform',
      labels: { a: 'b' },
      url: 'https://jira.example/CHG-1',
      services: ['shop'],
      assets: [{ externalId: 'host-1' }],
    }),
  ],
  ticket: [
    ticket('INC-1', {
      description: 'At length',
      impact: 1,
      urgency: 2,
      priority: 2,
      requester: 'p-2',
      assignee: 'p-3',
      requesterTeam: 'sales',
      assigneeTeam: 'PLATFORM',
      effortMinutes: 999,
      causedByChange: 'CHG-1',
      resolvedAt: '2029-05-01T10:00:00+02:00',
      dueAt: '2029-05-03T08:00:00Z',
      labels: { c: 'd' },
      url: 'https://jira.example/INC-1',
      services: ['Shop'],
      assets: [{ identifier: { kind: 'serial-number', value: 'sn-1' } }, { name: 'host-1' }],
    }),
  ],
  effort: [
    effort('W-1', 'INC-1', 30, { person: 'p-3', team: 'Platform', comment: 'Looked at it' }),
    effort('W-2', 'INC-1', 12),
  ],
  alert: [
    alert('A-1', {
      description: 'Slow',
      sourceSeverity: 'page',
      endsAt: '2029-05-01T09:00:00Z',
      labels: { alertname: 'Slow' },
      url: 'https://am.example/A-1',
      services: ['SHOP'],
      assets: [{ name: 'host-1' }],
    }),
  ],
  survey: [
    survey('S-1', {
      service: 'Shop',
      opensAt: '2029-05-01T08:00:00Z',
      closesAt: '2029-06-01T08:00:00Z',
      labels: { e: 'f' },
      url: 'https://survey.example/S-1',
    }),
  ],
  response: [response('R-1', 'S-1', { respondent: 'x1', comment: 'Fine' })],
  samples: [
    samples('m1/1', { subject: { service: 'shop' }, labels: { job: 'web' } }, [
      ['2029-05-01T08:00:00Z', 1.5],
      ['2029-05-01T08:01:00Z', 2],
    ]),
  ],
}

async function neighbours() {
  const service = await made(db, 'service', 'Shop')
  const platform = await made(db, 'team', 'Platform')
  const sales = await made(db, 'team', 'Sales')
  return { service, platform, sales }
}

test('a record of each type is stored with all it says and all it refers to', async () => {
  const { service, platform, sales } = await neighbours()
  const report = await tell(db, EVERYTHING)
  expect(report.status).toBe('SUCCEEDED')
  const counted = (found: number) => ({
    found,
    added: found,
    changed: 0,
    unchanged: 0,
    retired: 0,
    rejected: 0,
  })
  expect(report.counts).toEqual({
    asset: counted(1),
    change: counted(1),
    ticket: counted(1),
    effort: counted(2),
    alert: counted(1),
    survey: counted(1),
    response: counted(1),
    samples: counted(1),
  })
  const host = await db.kysely.selectFrom('asset').selectAll().executeTakeFirstOrThrow()
  const chg = await db.kysely.selectFrom('change').selectAll().executeTakeFirstOrThrow()
  const inc = await db.kysely.selectFrom('ticket').selectAll().executeTakeFirstOrThrow()
  expect(chg).toMatchObject({
    title: 'Change CHG-1',
    description: 'At length',
    type: 'NORMAL',
    state: 'CLOSED',
    source_state: 'Planned',
    planned_start: new Date('2029-04-30T20:00:00Z'),
    planned_end: new Date('2029-04-30T22:00:00Z'),
    actual_start: new Date('2029-04-30T20:05:00Z'),
    actual_end: new Date('2029-04-30T21:00:00Z'),
    first_commit_at: new Date('2029-04-01T12:00:00Z'),
    outcome: 'FAILED',
    implementation_plan: 'Do it',
    backout_plan: 'Undo it',
    requester: 'p-1',
    implementing_team_id: platform,
    labels: { a: 'b' },
    removed_at_source: null,
    version: 1,
  })
  expect(inc).toMatchObject({
    kind: 'INCIDENT',
    title: 'Ticket INC-1',
    description: 'At length',
    state: 'OPEN',
    source_state: 'New',
    impact: 1,
    urgency: 2,
    priority: 2,
    requester: 'p-2',
    assignee: 'p-3',
    requester_team_id: sales,
    assignee_team_id: platform,
    stated_effort_minutes: 999,
    booked_effort_minutes: 42,
    effort_minutes: 42,
    caused_by_change_id: chg.id,
    cause_method: 'SOURCE',
    cause_confidence: 1,
    opened_at: new Date('2029-05-01T08:00:00Z'),
    resolved_at: new Date('2029-05-01T08:00:00Z'),
    due_at: new Date('2029-05-03T08:00:00Z'),
    labels: { c: 'd' },
    version: 1,
  })
  const source = await db.kysely.selectFrom('source').select('id').executeTakeFirstOrThrow()
  expect(await rowsOf(db, 'alert')).toEqual([
    {
      source_id: source.id,
      slo_id: null,
      fingerprint: 'f-A-1',
      title: 'Alert A-1',
      description: 'Slow',
      severity: 'WARNING',
      source_severity: 'page',
      starts_at: new Date('2029-05-01T08:00:00Z'),
      ends_at: new Date('2029-05-01T09:00:00Z'),
      state: 'RESOLVED',
      labels: { alertname: 'Slow' },
    },
  ])
  expect(await rowsOf(db, 'survey')).toMatchObject([
    {
      title: 'Survey S-1',
      template: 'CSAT',
      subject: 'SERVICE',
      service_id: service,
      questions: [{ id: 'q1', text: 'How content?', kind: 'RATING', scale: { min: 1, max: 5 } }],
      scored_question_key: 'q1',
      opens_at: new Date('2029-05-01T08:00:00Z'),
      closes_at: new Date('2029-06-01T08:00:00Z'),
      labels: { e: 'f' },
    },
  ])
  expect(await rowsOf(db, 'survey_response')).toMatchObject([
    { respondent: 'x1', answers: { q1: 4 }, comment: 'Fine', submitted_at: new Date('2029-05-03T08:00:00Z') },
  ])
  expect(await rowsOf(db, 'effort')).toMatchObject([
    { ticket_id: inc.id, minutes: 30, person: 'p-3', team_id: platform, comment: 'Looked at it' },
    { ticket_id: inc.id, minutes: 12, person: null, team_id: null, comment: '' },
  ])
  expect(await rowsOf(db, 'metric')).toMatchObject([
    { name: 'latency', unit: 'ms', kind: 'GAUGE', service_id: service, labels: { job: 'web' } },
  ])
  expect(await rowsOf(db, 'metric_sample')).toHaveLength(2)
  for (const what of ['ticket', 'change', 'alert'] as const) {
    expect(await rowsOf(db, `${what}_service`)).toMatchObject([{ service_id: service, source_id: source.id }])
    expect(await rowsOf(db, `${what}_asset`)).toMatchObject([{ asset_id: host.id, source_id: source.id }])
  }
  expect(
    (await rowsOf(db, 'external_reference'))
      .map(({ source: name, external_id, url }) => [name, external_id, url])
      .sort(),
  ).toEqual([
    ['test', 'A-1', 'https://am.example/A-1'],
    ['test', 'CHG-1', 'https://jira.example/CHG-1'],
    ['test', 'INC-1', 'https://jira.example/INC-1'],
    ['test', 'S-1', 'https://survey.example/S-1'],
    ['test', 'host-1', null],
    ['test', 'm1', null],
  ])
  expect(await rowsOf(db, 'pending_reference')).toEqual([])
})

test('each leaves one event with what came, that of a response without what was said', async () => {
  const { service } = await neighbours()
  await tell(db, EVERYTHING)
  const [inc] = await db.kysely.selectFrom('ticket').selectAll().execute()
  expect(await trailOf(db, inc?.id)).toMatchObject([
    {
      action: 'ticket.create',
      actor: 'test',
      reason: 'sync of test',
      before: null,
      after: { title: 'Ticket INC-1', opened_at: '2029-05-01T08:00:00.000Z', service_ids: [service] },
    },
  ])
  const events = await db.kysely.selectFrom('audit_event').selectAll().execute()
  const ingested = events.filter(({ entity_type }) => !['Source', 'Asset'].includes(entity_type))
  expect(ingested.map(({ action }) => action).sort()).toEqual([
    'alert.create',
    'change.create',
    'effort.create',
    'effort.create',
    'metric.create',
    'metric_sample.record',
    'response.create',
    'survey.create',
    'ticket.create',
  ])
  const answer = ingested.find(({ action }) => action === 'response.create')
  expect(Object.keys(answer?.after as object).sort()).toEqual(['id', 'submitted_at', 'survey_id'])
  expect(JSON.stringify(ingested)).not.toContain('x1')
  expect(ingested.find(({ action }) => action === 'metric_sample.record')?.after).toEqual({
    count: 2,
    replaced: 0,
    first: '2029-05-01T08:00:00.000Z',
    last: '2029-05-01T08:01:00.000Z',
  })
})

test('a second run writes nothing but when it has seen what', async () => {
  await neighbours()
  await tell(db, EVERYTHING)
  const before = await everything(db)
  const report = await tell(db, EVERYTHING)
  expect(await everything(db)).toBe(before)
  for (const [type, counts] of Object.entries(report.counts)) {
    expect(counts, type).toMatchObject({ added: 0, changed: 0, retired: 0, rejected: 0 })
    expect(counts.unchanged, type).toBe(counts.found)
  }
})

test('a record that says something else changes what it says and leaves one event', async () => {
  await neighbours()
  await tell(db, EVERYTHING)
  const report = await tell(db, {
    ...EVERYTHING,
    ticket: [ticket('INC-1', { state: 'CLOSED', sourceState: 'Done', priority: 1, services: ['Shop'] })],
    alert: [alert('A-1')],
  })
  expect(report.counts.ticket).toMatchObject({ found: 1, added: 0, changed: 1, unchanged: 0 })
  const inc = await db.kysely.selectFrom('ticket').selectAll().executeTakeFirstOrThrow()
  // What the source spoke of and is silent about now is empty.
  expect(inc).toMatchObject({
    state: 'CLOSED',
    source_state: 'Done',
    priority: 1,
    impact: null,
    description: '',
    requester_team_id: null,
    caused_by_change_id: null,
    cause_method: null,
    resolved_at: null,
    labels: {},
    effort_minutes: 42,
    version: 2,
  })
  expect(await rowsOf(db, 'ticket_asset')).toEqual([])
  expect(await rowsOf(db, 'ticket_service')).toHaveLength(1)
  const [, update, ...more] = await trailOf(db, inc.id)
  expect(more).toEqual([])
  expect(update).toMatchObject({
    action: 'ticket.update',
    before: { priority: 2, asset_ids: [expect.any(String)] },
    after: { priority: 1, asset_ids: [] },
  })
  expect(await rowsOf(db, 'alert')).toMatchObject([{ ends_at: null, state: 'FIRING', description: '' }])
})
