import {
  type ClientOptions,
  idempotencyKeyOf,
  invalid,
  readEndpoint,
  readHeaders,
  readToken,
} from './client-options.ts'
import { type Clock, systemClock } from './clock.ts'
import type { AnyExecutable, Operation } from './document.ts'
import { NetworkError } from './errors.ts'
import { operationOf, textOf } from './operation.ts'
import { type Redact, redactor } from './redact.ts'

/** How a client reaches its server: what `execute` and `subscribe` are built on. */
export interface Transport {
  readonly clock: Clock
  /** The endpoint as messages may show it. */
  readonly endpoint: string
  /**
   * @param idempotencyKey For a mutation: what each attempt is sent under. Default a random key.
   * @throws InvalidInputError for what cannot be sent.
   */
  prepare(document: AnyExecutable, variables: unknown, idempotencyKey?: string): PreparedRequest
}

/** One operation with its variables, ready to be sent any number of times. */
export interface PreparedRequest {
  readonly operation: Operation
  /** Removes from a text what was sent with this request: variables, headers and tokens. */
  readonly redact: Redact
  /**
   * Sends it and returns the response as soon as its headers are there.
   *
   * @throws NetworkError when there is no response.
   */
  send(attempt: number, accept: string, signal: AbortSignal): Promise<Response>
  /** The error for a connection that failed before the whole answer had arrived. */
  broken(cause: unknown): NetworkError
}

/** @throws InvalidInputError when the url, a header or the token cannot be used. */
export function openTransport(options: ClientOptions): Transport {
  const { clock = systemClock, token, onRequest, print } = options
  const endpoint = readEndpoint(options.url)
  const fixedHeaders = readHeaders(options.headers)
  if (typeof token === 'string') readToken(token)

  function prepare(document: AnyExecutable, variables: unknown, givenKey?: string): PreparedRequest {
    const operation = operationOf(document)
    const idempotencyKey = operation.kind === 'mutation' ? idempotencyKeyOf(givenKey) : undefined
    const body = write({ query: textOf(document, print), operationName: operation.name, variables })
    // The server encrypts the answer with the idempotency key.
    const secrets: unknown[] = [variables, idempotencyKey]
    const redact = redactor(() => secrets)
    const broken = (cause: unknown) => {
      const message = redact(`No answer from ${endpoint.shown}: ${reasonOf(cause)}`)
      return new NetworkError({ code: 'NETWORK', message })
    }

    return {
      operation,
      redact,
      broken,
      async send(attempt, accept, signal) {
        const headers = new Headers(fixedHeaders)
        await onRequest?.({ operation, attempt, headers })
        secrets.push(...headers.values())
        headers.set('content-type', 'application/json')
        headers.set('accept', accept)
        if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey)
        const bearer = typeof token === 'function' ? await token() : token
        if (bearer !== undefined) {
          const readable = readToken(bearer)
          secrets.push(readable)
          headers.set('authorization', `Bearer ${readable}`)
        }
        // A redirect is not followed: it would turn the POST into a GET or carry the token elsewhere.
        const init = { method: 'POST', headers, body, signal, redirect: 'manual' } as const
        try {
          return await (options.fetch ?? fetch)(endpoint.href, init)
        } catch (error) {
          throw broken(error)
        }
      },
    }
  }

  return { clock, endpoint: endpoint.shown, prepare }
}

function write(body: Readonly<Record<string, unknown>>): string {
  try {
    return JSON.stringify(body)
  } catch {
    throw invalid('The variables cannot be written as JSON: they hold a bigint or lead back into themselves')
  }
}

/** What the platform says of a failed request: its system code where there is one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the request failed'
  const { cause } = error
  if (cause instanceof Error && cause.message !== '') return `${error.message} (${cause.message})`
  return error.message
}
