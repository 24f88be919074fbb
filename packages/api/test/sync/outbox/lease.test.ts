import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ActionProcessing, processActions } from '../../../src/sync/outbox/process-actions.ts'
import { done, textAt } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { tracker } from '../../work/fixtures/tracker.ts'
import { SHARED, type TrackerSource, trackerAt } from '../../work/tracker.ts'
import { fixture } from '../../work/worker-harness.ts'

let api: TestApi
let upstream: Upstream
let source: TrackerSource
/** The keys of what the external system has made, in order. */
let made: string[]
/** Called while a look-up of the external system is open, after it has found nothing. */
let whileLookingUp: () => Promise<unknown>

beforeAll(async () => {
  upstream = await startUpstream(async ({ path, method, query, body }) => {
    const one = (key: string) => ({ id: key, url: `${upstream.url}${path}/${key}` })
    if (method !== 'GET') {
      const { key } = JSON.parse(body)
      made.push(key)
      return { status: 201, json: one(key) }
    }
    const key = query.get('key') ?? ''
    const found = made.includes(key) ? [one(key)] : []
    if (found.length === 0) await whileLookingUp()
    return { json: found }
  })
  api = await startApi({ external: [fixture('tracker')], environment: SHARED })
})
afterAll(async () => {
  await api.stop()
  await upstream.close()
})
beforeEach(async () => {
  made = []
  whileLookingUp = async () => {}
  source = await trackerAt(api, upstream.url)
})

const acting = async (signal = new AbortController().signal): Promise<ActionProcessing> => ({
  plugin: tracker,
  source: await api.db.kysely
    .selectFrom('source')
    .selectAll()
    .where('name', '=', source.name)
    .executeTakeFirstOrThrow(),
  parts: {
    secrets: { env: SHARED },
    signal,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    clock: () => new Date(),
    allowPrivateHosts: true,
  },
  auditContext: { actor: 'worker', requestId: 'test' },
})
const work = async (signal?: AbortSignal) => processActions(api.db.kysely, await acting(signal))
const create = async (title: string) =>
  textAt(
    await done(api, 'createTicketInSource', { source: source.id, title }, 'action { id }'),
    'action',
    'id',
  )
const actions = () =>
  api.db.kysely
    .selectFrom('source_action as a')
    .innerJoin('source as s', 's.id', 'a.source_id')
    .select(['a.status', 'a.attempts', 'a.lease', 'a.external_id'])
    .where('s.name', '=', source.name)
    .orderBy('a.created_at')
    .execute()
/** What a process leaves that stands still for longer than the lease. */
const endLeases = () =>
  sql`update source_action set leased_until = clock_timestamp() - interval '1 second' where lease is not null`.execute(
    api.db.kysely,
  )

test('a process that stood still after its look-up sends nothing once another has performed the action', async () => {
  await create('The shop is slow')
  let overtaken: number | undefined
  whileLookingUp = async () => {
    whileLookingUp = async () => {}
    await endLeases()
    overtaken = await work()
  }
  await work()
  expect(overtaken).toBe(1)
  expect(made).toHaveLength(1)
  expect(await actions()).toEqual([{ status: 'SUCCEEDED', attempts: 1, lease: null, external_id: made[0] }])
})

test('an action that becomes due waits while another process performs one of the same source', async () => {
  const first = await create('The shop is slow')
  await create('The till is slow')
  const dueAt = (retryAt: Date) =>
    api.db.kysely
      .updateTable('source_action')
      .set({ retry_at: retryAt })
      .where('id', '=', first.replace('source_action_', ''))
      .execute()
  await dueAt(new Date(Date.now() + 3_600_000))
  const meanwhile: number[] = []
  whileLookingUp = async () => {
    whileLookingUp = async () => {}
    await dueAt(new Date())
    meanwhile.push(await work())
  }
  expect(await work()).toBe(2)
  expect(meanwhile).toEqual([0])
  expect(made).toHaveLength(2)
})

test('an action that a stopped process leaves open is free at once and is looked up before it is sent again', async () => {
  await create('The shop is slow')
  const stop = new AbortController()
  whileLookingUp = async () => stop.abort(new Error('stopped'))
  await expect(work(stop.signal)).rejects.toThrow('stopped')
  expect(await actions()).toMatchObject([{ status: 'QUEUED', lease: null }])
  // What the external system did although its answer was lost.
  const { idempotency_key: key } = await api.db.kysely
    .selectFrom('source_action')
    .select('idempotency_key')
    .where('status', '=', 'QUEUED')
    .executeTakeFirstOrThrow()
  made.push(key)
  expect(await work()).toBe(1)
  expect(made).toEqual([key])
  expect(await actions()).toMatchObject([{ status: 'SUCCEEDED', external_id: key }])
})
