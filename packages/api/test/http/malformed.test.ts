import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { LEAK, type RawResponse, sendRaw } from './raw.ts'

let api: TestApi
const rejections: unknown[] = []
const note = (error: unknown) => rejections.push(error)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  api = await startApi()
})
afterAll(async () => {
  process.off('unhandledRejection', note)
  await api.stop()
})
afterEach(async () => {
  expect(rejections).toEqual([])
  expect((await fetch(new URL('/healthz', api.url))).status).toBe(200)
})

/** A request that closes its connection, to this host unless another is named. */
function request(line: string, host = 'Host: localhost', ...more: string[]): string {
  return [line, ...(host === '' ? [] : [host]), 'Connection: close', ...more, '', ''].join('\r\n')
}

function expectAnswer({ status, head, body }: RawResponse, expected: number, what: string): void {
  expect(status, what).toBe(expected)
  expect(`${head}\n${body}`, what).not.toMatch(LEAK)
  if (what.startsWith('HEAD')) return
  expect(head.toLowerCase(), what).toContain('content-type: application/json')
  expect(Object.keys(JSON.parse(body)).length, what).toBeGreaterThan(0)
}

const MALFORMED: readonly (readonly [number, string])[] = [
  // Request targets.
  [400, request('GET // HTTP/1.1')],
  [400, request('GET /// HTTP/1.1')],
  [400, request('GET //evil.example/graphql HTTP/1.1')],
  [400, request('GET //? HTTP/1.1')],
  [400, request('POST // HTTP/1.1')],
  [400, request('HEAD // HTTP/1.1')],
  [400, request('GET http://a:99999/ HTTP/1.1')],
  [400, request('GET http:// HTTP/1.1')],
  [400, request('GET http://[::1/ HTTP/1.1')],
  [400, request('GET http://user:password@localhost/healthz HTTP/1.1')],
  [400, request('GET http://localhost//healthz HTTP/1.1')],
  [400, request('GET ftp://localhost/healthz HTTP/1.1')],
  [400, request('GET mailto:somebody HTTP/1.1')],
  [421, request('GET http://a.example/healthz HTTP/1.1')],
  [400, request('GET * HTTP/1.1')],
  [400, request('OPTIONS * HTTP/1.1')],
  [400, request('CONNECT localhost:443 HTTP/1.1')],
  [400, request('CONNECT / HTTP/1.1')],
  [400, request('GET healthz HTTP/1.1')],
  [400, request('GET ?query={__typename} HTTP/1.1')],
  [400, request('GET /% HTTP/1.1')],
  [400, request('GET /%2 HTTP/1.1')],
  [400, request('GET /%zz HTTP/1.1')],
  [400, request('GET /graphql% HTTP/1.1')],
  [404, request('GET /%00 HTTP/1.1')],
  [404, request('GET /%ff%fe HTTP/1.1')],
  [404, request('GET /../../etc/passwd HTTP/1.1')],
  [404, request('GET /%2e%2e/healthz HTTP/1.1')],
  [404, request('GET /graphql/assets/../../healthz HTTP/1.1')],
  [400, request('GET /\\evil.example HTTP/1.1')],
  [400, request('GET /healthz#fragment HTTP/1.1')],
  [400, request('GET /a"b<c> HTTP/1.1')],
  [400, request('GET /\0 HTTP/1.1')],
  [400, request('GET /\x01\x7f HTTP/1.1')],
  [400, request('GET /\xfc\xff HTTP/1.1')],
  [400, request('GET /healthz?\xfc HTTP/1.1')],
  [431, request(`GET /${'a'.repeat(20_000)} HTTP/1.1`)],
  [431, request(`GET /healthz?${'a'.repeat(20_000)} HTTP/1.1`)],
  // Hosts.
  [400, request('GET /graphql HTTP/1.1', 'Host: 127.0.0.1:99999')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost:port')],
  [400, request('GET /healthz HTTP/1.1', '')],
  [400, request('GET /healthz HTTP/1.1', 'Host:')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost\r\nHost: localhost')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost\r\nHost: evil.example')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost/evil')],
  [400, request('GET /healthz HTTP/1.1', 'Host: user@localhost')],
  [400, request('GET /healthz HTTP/1.1', 'Host: local\thost')],
  [400, request('GET /healthz HTTP/1.1', 'Host: [::1')],
  [400, request('GET /healthz HTTP/1.1', 'Host: [:::]')],
  [400, request('GET /healthz HTTP/1.1', 'Host: 1.2.3.4.5')],
  [400, request('GET /healthz HTTP/1.1', 'Host: \xfc.example')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost#')],
  [421, request('GET /healthz HTTP/1.1', 'Host: evil.example')],
  [421, request('GET /graphql HTTP/1.1', 'Host: 127.0.0.1.evil.example')],
  [421, request('GET /nowhere HTTP/1.1', 'Host: 0.0.0.0')],
  [421, request('GET /healthz HTTP/1.0', '')],
  // What is no HTTP, or another one.
  [400, 'garbage\r\n\r\n'],
  [400, '\0\0\0\0\r\n\r\n'],
  [400, '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
  [400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  [400, request('GET /healthz HTTP/9.9')],
  [400, request('GET /health z HTTP/1.1')],
  [400, 'GET /healthz HTTP/1.1\nHost: localhost\n\n'],
  [400, request('BREW /healthz HTTP/1.1')],
  // Headers.
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost', 'a b: c')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost', ': c')],
  [400, request('GET /healthz HTTP/1.1', 'Host: localhost', 'x: \0')],
  [431, request('GET /healthz HTTP/1.1', 'Host: localhost', `x: ${'a'.repeat(20_000)}`)],
  [400, request('POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Length: -1')],
  [400, request('POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Length: 1, 2')],
  [
    400,
    request('POST /graphql HTTP/1.1', 'Host: localhost', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
  ],
  // What is well formed, and unusual.
  [405, request('TRACE /healthz HTTP/1.1')],
  [405, request('OPTIONS /graphql HTTP/1.1')],
  [405, request('M-SEARCH /graphql HTTP/1.1')],
  [404, request('GET /graphql/ HTTP/1.1')],
  [401, request('GET /graphql HTTP/1.1', 'Host: localhost', 'Upgrade: websocket', 'Connection: Upgrade')],
  [200, request('GET /healthz HTTP/1.1', 'Host: localhost', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABk')],
  [200, request('GET /healthz HTTP/1.1', 'Host: localhost', 'Expect: a-miracle')],
  [200, request('GET http://localhost/healthz HTTP/1.1', 'Host: localhost')],
  [200, request('GET HTTP://127.0.0.1:4000/healthz?a HTTP/1.1', 'Host: evil.example')],
]

test.each(MALFORMED.map(([status, bytes]) => [JSON.stringify(bytes.slice(0, 70)), status, bytes] as const))(
  '%s gets %d',
  async (_shown, status, bytes) => {
    expectAnswer(await sendRaw(api.url, bytes), status, bytes)
  },
)

const CHUNKED = ['Content-Type: application/json', 'Transfer-Encoding: chunked']

test.each([
  ['a request line that ends early', 'GET /hea'],
  ['headers that end early', 'GET /healthz HTTP/1.1\r\nHost: local'],
  [
    'a body that ends early',
    `${request('POST /webhooks/x HTTP/1.1', 'Host: localhost', 'Content-Length: 9')}abc`,
  ],
  [
    'a chunk that ends early',
    `${request('POST /webhooks/x HTTP/1.1', 'Host: localhost', ...CHUNKED)}5\r\nab`,
  ],
  ['a chunk of no length', `${request('POST /webhooks/x HTTP/1.1', 'Host: localhost', ...CHUNKED)}zz\r\nab`],
  [
    'a body of GraphQL that ends early',
    `${request('POST /graphql HTTP/1.1', 'Host: localhost', ...CHUNKED)}5\r\n{`,
  ],
])('%s', async (what, bytes) => {
  const answer = await sendRaw(api.url, bytes, { half: true })
  // Whether there is a response to a caller that has gone is up to the moment; what it says is not.
  expect([0, 400, 401], what).toContain(answer.status)
  expect(`${answer.head}\n${answer.body}`).not.toMatch(LEAK)
})

test('garbage behind a request that is being answered', async () => {
  const first = request('GET /readyz HTTP/1.1').replace('Connection: close\r\n', '')
  const answer = await sendRaw(api.url, `${first}garbage\r\n\r\n`)
  expect([200, 400]).toContain(answer.status)
  expect(`${answer.head}\n${answer.body}`).not.toMatch(LEAK)
})

test('callers who ask for a tunnel and break off', async () => {
  const { hostname, port } = new URL(api.url)
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(request('CONNECT localhost:443 HTTP/1.1'), () => socket.resetAndDestroy()),
      )
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
  for (let round = 0; round < 10; round += 1) await Promise.all(Array.from({ length: 5 }, one))
})

test('callers who break off their streams of events', async () => {
  const { hostname, port } = new URL(api.url)
  const body = JSON.stringify({ query: 'subscription { syncProgress { run { status } } }' })
  const head = request(
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    'Accept: text/event-stream',
    'Content-Type: application/json',
    `Authorization: Bearer ${api.token}`,
    `Content-Length: ${body.length}`,
  )
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write(`${head}${body}`))
      socket.on('data', () => socket.resetAndDestroy())
      socket.on('close', () => resolve())
      socket.on('error', reject)
    })
  for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 5 }, one))
})
