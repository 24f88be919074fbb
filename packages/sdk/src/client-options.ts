import type { Clock } from './clock.ts'
import type { Operation, PrintDocument } from './document.ts'
import { InvalidInputError } from './errors.ts'
import type { RetryOptions } from './retry.ts'

/** The part of the platform's `fetch` that the client calls. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One HTTP request about to be sent. */
export interface OutgoingRequest {
  readonly operation: Operation
  /** 1 for the first try. */
  readonly attempt: number
  /** May be added to, for a trace id for example. The token is not in it and cannot be set here. */
  readonly headers: Headers
}

/** How a client reaches its server. */
export interface ClientOptions {
  /** The endpoint, such as `https://throughline.example.org/graphql`. Credentials do not belong in it. */
  readonly url: string | URL
  /** An API token, or what fetches a fresh one before each request. */
  readonly token?: string | (() => string | Promise<string>) | undefined
  /** Sent with every request. Treated as secrets: their values never appear in an error. */
  readonly headers?: Readonly<Record<string, string>>
  /** In place of the platform's `fetch`: a proxy, a pool, another transport. */
  readonly fetch?: Fetch
  /** How often and how patiently a query or mutation is repeated; `false` never repeats. */
  readonly retry?: RetryOptions | false
  /** Milliseconds a call may take in all, waits and repetitions included. Default 30,000; `Infinity` for no end. */
  readonly timeout?: number
  /** `print` of the package `graphql`: needed for a `TypedDocumentNode` that holds no source text. */
  readonly print?: PrintDocument
  /** Sees each request before it goes out, repetitions too. What it throws ends the call. */
  readonly onRequest?: (request: OutgoingRequest) => void | Promise<void>
  /** Time and chance, for tests: when to give up, how long to wait, where in the span a wait falls (0 ≤ x < 1). */
  readonly clock?: Clock
  readonly random?: () => number
}

/** The options of one call. */
export interface CallOptions {
  /** Ends the call: it rejects with the signal's reason and is not repeated. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds, in place of the client's. */
  readonly timeout?: number | undefined
  /**
   * For a mutation: 1 to 255 printable ASCII characters. The server carries out a mutation once for each key, and
   * answers a repetition with the first answer. Default a random key for each call, sent with all its attempts. Set it to
   * repeat a call yourself, after a restart for example. A query ignores it.
   */
  readonly idempotencyKey?: string | undefined
}

/** The endpoint in full, and as messages may show it. */
export interface Endpoint {
  readonly href: string
  readonly shown: string
}

/** @throws InvalidInputError for what is no absolute http(s) address, and for one that holds credentials. */
export function readEndpoint(url: string | URL): Endpoint {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw invalid('`url` is no absolute address; it looks like https://host/graphql')
  }
  if (!/^https?:$/.test(parsed.protocol)) throw invalid('`url` must begin with http:// or https://')
  if (parsed.username || parsed.password) {
    throw invalid('`url` holds a user name or password; pass `token` instead')
  }
  return { href: parsed.href, shown: parsed.origin + parsed.pathname }
}

/** @throws InvalidInputError for a name or value that HTTP cannot carry, without repeating it. */
export function readHeaders(headers: Readonly<Record<string, string>> = {}): Headers {
  try {
    return new Headers(headers)
  } catch {
    throw invalid('`headers` holds a name or a value that HTTP cannot carry')
  }
}

/** @throws InvalidInputError for a token with blanks, line breaks or letters that HTTP cannot carry. */
export function readToken(token: string): string {
  const trimmed = token.trim()
  if (/^[\x21-\x7e]+$/.test(trimmed)) return trimmed
  throw invalid('`token` is empty or holds a character that HTTP cannot carry')
}

/** The key of a mutation: the given one, or 128 random bits. @throws InvalidInputError for one that HTTP cannot carry. */
export function idempotencyKeyOf(given: string | undefined): string {
  // Not `randomUUID`, which browsers offer to pages over https only.
  const key = given ?? crypto.getRandomValues(new Uint8Array(16)).join('.')
  if (/^[!-~]([ -~]{0,253}[!-~])?$/.test(key)) return key
  throw invalid('`idempotencyKey` must be 1 to 255 printable ASCII characters')
}

/** An input of the caller's that was refused before anything was sent. */
export function invalid(message: string): InvalidInputError {
  return new InvalidInputError({ code: 'BAD_USER_INPUT', message })
}
