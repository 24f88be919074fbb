import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  createClient,
  ForbiddenError,
  InvalidInputError,
  NetworkError,
  type OutgoingRequest,
  operation,
  ServerError,
  TimeoutError,
  UnauthenticatedError,
} from '../src/index.ts'
import { subscribe } from '../src/subscribe.ts'
import { Services } from './fixtures/generated/operations/services.ts'
import { answer, failure, type Reply, reset, scriptedServer } from './scripted-server.ts'
import { testClock } from './test-clock.ts'

interface Tick {
  readonly tick: number
}

const Ticks = operation<Tick, { readonly from?: number }>(
  'subscription',
  'Ticks',
  'subscription Ticks($from: Int) { tick(from: $from) }',
)

const next = (result: unknown) => `event: next\ndata: ${JSON.stringify(result)}\n\n`
const tick = (number: number) => next({ data: { tick: number } })
const complete = 'event: complete\ndata:\n\n'

/** Streams these events; `then` decides how the stream ends. */
function stream(events: string, then: (response: Parameters<Reply>[0]) => void = (r) => r.end()): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req-1' })
    response.write(`:\n\n${events}`, () => then(response))
  }
}

/** What an iteration gave until it ended, and the error that ended it. */
async function heard(results: AsyncIterable<Tick>): Promise<{ ticks: number[]; error?: unknown }> {
  const ticks: number[] = []
  try {
    for await (const { tick } of results) ticks.push(tick)
    return { ticks }
  } catch (error) {
    return { ticks, error }
  }
}

test('gives the results in order and ends when the server completes', async () => {
  await using server = await scriptedServer(stream(tick(1) + tick(2) + complete + tick(3)))
  const seen: OutgoingRequest['operation'][] = []
  const client = createClient({
    url: server.url,
    token: 'tl_secret',
    headers: { 'x-team': 'payments' },
    onRequest: ({ operation }) => void seen.push(operation),
  })
  expect(await heard(subscribe(client, Ticks, { from: 1 }))).toEqual({ ticks: [1, 2] })
  expect(seen).toEqual([{ kind: 'subscription', name: 'Ticks' }])
  const [request] = server.received
  expect(request?.body).toEqual({ query: Ticks.text, operationName: 'Ticks', variables: { from: 1 } })
  expect(request?.headers).toMatchObject({
    accept: 'text/event-stream',
    authorization: 'Bearer tl_secret',
    'content-type': 'application/json',
    'x-team': 'payments',
  })
})

test('reads a stream that arrives byte by byte', async () => {
  const bytes = new TextEncoder().encode(next({ data: { tick: 'ü' } }) + complete)
  const client = createClient({
    url: 'http://localhost/graphql',
    fetch: async () => {
      const body = new ReadableStream({
        start(controller) {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
          controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
    },
  })
  expect(await heard(subscribe(client, Ticks))).toEqual({ ticks: ['ü'] })
})

test('nothing is sent before the first result is asked for', async () => {
  await using server = await scriptedServer()
  subscribe(createClient({ url: server.url }), Ticks)
  expect(server.received).toHaveLength(0)
})

test('refuses what is no subscription, and variables that cannot be sent', () => {
  const client = createClient({ url: 'http://localhost/graphql' })
  expect(() => subscribe(client, Services, {})).toThrow(InvalidInputError)
  expect(() => subscribe(client, Ticks, { from: 1n as never })).toThrow(/written as JSON/)
})

describe('the connection is closed', () => {
  /** A server whose first stream stays open, and when its connection closed. */
  async function openStream(events: string) {
    const closed = Promise.withResolvers<void>()
    const server = await scriptedServer(stream(events, (response) => response.once('close', closed.resolve)))
    return { server, closed: closed.promise }
  }

  test('when the loop is left', async () => {
    const { server, closed } = await openStream(tick(1) + tick(2))
    await using _ = server
    for await (const { tick } of subscribe(createClient({ url: server.url }), Ticks)) {
      expect(tick).toBe(1)
      break
    }
    await closed
  })

  test('when the signal comes while the server is silent: it ends with the reason', async () => {
    const { server, closed } = await openStream(tick(1))
    await using _ = server
    const controller = new AbortController()
    const reason = new Error('The page was left')
    const results = subscribe(createClient({ url: server.url }), Ticks, {}, { signal: controller.signal })
    expect((await results.next()).value).toEqual({ tick: 1 })
    const waiting = results.next()
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await closed
    expect(await results.next()).toEqual({ done: true, value: undefined })
  })

  test('when the signal comes between results that have arrived', async () => {
    const { server, closed } = await openStream(tick(1) + tick(2))
    await using _ = server
    const controller = new AbortController()
    const results = subscribe(createClient({ url: server.url }), Ticks, {}, { signal: controller.signal })
    await results.next()
    controller.abort()
    await expect(results.next()).rejects.toMatchObject({ name: 'AbortError' })
    await closed
  })

  test('when nothing came for the time allowed', async () => {
    const { server, closed } = await openStream(tick(1))
    await using _ = server
    const clock = testClock(5)
    const client = createClient({ url: server.url, clock })
    const results = subscribe(client, Ticks, {}, { idleTimeout: 5 })
    await results.next()
    const waiting = results.next()
    clock.expire()
    await expect(waiting).rejects.toThrow(TimeoutError)
    await expect(waiting).rejects.toThrow(/ 5 ms/)
    await closed
    expect(clock.pending()).toBe(0)
  })
})

test('a signal that has come already keeps it from starting, and from asking for a token', async () => {
  await using server = await scriptedServer()
  let asked = 0
  const client = createClient({ url: server.url, token: () => `token-${++asked}` })
  const results = subscribe(client, Ticks, {}, { signal: AbortSignal.abort() })
  await expect(results.next()).rejects.toMatchObject({ name: 'AbortError' })
  expect(asked).toBe(0)
  expect(server.received).toHaveLength(0)
})

test('when it is over it leaves neither timers nor listeners behind', async () => {
  await using server = await scriptedServer(stream(tick(1) + complete))
  const clock = testClock(60_000)
  const { signal } = new AbortController()
  await heard(subscribe(createClient({ url: server.url, clock }), Ticks, {}, { signal }))
  expect(clock.pending()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

const forbidden = next({ errors: [{ message: 'Not for you', extensions: { code: 'FORBIDDEN' } }] })

test.each<[string, Reply, number[], new (...args: never[]) => Error]>([
  ['a reset', reset, [], NetworkError],
  ['a stream that is cut off', stream(tick(1), (response) => response.destroy()), [1], NetworkError],
  ['a stream that ends before it is complete', stream(tick(1)), [1], NetworkError],
  ['half an event', stream('event: next\ndata: {"data":\n\n'), [], NetworkError],
  ['a refused token', failure('UNAUTHENTICATED', 401), [], UnauthenticatedError],
  ['an error in the stream', stream(forbidden), [], ForbiddenError],
  ['an error after a result', stream(tick(1) + next({ data: null, errors: [{}] })), [1], ServerError],
  ['an event without a result', stream(next({})), [], ServerError],
  ['an answer that is no stream', answer({ data: { tick: 1 } }), [], ServerError],
  ['a page', (response) => response.writeHead(503).end('<html>'), [], ServerError],
])('%s ends it with an error, and nothing is sent again', async (_, reply, ticks, type) => {
  await using server = await scriptedServer(reply, stream(complete))
  const outcome = await heard(subscribe(createClient({ url: server.url }), Ticks))
  expect(outcome.ticks).toEqual(ticks)
  expect(outcome.error).toBeInstanceOf(type)
  expect(server.received).toHaveLength(1)
})

test('an error keeps what was sent out of what is printed', async () => {
  await using server = await scriptedServer((response, { headers, body }) => {
    const message = `${headers.authorization} ${JSON.stringify(body.variables)}`
    stream(next({ errors: [{ message }] }))(response, { headers, body })
  })
  const client = createClient({ url: server.url, token: 'canary-token' })
  const { error } = await heard(subscribe(client, Ticks, { from: 123456 }))
  expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/canary|123456/)
  expect(error).toMatchObject({ requestId: 'req-1' })
})
