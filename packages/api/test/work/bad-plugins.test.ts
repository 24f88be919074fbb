import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { HOST_LIMITS } from '../../src/work/host-limits.ts'
import type { Worker } from '../../src/work/worker.ts'
import { STARTED } from '../compiled.ts'
import { ask, ended, endedAtOnce, fixture, makeSource, startTestWorker } from './worker-harness.ts'

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

const HARM = [
  { how: 'waits', limits: { stall: 3_000 }, code: 'PLUGIN_HUNG', says: 'got nowhere for 3 s' },
  { how: 'spins', limits: { silence: 4_000 }, code: 'PLUGIN_HUNG', says: 'computed for 4 s' },
  { how: 'floods', limits: { memory: 400 }, code: 'PLUGIN_MEMORY', says: 'more than the 400 MB' },
  { how: 'fills', limits: { memory: 256 }, code: 'PLUGIN_MEMORY', says: '256 MB' },
  { how: 'exits', limits: {}, code: 'PLUGIN_CRASHED', says: 'with code 7' },
] as const

test.for(HARM)(
  'a plugin that $how is ended each time, and its source alone put into quarantine',
  async (harm) => {
    const { db } = database
    worker = await startTestWorker(db, harm.limits)
    const source = await makeSource(db, 'test-bad', { how: harm.how }, `bad-${harm.how}`)
    const good = await makeSource(db, 'test-inventory', { url: upstream.url }, `good-beside-${harm.how}`)
    const run = await endedAtOnce(db, await ask(db, source.id))
    expect(run).toMatchObject({
      status: 'FAILED',
      error_code: harm.code,
      attempt: 3,
      consecutive_failures: 3,
    })
    expect(run.error_message).toContain(harm.says)
    const kept = await db.kysely
      .selectFrom('source')
      .selectAll()
      .where('id', '=', source.id)
      .executeTakeFirst()
    expect(kept).toMatchObject({ status: 'QUARANTINED', status_code: harm.code })
    // What was stored before stays, and the others go on.
    const [things] = Object.values(run.counts as Record<string, { added: number }>)
    expect(things?.added).toBe(1)
    expect(await ended(db, await ask(db, good.id))).toMatchObject({ status: 'SUCCEEDED' })
  },
)

test('a plugin that throws or hangs at load is listed with the reason, and harms nobody', async () => {
  const catalog = await openCatalog({
    db: database.db,
    log: pino({ level: 'silent' }),
    keyring: new Keyring([]),
    environment: STARTED,
    allowPrivateHosts: false,
    external: [fixture('throws'), fixture('hangs-at-load'), fixture('missing'), fixture('inventory')],
    limits: { ...HOST_LIMITS, load: 2_000 },
  })
  const problems = catalog
    .list()
    .filter(({ origin }) => origin !== 'built-in')
    .map(({ id, problem }) => [id, problem?.code, problem?.message])
  expect(problems).toEqual([
    ['./throws.ts', 'PLUGIN_ERROR', expect.stringContaining('no licence found')],
    ['./hangs-at-load.ts', 'PLUGIN_HUNG', expect.stringContaining('not loaded within 2 s')],
    ['./missing.ts', 'PLUGIN_ERROR', expect.stringContaining('does not exist')],
    ['test-inventory', undefined, undefined],
  ])
  expect(catalog.reference('test-inventory')).toBeDefined()
  expect(catalog.reference('./throws.ts')).toBeUndefined()
})
