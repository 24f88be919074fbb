import { answerFacts, type Outcome, readAnswer } from './answer.ts'
import { type CallOptions, type ClientOptions, invalid } from './client-options.ts'
import { type Deadline, openDeadline } from './deadline.ts'
import type { Executable } from './document.ts'
import { NetworkError, TimeoutError } from './errors.ts'
import { mutationError } from './mutation-result.ts'
import { retryDelay } from './retry.ts'
import { openTransport, type PreparedRequest, type Transport } from './transport.ts'

/** Variables may be left out when the document needs none. */
export type CallArguments<Variables, Options> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: Options]
    : [variables: Variables, options?: Options]

/** A connection to one Throughline server. It holds no state between calls. */
export interface Client {
  /** How the client reaches its server. `subscribe` uses it. */
  readonly transport: Transport
  /**
   * Runs one query or mutation and returns its `data`. In the result of a generated mutation the fields hold payloads:
   * an error member of their unions is thrown.
   *
   * A passing failure is repeated. A mutation is repeated under its idempotency key, so it takes effect once at most;
   * after a NetworkError, a TimeoutError or a ServerError it may have taken effect.
   *
   * @throws ThroughlineError in one of its classes, or the reason of the aborted `signal`.
   */
  execute<Result, Variables>(
    document: Executable<Result, Variables>,
    ...rest: CallArguments<Variables, CallOptions>
  ): Promise<Result>
}

/**
 * A client for one endpoint.
 *
 * @throws InvalidInputError when the url, a header or the token cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { random = Math.random, timeout = 30_000, retry = {} } = options
  const retryOptions = retry === false ? { attempts: 1 } : retry
  const transport = openTransport(options)
  const { clock, endpoint } = transport

  async function attempt(request: PreparedRequest, number: number, signal: AbortSignal): Promise<Outcome> {
    try {
      const accept = 'application/graphql-response+json, application/json'
      const response = await request.send(number, accept, signal)
      return await readAnswer(response, answerFacts(response, endpoint, clock.now()), request)
    } catch (error) {
      if (error instanceof NetworkError) return { error, passing: true }
      throw error
    }
  }

  async function run(request: PreparedRequest, deadline: Deadline): Promise<unknown> {
    const { kind } = request.operation
    if (kind === 'subscription')
      throw invalid('`execute` runs queries and mutations; run a subscription with `subscribe`')
    const { attempts = 4 } = retryOptions
    for (let number = 1; ; number++) {
      const outcome = await deadline.race(attempt(request, number, deadline.signal))
      if ('data' in outcome) {
        const refusal = kind === 'mutation' && mutationError(outcome.data, outcome.requestId, request.redact)
        if (refusal) throw refusal
        return outcome.data
      }
      const delay = retryDelay(number, retryOptions, random, outcome.hint)
      if (!outcome.passing || number >= attempts || delay >= deadline.remaining()) throw outcome.error
      await deadline.wait(delay)
    }
  }

  return {
    transport,
    async execute<Result, Variables>(
      document: Executable<Result, Variables>,
      ...[variables, callOptions = {}]: CallArguments<Variables, CallOptions>
    ): Promise<Result> {
      const allowed = callOptions.timeout ?? timeout
      const expired = () =>
        new TimeoutError({
          code: 'TIMEOUT',
          message: `No answer from ${endpoint} within ${allowed} ms; allow more with \`timeout\``,
        })
      const deadline = openDeadline(clock, allowed, callOptions.signal, expired)
      try {
        deadline.signal.throwIfAborted()
        return (await run(
          transport.prepare(document, variables, callOptions.idempotencyKey),
          deadline,
        )) as Result
      } finally {
        deadline.close()
      }
    },
  }
}
