import type { Open } from './document.ts'

/** Codes the client and the server use today; a newer server may send others. */
export type ErrorCode = Open<
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'INVALID_INPUT'
  | 'QUERY_TOO_COMPLEX'
  | 'PAYLOAD_TOO_LARGE'
  | 'CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'UNEXPECTED_RESPONSE'
>

/** What is known when something fails. */
export interface ErrorFacts {
  readonly code: ErrorCode
  /** For a person: where and what to do. Holds neither variables nor secrets. */
  readonly message: string
  readonly requestId?: string | undefined
  readonly path?: readonly (string | number)[] | undefined
  readonly data?: unknown
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Everything that `execute` and `paginate` throw, apart from the reason of an aborted signal, which is thrown as
 * it is.
 */
export class ThroughlineError extends Error {
  /** What went wrong, for programs. */
  readonly code: ErrorCode
  /** The `x-request-id` of the answer: the server's log has it too. Absent when there was no answer. */
  declare readonly requestId?: string
  /** For an error inside a result, the way to the field; for a refused input, the way to the argument. */
  declare readonly path?: readonly (string | number)[]
  readonly #data: unknown
  readonly #details: Readonly<Record<string, unknown>>

  constructor(facts: ErrorFacts) {
    super(facts.message)
    this.code = facts.code
    if (facts.requestId !== undefined) this.requestId = facts.requestId
    if (facts.path !== undefined) this.path = facts.path
    this.#data = facts.data
    this.#details = facts.details ?? {}
  }

  /** The part of the result that did arrive, as the server sent it. Never printed or serialised with the error. */
  get data(): unknown {
    return this.#data
  }

  /** Further facts the server gave with the error, such as the reasons of a refusal. */
  get details(): Readonly<Record<string, unknown>> {
    return this.#details
  }

  /** What a log may hold of this error. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries([['name', this.name], ['message', this.message], ...Object.entries(this)])
  }

  static {
    ThroughlineError.prototype.name = 'ThroughlineError'
  }
}

/** No token, or one that is unknown, expired or revoked (`UNAUTHENTICATED`). */
export class UnauthenticatedError extends ThroughlineError {
  static {
    UnauthenticatedError.prototype.name = 'UnauthenticatedError'
  }
}

/** The token's role may not do this (`FORBIDDEN`). */
export class ForbiddenError extends ThroughlineError {
  static {
    ForbiddenError.prototype.name = 'ForbiddenError'
  }
}

/** What was named does not exist, or not for this caller (`NOT_FOUND`). */
export class NotFoundError extends ThroughlineError {
  static {
    NotFoundError.prototype.name = 'NotFoundError'
  }
}

/** One thing wrong with an input. */
export interface FieldError {
  /** The way to the value inside the input; for another argument than `input`, beginning with its name. */
  readonly path: readonly string[]
  readonly message: string
}

/**
 * The input was refused: by the schema or a limit before anything ran (`BAD_USER_INPUT`, `QUERY_TOO_COMPLEX`,
 * `PAYLOAD_TOO_LARGE`), or by a rule of the mutation (`INVALID_INPUT`).
 */
export class InvalidInputError extends ThroughlineError {
  /** Each refused value, when the server names them. */
  readonly fields: readonly FieldError[]

  constructor(facts: ErrorFacts) {
    super(facts)
    const { fields } = this.details
    this.fields = Array.isArray(fields) ? fields : []
  }

  static {
    InvalidInputError.prototype.name = 'InvalidInputError'
  }
}

/** The object was changed since it was read (`CONFLICT`): read it again before you change it. */
export class ConflictError extends ThroughlineError {
  /** The version the object has now. */
  declare readonly currentVersion?: number

  constructor(facts: ErrorFacts) {
    super(facts)
    const { currentVersion } = this.details
    if (typeof currentVersion === 'number') this.currentVersion = currentVersion
  }

  static {
    ConflictError.prototype.name = 'ConflictError'
  }
}

/** Too many calls (`RATE_LIMITED`): the attempts or the timeout did not suffice. */
export class RateLimitedError extends ThroughlineError {
  /** Seconds after which the server accepts calls again. */
  declare readonly retryAfter?: number

  constructor(facts: ErrorFacts) {
    super(facts)
    const { retryAfter } = this.details
    if (typeof retryAfter === 'number') this.retryAfter = retryAfter
  }

  static {
    RateLimitedError.prototype.name = 'RateLimitedError'
  }
}

/** No answer, or half of one (`NETWORK`). A mutation may have taken effect; repeat it under the same idempotency key. */
export class NetworkError extends ThroughlineError {
  static {
    NetworkError.prototype.name = 'NetworkError'
  }
}

/** The time allowed ran out (`TIMEOUT`). A mutation may have taken effect; repeat it under the same idempotency key. */
export class TimeoutError extends ThroughlineError {
  static {
    TimeoutError.prototype.name = 'TimeoutError'
  }
}

/**
 * The server failed (`INTERNAL`), cannot be reached behind its proxy or lacks its database (`UNAVAILABLE`), or the answer
 * is no GraphQL answer (`UNEXPECTED_RESPONSE`). A mutation took no effect after `INTERNAL`; after the others it may have:
 * repeat it under the same idempotency key.
 */
export class ServerError extends ThroughlineError {
  /** What the server calls this failure in its log. */
  declare readonly errorId?: string

  constructor(facts: ErrorFacts) {
    super(facts)
    const { errorId } = this.details
    if (typeof errorId === 'string') this.errorId = errorId
  }

  static {
    ServerError.prototype.name = 'ServerError'
  }
}
