import type { Secret } from '../secret.ts'

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One value of a query; several are repeated under the same name, undefined is left out. */
export type QueryValue = string | number | boolean | readonly (string | number)[] | undefined

/** The parts of a header that holds a secret, such as `['Bearer ', token]`: revealed when it is sent, and not before. */
export type HeaderValue = string | Secret | readonly (string | Secret)[]

/** A call to another system. */
export interface HttpRequest {
  /** GET when left out. */
  readonly method?: HttpMethod
  readonly headers?: Readonly<Record<string, HeaderValue>>
  /** Name and password of HTTP basic authentication. */
  readonly basic?: { readonly user: string | Secret; readonly password: string | Secret }
  readonly query?: Readonly<Record<string, QueryValue>>
  /** Sent as JSON, not with GET and HEAD; a `Secret` anywhere in it is revealed when it is sent, and not before. */
  readonly json?: unknown
  /** Sent as a form, not with GET and HEAD, `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string | Secret>>
  /**
   * Whether sending it twice does no harm; then it is sent again when it may have been lost. True for GET, HEAD, PUT
   * and DELETE, unless said otherwise; a POST that only reads says so.
   */
  readonly idempotent?: boolean
  /** Statuses beside 2xx that the caller takes as an answer, such as 404. */
  readonly accept?: readonly number[]
  /** The largest answer to take, in bytes, where it is another than the plugin's limit. */
  readonly maxBytes?: number
  /**
   * Certificates in PEM form: over https, only a server whose certificate leads up to one of them is talked to. Left
   * out, those that the machine trusts count.
   */
  readonly ca?: string | Secret
}

export interface HttpResponse {
  readonly status: number
  /** Where the answer came from, after redirects; without its query, which may hold what nobody should see. */
  readonly url: string
  /** A header by its name, whatever the case; repeated ones joined by a comma. */
  header(name: string): string | undefined
  bytes(): Uint8Array
  /** As UTF-8. */
  text(): string
  /** @throws TransientError when it is no JSON: it was cut off, or a page of a proxy came instead. */
  json(): unknown
}

/**
 * Calls other systems for a plugin: only hosts it declares, never private addresses unless the operator allows them,
 * as fast as its limits let it, with a deadline and a largest size. A lost or refused call is made again where that
 * does no harm and the deadline leaves room.
 *
 * @throws AuthError on 401 and 403, RateLimitedError on 429 (and on 403 or 503 that says when to come back), ScopeNotFoundError on
 * 404 and 410, ConfigError on other 4xx and on what is not allowed, TransientError on 408, 5xx and whatever broke on the
 * way; the reason of `ctx.signal` as soon as that is aborted. No message ever holds a header, a body or a query.
 */
export interface Http {
  request(url: string | URL, request?: HttpRequest): Promise<HttpResponse>
}

/** How fast and how much a plugin may call. */
export interface HttpLimits {
  /** Calls a second to one host, on average (10). */
  readonly requestsPerSecond?: number
  /** Calls that may be made at once before that average counts (the same number). */
  readonly burst?: number
  /** The largest answer, in bytes (32 MiB). */
  readonly maxBytes?: number
  /** For one call with all its repetitions, in milliseconds (60,000). */
  readonly deadline?: number
}
