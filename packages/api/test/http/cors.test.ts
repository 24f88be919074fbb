import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnvironment } from '../../src/cli/environment.ts'
import { UsageError } from '../../src/cli/exit.ts'
import { startApi, type TestApi } from '../harness.ts'

const ORIGIN = 'https://app.example.com'

let open: TestApi
let closed: TestApi

beforeAll(async () => {
  open = await startApi({ corsOrigins: [ORIGIN, 'http://localhost:5173'] })
  closed = await startApi()
})
afterAll(async () => {
  await open.stop()
  await closed.stop()
})

/** The status and the headers that browsers look at. */
async function ask(url: string, method: string, headers: Record<string, string>, body?: string) {
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
  const cors = [...response.headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary')
  return { status: response.status, cors: Object.fromEntries(cors), text: await response.text() }
}

const PREFLIGHT = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
}
const EXPOSED = {
  vary: 'Origin',
  'access-control-allow-origin': ORIGIN,
  'access-control-expose-headers': 'x-request-id, retry-after, ratelimit, ratelimit-policy',
}

describe('a listed origin', () => {
  test('has its preflight request answered without a token', async () => {
    const { status, cors } = await ask(open.url, 'OPTIONS', { origin: ORIGIN, ...PREFLIGHT })
    expect(status).toBe(204)
    expect(cors).toEqual({
      ...EXPOSED,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key, x-request-id',
      'access-control-max-age': '600',
    })
  })

  test('reads answers, refusals and streams', async () => {
    const token = { authorization: `Bearer ${open.token}` }
    const json = { origin: ORIGIN, 'content-type': 'application/json' }
    const typename = JSON.stringify({ query: '{ __typename }' })
    const answer = await ask(open.url, 'POST', { ...json, ...token }, typename)
    expect(answer).toEqual({ status: 200, cors: EXPOSED, text: expect.stringContaining('Query') })
    const refused = await ask(open.url, 'POST', json, typename)
    expect(refused).toEqual({ status: 401, cors: EXPOSED, text: expect.stringContaining('UNAUTHENTICATED') })
    const gone = 'sync_run_01a00000-0000-7000-8000-000000000000'
    const query = `subscription { syncProgress(run: "${gone}") { __typename } }`
    const stream = { ...json, ...token, accept: 'text/event-stream' }
    expect(await ask(open.url, 'POST', stream, JSON.stringify({ query }))).toMatchObject({ cors: EXPOSED })
  })
})

test('another origin gets no CORS headers, and Vary says that they depend on the origin', async () => {
  for (const origin of ['https://evil.example', 'https://app.example.com.evil.example', 'null']) {
    const preflight = await ask(open.url, 'OPTIONS', { origin, ...PREFLIGHT })
    expect(preflight).toEqual({ status: 204, cors: { vary: 'Origin' }, text: '' })
    const answer = await ask(open.url, 'GET', { origin })
    expect(answer.cors).toEqual({ vary: 'Origin' })
  }
})

test('without origins in the settings no page of another origin may call', async () => {
  const preflight = await ask(closed.url, 'OPTIONS', { origin: ORIGIN, ...PREFLIGHT })
  expect({ status: preflight.status, cors: preflight.cors }).toEqual({ status: 405, cors: {} })
})

test('webhooks and probes are not opened', async () => {
  for (const path of ['/webhooks/x', '/healthz', '/readyz']) {
    const url = new URL(path, open.url).href
    expect((await ask(url, 'OPTIONS', { origin: ORIGIN, ...PREFLIGHT })).cors, path).toEqual({})
  }
})

describe('THROUGHLINE_CORS_ORIGINS', () => {
  test('lists exact origins', () => {
    const origins = (value: string) => readEnvironment({ THROUGHLINE_CORS_ORIGINS: value }).corsOrigins
    expect(origins('')).toEqual([])
    expect(origins(' https://a.example , http://localhost:5173,')).toEqual([
      'https://a.example',
      'http://localhost:5173',
    ])
  })

  test.each([
    '*',
    'https://*.example',
    'app.example',
    'https://a.example/',
    'https://A.example',
    'null',
    'file://',
  ])('refuses %s', (value) => {
    expect(() => readEnvironment({ THROUGHLINE_CORS_ORIGINS: value })).toThrow(UsageError)
  })
})
