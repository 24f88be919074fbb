import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Worker } from '../../src/work/worker.ts'
import { done, mutate, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { deliver, deliveriesOf, post, SHARED, trackerAt } from './tracker.ts'
import { ended, fixture, startTestWorker, until } from './worker-harness.ts'

vi.setConfig({ testTimeout: 180_000 })

interface Issue {
  readonly id: string
  readonly title: string
  readonly at: string
}

let api: TestApi
let upstream: Upstream
let worker: Worker | undefined
/** What the fake system holds. */
let issues: Issue[]
let mood: string
/** The source of the test. */
let id: string
let name: string

beforeAll(async () => {
  upstream = await startUpstream(({ path, query }) => {
    if (path === '/mood') return { json: mood }
    return { json: issues.filter(({ at }) => at >= (query.get('since') ?? '')) }
  })
  api = await startApi({ external: [fixture('tracker')], environment: SHARED })
})
afterAll(async () => {
  await api.stop()
  await upstream.close()
})
beforeEach(async () => {
  issues = []
  mood = 'good'
  ;({ id, name } = await trackerAt(api, upstream.url))
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const work = async () => {
  worker = await startTestWorker(api.db, {}, 2, { environment: SHARED })
}
const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString()
const deliveries = () => deliveriesOf(api, name)
const waiting = async () => (await deliveries()).filter(({ status }) => status === 'PENDING').length
const allDone = () => until(async () => (await waiting()) === 0)

/** The tickets of the source by what it calls them. */
async function tickets(): Promise<Record<string, string>> {
  const rows = await api.db.kysely
    .selectFrom('ticket as t')
    .innerJoin('external_reference as r', 'r.ticket_id', 't.id')
    .select(['r.external_id', 't.title'])
    .where('r.source', '=', name)
    .orderBy('r.external_id')
    .execute()
  return Object.fromEntries(rows.map(({ external_id, title }) => [external_id, title]))
}

test('what a delivery brings is stored, once', async () => {
  const told = { issue: { id: 'T-1', title: 'Slow', at: at(1) } }
  await deliver(api, name, told, { id: 'one' })
  await deliver(api, name, told, { id: 'one' })
  await work()
  await allDone()
  expect(await tickets()).toEqual({ 'T-1': 'Slow' })
  expect(await deliveries()).toMatchObject([{ status: 'PROCESSED', attempts: 1, error_message: null }])
})

test('a paused source keeps what is sent until it is resumed, and takes it in its order', async () => {
  await done(api, 'pauseSource', { id })
  await work()
  for (const minute of [1, 2, 3]) {
    expect(
      (await deliver(api, name, { issue: { id: 'T-1', title: `Version ${minute}`, at: at(minute) } })).status,
    ).toBe(202)
  }
  const { name: probe } = await trackerAt(api, upstream.url)
  // Once another source is served, this one would have been, too.
  await post(api, probe, '{}', { 'x-hook-key': SHARED.THROUGHLINE_SOURCE_HOOK_KEY })
  await until(async () => {
    const rows = await api.db.kysely
      .selectFrom('webhook_delivery as d')
      .innerJoin('source as s', 's.id', 'd.source_id')
      .select('d.status')
      .where('s.name', '=', probe)
      .execute()
    return rows.every(({ status }) => status === 'PROCESSED')
  })
  expect(await waiting()).toBe(3)
  await done(api, 'resumeSource', { id })
  await allDone()
  expect(await tickets()).toEqual({ 'T-1': 'Version 3' })
})

test('what is to be read again is read, and what cannot be used is told and can be tried again', async () => {
  issues = [{ id: 'T-1', title: 'Read', at: at(1) }]
  await deliver(api, name, { refetch: true })
  await deliver(api, name, { trouble: 'throws' })
  await deliver(api, name, { trouble: 'bad' })
  await work()
  await allDone()
  const run = await until(() =>
    api.db.kysely
      .selectFrom('sync_run as r')
      .innerJoin('source as s', 's.id', 'r.source_id')
      .selectAll('r')
      .where('s.name', '=', name)
      .where('r.trigger', '=', 'WEBHOOK')
      .executeTakeFirst(),
  )
  expect(await ended(api.db, run.id)).toMatchObject({
    status: 'SUCCEEDED',
    selection: [{ stream: 'issues', scope: 'all' }],
  })
  expect(await tickets()).toEqual({ 'T-1': 'Read' })
  const shown = await api.get<Record<string, unknown>>(
    `query ($name: String!) { sources(filter: { name: { eq: $name } }) { nodes { status deliveries(orderBy: [{ field: RECEIVED_AT }]) {
      nodes { id status attempts error receivedAt processedAt deliveryId } } } } }`,
    { name },
  )
  expect(shown).toMatchObject({
    sources: {
      nodes: [
        {
          status: 'ACTIVE',
          deliveries: {
            nodes: [
              { status: 'PROCESSED', attempts: 1, error: null },
              { status: 'FAILED', attempts: 1, error: 'nobody thought of this' },
              { status: 'FAILED', attempts: 1, error: 'this says nothing' },
            ],
          },
        },
      ],
    },
  })
  const fine = textAt(shown, 'sources', 'nodes', 0, 'deliveries', 'nodes', 0, 'id')
  expect(await mutate(api, 'retryDelivery', { id: fine })).toMatchObject({
    __typename: 'InvalidInputError',
    message: expect.stringContaining('has not failed'),
  })
  const failed = textAt(shown, 'sources', 'nodes', 0, 'deliveries', 'nodes', 1, 'id')
  await done(api, 'retryDelivery', { id: failed })
  await until(async () => (await deliveries()).some(({ attempts }) => attempts === 2))
  expect(await deliveries()).toMatchObject([{}, { status: 'FAILED', attempts: 2 }, { attempts: 1 }])
})

test('trouble that passes is waited out; what came meanwhile is not lost to what is older', async () => {
  mood = 'bad'
  issues = [{ id: 'T-1', title: 'New', at: at(2) }]
  await deliver(api, name, { trouble: 'transient', issue: { id: 'T-1', title: 'Old', at: at(1) } })
  await work()
  await until(async () => (await deliveries())[0]?.attempts === 1)
  await deliver(api, name, { issue: issues[0] })
  await until(async () => (await tickets())['T-1'] === 'New')
  mood = 'good'
  await api.db.kysely
    .updateTable('webhook_delivery')
    .set({ retry_at: new Date() })
    .where('status', '=', 'PENDING')
    .execute()
  await allDone()
  expect((await deliveries())[0]).toMatchObject({ status: 'PROCESSED', error_message: null })
  await until(async () => (await tickets())['T-1'] === 'New')
})

test('deliveries in any order and number end in what the system says', async () => {
  await work()
  const order = fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 })
  const twice = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
  let turn = 0
  await fc.assert(
    fc.asyncProperty(order, twice, async (first, again) => {
      turn += 1
      const issue = `S-${turn}`
      const told = (minute: number) => ({ id: issue, title: `Version ${minute}`, at: at(minute + turn * 10) })
      issues = [...issues, told(5)]
      for (const minute of [...first, ...again]) {
        await deliver(api, name, { issue: told(minute), refetch: true }, { id: `${issue}-${minute}` })
      }
      await until(
        async () => (await waiting()) === 0 && (await tickets())[issue] === 'Version 5' && !(await isRead()),
      )
      expect(
        (await deliveries()).filter(({ delivery_id }) => delivery_id.startsWith(`${issue}-`)),
      ).toHaveLength(5)
    }),
    { numRuns: 4 },
  )
})

/** Whether a run of the source is still to be carried out. */
async function isRead(): Promise<boolean> {
  const rows = await api.db.kysely
    .selectFrom('sync_run as r')
    .innerJoin('source as s', 's.id', 'r.source_id')
    .select('r.id')
    .where('s.name', '=', name)
    .where('r.finished_at', 'is', null)
    .execute()
  return rows.length > 0
}
