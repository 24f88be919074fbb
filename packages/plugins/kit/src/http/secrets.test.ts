import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError } from '../errors.ts'
import { Secret } from '../secret.ts'
import type { HttpRequest } from './http.ts'
import { errorOf, opened, upstreamOf } from './opened.fixture.ts'

const CANARY = 'canary/value+1'
const canary = new Secret('env:CANARY', CANARY)
/** As it is, percent-encoded, and within basic authentication. */
const TRACES = [
  'canary',
  Buffer.from(`canary:${CANARY}`).toString('base64'),
  Buffer.from(CANARY).toString('base64'),
]

/** Everything that anybody could print of an error, down its chain of causes. */
function allOf(error: unknown): string {
  const shown = inspect(error, { depth: 30, showHidden: true, getters: true })
  return error instanceof Error ? `${shown}${error.message}${error.stack}${allOf(error.cause)}` : shown
}

describe('secrets are sent', () => {
  test.each<
    [
      string,
      HttpRequest,
      (seen: { headers: Readonly<Record<string, string>>; body: string }) => unknown,
      unknown,
    ]
  >([
    ['in a header', { headers: { 'X-Token': canary } }, ({ headers }) => headers['x-token'], CANARY],
    [
      'in a part of a header',
      { headers: { Authorization: ['Bearer ', canary] } },
      ({ headers }) => headers.authorization,
      `Bearer ${CANARY}`,
    ],
    [
      'in basic authentication',
      { basic: { user: 'Zoë', password: canary } },
      ({ headers }) => headers.authorization,
      `Basic ${Buffer.from(`Zoë:${CANARY}`).toString('base64')}`,
    ],
    [
      'in JSON, however deep',
      { method: 'POST', json: { login: [{ password: canary, at: new Date(0) }], left: undefined } },
      ({ body, headers }) => [headers['content-type'], JSON.parse(body)],
      ['application/json', { login: [{ password: CANARY, at: '1970-01-01T00:00:00.000Z' }] }],
    ],
    ['as JSON', { method: 'POST', json: canary }, ({ body }) => JSON.parse(body), CANARY],
    [
      'in a form',
      { method: 'POST', form: { name: 'a b', password: canary } },
      ({ body, headers }) => [headers['content-type'], body],
      ['application/x-www-form-urlencoded', 'name=a+b&password=canary%2Fvalue%2B1'],
    ],
  ])('%s', async (_where, request, part, sent) => {
    const upstream = await upstreamOf()
    await opened([upstream.url]).http.request(upstream.url, request)
    expect(upstream.requests.map(part)).toEqual([sent])
  })
})

describe('secrets are told to nobody', () => {
  const everywhere: HttpRequest = {
    method: 'POST',
    idempotent: true,
    headers: { 'x-token': canary },
    basic: { user: 'canary', password: canary },
    query: { key: CANARY },
    json: { password: canary },
  }

  test.each([400, 401, 403, 404, 408, 429, 500, 302])(
    'when the answer is %i, and repeats all that it got',
    async (status) => {
      const upstream = await upstreamOf(({ headers, body }) => {
        const echo = `${JSON.stringify(headers)}${body}`
        return { status, text: echo, headers: { location: `/${encodeURIComponent(CANARY)}`, 'x-echo': echo } }
      })
      const { http, lines } = opened([upstream.url])
      const path = `${upstream.url}/${encodeURIComponent(CANARY)}/${CANARY}`
      const error = await errorOf(http.request(path, everywhere))
      expect(upstream.requests[0]?.headers['x-token']).toBe(CANARY)
      expect(error.message).toContain('/[secret]/[secret]: ')
      for (const trace of TRACES) expect(allOf(error) + lines.join('\n')).not.toContain(trace)
    },
  )

  test.each(['reset', 'truncate'] as const)('when the connection breaks: %s', async (kind) => {
    const upstream = await upstreamOf(({ body }) => ({ text: body, headers: { 'content-length': '999' } }))
    upstream.faults = () => ({ kind })
    const { http, lines } = opened([upstream.url])
    const error = await errorOf(http.request(upstream.url, everywhere))
    for (const trace of TRACES) expect(allOf(error) + lines.join('\n')).not.toContain(trace)
  })

  test('when a redirect that is refused repeats them', async () => {
    const locations = [`ftp://x/${CANARY}`, `http://${CANARY}@x/`, `http://x/${encodeURIComponent(CANARY)}`]
    for (const location of locations) {
      const upstream = await upstreamOf(() => ({ status: 302, headers: { location } }))
      const { http, lines } = opened([upstream.url])
      const error = await errorOf(http.request(upstream.url, { headers: { 'x-token': canary } }))
      expect(error).toBeInstanceOf(ConfigError)
      for (const trace of TRACES) expect(allOf(error) + lines.join('\n')).not.toContain(trace)
    }
  })

  test('when what comes back is no HTTP', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {
        // The client hangs up on it.
      })
      socket.end(`HTTP/1.1 200 OK\r\n${CANARY}\r\n\r\n${CANARY}`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const { http, lines } = opened([url])
    const error = await errorOf(http.request(url, everywhere))
    expect(error.message).toMatch(/broke on the way \(HTTPParserError\)$/)
    for (const trace of TRACES) expect(allOf(error) + lines.join('\n')).not.toContain(trace)
  })

  const circle: { self?: unknown; password: Secret } = { password: canary }
  circle.self = circle
  const unsendable: [string, HttpRequest, RegExp][] = [
    [
      'a line break in a header',
      { headers: { 'x-token': new Secret('env:X', 'canary\n') } },
      /^The header x-token/,
    ],
    ['a letter of no header', { headers: { 'x-token': ['canary', 'ő'] } }, /^The header x-token/],
    ['a name that is none', { headers: { 'canary x': canary } }, /^A header has a name that is none$/],
    [
      'a header that says where the message ends',
      { headers: { 'Content-Length': canary } },
      /^The header Content-Length/,
    ],
    ['another host', { headers: { Host: canary } }, /^The header Host/],
    ['two kinds of credentials', { ...everywhere, headers: { Authorization: canary } }, /either basic or/],
    ['a colon in the name', { basic: { user: 'canary:x', password: canary } }, /may not hold a colon/],
    ['two bodies', { ...everywhere, form: { password: canary } }, /either json or form/],
    ['a body of a call that reads', { json: { password: canary } }, /^GET takes no body/],
    ['a circle', { method: 'POST', json: circle }, /cannot be written as JSON/],
    ['a function', { method: 'POST', json: () => canary }, /cannot be written as JSON/],
    [
      'a secret that was not resolved',
      { method: 'POST', json: { a: new Secret('env:X') } },
      /env:X was not resolved/,
    ],
  ]
  test.each(unsendable)('when a call cannot be sent: %s', async (_what, request, sentence) => {
    const upstream = await upstreamOf()
    const error = await errorOf(opened([upstream.url]).http.request(upstream.url, request))
    expect(error).toBeInstanceOf(ConfigError)
    expect(error.message).toMatch(sentence)
    expect(allOf(error)).not.toContain('canary')
    expect(upstream.requests).toHaveLength(0)
  })

  test('when the address is none', async () => {
    const { http } = opened([])
    for (const url of [`${CANARY} x`, `/${CANARY}`, `http://${CANARY}:x@[`]) {
      const error = await errorOf(http.request(url, { headers: { 'x-token': canary } }))
      expect(error).toBeInstanceOf(ConfigError)
      expect(allOf(error)).not.toContain('canary')
    }
  })
})

test('what a call is sent with can be changed, its defaults too', async () => {
  const upstream = await upstreamOf()
  const { http } = opened([upstream.url])
  await http.request(upstream.url)
  const query = { a: ['x', 2], b: undefined, c: true, d: [] }
  const headers = { 'User-Agent': 'mine', ACCEPT: 'text/plain', 'content-type': 'application/vnd.x+json' }
  await http.request(`${upstream.url}/p?z=1#here`, { method: 'PATCH', query, headers, json: null })
  expect(upstream.requests[0]?.headers).toMatchObject({ accept: '*/*', 'user-agent': 'throughline' })
  expect(upstream.requests[1]).toMatchObject({ method: 'PATCH', path: '/p', body: 'null' })
  expect(upstream.requests[1]?.query.toString()).toBe('z=1&a=x&a=2&c=true')
  expect(upstream.requests[1]?.headers).toMatchObject({
    'user-agent': 'mine',
    accept: 'text/plain',
    'content-type': 'application/vnd.x+json',
  })
})
