import { readdirSync, readFileSync } from 'node:fs'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Worker } from '../../src/work/worker.ts'
import { done, make, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { SHARED, type TrackerSource, trackerAt } from './tracker.ts'
import { fixture, startTestWorker, until } from './worker-harness.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Made {
  readonly id: string
  readonly url: string
  readonly key: string
  readonly title?: string
  readonly body?: string
}

let api: TestApi
let upstream: Upstream
let worker: Worker | undefined
let tracker: TrackerSource
/** What the fake system has made, by where. */
let made: Map<string, Made[]>
/** Called once something is made, before it is answered. */
let onMade: () => void

beforeAll(async () => {
  upstream = await startUpstream(({ path, method, query, body }) => {
    const there = made.get(path) ?? []
    if (method === 'GET') return { json: there.filter(({ key }) => key === query.get('key')) }
    const id = `M-${there.length + 1}`
    const one: Made = { id, url: `${upstream.url}${path}/${id}`, ...JSON.parse(body) }
    made.set(path, [...there, one])
    onMade()
    return { status: 201, json: one }
  })
  api = await startApi({ external: [fixture('tracker')], environment: SHARED })
})
afterAll(async () => {
  await api.stop()
  await upstream.close()
})
beforeEach(async () => {
  made = new Map()
  onMade = () => {}
  upstream.faults = () => undefined
  tracker = await trackerAt(api, upstream.url)
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

const work = async () => {
  worker = await startTestWorker(api.db, {}, 2, { environment: SHARED })
}
const create = async (title: string) => {
  const answer = await done(api, 'createTicketInSource', { source: tracker.id, title }, 'action { id }')
  return textAt(answer, 'action', 'id')
}
const action = async (id: string) => {
  const { sourceAction } = await api.get<{ sourceAction: Record<string, unknown> }>(
    'query ($id: ID!) { sourceAction(id: $id) { status attempts externalId url errorCode errorMessage finishedAt source { status statusCode } } }',
    { id },
  )
  return sourceAction
}
const settled = (id: string) =>
  until(async () => {
    const now = await action(id)
    return now.status === 'QUEUED' ? undefined : now
  })
/** What waits to be tried again is tried now. */
const now = () =>
  api.db.kysely
    .updateTable('source_action')
    .set({ retry_at: new Date() })
    .where('status', '=', 'QUEUED')
    .where('retry_at', 'is not', null)
    .execute()

test('a ticket is made, and what the other system calls it comes back', async () => {
  const id = await create('Replace the host')
  await work()
  expect(await settled(id)).toMatchObject({
    status: 'SUCCEEDED',
    attempts: 1,
    externalId: 'M-1',
    url: `${upstream.url}/made/M-1`,
    errorCode: null,
  })
  expect(made.get('/made')).toMatchObject([{ title: 'Replace the host' }])
  const trail = await api.db.kysely
    .selectFrom('audit_event')
    .select(['action', 'actor'])
    .where('entity_type', '=', 'SourceAction')
    .execute()
  expect(trail).toEqual([
    { action: 'source_action.create', actor: 'token:ADMIN' },
    { action: 'source_action.done', actor: 'plugin:test-tracker' },
  ])
})

test('a comment is made on the ticket by what its source calls it', async () => {
  const ticket = await make(api, 'Ticket', { title: 'Slow', kind: 'INCIDENT' })
  await done(api, 'addExternalReference', { node: { id: ticket }, source: tracker.name, externalId: 'T-7' })
  const answer = await done(
    api,
    'commentOnTicket',
    { ticket: { id: ticket }, body: 'Seen.' },
    'action { id }',
  )
  await work()
  expect(await settled(textAt(answer, 'action', 'id'))).toMatchObject({
    status: 'SUCCEEDED',
    externalId: 'M-1',
  })
  expect(made.get('/comments/T-7')).toMatchObject([{ body: 'Seen.' }])
})

test('it is made once, also where the process is killed between doing it and noting it', async () => {
  const id = await create('Once')
  let killed = 0
  onMade = () => {
    onMade = () => {}
    killed = killChildren()
  }
  await work()
  expect(await settled(id)).toMatchObject({ status: 'SUCCEEDED', externalId: 'M-1' })
  expect(killed).toBeGreaterThan(0)
  expect(made.get('/made')).toHaveLength(1)
})

/** Ends the processes at once in which plugins of this process run. */
function killChildren(): number {
  let killed = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      // After the name in brackets: the state, then the parent.
      const [, parent] =
        /^ \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '')) ?? []
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      if (Number(parent) !== process.pid || !command.includes('work/child.ts')) continue
      process.kill(Number(pid), 'SIGKILL')
      killed += 1
    } catch {
      // It has ended by itself.
    }
  }
  return killed
}

test('it is made once, also where the answer is lost', async () => {
  const id = await create('Lost')
  let lost = false
  upstream.faults = ({ method }) => {
    if (method !== 'POST' || lost) return undefined
    lost = true
    return { kind: 'lost' }
  }
  await work()
  await until(async () => (await action(id)).attempts === 1)
  await now()
  expect(await settled(id)).toMatchObject({ status: 'SUCCEEDED', externalId: 'M-1', attempts: 2 })
  expect(made.get('/made')).toHaveLength(1)
})

test('what passes by itself is waited out, and others need not wait for it', async () => {
  const id = await create('Slow')
  let busy = true
  upstream.faults = ({ body }) =>
    busy && body.includes('"Slow"') ? { kind: 'answer', answer: { status: 503 } } : undefined
  await work()
  await until(async () => (await action(id)).attempts === 1)
  expect(await action(id)).toMatchObject({ status: 'QUEUED', errorCode: 'TRANSIENT', finishedAt: null })
  expect(await settled(await create('Quick'))).toMatchObject({ status: 'SUCCEEDED' })
  busy = false
  await now()
  expect(await settled(id)).toMatchObject({ status: 'SUCCEEDED', errorCode: null })
})

test('where the other system refuses us it has failed, the source is read on, and asked for again it is done', async () => {
  const id = await create('Refused')
  upstream.faults = () => ({ kind: 'answer', answer: { status: 401 } })
  await work()
  expect(await settled(id)).toMatchObject({
    status: 'FAILED',
    attempts: 1,
    errorCode: 'AUTH_ERROR',
    source: { status: 'ACTIVE' },
  })
  upstream.faults = () => undefined
  expect(await create('Refused')).toBe(id)
  expect(await settled(id)).toMatchObject({ status: 'SUCCEEDED', source: { status: 'ACTIVE' } })
})

test('what the other system cannot take has failed, and says why', async () => {
  const id = await create('Wrong')
  upstream.faults = ({ method }) =>
    method === 'POST' ? { kind: 'answer', answer: { status: 404 } } : undefined
  await work()
  expect(await settled(id)).toMatchObject({ status: 'FAILED', attempts: 1, errorCode: 'SCOPE_GONE' })
})
