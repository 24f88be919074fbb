import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  type ClientOptions,
  createClient,
  InvalidInputError,
  NetworkError,
  RateLimitedError,
  ServerError,
  TimeoutError,
} from '../src/index.ts'
import { CreateService } from './fixtures/generated/operations/create-service.ts'
import { Services } from './fixtures/generated/operations/services.ts'
import { answer, failure, type Received, type Reply, reset, scriptedServer } from './scripted-server.ts'
import { testClock } from './test-clock.ts'

const timeout = 30_000
const ok = answer({ data: { services: null } })
const created = answer({ data: { createService: { __typename: 'CreateServicePayload' } } })
const input = { input: { name: 'Billing' } }

/** A client whose waits take no time and fall in the middle of their span. */
function patientClient(url: string, options: Partial<ClientOptions> = {}) {
  const clock = testClock(timeout)
  return { clock, client: createClient({ url, clock, timeout, random: () => 0.5, ...options }) }
}

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  (response) => {
    response.writeHead(code, headers).end('<html>')
  }

const passing: readonly (readonly [string, Reply])[] = [
  ['a reset', reset],
  ['429', status(429)],
  ['502', status(502)],
  ['503', status(503)],
  ['504', status(504)],
  ['RATE_LIMITED', failure('RATE_LIMITED')],
  ['UNAVAILABLE', failure('UNAVAILABLE')],
  [
    'an answer cut off in the middle',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"data":', () => response.destroy())
    },
  ],
  [
    'an answer that ends in the middle',
    (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"a'),
  ],
]

test.each(passing)('a query is repeated after %s', async (_, reply) => {
  await using server = await scriptedServer(reply, reply, ok)
  const { client, clock } = patientClient(server.url)
  expect(await client.execute(Services)).toEqual({ services: null })
  expect(clock.waits).toEqual([100, 200])
})

test.each(passing)('a mutation is repeated under the same key after %s', async (_, reply) => {
  await using server = await scriptedServer(reply, reply, created)
  const { client, clock } = patientClient(server.url)
  expect(await client.execute(CreateService, input)).toHaveProperty('createService')
  expect(clock.waits).toEqual([100, 200])
  const [first, ...others] = server.received
  expect(first?.headers['idempotency-key']).toMatch(/^(\d{1,3}\.){15}\d{1,3}$/)
  for (const { headers, body } of others) {
    expect(headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
    expect(body).toEqual(first?.body)
  }
})

describe('the idempotency key', () => {
  const keys = (received: readonly Received[]) => received.map(({ headers }) => headers['idempotency-key'])

  test('is another for each call, or the one that is given', async () => {
    await using server = await scriptedServer(created, created, created)
    const { client } = patientClient(server.url)
    await client.execute(CreateService, input)
    await client.execute(CreateService, input)
    await client.execute(CreateService, input, { idempotencyKey: 'import 7' })
    const [first, second, third] = keys(server.received)
    expect(first).not.toBe(second)
    expect(third).toBe('import 7')
  })

  test('is sent with mutations only', async () => {
    await using server = await scriptedServer(ok)
    await patientClient(server.url).client.execute(Services, {}, { idempotencyKey: 'a' })
    expect(keys(server.received)).toEqual([undefined])
  })

  test.each(['', ' a', 'a ', 'x'.repeat(256), 'schl\u00fcssel', 'a\nb'])(
    '%j is refused',
    async (idempotencyKey) => {
      await using server = await scriptedServer(created)
      const call = patientClient(server.url).client.execute(CreateService, input, { idempotencyKey })
      await expect(call).rejects.toBeInstanceOf(InvalidInputError)
      expect(server.received).toEqual([])
    },
  )

  test('of another request is an error that is not repeated, and is not shown', async () => {
    const reused = answer(
      { errors: [{ message: 'secret-key is used', extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] },
      409,
    )
    await using server = await scriptedServer(reused, created)
    const call = patientClient(server.url).client.execute(CreateService, input, {
      idempotencyKey: 'secret-key',
    })
    const error = await call.catch((e) => e)
    expect(error).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' })
    expect(String(error)).not.toContain('secret-key')
    expect(server.received).toHaveLength(1)
  })
})

test.each([
  ['INTERNAL', failure('INTERNAL', 500)],
  ['500', status(500)],
  ['BAD_USER_INPUT', failure('BAD_USER_INPUT', 400)],
  ['UNAUTHENTICATED', failure('UNAUTHENTICATED', 401)],
  ['404', status(404)],
  ['a page that is no GraphQL', status(200)],
])('nothing is repeated after %s', async (_, reply) => {
  await using server = await scriptedServer(reply, ok)
  const { client } = patientClient(server.url)
  await expect(client.execute(Services)).rejects.toThrow()
  expect(server.received).toHaveLength(1)
})

describe('the server’s hint', () => {
  test.each([
    ['seconds', status(429, { 'retry-after': '7' })],
    ['a date', status(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' })],
    ['extensions.retryAfter', failure('RATE_LIMITED', 429, { retryAfter: 7 })],
  ])('in %s is waited for, with the draw on top', async (_, reply) => {
    await using server = await scriptedServer(reply, ok)
    const { client, clock } = patientClient(server.url)
    await client.execute(Services)
    expect(clock.waits).toEqual([7100])
  })

  test('beyond the time allowed ends the call at once and says how long', async () => {
    await using server = await scriptedServer(status(429, { 'retry-after': '31' }), ok)
    const { client, clock } = patientClient(server.url)
    const error = await client.execute(Services).catch((e) => e)
    expect(error).toBeInstanceOf(RateLimitedError)
    expect(error.retryAfter).toBe(31)
    expect(clock.waits).toEqual([])
    expect(server.received).toHaveLength(1)
  })
})

test('gives up after the attempts allowed, with the last error', async () => {
  await using server = await scriptedServer(reset, status(503), status(502), reset, ok)
  const { client, clock } = patientClient(server.url)
  await expect(client.execute(Services)).rejects.toBeInstanceOf(NetworkError)
  expect(clock.waits).toEqual([100, 200, 400])
  expect(server.received).toHaveLength(4)
})

test('retry: false never repeats', async () => {
  await using server = await scriptedServer(status(503), ok)
  const { client } = patientClient(server.url, { retry: false })
  await expect(client.execute(Services)).rejects.toBeInstanceOf(ServerError)
  expect(server.received).toHaveLength(1)
})

test('onRequest counts the attempts', async () => {
  await using server = await scriptedServer(reset, ok)
  const attempts: number[] = []
  const { client } = patientClient(server.url, { onRequest: ({ attempt }) => void attempts.push(attempt) })
  await client.execute(Services)
  expect(attempts).toEqual([1, 2])
})

describe('the end of time', () => {
  test('ends a call that hangs', async () => {
    const clock = testClock(timeout)
    await using server = await scriptedServer(() => clock.expire(), ok)
    const client = createClient({ url: server.url, clock, timeout })
    const error = await client.execute(Services).catch((e) => e)
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error.message).toContain('30000 ms')
    expect(server.received).toHaveLength(1)
  })

  test('ends a call whose answer never finishes', async () => {
    const clock = testClock(timeout)
    await using server = await scriptedServer((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"data":', () => clock.expire())
    })
    const client = createClient({ url: server.url, clock, timeout })
    await expect(client.execute(Services)).rejects.toBeInstanceOf(TimeoutError)
  })

  test('ends a call whose fetch takes no notice of signals', async () => {
    const clock = testClock(timeout)
    const deaf = () => {
      queueMicrotask(() => clock.expire())
      return new Promise<Response>(() => {})
    }
    const client = createClient({ url: 'http://localhost/graphql', fetch: deaf, clock, timeout })
    await expect(client.execute(Services)).rejects.toBeInstanceOf(TimeoutError)
  })

  test('can be set for one call', async () => {
    const clock = testClock(5)
    await using server = await scriptedServer(() => clock.expire())
    const client = createClient({ url: server.url, clock, timeout })
    await expect(client.execute(Services, {}, { timeout: 5 })).rejects.toThrow(/ 5 ms/)
  })
})

describe('an aborted signal', () => {
  test('ends a call in flight with its reason, and nothing is repeated', async () => {
    const controller = new AbortController()
    const reason = new Error('The page was left')
    await using server = await scriptedServer(() => controller.abort(reason), ok)
    const { client, clock } = patientClient(server.url)
    await expect(client.execute(Services, {}, { signal: controller.signal })).rejects.toBe(reason)
    expect(server.received).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  test('closes the connection and is let go of', async () => {
    const controller = new AbortController()
    let closed = Promise.resolve()
    await using server = await scriptedServer((response) => {
      closed = new Promise((resolve) => response.once('close', resolve))
      controller.abort()
    }, ok)
    const { client } = patientClient(server.url)
    const { signal } = controller
    await expect(client.execute(Services, {}, { signal })).rejects.toThrow()
    await closed
    const kept = new AbortController()
    await client.execute(Services, {}, { signal: kept.signal })
    expect(getEventListeners(kept.signal, 'abort')).toEqual([])
  })

  test('ends a wait', async () => {
    const controller = new AbortController()
    const clock = testClock(timeout, () => controller.abort())
    await using server = await scriptedServer(status(503), ok)
    const client = createClient({ url: server.url, clock, timeout })
    const call = client.execute(Services, {}, { signal: controller.signal })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    expect(server.received).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  test('keeps a call from starting, and from asking for a token', async () => {
    await using server = await scriptedServer(ok)
    let asked = 0
    const { client } = patientClient(server.url, { token: () => `token-${++asked}` })
    const call = client.execute(Services, {}, { signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toBe(0)
    expect(server.received).toHaveLength(0)
  })
})

test('a call that is over leaves no timer behind', async () => {
  await using server = await scriptedServer(status(503), ok)
  const { client, clock } = patientClient(server.url)
  await client.execute(Services)
  expect(clock.pending()).toBe(0)
})
