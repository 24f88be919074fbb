import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { startUpstream, type Upstream } from '@throughline/plugin-kit/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ask, makeSource } from '../work/worker-harness.ts'
import { eventsOf } from './event-stream.ts'
import { at } from './mutate.ts'

vi.setConfig({ testTimeout: 60_000 })

const PROGRESS = `subscription ($run: ID, $source: ID) {
  syncProgress(run: $run, source: $source) { run { id status counts { recordType found } errorMessage } }
}`
const PAGES = 4

let api: TestApi
let upstream: Upstream
let worker: ChildProcess
/** The pages of the fake system wait for these. */
let gates: PromiseWithResolvers<void>[]
let sources = 0

beforeAll(async () => {
  api = await startApi()
  upstream = await startUpstream(async ({ path, query }) => {
    if (path === '/tickets') return { json: [] }
    const page = Number(query.get('page') ?? 0)
    await gates[page]?.promise
    const next = page + 1 < PAGES ? page + 1 : null
    return { json: { hosts: [{ name: `host-${page}`, cores: page }], next } }
  })
  worker = spawn(
    process.execPath,
    [fileURLToPath(new URL('../work/worker-process.ts', import.meta.url)), JSON.stringify(api.db.connection)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  if (worker.stdout !== null) await once(worker.stdout, 'data')
})
afterAll(async () => {
  const ended = once(worker, 'exit')
  worker.kill('SIGTERM')
  await ended
  await api.stop()
  await upstream.close()
})
beforeEach(() => {
  gates = Array.from({ length: PAGES }, () => Promise.withResolvers<void>())
})

const openAll = () => {
  for (const gate of gates) gate.resolve()
}
const newSource = async () => {
  sources += 1
  return makeSource(api.db, 'test-inventory', { url: upstream.url }, `hosts-${sources}`)
}
const subscribe = (variables: object, token = api.token, signal?: AbortSignal) =>
  eventsOf(api.url, token, { query: PROGRESS, variables }, signal)
/** How many hosts an event tells were found; its status. */
const told = (event: unknown) => ({
  status: at(event, 'data', 'syncProgress', 'run', 'status'),
  found: at(event, 'data', 'syncProgress', 'run', 'counts', 0, 'found') ?? 0,
})
const runIdOf = (uuid: string) => encodeGlobalId('SyncRun', uuid)

test('a run that another process carries out is followed page by page, and it ends with it', async () => {
  const viewer = await api.tokenFor('VIEWER')
  const source = await newSource()
  const run = runIdOf(await ask(api.db, source.id))
  const heard: { status: unknown; found: unknown }[] = []
  for await (const event of subscribe({ run }, viewer)) {
    expect(event.errors).toBeUndefined()
    expect(at(event, 'data', 'syncProgress', 'run', 'id')).toBe(run)
    const { status, found } = told(event)
    heard.push({ status, found })
    // The next page comes once the one before was heard of.
    if (status === 'RUNNING') gates[Number(found)]?.resolve()
  }
  expect(heard.at(-1)).toEqual({ status: 'SUCCEEDED', found: PAGES })
  expect(heard).toContainEqual({ status: 'RUNNING', found: 1 })
  expect(heard).toContainEqual({ status: 'RUNNING', found: PAGES - 1 })
})

test('any number may listen, also once it has ended', async () => {
  const source = await newSource()
  const run = runIdOf(await ask(api.db, source.id))
  const last = async () => {
    let status: unknown
    for await (const event of subscribe({ run })) status = told(event).status
    return status
  }
  const listeners = Array.from({ length: 10 }, last)
  openAll()
  expect(new Set(await Promise.all(listeners))).toEqual(new Set(['SUCCEEDED']))
  expect(await last()).toBe('SUCCEEDED')
})

test('of a source every run is told, and of others nothing', async () => {
  openAll()
  const [mine, other] = [await newSource(), await newSource()]
  const leaving = new AbortController()
  const events = subscribe({ source: encodeGlobalId('Source', mine.id) }, api.token, leaving.signal)
  const heard = new Set<unknown>()
  const first = events.next()
  const asked: string[] = []
  // Whoever listens to no run in particular is told of what happens from then on: asked until it is heard.
  const asking = setInterval(async () => {
    await ask(api.db, other.id)
    asked.push(runIdOf(await ask(api.db, mine.id)))
  }, 100)
  heard.add(at((await first).value, 'data', 'syncProgress', 'run', 'id'))
  clearInterval(asking)
  for (let more = 0; more < 3; more += 1) {
    heard.add(at((await events.next()).value, 'data', 'syncProgress', 'run', 'id'))
  }
  leaving.abort()
  await events.return(undefined).catch(() => undefined)
  expect([...heard].filter((id) => !asked.includes(String(id)))).toEqual([])
})

test('without a token, and of what is not there, nothing is told', async () => {
  const bare = await fetch(api.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: PROGRESS }),
  })
  expect(bare.status).toBe(401)
  await expect(subscribe({}, 'tl_wrong').next()).rejects.toThrow(/status 401/)
  for (const [variables, message] of [
    [{ run: runIdOf('00000000-0000-7000-8000-000000000000') }, 'No SyncRun has the id'],
    [{ run: 'nonsense' }, 'is not an id of this API'],
  ] as const) {
    const events: unknown[] = []
    for await (const event of subscribe(variables)) events.push(event)
    expect(events).toEqual([
      expect.objectContaining({
        errors: [expect.objectContaining({ message: expect.stringContaining(message) })],
      }),
    ])
  }
})
