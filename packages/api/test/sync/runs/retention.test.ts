import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit } from '../../../src/access/audit.ts'
import { sealAudit, verifyAudit } from '../../../src/access/audit-seal-store.ts'
import { refreshMeasures } from '../../../src/commitments/periods-store.ts'
import { holdHorizon, readHorizon } from '../../../src/metrics/horizon-store.ts'
import { purgeDue, readPeriod } from '../../../src/settings/retention.ts'
import { readSettings } from '../../../src/settings/store.ts'
import { purgeExpired, retentionReport, setRetention } from '../../../src/sync/runs/retention-store.ts'

const NOW = new Date('2026-06-15T12:00:00Z')
const CLI = { actor: 'cli:test', requestId: 'r' }
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await sql`insert into source (id, name, plugin) values ('01a00000-0000-7000-8000-000000000001', 'tracker', 'jira'),
    ('01a00000-0000-7000-8000-000000000002', 'idle', 'jira')`.execute(database.db.kysely)
})
afterAll(() => database.drop())

const SOURCE = '01a00000-0000-7000-8000-000000000001'
const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000)
async function column<T>(statement: ReturnType<typeof sql>): Promise<T[]> {
  const { rows } = await (statement as ReturnType<typeof sql<{ value: T }>>).execute(database.db.kysely)
  return rows.map(({ value }) => value)
}

test('each subject keeps what is younger than its period, and what is still in use', async () => {
  const { kysely } = database.db
  const run = (actor: string, status: string, finished: Date | null, source = SOURCE) =>
    sql`insert into sync_run (source_id, actor, status, until, finished_at)
      values (${source}, ${actor}, ${status}, now(), ${finished})`.execute(kysely)
  await run('old', 'FAILED', days(91))
  await run('young', 'FAILED', days(89))
  await run('first success', 'SUCCEEDED', days(200))
  await run('last success', 'SUCCEEDED', days(120))
  await run('only success', 'SUCCEEDED', days(400), '01a00000-0000-7000-8000-000000000002')
  await run('waiting', 'QUEUED', null)
  const record = (id: string, retired: Date | null) =>
    sql`insert into source_record (source_id, stream, scope, external_id, primary_key, content_hash, raw,
      missing_since, retired_at) values (${SOURCE}, 's', 's', ${id}, ${id}, sha256('x'), '{"a":1}',
      ${retired}, ${retired})`.execute(kysely)
  await record('retired long ago', days(91))
  await record('retired', days(89))
  await record('listed', null)
  const delivery = (id: string, status: string, received: Date) =>
    sql`insert into webhook_delivery (source_id, delivery_id, headers, body, status, received_at)
      values (${SOURCE}, ${id}, '{}', '', ${status}, ${received})`.execute(kysely)
  await delivery('old', 'PROCESSED', days(31))
  await delivery('waiting', 'PENDING', days(31))
  await delivery('young', 'FAILED', days(29))
  const action = (key: string, finished: Date | null) =>
    sql`insert into source_action (source_id, action, input, idempotency_key, actor, status, finished_at)
      values (${SOURCE}, 'comment', '{}', lpad(${key}, 36, '-'), 'a', ${finished === null ? 'QUEUED' : 'SUCCEEDED'},
      ${finished})`.execute(kysely)
  await action('old', days(91))
  await action('waiting', null)

  await purgeExpired(kysely, NOW)
  expect(await column(sql`select actor as value from sync_run order by 1`)).toEqual([
    'last success',
    'only success',
    'waiting',
    'young',
  ])
  expect(await column(sql`select external_id || ' ' || raw as value from source_record order by 1`)).toEqual([
    'listed {"a":1}',
    'retired long ago null',
    'retired {"a":1}',
  ])
  expect(await column(sql`select delivery_id as value from webhook_delivery order by 1`)).toEqual([
    'waiting',
    'young',
  ])
  expect(await column(sql`select ltrim(idempotency_key, '-') as value from source_action`)).toEqual([
    'waiting',
  ])
})

test('more than a batch goes in one turn', async () => {
  await sql`insert into webhook_delivery (source_id, delivery_id, headers, body, status, received_at)
    select ${SOURCE}, 'd' || n, '{}', '', 'PROCESSED', ${days(40)} from generate_series(1, 2500) n`.execute(
    database.db.kysely,
  )
  await purgeExpired(database.db.kysely, NOW)
  expect(await column(sql`select count(*)::int as value from webhook_delivery`)).toEqual([2])
})

test('samples go by whole months, and what they come to stays', async () => {
  await database.db.pool.query(`select metric_sample_partitions('2025-03-01', '2025-07-01')`)
  const partitions = sql`select relname as value from pg_class where relname like 'metric\_sample\_2025%'
    and relkind = 'r' order by 1`
  expect(await column(partitions)).toContain('metric_sample_2025_03')
  const { kysely } = database.db
  await sql`insert into service (name, kind) values ('Measured', 'BUSINESS')`.execute(kysely)
  await sql`insert into metric (name, unit, kind, service_id)
    select 'load', '1', 'GAUGE', id from service where name = 'Measured'`.execute(kysely)
  const sampled = (value: number) =>
    sql`insert into metric_sample (metric_id, at, value)
      select id, '2025-04-10T10:30:00Z', ${value}::float8 from metric where name = 'load'`.execute(kysely)
  const hours = sql`select json_build_array(sum, samples) as value from metric_hour where at = '2025-04-10T10:00:00Z'`
  await sampled(7)
  // 400 days before 15 June 2026 is in May 2025.
  await purgeExpired(database.db.kysely, NOW)
  expect(await column(hours)).toEqual([[7, 1]])
  // A sample of a time that has been dropped changes nothing of what is left of it.
  await database.db.pool.query(`select metric_sample_partitions('2025-04-01', '2025-04-01')`)
  await sampled(100)
  await refreshMeasures(database.db.kysely)
  expect(await column(hours)).toEqual([[7, 1]])
  await purgeExpired(database.db.kysely, NOW)
  const left = await column<string>(partitions)
  expect(left).not.toContain('metric_sample_2025_04')
  expect(left).toContain('metric_sample_2025_05')
})

test('a month that samples are being stored of is left to the next turn, and none of it is stored after it', async () => {
  const { kysely } = database.db
  const isThere = sql`select relname as value from pg_class where relname = 'metric_sample_2025_03'`
  await database.db.pool.query(`select metric_sample_partitions('2025-03-01', '2025-03-01')`)
  await sql`delete from metric_sample_horizon`.execute(kysely)
  await kysely.transaction().execute(async (transaction) => {
    expect(await holdHorizon(transaction)).toBeNull()
    await purgeExpired(kysely, NOW)
    expect(await holdHorizon(transaction)).toBeNull()
    expect(await column(isThere)).toEqual(['metric_sample_2025_03'])
  })
  await purgeExpired(kysely, NOW)
  expect(await column(isThere)).toEqual([])
  expect(await readHorizon(kysely)).toBe(Date.UTC(2025, 3))
})

test('the audit trail goes by whole months after a checkpoint, and stays intact', async () => {
  const { kysely } = database.db
  const event = (at: string) =>
    sql`insert into audit_event (at, actor, request_id, action, entity_type, entity_id)
      values (${at}, 'a', 'r', 'team.create', 'Team', uuid_v7())`.execute(kysely)
  for (const at of ['2022-01-01', '2023-05-31T23:59:59.999Z', '2023-06-01', '2024-01-01']) {
    await event(at)
    await sealAudit(kysely)
  }
  const before = await verifyAudit(kysely)
  await purgeExpired(kysely, NOW)
  expect(await verifyAudit(kysely)).toMatchObject({
    sealed: before.sealed - 2,
    findings: [],
    head: before.head,
    checkpoint: { number: 2 },
  })
  expect(await column(sql`select min(at)::text as value from audit_event`)).toEqual([
    '2023-06-01 00:00:00+00',
  ])
  await recordAudit(kysely, CLI, [
    { action: 'x.y', entityType: 'Team', entityId: SOURCE, before: null, after: null },
  ])
  await sealAudit(kysely)
  await purgeExpired(kysely, NOW)
  expect(await verifyAudit(kysely)).toMatchObject({ sealed: before.sealed - 1, findings: [] })
  await expect(database.db.pool.query('delete from audit_event')).rejects.toMatchObject({ code: '23001' })
})

test('a period is set, with an audit event, and reported with what there is', async () => {
  const { kysely } = database.db
  expect((await readSettings(kysely)).retention.runs).toBe(90)
  await setRetention(kysely, 'runs', 7, CLI)
  await setRetention(kysely, 'runs', 7, CLI)
  expect((await readSettings(kysely)).retention.runs).toBe(7)
  expect(
    await column(sql`select action as value from audit_event where entity_type = 'OrganisationSetting'`),
  ).toEqual(['organisation_setting.update'])
  await purgeExpired(kysely, NOW)
  expect(await column(sql`select actor as value from sync_run order by 1`)).toEqual([
    'last success',
    'only success',
    'waiting',
  ])
  const [runs, records] = await retentionReport(kysely)
  expect(runs).toMatchObject({ subject: 'runs', keep: 7, rows: 2, oldest: days(400), nextPurge: days(393) })
  expect(records).toMatchObject({ subject: 'records', keep: 90, rows: 1, nextPurge: days(-1) })
})

test.each([
  ['runs', '90d', 90],
  ['audit', '36m', 36],
  ['runs', '3m', '3m: runs are kept for days, from 1d to 36500d, for example 90d'],
  ['audit', '90d', '90d: audit is kept for whole months, from 1m to 36500m, for example 36m'],
  ['samples', '0d', '0d: samples are kept for days, from 1d to 36500d, for example 90d'],
  ['samples', '99999d', '99999d: samples are kept for days, from 1d to 36500d, for example 90d'],
] as const)('the period of %s %s is read', (subject, text, expected) => {
  expect(readPeriod(subject, text)).toBe(expected)
})

test('what goes by whole months is due when its month has passed', () => {
  const oldest = new Date('2026-01-10T08:00:00Z')
  expect(purgeDue('audit', 2, oldest).toISOString()).toBe('2026-04-01T00:00:00.000Z')
  expect(purgeDue('samples', 10, oldest).toISOString()).toBe('2026-02-11T00:00:00.000Z')
  expect(purgeDue('runs', 10, oldest).toISOString()).toBe('2026-01-20T08:00:00.000Z')
})
