import { answerFacts, type Outcome, readAnswer, readResult } from './answer.ts'
import type { CallArguments, Client } from './client.ts'
import { invalid } from './client-options.ts'
import { openDeadline } from './deadline.ts'
import type { Executable } from './document.ts'
import { ServerError, TimeoutError } from './errors.ts'
import { eventReader } from './event-stream.ts'
import type { PreparedRequest, Transport } from './transport.ts'

/** The options of one subscription. */
export interface SubscribeOptions {
  /** Ends the subscription: the iteration rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Milliseconds without a byte from the server after which the connection counts as lost. The server sends a comment
   * every 12 seconds. Defaults to 60,000; `Infinity` waits without limit.
   */
  readonly idleTimeout?: number | undefined
}

/**
 * Subscribes over server-sent events and returns the results as they arrive, until the server completes the
 * subscription. Nothing is sent before the first result is asked for. Leaving the loop closes the connection.
 *
 * A lost connection ends the iteration with an error and is not reopened, since events that were missed do not come
 * again: read the current state, then subscribe again.
 *
 * @throws InvalidInputError when the operation is no subscription. While reading: ThroughlineError in one of its
 * classes, NetworkError and TimeoutError for a lost connection, or the reason of the aborted `signal`.
 */
export function subscribe<Result, Variables>(
  client: Pick<Client, 'transport'>,
  document: Executable<Result, Variables>,
  ...[variables, options = {}]: CallArguments<Variables, SubscribeOptions>
): AsyncGenerator<Result, void, undefined> {
  const { transport } = client
  const request = transport.prepare(document, variables)
  if (request.operation.kind !== 'subscription') {
    throw invalid('`subscribe` runs subscriptions; run a query or a mutation with `execute`')
  }
  return listen(transport, request, options) as AsyncGenerator<Result, void, undefined>
}

async function* listen(
  { clock, endpoint }: Transport,
  request: PreparedRequest,
  { signal, idleTimeout = 60_000 }: SubscribeOptions,
): AsyncGenerator<unknown, void, undefined> {
  const silent = () =>
    new TimeoutError({
      code: 'TIMEOUT',
      message: `Nothing came from ${endpoint} for ${idleTimeout} ms; allow more with \`idleTimeout\``,
    })
  /** Waits for the server no longer than it may be silent. */
  async function heard<Result>(work: Promise<Result>): Promise<Result> {
    const deadline = openDeadline(clock, idleTimeout, signal, silent)
    try {
      return await deadline.race(work)
    } finally {
      deadline.close()
    }
  }

  signal?.throwIfAborted()
  const connection = new AbortController()
  try {
    const response = await heard(request.send(1, 'text/event-stream', connection.signal))
    const facts = answerFacts(response, endpoint, clock.now())
    if (!isEventStream(response)) throw refusal(await heard(readAnswer(response, facts, request)), endpoint)
    const read = eventReader()
    const decoder = new TextDecoder()
    const reader = response.body.getReader()
    for (;;) {
      const { value, done } = await heard(
        reader.read().catch((error: unknown) => {
          throw request.broken(error)
        }),
      )
      if (done) throw request.broken(new Error('the stream ended before the server completed it'))
      for (const { type, data } of read(decoder.decode(value, { stream: true }))) {
        if (type === 'complete') return
        if (type !== 'next') continue
        const outcome = readResult(parse(data, request), facts, request.redact)
        if ('error' in outcome) throw outcome.error
        yield outcome.data
        signal?.throwIfAborted()
      }
    }
  } finally {
    connection.abort()
  }
}

function isEventStream(response: Response): response is Response & { body: NonNullable<Response['body']> } {
  return /^text\/event-stream\b/.test(response.headers.get('content-type') ?? '') && response.body !== null
}

function parse(data: string, request: PreparedRequest): unknown {
  try {
    return JSON.parse(data)
  } catch {
    throw request.broken(new Error('an event is not whole JSON'))
  }
}

/** The error of an answer that is no stream. */
function refusal(outcome: Outcome, endpoint: string): Error {
  if ('error' in outcome) return outcome.error
  const message = `${endpoint} answered without a stream of events: check the url`
  return new ServerError({ code: 'UNEXPECTED_RESPONSE', message, requestId: outcome.requestId })
}
