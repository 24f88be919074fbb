import { type Outcome, readAnswer } from './answer.ts'
import {
  type CallOptions,
  type ClientOptions,
  invalid,
  readEndpoint,
  readHeaders,
  readToken,
} from './client-options.ts'
import { systemClock } from './clock.ts'
import { type Deadline, openDeadline } from './deadline.ts'
import type { Document } from './document.ts'
import { NetworkError, TimeoutError } from './errors.ts'
import { mutationError } from './mutation-result.ts'
import { readOperation } from './operation.ts'
import { redactor } from './redact.ts'
import { retryDelay } from './retry.ts'

/** Variables may be left out when the document needs none. */
export type ExecuteArguments<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: CallOptions]
    : [variables: Variables, options?: CallOptions]

/** A connection to one Throughline server. It holds no state between calls. */
export interface Client {
  /**
   * Runs one query or mutation and returns its `data`. In the result of a generated mutation the fields hold payloads:
   * an error member of their unions is thrown.
   *
   * A query is repeated after a passing failure. A mutation is sent once, whatever happens: after a NetworkError, a
   * TimeoutError or a ServerError it may have taken effect.
   *
   * @throws ThroughlineError in one of its classes, or the reason of the aborted `signal`.
   */
  execute<Result, Variables>(
    document: Document<Result, Variables>,
    ...rest: ExecuteArguments<Variables>
  ): Promise<Result>
}

/**
 * A client for one endpoint.
 *
 * @throws InvalidInputError when the url, a header or the token cannot be used.
 */
export function createClient(options: ClientOptions): Client {
  const { clock = systemClock, random = Math.random, timeout = 30_000, retry = {}, token } = options
  const endpoint = readEndpoint(options.url)
  const fixedHeaders = readHeaders(options.headers)
  if (typeof token === 'string') readToken(token)
  const retryOptions = retry === false ? { attempts: 1 } : retry

  async function run(document: string, variables: unknown, deadline: Deadline): Promise<unknown> {
    const operation = readOperation(document)
    const { kind } = operation
    if (kind === 'subscription') throw invalid('`execute` runs queries and mutations; this is a subscription')
    // Without a promise of the server to carry out a repeated mutation once, it could take effect twice.
    const attempts = kind === 'query' ? (retryOptions.attempts ?? 4) : 1
    const body = write(document, variables)
    const secrets: unknown[] = [variables]
    const redact = redactor(() => secrets)

    async function send(attempt: number): Promise<Outcome> {
      const headers = new Headers(fixedHeaders)
      await options.onRequest?.({ operation, attempt, headers })
      secrets.push(...headers.values())
      headers.set('content-type', 'application/json')
      headers.set('accept', 'application/graphql-response+json, application/json')
      const bearer = typeof token === 'function' ? await token() : token
      if (bearer !== undefined) {
        const readable = readToken(bearer)
        secrets.push(readable)
        headers.set('authorization', `Bearer ${readable}`)
      }
      try {
        // A redirect is not followed: it would turn the POST into a GET or carry the token elsewhere.
        const init = { method: 'POST', headers, body, signal: deadline.signal, redirect: 'manual' } as const
        const response = await (options.fetch ?? fetch)(endpoint.href, init)
        return await readAnswer(response, endpoint.shown, redact, clock.now())
      } catch (error) {
        const message = redact(`No answer from ${endpoint.shown}: ${causeOf(error)}`)
        return { error: new NetworkError({ code: 'NETWORK', message }), passing: true }
      }
    }

    for (let attempt = 1; ; attempt++) {
      const outcome = await deadline.race(send(attempt))
      if ('data' in outcome) {
        const refusal = kind === 'mutation' && mutationError(outcome.data, outcome.requestId, redact)
        if (refusal) throw refusal
        return outcome.data
      }
      const delay = retryDelay(attempt, retryOptions, random, outcome.hint)
      if (!outcome.passing || attempt >= attempts || delay >= deadline.remaining()) throw outcome.error
      await deadline.wait(delay)
    }
  }

  return {
    async execute<Result, Variables>(
      document: Document<Result, Variables>,
      ...[variables, callOptions = {}]: ExecuteArguments<Variables>
    ): Promise<Result> {
      const allowed = callOptions.timeout ?? timeout
      const expired = () =>
        new TimeoutError({
          code: 'TIMEOUT',
          message: `No answer from ${endpoint.shown} within ${allowed} ms; allow more with \`timeout\``,
        })
      const deadline = openDeadline(clock, allowed, callOptions.signal, expired)
      try {
        deadline.signal.throwIfAborted()
        return (await run(document, variables, deadline)) as Result
      } finally {
        deadline.close()
      }
    },
  }
}

function write(query: string, variables: unknown): string {
  try {
    return JSON.stringify({ query, variables })
  } catch {
    throw invalid('The variables cannot be written as JSON: they hold a bigint or lead back into themselves')
  }
}

/** What the platform says of a failed request: its system code where there is one. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed'
  const { cause } = error
  if (cause instanceof Error && cause.message !== '') return `${error.message} (${cause.message})`
  return error.message
}
