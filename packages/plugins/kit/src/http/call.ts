import { ConfigError } from '../errors.ts'
import { Secret } from '../secret.ts'
import type { HttpMethod, HttpRequest } from './http.ts'
import type { EffectiveLimits } from './limits.ts'
import { outgoingOf, type PreparedRequest } from './outgoing.ts'

/** One call on its way, through all its repetitions. */
export interface Call {
  readonly start: URL
  readonly outgoing: PreparedRequest
  readonly maxBytes: number
  /** Certificates to trust instead of the machine's. */
  readonly ca: string | undefined
  /** Whether sending it twice does no harm. */
  readonly idempotent: boolean
  /** On the clock that only goes forward. */
  readonly end: number
  isAnswer(status: number): boolean
  /** The call to an address as messages name it: method, host and path; nothing of the query, no secret. */
  nameAt(url: URL): string
}

const IDEMPOTENT: readonly HttpMethod[] = ['GET', 'HEAD', 'PUT', 'DELETE']

/** @throws ConfigError when the call cannot be made as it is. */
export function callOf(url: string | URL, request: HttpRequest, limits: EffectiveLimits, now: number): Call {
  const { method = 'GET', accept = [], maxBytes = limits.maxBytes } = request
  if (!(Number.isInteger(maxBytes) && maxBytes >= 1)) {
    throw new ConfigError('The largest answer must be a whole number of bytes')
  }
  const outgoing = outgoingOf(request)
  return {
    start: addressOf(url, request.query),
    outgoing,
    maxBytes,
    ca: request.ca instanceof Secret ? request.ca.reveal() : request.ca,
    idempotent: request.idempotent ?? IDEMPOTENT.includes(method),
    end: now + limits.deadline,
    isAnswer: (status) => (status >= 200 && status < 300) || accept.includes(status),
    nameAt: ({ host, pathname }) => outgoing.hide(`${method} ${host}${pathname}`),
  }
}

function addressOf(url: string | URL, query: HttpRequest['query']): URL {
  const address = URL.parse(String(url))
  if (address === null) throw new ConfigError('An address to call is no absolute URL')
  address.hash = ''
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of [value ?? []].flat()) address.searchParams.append(name, String(one))
  }
  return address
}
