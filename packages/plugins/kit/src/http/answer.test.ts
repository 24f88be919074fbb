import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ConfigError, errorCodeOf, RateLimitedError, TransientError } from '../errors.ts'
import { errorOf, opened, rawServer, upstreamOf } from './opened.fixture.ts'

describe('a status', () => {
  test.each([
    [300, 'CONFIG_ERROR'],
    [304, 'CONFIG_ERROR'],
    [400, 'CONFIG_ERROR'],
    [401, 'AUTH_ERROR'],
    [402, 'CONFIG_ERROR'],
    [403, 'AUTH_ERROR'],
    [404, 'SCOPE_GONE'],
    [405, 'CONFIG_ERROR'],
    [408, 'TRANSIENT'],
    [409, 'CONFIG_ERROR'],
    [410, 'SCOPE_GONE'],
    [422, 'CONFIG_ERROR'],
    [429, 'RATE_LIMITED'],
    [500, 'TRANSIENT'],
    [502, 'TRANSIENT'],
    [503, 'TRANSIENT'],
    [599, 'TRANSIENT'],
  ])('of %i is %s, said with method, host, path and status', async (status, code) => {
    const upstream = await upstreamOf(() => ({ status, text: 'the body' }))
    const { http } = opened([upstream.url])
    const call = http.request(`${upstream.url}/a/b`, {
      method: 'POST',
      query: { q: 'the query' },
      json: 'the json',
    })
    const error = await errorOf(call)
    expect(errorCodeOf(error)).toBe(code)
    expect(error.message).toContain(`POST ${new URL(upstream.url).host}/a/b: `)
    expect(error.message).toContain(`(${status})`)
    expect(error.message).not.toMatch(/the body|query|the json/)
    await expect(http.request(upstream.url, { accept: [status] })).resolves.toMatchObject({ status })
  })

  test.each([
    [403, { 'retry-after': '7200' }],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7200' }],
    [429, { 'retry-after': '7200' }],
    [503, { 'retry-after': '7200' }],
  ])('of %i that says when to come back asks for a pause: %j', async (status, headers) => {
    const upstream = await upstreamOf(() => ({ status, headers }))
    const error = await errorOf(opened([upstream.url]).http.request(upstream.url))
    expect(error).toBeInstanceOf(RateLimitedError)
    expect(error).toMatchObject({ retryAfter: 7200 })
  })

  test('of 403 with calls left is no pause', async () => {
    const headers = { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '7200' }
    const upstream = await upstreamOf(() => ({ status: 403, headers }))
    expect(errorCodeOf(await errorOf(opened([upstream.url]).http.request(upstream.url)))).toBe('AUTH_ERROR')
  })
})

test('an answer gives its headers whatever their case, and its body as bytes, text and JSON', async () => {
  const server = await rawServer((_request, response) => {
    response.setHeader('X-Some', ['a', 'b']).end('\ufeff{"name":"Zoë"}')
  })
  const answer = await opened([server.url]).http.request(`${server.url}/x?secret=1#y`)
  expect(answer.url).toBe(`${server.url}/x`)
  expect(answer.header('x-SOME')).toBe('a, b')
  expect(answer.header('x-other')).toBeUndefined()
  expect(answer.json()).toEqual({ name: 'Zoë' })
  expect(answer.bytes()).toHaveLength(3 + 15)
})

test.each([204, 200])('an answer may be empty: %i', async (status) => {
  const server = await rawServer((_request, response) => {
    response.writeHead(status, status === 200 ? { 'content-encoding': 'gzip' } : {}).end()
  })
  const { http } = opened([server.url])
  expect((await http.request(server.url)).text()).toBe('')
  expect((await http.request(server.url, { method: 'HEAD' })).text()).toBe('')
})

describe('the largest answer', () => {
  const limits = { maxBytes: 1000, deadline: 60_000 }
  const bodies: [string, Record<string, string>, (size: number) => Buffer][] = [
    ['plain', {}, (size) => Buffer.alloc(size, 'x')],
    ['gzip', { 'content-encoding': 'gzip' }, (size) => gzipSync(Buffer.alloc(size, 'x'))],
    ['br', { 'content-encoding': 'BR' }, (size) => brotliCompressSync(Buffer.alloc(size, 'x'))],
    ['deflate', { 'content-encoding': 'deflate' }, (size) => deflateSync(Buffer.alloc(size, 'x'))],
  ]

  test.each(bodies)('is kept to: %s', async (_encoding, headers, body) => {
    const server = await rawServer((request, response) => {
      response.writeHead(200, headers).end(body(Number(request.url?.slice(1))))
    })
    const { http, time } = opened([server.url], { limits })
    expect((await http.request(`${server.url}/1000`)).bytes()).toHaveLength(1000)
    for (const size of [1001, 10_000_000]) {
      const refusal = await errorOf(http.request(`${server.url}/${size}`))
      expect(refusal).toBeInstanceOf(ConfigError)
      expect(refusal.message).toMatch(/larger than the 1000 bytes allowed/)
    }
    expect(time.waits).toEqual([])
    expect((await http.request(`${server.url}/1001`, { maxBytes: 1001 })).bytes()).toHaveLength(1001)
  })

  test('ends an answer that never would', async () => {
    const server = await rawServer((_request, response) => {
      const more = () =>
        void (response.write('x'.repeat(500)) ? setImmediate(more) : response.once('drain', more))
      more()
    })
    const { http } = opened([server.url], { limits })
    await expect(http.request(server.url)).rejects.toThrow(ConfigError)
    const [socket] = server.sockets
    if (socket?.closed === false) await new Promise((resolve) => socket.once('close', resolve))
  })

  test.each([0, -1, Number.NaN, 0.5])('must be one: %d', async (maxBytes) => {
    const upstream = await upstreamOf()
    await expect(opened([upstream.url]).http.request(upstream.url, { maxBytes })).rejects.toThrow(ConfigError)
  })
})

describe('an answer that is cut off', () => {
  test.each([
    ['before its length', { 'content-length': '100' }, Buffer.from('{"a":')],
    ['within a chunk', { 'transfer-encoding': 'chunked' }, Buffer.from('{"a":')],
    [
      'in its compression',
      { 'content-encoding': 'gzip', connection: 'close' },
      gzipSync('x'.repeat(999)).subarray(0, 20),
    ],
    ['in no compression at all', { 'content-encoding': 'gzip', 'content-length': '5' }, Buffer.from('plain')],
    [
      'in an encoding nobody asked for',
      { 'content-encoding': 'zip', 'content-length': '5' },
      Buffer.from('plain'),
    ],
  ])('%s is lost, and asked for again where that does no harm', async (_where, headers, body) => {
    let calls = 0
    const server = await rawServer((_request, response) => {
      calls += 1
      response.writeHead(200, headers)
      response.write(body, () => response.socket?.destroySoon())
    })
    const { http } = opened([server.url])
    await expect(http.request(server.url)).rejects.toThrow(TransientError)
    expect(calls).toBe(5)
    await expect(http.request(server.url, { method: 'POST' })).rejects.toThrow(TransientError)
    expect(calls).toBe(6)
  })

  test.each(['{"token":"hunter2', '', '<html>hunter2</html>'])(
    'where nothing tells so is no JSON: %j',
    async (text) => {
      const upstream = await upstreamOf(() => ({ text }))
      const answer = await opened([upstream.url]).http.request(`${upstream.url}/list`)
      const read = async () => answer.json()
      const error = await errorOf(read())
      expect(error).toBeInstanceOf(TransientError)
      expect(error.message).toMatch(/^GET 127\.0\.0\.1:\d+\/list: the answer is no JSON/)
      expect(error.message).not.toContain('hunter2')
      expect(error.cause).toBeUndefined()
    },
  )
})
