import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { startServer } from '../../src/server.ts'
import { startApi, type TestApi } from '../harness.ts'

// Nothing flows in while a test runs; the time to wait is long.
const LIMIT = { burst: 1_000, perSecond: 0.01 }

const running: TestApi[] = []
async function start(rateLimit = LIMIT): Promise<TestApi> {
  const api = await startApi({ rateLimit })
  running.push(api)
  return api
}
afterEach(async () => {
  for (const api of running.splice(0)) await api.stop()
})

/** 1 for the connection and 100 rows. */
const PAGE = '{ services(first: 100) { nodes { id } } }'

test('an answer says what it cost and what is left, in its extensions and in headers', async () => {
  const api = await start()
  const response = await fetch(api.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.token}` },
    body: JSON.stringify({ query: PAGE }),
  })
  const { extensions } = (await response.json()) as { extensions: unknown }
  expect(extensions).toEqual({ cost: { requested: 101, limit: 20_000, remaining: 899 } })
  expect(response.headers.get('ratelimit-policy')).toBe('"points";q=1000;w=100000;qu="points"')
  expect(response.headers.get('ratelimit')).toBe('"points";r=899;t=10100')
})

test('a caller who has spent its points is refused with 429 under both media types, and others are not', async () => {
  const api = await start()
  const viewer = await api.tokenFor('VIEWER')
  for (let left = 9; left > 0; left -= 1) expect((await api.ask(PAGE)).errors).toEqual([])
  const answer = await api.ask(PAGE)
  expect(answer.errors[0]?.extensions).toEqual({
    code: 'RATE_LIMITED',
    retryAfter: expect.any(Number),
    cost: { requested: 101, limit: 20_000, remaining: 90 },
  })
  expect(answer.status).toBe(429)
  expect(answer.data).toBeUndefined()
  const retryAfter = Number(answer.headers.get('retry-after'))
  expect(retryAfter).toBe(answer.errors[0]?.extensions.retryAfter)
  expect(retryAfter).toBeGreaterThan(900)
  expect(answer.headers.get('ratelimit')).toMatch(/^"points";r=90;t=/)
  const json = await fetch(api.url, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Bearer ${api.token}`,
    },
    body: JSON.stringify({ query: PAGE }),
  })
  expect(json.status).toBe(429)
  expect((await api.ask(PAGE, {}, { token: viewer })).errors).toEqual([])
})

test('a document that cannot be read costs a point, too', async () => {
  const api = await start({ burst: 3, perSecond: 0.01 })
  const statuses = []
  for (let index = 0; index < 5; index += 1) statuses.push((await api.ask('{')).status)
  expect(statuses).toEqual([400, 400, 400, 429, 429])
})

test('all processes on one database share a bucket', async () => {
  const api = await start()
  const second = await startServer({
    db: api.db,
    log: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    rateLimit: LIMIT,
  })
  const urls = [api.url, second.url]
  const statuses: number[] = []
  for (let index = 0; index < 14; index += 1) {
    const response = await fetch(urls[index % 2] ?? '', {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        'content-type': 'application/json',
        authorization: `Bearer ${api.token}`,
      },
      body: JSON.stringify({ query: PAGE }),
    })
    await response.text()
    statuses.push(response.status)
  }
  await second.stop()
  expect(statuses.filter((status) => status === 200)).toHaveLength(9)
})

describe('a request', () => {
  test('costs no statement of its own while a lease lasts', async () => {
    const api = await start({ burst: 100_000, perSecond: 2_000 })
    await api.ask(PAGE)
    let connections = 0
    api.db.pool.on('acquire', () => {
      connections += 1
    })
    for (let index = 0; index < 5; index += 1) await api.ask('{ __typename }')
    // The check of the token.
    expect(connections).toBe(5)
  })
})
