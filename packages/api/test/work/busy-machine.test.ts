import type { JsonObject } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { perform } from '../../src/work/host.ts'
import { HOST_LIMITS, type HostLimits } from '../../src/work/host-limits.ts'
import { startWorker, type Worker } from '../../src/work/worker.ts'
import { STARTED } from '../compiled.ts'
import { ask, ended, endedAtOnce, fixture, makeSource, until } from './worker-harness.ts'

vi.setConfig({ testTimeout: 180_000 })

const log = pino({ level: 'silent' })
let database: TestDatabase
let upstream: Upstream
beforeAll(async () => {
  database = await testDatabase()
  upstream = await startUpstream(({ path }) =>
    path === '/hosts' ? { json: { hosts: [{ name: 'good', cores: 1 }], next: null } } : { json: [] },
  )
})
afterAll(async () => {
  await upstream.close()
  await database.drop()
})

let worker: Worker | undefined
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

/** A worker that finds the module at the place of each plugin: given in turn, the last one for all further times. */
async function workWith(modules: readonly string[], limits: Partial<HostLimits>) {
  const left = [...modules]
  worker = await startWorker({
    db: database.db,
    log,
    reference: () => fixture((left.length > 1 ? left.shift() : left[0]) ?? ''),
    keyring: new Keyring([]),
    environment: STARTED,
    allowPrivateHosts: true,
    limits: { ...HOST_LIMITS, ...limits },
  })
}

const source = (name: string, config: JsonObject = { url: upstream.url }) =>
  makeSource(database.db, 'test-inventory', config, name)
const statusOf = async (id: string) =>
  database.db.kysely
    .selectFrom('source')
    .select(['status', 'status_code'])
    .where('id', '=', id)
    .executeTakeFirst()

test('a process that the machine keeps from computing while it is loaded is given its time', async () => {
  const { id } = await source('slow')
  await workWith(['stops-at-load'], { load: 3_000 })
  expect(await ended(database.db, await ask(database.db, id))).toMatchObject({
    status: 'SUCCEEDED',
    attempt: 1,
    consecutive_failures: 0,
  })
  expect(await statusOf(id)).toEqual({ status: 'ACTIVE', status_code: null })
})

test('one that gets no time at all is tried again, and is not quarantined', async () => {
  const { id } = await source('starved')
  await workWith(['stays-stopped', 'inventory'], { load: 3_000 })
  const runId = await ask(database.db, id)
  expect(await endedAtOnce(database.db, runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 })
  expect(await statusOf(id)).toEqual({ status: 'ACTIVE', status_code: null })
})

test('a plugin that hangs once is tried again, and is not quarantined', async () => {
  const { id } = await source('hangs-once')
  await workWith(['hangs-at-load', 'inventory'], { load: 3_000 })
  const runId = await ask(database.db, id)
  expect(await endedAtOnce(database.db, runId)).toMatchObject({ status: 'SUCCEEDED', attempt: 2 })
  expect(await statusOf(id)).toEqual({ status: 'ACTIVE', status_code: null })
})

test('a plugin that hangs whenever it is loaded is quarantined after its last attempt', async () => {
  const { id } = await source('hangs')
  await workWith(['hangs-at-load'], { load: 1_000, attempts: 2 })
  const runId = await ask(database.db, id)
  expect(await endedAtOnce(database.db, runId)).toMatchObject({
    status: 'FAILED',
    error_code: 'PLUGIN_HUNG',
    attempt: 2,
    consecutive_failures: 2,
  })
  expect(await statusOf(id)).toEqual({ status: 'QUARANTINED', status_code: 'PLUGIN_HUNG' })
})

test('what this process did not read in time is not held against the other', async () => {
  const { db, connection } = database
  const { id } = await source('unread')
  const runId = await ask(db, id)
  await db.kysely
    .updateTable('sync_run')
    .set({ status: 'RUNNING', attempt: 1 })
    .where('id', '=', runId)
    .execute()
  const stand = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  const slow = await startUpstream(async ({ path }) => {
    asked.resolve()
    await stand.promise
    return { json: path === '/hosts' ? { hosts: [], next: null } : [] }
  })
  await db.kysely
    .updateTable('source')
    .set({ config: { url: slow.url } })
    .where('id', '=', id)
    .execute()
  const outcome = perform<'run'>(
    {
      kind: 'run',
      reference: fixture('inventory'),
      runId,
      attempt: 1,
      reach: {
        connection,
        secrets: { env: {}, sealed: {} },
        allowPrivateHosts: true,
        requestId: 'unread',
      },
    },
    { limits: { ...HOST_LIMITS, silence: 2_000 }, environment: STARTED, log },
  )
  await asked.promise
  // This process is kept from its work for longer than the other may be silent.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000)
  stand.resolve()
  expect(await outcome).toBe('SUCCEEDED')
  await slow.close()
})

test('a plugin that is slow to load once is known to the catalog', async () => {
  const catalog = await openCatalog({
    db: database.db,
    log,
    keyring: new Keyring([]),
    environment: STARTED,
    allowPrivateHosts: false,
    external: [fixture('stops-at-load')],
    limits: { ...HOST_LIMITS, load: 3_000 },
  })
  expect(catalog.find('test-inventory')).toMatchObject({ problem: undefined })
})

test.for([
  ['deliveries', 'webhook_delivery'],
  ['actions', 'source_action'],
] as const)(
  '%s wait for another attempt where the plugin hangs once, and it is quarantined at last',
  async ([kind, table]) => {
    const { db } = database
    const { id } = await source(`hangs-with-${kind}`)
    if (kind === 'deliveries') {
      await db.kysely
        .insertInto('webhook_delivery')
        .values({ source_id: id, delivery_id: 'one', headers: {}, body: Buffer.from('{}') })
        .execute()
    } else {
      await db.kysely
        .insertInto('source_action')
        .values({
          source_id: id,
          action: 'comment',
          input: {},
          idempotency_key: 'the-only-action-of-this-source',
          actor: 'test',
        })
        .execute()
    }
    await workWith(['hangs-at-load'], { load: 1_000, attempts: 2 })
    const row = () =>
      db.kysely.selectFrom(table).selectAll().where('source_id', '=', id).executeTakeFirstOrThrow()
    const first = await until(async () => {
      const found = await row()
      return found.retry_at === null ? undefined : found
    })
    expect(first).toMatchObject({
      attempts: 1,
      error_message: expect.stringContaining('not loaded within 1 s'),
    })
    expect(await statusOf(id)).toMatchObject({ status: 'ACTIVE' })
    await db.kysely.updateTable(table).set({ retry_at: new Date() }).where('source_id', '=', id).execute()
    await until(async () => (await statusOf(id))?.status === 'QUARANTINED')
    // What came in the meantime is kept for the time after.
    expect(await row()).toMatchObject({ status: kind === 'deliveries' ? 'PENDING' : 'QUEUED' })
  },
)
