import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { RunFailed } from '../exit.ts'

/** Sends documents to the API, over HTTP or in this process. */
export interface GraphQLAccess {
  /** Where it is, for messages. */
  readonly where: string
  /**
   * Returns the data of an operation.
   * @throws RunFailed with the code of the first error, or UNAVAILABLE if there is no answer
   */
  ask(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>
  close(): Promise<void>
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly {
    readonly message: string
    readonly extensions?: { readonly code?: string; readonly retryAfter?: number }
  }[]
}

/** How often a document is sent if the answer is lost or the server asks for patience. */
const ATTEMPTS = 5
/** The longest pause between two of them, in seconds. */
const PATIENCE = 60

/** What answers a request: `fetch`, or the API in this process. */
type Send = (url: string, init: RequestInit) => Promise<Response> | Response

/** Sends documents to an address. Each has an idempotency key, so that one whose answer is lost can be sent again. */
export function graphqlOver(options: {
  readonly url: string
  readonly token: string
  readonly signal: AbortSignal
  /** In place of HTTP. */
  readonly fetch?: Send
  readonly close?: () => Promise<void>
}): GraphQLAccess {
  const { url, signal } = options
  return {
    where: url,
    async ask(query, variables = {}) {
      const key = randomUUID()
      for (let left = ATTEMPTS - 1; ; left -= 1) {
        const outcome = await attempt(options, key, { query, variables })
        if ('data' in outcome) return outcome.data
        if (outcome.again === undefined || left === 0) throw outcome.failure
        await setTimeout(Math.min(outcome.again, PATIENCE) * 1000, undefined, { signal })
      }
    },
    close: options.close ?? (async () => undefined),
  }
}

type Outcome =
  | { readonly data: Readonly<Record<string, unknown>> }
  | {
      readonly failure: RunFailed /** Seconds until it can be tried again. */
      readonly again?: number | undefined
    }

async function attempt(
  options: {
    readonly url: string
    readonly token: string
    readonly signal: AbortSignal
    readonly fetch?: Send
  },
  key: string,
  body: object,
): Promise<Outcome> {
  const { url, token, signal, fetch: send = fetch } = options
  let response: Response
  try {
    response = await send(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    const cause =
      error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : ''
    return { failure: new RunFailed('UNAVAILABLE', `No answer from ${url}: ${cause}`), again: 1 }
  }
  const answer = (await response.json().catch(() => undefined)) as Answer | undefined
  const [error] = answer?.errors ?? []
  if (error === undefined && answer?.data != null) return { data: answer.data }
  const code = error?.extensions?.code ?? 'UNAVAILABLE'
  const message = error?.message ?? `${url} answers with HTTP ${response.status} and no GraphQL.`
  const isTemporary = code === 'RATE_LIMITED' || response.status === 503
  return {
    failure: new RunFailed(code, message),
    again: isTemporary ? (error?.extensions?.retryAfter ?? 1) : undefined,
  }
}
