import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { UpstreamAnswer, UpstreamFault } from '../conformance/upstream.ts'
import { ConfigError, RateLimitedError, TransientError } from '../errors.ts'
import { errorOf, FakeClock, opened, rawServer, upstreamOf } from './opened.fixture.ts'
import { pause } from './within.ts'

/** A system that has bad days: what happens to its first calls, and when each call came. */
async function troubled(...faults: readonly (UpstreamFault | UpstreamAnswer)[]) {
  const time = new FakeClock()
  const calls: number[] = []
  const upstream = await upstreamOf()
  upstream.faults = (_request, index) => {
    calls.push(time.now)
    const fault = faults[index]
    return fault === undefined || 'kind' in fault ? fault : { kind: 'answer', answer: fault }
  }
  return { time, calls, url: upstream.url }
}

const broken: UpstreamAnswer = { status: 500 }
const wait = (seconds: number): UpstreamAnswer => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
})

describe('a call that failed in passing', () => {
  test.each<[string, UpstreamFault | UpstreamAnswer]>([
    ['500', broken],
    ['503 without a date', { status: 503 }],
    ['a broken connection', { kind: 'reset' }],
  ])('is made again after %s, each time after a longer pause with full jitter', async (_what, fault) => {
    const { time, calls, url } = await troubled(fault, fault, fault)
    let draws = 0
    const random = () => {
      draws += 1
      return draws / 4
    }
    const { http, lines } = opened([url], { random }, time)
    await expect(http.request(`${url}/x`, { query: { q: 'secret' } })).resolves.toMatchObject({ status: 200 })
    expect(time.waits).toEqual([500 / 4, (2 * 1000) / 4, (3 * 2000) / 4])
    expect(calls).toHaveLength(4)
    expect(lines.filter((line) => line.includes('trying again'))).toHaveLength(3)
    expect(lines.join()).not.toContain('secret')
  })

  test('is given up after five times', async () => {
    const { time, calls, url } = await troubled(...Array(9).fill(broken))
    await expect(opened([url], {}, time).http.request(url)).rejects.toThrow(TransientError)
    expect(calls).toHaveLength(5)
  })

  test.each([
    ['GET', undefined, 2],
    ['HEAD', undefined, 2],
    ['PUT', undefined, 2],
    ['DELETE', undefined, 2],
    ['POST', undefined, 1],
    ['PATCH', undefined, 1],
    ['POST', true, 2],
    ['PUT', false, 1],
  ] as const)(
    'is made again only where that does no harm: %s, idempotent %s',
    async (method, idempotent, times) => {
      const { time, calls, url } = await troubled(broken)
      const { http } = opened([url], {}, time)
      const outcome = await http
        .request(url, { method, ...(idempotent === undefined ? {} : { idempotent }) })
        .catch((error: unknown) => error)
      expect(calls).toHaveLength(times)
      expect(outcome instanceof TransientError).toBe(times === 1)
    },
  )

  test('is made again whatever it was when nothing was sent', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    await new Promise((resolve) => server.close(resolve))
    const { http, time } = opened([`http://127.0.0.1:${port}`])
    const error = await errorOf(http.request(`http://127.0.0.1:${port}`, { method: 'POST' }))
    expect(error.message).toContain('broke on the way (ECONNREFUSED)')
    expect(time.waits).toHaveLength(4)
  })

  test.each([401, 403, 404, 400])('is not made again after %i, which will not pass', async (status) => {
    const { time, calls, url } = await troubled({ status })
    await errorOf(opened([url], {}, time).http.request(url))
    expect(calls).toHaveLength(1)
    expect(time.waits).toEqual([])
  })
})

describe('the other side', () => {
  const start = new FakeClock().now
  const inSeconds = (seconds: number) => new Date(start + seconds * 1000)
  const ways: [string, UpstreamAnswer][] = [
    ['in seconds', { status: 429, headers: { 'retry-after': '30' } }],
    ['as a date', { status: 429, headers: { 'retry-after': inSeconds(30).toUTCString() } }],
    ['with 503', { status: 503, headers: { 'retry-after': '30' } }],
    [
      'by the end of a window',
      {
        status: 403,
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 30) },
      },
    ],
  ]

  test.each(ways)('is never called before it said: %s', async (_way, answer) => {
    const { time, calls, url } = await troubled(answer, broken)
    await opened([url], {}, time).http.request(url)
    expect(calls[1]).toBe(start + 30_000)
    expect(calls).toHaveLength(3)
  })

  test('did nothing when it asks for a pause, so that anything may be sent again; but who knows after 503', async () => {
    const limited = await troubled(wait(30))
    await opened([limited.url], {}, limited.time).http.request(limited.url, { method: 'POST' })
    expect(limited.calls).toEqual([start, start + 30_000])
    const unsure = await troubled({ status: 503, headers: { 'retry-after': '30' } })
    const call = opened([unsure.url], {}, unsure.time).http.request(unsure.url, { method: 'POST' })
    await expect(call).rejects.toThrow(RateLimitedError)
    expect(unsure.calls).toHaveLength(1)
  })

  test('that wants a longer pause than the deadline is left alone, by all calls', async () => {
    const { time, calls, url } = await troubled(wait(61))
    const { http } = opened([url], {}, time)
    expect(await errorOf(http.request(url))).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 61 })
    time.now += 500
    expect(await errorOf(http.request(`${url}/other`))).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 61,
    })
    expect(calls).toHaveLength(1)
    expect(time.waits).toEqual([])
    // Now it fits: the call waits for its turn.
    time.now += 10_000
    await http.request(url)
    expect(calls).toEqual([start, start + 61_000])
  })

  test('that does not say when is called again after a pause like any other, and then left alone', async () => {
    const { time, url } = await troubled(...Array(9).fill({ status: 429 }))
    const error = await errorOf(opened([url], {}, time).http.request(url))
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfter: undefined })
    expect(time.waits).toEqual([250, 500, 1000, 2000])
  })
})

describe('the deadline', () => {
  test('is not waited beyond', async () => {
    const { time, calls, url } = await troubled(...Array(9).fill(broken))
    const { http } = opened([url], { limits: { deadline: 1000 }, random: () => 0.99 }, time)
    await expect(http.request(url)).rejects.toThrow(TransientError)
    expect(time.waits).toEqual([0.99 * 500])
    expect(calls).toHaveLength(2)
  })

  test.each<[string, (respond: () => void) => void]>([
    ['no answer', () => {}],
    ['half an answer', (respond) => respond()],
  ])('ends a call that gets %s', async (_what, begin) => {
    const server = await rawServer((_request, response) => {
      begin(() => response.writeHead(200, { 'content-length': '10' }).write('half'))
    })
    const { http } = opened([server.url], { clock: Date.now, limits: { deadline: 100 } })
    await expect(http.request(server.url)).rejects.toThrow(TransientError)
  })

  test('ends an answer that comes in drops', async () => {
    const server = await rawServer((_request, response) => {
      const drop = () => {
        if (response.destroyed) return
        response.write('x')
        setImmediate(drop)
      }
      drop()
    })
    const { http } = opened([server.url], { limits: { deadline: 100 } })
    await expect(http.request(server.url)).rejects.toThrow(/no answer within 100 milliseconds$/)
  })

  // The driver notices a silence to half a second only, so a second attempt needs more than that.
  test('leaves room to ask again when nobody answers', async () => {
    const { time, calls, url } = await troubled({ kind: 'hang' })
    const { http } = opened([url], { limits: { deadline: 3000 } }, time)
    await expect(http.request(url)).resolves.toMatchObject({ status: 200 })
    expect(calls).toHaveLength(2)
  })
})

describe('whoever stops the run', () => {
  const reason = new Error('the run was stopped')

  test('stops a call that has not begun', async () => {
    const { calls, url } = await troubled()
    const { http } = opened([url], { signal: AbortSignal.abort(reason) })
    await expect(http.request(url)).rejects.toBe(reason)
    expect(calls).toHaveLength(0)
  })

  test('stops a call that waits for an answer', async () => {
    const stop = new AbortController()
    const server = await rawServer(() => stop.abort(reason))
    await expect(opened([server.url], { signal: stop.signal }).http.request(server.url)).rejects.toBe(reason)
  })

  test('stops a call that waits for the rest of an answer', async () => {
    const stop = new AbortController()
    const server = await rawServer((_request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half', () => stop.abort(reason))
    })
    await expect(opened([server.url], { signal: stop.signal }).http.request(server.url)).rejects.toBe(reason)
  })

  test('stops a call that waits for the name service', async () => {
    const stop = new AbortController()
    const resolve = () => {
      stop.abort(reason)
      return new Promise<never>(() => {})
    }
    const { http } = opened(['http://shop.invalid'], { signal: stop.signal, resolve })
    await expect(http.request('http://shop.invalid')).rejects.toBe(reason)
  })

  test('stops a call that waits to be made again, or for its turn', async () => {
    for (const limits of [{ deadline: 10_000_000 }, { deadline: 10_000_000, requestsPerSecond: 0.001 }]) {
      const stop = new AbortController()
      const { url, calls } = await troubled(wait(3600))
      const realWait = (milliseconds: number, signal: AbortSignal) => {
        queueMicrotask(() => stop.abort(reason))
        return pause(milliseconds, signal)
      }
      const { http } = opened([url], { signal: stop.signal, wait: realWait, limits })
      await expect(http.request(url)).rejects.toBe(reason)
      expect(calls).toHaveLength(1)
    }
  })

  test('may close it while calls run, and it stays closed', async () => {
    const server = await rawServer(() => void http.close())
    const { http } = opened([server.url])
    await expect(http.request(server.url)).rejects.toThrow(ConfigError)
    await expect(http.request(server.url)).rejects.toThrow(/was closed/)
  })
})

test('connections serve many calls and are closed in the end', async () => {
  const server = await rawServer((request, response) => {
    response.writeHead(request.url === '/missing' ? 404 : 200, { 'keep-alive': 'timeout=600' }).end('{}')
  })
  const { http } = opened([server.url])
  for (let call = 0; call < 5; call += 1) {
    await http.request(server.url)
    await errorOf(http.request(`${server.url}/missing`))
  }
  // A call that follows at once may find the first connection still at work.
  expect(server.sockets.length).toBeLessThanOrEqual(2)
  const closed = server.sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
  await http.close()
  await Promise.all(closed)
})

test('proxies of the environment are not used', async () => {
  const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']
  const before = names.map((name) => [name, process.env[name]] as const)
  onTestFinished(() => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
  const proxy = await upstreamOf()
  const { url, calls } = await troubled()
  for (const name of names) process.env[name] = name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.url
  await opened([url]).http.request(url)
  expect(calls).toHaveLength(1)
  expect(proxy.requests).toHaveLength(0)
})
