import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Worker } from '../../src/work/worker.ts'
import { ask, ended, makeSource, startTestWorker, until } from './worker-harness.ts'

let database: TestDatabase
let upstream: Upstream
let worker: Worker
let hosts: { name: string; cores: number; broken?: boolean }[]
let tickets: { id: string; title: string; at: string }[]

const PAGE = 3

beforeEach(async () => {
  hosts = Array.from({ length: 10 }, (_, index) => ({ name: `host-${index}`, cores: index }))
  tickets = []
  database = await testDatabase()
  upstream = await startUpstream(({ path, query }) => {
    if (path === '/tickets') return { json: tickets.filter(({ at }) => at >= (query.get('since') ?? '')) }
    const page = Number(query.get('page') ?? 0)
    const more = (page + 1) * PAGE < hosts.length
    return { json: { hosts: hosts.slice(page * PAGE, (page + 1) * PAGE), next: more ? page + 1 : null } }
  })
  worker = await startTestWorker(database.db)
})
afterEach(async () => {
  await worker.stop()
  await upstream.close()
  await database.drop()
})

async function names(): Promise<string[]> {
  const rows = await database.db.kysely
    .selectFrom('asset')
    .select('name')
    .where('lifecycle', '!=', 'RETIRED')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

test('a run that was asked for is carried out, and a second one changes nothing', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  const first = await ended(db, await ask(db, source.id))
  expect(first).toMatchObject({ status: 'SUCCEEDED', error_message: null })
  expect(first.counts).toMatchObject({ asset: { found: 10, added: 10 } })
  expect(await names()).toHaveLength(10)
  const second = await ended(db, await ask(db, source.id))
  expect(second.counts).toMatchObject({ asset: { found: 10, added: 0, changed: 0, unchanged: 10 } })
})

test('what passes by itself is tried again from where it stood, and what was read is not read again', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  // The way out itself tries a few times; only then does the run wait.
  let refusals = 0
  upstream.faults = ({ path, query }) =>
    path === '/hosts' && query.get('page') === '2' && refusals++ < 6
      ? { kind: 'answer', answer: { status: 503 } }
      : undefined
  const run = await ended(db, await ask(db, source.id))
  expect(run).toMatchObject({ status: 'SUCCEEDED' })
  expect(run.attempt).toBeGreaterThan(1)
  expect(run.counts).toMatchObject({ asset: { found: 10, added: 10, unchanged: 0 } })
  expect(upstream.requests.filter(({ query }) => query.get('page') === '0')).toHaveLength(1)
})

test('a source that is refused is paused, and says why; nothing of it is tried again', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  upstream.faults = () => ({ kind: 'answer', answer: { status: 401 } })
  const run = await ended(db, await ask(db, source.id))
  expect(run).toMatchObject({ status: 'FAILED', error_code: 'AUTH_ERROR', attempt: 1 })
  expect(upstream.requests).toHaveLength(1)
  const [paused] = await db.kysely.selectFrom('source').selectAll().execute()
  expect(paused).toMatchObject({ status: 'PAUSED', status_code: 'AUTH_ERROR' })
})

test('a record that cannot be used is set aside once, and taken when it is right again', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  hosts = hosts.map((host) => (host.name === 'host-4' ? { ...host, broken: true } : host))
  await ended(db, await ask(db, source.id))
  await ended(db, await ask(db, source.id))
  const letters = () => db.kysely.selectFrom('dead_letter').selectAll().execute()
  expect(await letters()).toMatchObject([{ status: 'OPEN', external_id: 'host-4', attempts: 2 }])
  expect(await names()).toHaveLength(9)
  hosts = hosts.map((host) => ({ ...host, broken: false }))
  await ended(db, await ask(db, source.id))
  expect(await letters()).toMatchObject([{ status: 'RESOLVED' }])
  expect(await names()).toHaveLength(10)
})

test('a dry run says what would be, and leaves no trace', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  await ended(db, await ask(db, source.id))
  hosts = [
    ...hosts.slice(1).map((host) => ({ ...host, cores: host.cores % 5 })),
    { name: 'host-x', cores: 1 },
  ]
  const run = await ended(db, await ask(db, source.id, { mode: 'DRY_RUN' }))
  expect(run).toMatchObject({ status: 'SUCCEEDED' })
  expect(run.counts).toMatchObject({ asset: { found: 10, added: 1, changed: 5, unchanged: 4, retired: 1 } })
  const found = await db.kysely.selectFrom('dry_run_change').select(['external_id', 'outcome']).execute()
  expect(found.map(({ external_id, outcome }) => `${outcome} ${external_id}`).sort()).toEqual([
    'ADDED host-x',
    'CHANGED host-5',
    'CHANGED host-6',
    'CHANGED host-7',
    'CHANGED host-8',
    'CHANGED host-9',
    'RETIRED host-0',
  ])
  expect(await names()).toContain('host-0')
  expect(await names()).not.toContain('host-x')
})

test('a run that is to stop ends at the next page and keeps what it has', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  upstream.faults = ({ query }) => (query.get('page') === '1' ? { kind: 'hang' } : undefined)
  const runId = await ask(db, source.id)
  await until(async () => (await names()).length === PAGE)
  await db.kysely
    .updateTable('sync_run')
    .set({ cancel_requested_at: new Date() })
    .where('id', '=', runId)
    .execute()
  expect(await ended(db, runId)).toMatchObject({ status: 'CANCELLED', error_code: 'STOPPED' })
  expect(await names()).toHaveLength(PAGE)
})

test('a source is read when its time has come', async () => {
  const { db } = database
  const source = await makeSource(db, 'test-inventory', { url: upstream.url })
  await db.kysely.updateTable('source').set({ schedule: '* * * * *' }).where('id', '=', source.id).execute()
  const run = await until(() => db.kysely.selectFrom('sync_run').selectAll().executeTakeFirst())
  expect(run).toMatchObject({ trigger: 'SCHEDULE', actor: 'schedule' })
  expect(await ended(db, run.id)).toMatchObject({ status: 'SUCCEEDED' })
}, 150_000)
