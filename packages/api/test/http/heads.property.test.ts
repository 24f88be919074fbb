import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { LEAK, sendRaw } from './raw.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

/** One character for each byte. */
const bytes = fc
  .array(fc.integer({ min: 0, max: 255 }), { maxLength: 12 })
  .map((codes) => String.fromCharCode(...codes))
const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('/', '//', '\\', '%', '%41', '%00', '%ff', '..', '?', '#', '*', ':', '@'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('graphql', 'healthz', 'readyz', 'webhooks', 'assets', 'explorer/token'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('http://', 'HTTPS://', 'ws://', 'localhost', '[::1]', ':99999', 'a.example'),
  },
  { weight: 2, arbitrary: bytes },
)
const PATHS = [
  '/',
  '/graphql',
  '/graphql?query={__typename}',
  '/healthz',
  '/readyz',
  '/webhooks/x',
  '/explorer/token',
]
const target = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PATHS) },
  fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('')}`),
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
)
const method = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'DELETE', 'TRACE', 'CONNECT', 'QUERY') },
  { weight: 1, arbitrary: bytes },
)
const host = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('localhost', '127.0.0.1:1', '[::1]', 'a.example', ':1', '::', 'a:b', '@'),
  },
  { weight: 1, arbitrary: bytes },
)
const hosts = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['Host: localhost']) },
  {
    weight: 3,
    arbitrary: fc.array(
      host.map((name) => `Host: ${name}`),
      { maxLength: 2 },
    ),
  },
)
const header = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'Upgrade: websocket',
      'Connection: Upgrade, HTTP2-Settings',
      'Expect: 100-continue',
      'Expect: nothing',
      'Authorization: Bearer',
      'Authorization: Basic \xff',
      'Accept: text/html',
      'Accept-Encoding: br;q=\xfe',
      'Content-Type: multipart/form-data; boundary=',
      'Content-Length: 0',
      'Transfer-Encoding: chunked',
      'Transfer-Encoding: identity, gzip',
      'X-Request-Id: \xe9',
      'X-Forwarded-Host: evil.example',
      '__proto__: x',
      'constructor: x',
    ),
  },
  { weight: 1, arbitrary: fc.tuple(bytes, bytes).map(([name, value]) => `${name}: ${value}`) },
)
const version = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('HTTP/1.1', 'HTTP/1.0') },
  { weight: 1, arbitrary: fc.constantFrom('HTTP/2.0', 'ICE/1.0', 'RTSP/1.0', 'HTTP/1', '') },
)
const head = fc
  .tuple(method, target, version, hosts, fc.array(header, { maxLength: 3 }))
  .map(([verb, path, protocol, named, more]) =>
    [`${verb} ${path} ${protocol}`, ...named, ...more, '', ''].join('\r\n'),
  )

test('whatever a request begins with, the server lives and tells nothing of itself', async () => {
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(head, { minLength: 10, maxLength: 10 }), async (heads) => {
      const answers = await Promise.all(
        // A head that announces a body is followed by the end of the sending direction, or the server waits.
        heads.map((each) => sendRaw(api.url, each, { half: /Transfer-Encoding|Expect/.test(each) })),
      )
      for (const { status, head: first, body } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        expect(status).not.toBe(500)
        expect(`${first}\n${body}`).not.toMatch(LEAK)
      }
    }),
    { seed: 20_261_129, numRuns: 400, interruptAfterTimeLimit: 45_000 },
  )
  expect((await fetch(new URL('/healthz', api.url))).status).toBe(200)
  // The heads reach all sides of the server, not only its parser.
  for (const status of [200, 302, 400, 401, 404, 405, 421])
    expect(statuses.get(status) ?? 0).toBeGreaterThan(0)
})
