import { request as httpRequest } from 'node:http'
import { connect } from '@throughline/db'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { webhookRoute } from '../../src/http/webhooks.ts'
import { startServer } from '../../src/server.ts'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { sourceNamed } from '../../src/sync/sources/store.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { startApi, type TestApi } from '../harness.ts'
import { LEVEL, ownListener } from '../http/own-listener.ts'
import { deliver, deliveriesOf, post, SHARED, signed, trackerAt } from '../work/tracker.ts'
import { fixture } from '../work/worker-harness.ts'

const NOWHERE = 'http://127.0.0.1:1'

let api: TestApi
/** The source of the test. */
let name: string

beforeAll(async () => {
  api = await startApi({ external: [fixture('tracker')], environment: SHARED })
})
afterAll(() => api.stop())
beforeEach(async () => {
  ;({ name } = await trackerAt(api, NOWHERE))
})

const deliveries = () => deliveriesOf(api, name)

test('a delivery is stored before it is acknowledged, and one that comes twice counts once', async () => {
  const first = await deliver(api, name, {}, { id: 'one' })
  expect({ status: first.status, body: await first.json() }).toEqual({
    status: 202,
    body: { status: 'accepted' },
  })
  expect(await deliveries()).toMatchObject([{ delivery_id: 'one', status: 'PENDING', attempts: 0 }])
  const again = await deliver(api, name, {}, { id: 'one' })
  expect({ status: again.status, body: await again.json() }).toEqual({
    status: 202,
    body: { status: 'known already' },
  })
  expect(await deliveries()).toHaveLength(1)
})

test('what proves where a delivery comes from is not kept, whatever its header is called', async () => {
  const body = JSON.stringify({})
  expect((await post(api, name, body, { ...signed(body), cookie: 'a=b' })).status).toBe(202)
  expect(
    (
      await post(api, name, body, {
        'x-hook-key': SHARED.THROUGHLINE_SOURCE_HOOK_KEY,
        authorization: `Bearer ${SHARED.THROUGHLINE_SOURCE_HOOK_KEY}`,
      })
    ).status,
  ).toBe(202)
  const kept = await deliveries()
  expect(kept).toHaveLength(2)
  expect(JSON.stringify(kept.map(({ headers }) => headers))).not.toMatch(
    /canary|signature|x-hook-key|cookie|authorization/,
  )
  expect(kept[0]?.headers).toHaveProperty('x-tracker-delivery')
})

test('what is forged, stale, sent elsewhere, in another way or too large is refused and leaves nothing', async () => {
  const body = JSON.stringify({ refetch: true })
  const long = new Date(Date.now() - 20 * 60_000)
  const refused = [
    await post(api, name, body, signed(body, { secret: 'another' })),
    await post(api, name, `${body} `, signed(body)),
    await post(api, name, body, {}),
    await post(api, name, body, { 'x-hook-key': 'another' }),
    await post(api, name, body, signed(body, { time: long })),
  ]
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  for (const response of refused) {
    expect(await response.json()).toEqual({ error: 'The delivery could not be verified.' })
  }
  for (const unknown of ['nobody', 'Not a name', '%00']) {
    const nowhere = await post(api, unknown, body, signed(body))
    expect({ status: nowhere.status, body: await nowhere.json() }).toEqual({
      status: 401,
      body: { error: 'The delivery could not be verified.' },
    })
    expect(await statusOfFlood(`/webhooks/${encodeURIComponent(unknown)}`)).toBe(413)
  }
  const got = await fetch(new URL(`/webhooks/${name}`, api.url))
  expect({ status: got.status, allow: got.headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
  expect(await statusOfFlood(`/webhooks/${name}`)).toBe(413)
  expect(await deliveries()).toEqual([])
})

test('bodies that are not verified yet use up the memory of their own source only', async () => {
  const { name: other } = await trackerAt(api, NOWHERE)
  for (const target of [name, 'unknown']) {
    const uploads = [upload(target), upload(target), upload(target)]
    const refused = await Promise.race(uploads.map(async (each) => ({ each, status: await each.status })))
    expect(refused.status).toBe(503)
    expect((await deliver(api, other, {}, {})).status).toBe(202)
    const left = uploads.filter((each) => each !== refused.each)
    for (const { end } of left) end()
    expect(await Promise.all(left.map(({ status }) => status))).toEqual([401, 401])
  }
  expect((await deliver(api, name, {}, {})).status).toBe(202)
})

/** Sends most of a large body, and the end of it later. */
function upload(target: string): { readonly status: Promise<number | undefined>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<number | undefined>()
  const outgoing = httpRequest(new URL(`/webhooks/${target}`, api.url), { method: 'POST' }, (response) => {
    response.resume()
    resolve(response.statusCode)
  })
  // Where the server refuses, it may close the connection before all is sent.
  outgoing.on('error', () => resolve(undefined))
  outgoing.write(Buffer.alloc(4_500_000, 'x'))
  return { status: promise, end: () => outgoing.end() }
}

/** Sends more than is taken, as long as the server listens. */
function statusOfFlood(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(new URL(path, api.url), { method: 'POST' }, (response) => {
      response.resume()
      resolve(response.statusCode)
      outgoing.destroy()
    })
    outgoing.on('error', reject)
    outgoing.write(Buffer.alloc(5_000_001, 'x'))
  })
}

test('without the secrets in its configuration a source refuses everything', async () => {
  const bare = await trackerAt(api, NOWHERE, {})
  const missing = await trackerAt(api, NOWHERE, {
    key: 'env:THROUGHLINE_SOURCE_NOT_SET',
    secret: 'env:THROUGHLINE_SOURCE_NOT_SET_EITHER',
  })
  const body = '{}'
  for (const { name: source } of [bare, missing]) {
    for (const headers of [signed(body), signed(body, { secret: '' }), { 'x-hook-key': '' }]) {
      expect((await post(api, source, body, headers)).status).toBe(401)
    }
  }
})

test('while the database is out of reach, or the plugin is not there, a sender is asked to come again', async () => {
  const log = pino({ level: 'silent' })
  const away = connect({ url: 'postgres://nobody@127.0.0.1:1/nothing' }, { max: 1, log })
  const keyring = new Keyring([])
  const given = { log, keyring, environment: SHARED, allowPrivateHosts: true }
  const broken = await openCatalog({ ...given, db: api.db, external: [fixture('throws')] })
  const here = { ...given, catalog: broken, clock: () => new Date() }
  const servers = await Promise.all(
    [away, api.db].map((db) =>
      startServer({
        db,
        log,
        port: 0,
        host: '127.0.0.1',
        loopbackOnly: true,
        routes: [webhookRoute({ ...here, db })],
      }),
    ),
  )
  try {
    for (const server of servers) {
      const body = '{}'
      const response = await fetch(new URL(`/webhooks/${name}`, server.url), {
        method: 'POST',
        body,
        headers: signed(body),
      })
      expect(response.status).toBe(503)
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await away.close()
  }
  expect(await deliveries()).toEqual([])
})

test('every delivery is in the log of requests, whatever came of it', async () => {
  const log = pino({ level: 'silent' })
  const given = { db: api.db, log, keyring: new Keyring([]), environment: SHARED, allowPrivateHosts: true }
  const catalog = await openCatalog({ ...given, external: [fixture('tracker')] })
  const listener = await ownListener([webhookRoute({ ...given, catalog, clock: () => new Date() })])
  try {
    const there = { ...api, url: listener.origin }
    const body = '{}'
    const answers = [
      await post(there, name, body, signed(body)),
      await post(there, name, body, {}),
      await post(there, 'nobody', body, signed(body)),
    ]
    const requests = () => listener.lines.filter(({ msg }) => msg === 'request')
    await expect.poll(() => requests().length).toBe(3)
    expect(requests()).toMatchObject(
      [202, 401, 401].map((status, index) => ({
        level: LEVEL.info,
        requestId: answers[index]?.headers.get('x-request-id'),
        method: 'POST',
        path: `/webhooks/${index === 2 ? 'nobody' : name}`,
        status,
      })),
    )
  } finally {
    await listener.stop()
  }
})

test('a delivery is for administrators to try again, and without what was sent', async () => {
  const viewer = await api.tokenFor('VIEWER')
  const answer = await api.ask(
    `mutation { retryDelivery(input: { id: "x" }) { ... on Error { code } } }`,
    {},
    { token: viewer },
  )
  expect(answer.errors[0]?.extensions.code).toBe('FORBIDDEN')
  const { __type } = await api.get<{ __type: { fields: { name: string }[] } }>(
    '{ __type(name: "WebhookDelivery") { fields { name } } }',
  )
  expect(__type.fields.map((field) => field.name)).not.toContain('body')
  expect(__type.fields.map((field) => field.name)).not.toContain('headers')
  await sourceNamed(
    api.db.kysely,
    { name: `${name}-fed`, plugin: 'ingest', config: {} },
    { actor: 'test', requestId: 'test' },
  )
  expect((await post(api, `${name}-fed`, '{}', {})).status).toBe(401)
})
