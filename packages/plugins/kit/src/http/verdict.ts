import {
  AuthError,
  ConfigError,
  ForbiddenError,
  RateLimitedError,
  ScopeNotFoundError,
  type SyncError,
  TransientError,
} from '../errors.ts'

/** What a status that is no answer means. */
export interface ResponseError {
  readonly error: SyncError
  /** The other side did nothing, so that sending it again does no harm whatever it was. */
  readonly undone: boolean
}

/**
 * The error for a status.
 *
 * @param what the call as messages name it: method, host and path
 * @param retryAfter seconds, where the answer said when to come back
 */
export function classifyStatus(what: string, status: number, retryAfter: number | undefined): ResponseError {
  if (status === 429 || (status === 403 && retryAfter !== undefined)) {
    return { error: new RateLimitedError(`${what}: too many calls (${status})`, retryAfter), undone: true }
  }
  return { error: errorFor(what, status, retryAfter), undone: false }
}

function errorFor(what: string, status: number, retryAfter: number | undefined): SyncError {
  switch (status) {
    case 401:
      return new AuthError(`${what}: the credentials were refused (401); check them, they may have expired`)
    case 403:
      return new ForbiddenError(`${what}: the account may not do this (403); give it the permission`)
    case 404:
    case 410:
      return new ScopeNotFoundError(
        `${what}: not there (${status}), or not to be seen with these credentials`,
      )
    case 408:
      return new TransientError(`${what}: the other side waited too long for the call (408)`)
  }
  if (status === 503 && retryAfter !== undefined) {
    return new RateLimitedError(`${what}: not available for now (503)`, retryAfter)
  }
  if (status >= 500) return new TransientError(`${what}: failed on the other side (${status})`)
  if (status >= 400) return new ConfigError(`${what}: not accepted (${status}); check the configuration`)
  return new ConfigError(`${what}: no answer but another address (${status}); configure the final one`)
}

/** Nothing was sent when one of these happened. */
const BEFORE_SENDING = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

/**
 * The error for a call that broke on the way. It keeps only the code of what happened: the errors of the layers below
 * may hold parts of what was sent or received.
 */
export function classifyBreak(what: string, cause: unknown): ResponseError {
  const code = codeOf(cause)
  if (code === 'UND_ERR_INVALID_ARG') {
    return { error: new ConfigError(`${what}: cannot be sent as it is`), undone: false }
  }
  return {
    error: new TransientError(`${what}: broke on the way (${code})`),
    undone: BEFORE_SENDING.includes(code),
  }
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'for no reason given'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
