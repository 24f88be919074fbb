import {
  ConflictError,
  type ErrorFacts,
  type FieldError,
  ForbiddenError,
  InvalidInputError,
  NetworkError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  ThroughlineError,
  UnauthenticatedError,
} from './errors.ts'
import { type Redact, redactDeep } from './redact.ts'
import { refusedVariable } from './refused-variable.ts'
import { isPassing, readRetryAfter } from './retry.ts'
import type { PreparedRequest } from './transport.ts'

/** What one attempt came to. */
export type Outcome =
  | { readonly data: Readonly<Record<string, unknown>>; readonly requestId: string | undefined }
  | {
      readonly error: ThroughlineError
      /** The same call may succeed later. */
      readonly passing: boolean
      /** Milliseconds the server asks to wait. */
      readonly hint?: number | undefined
    }

const classOfCode = new Map<string, new (facts: ErrorFacts) => ThroughlineError>([
  ['UNAUTHENTICATED', UnauthenticatedError],
  ['FORBIDDEN', ForbiddenError],
  ['NOT_FOUND', NotFoundError],
  ['BAD_USER_INPUT', InvalidInputError],
  ['INVALID_INPUT', InvalidInputError],
  ['QUERY_TOO_COMPLEX', InvalidInputError],
  ['PAYLOAD_TOO_LARGE', InvalidInputError],
  ['CONFLICT', ConflictError],
  ['RATE_LIMITED', RateLimitedError],
  ['UNAVAILABLE', ServerError],
  ['INTERNAL', ServerError],
  ['UNEXPECTED_RESPONSE', ServerError],
])

const codeOfStatus = new Map([
  [400, 'BAD_USER_INPUT'],
  [401, 'UNAUTHENTICATED'],
  [403, 'FORBIDDEN'],
  [413, 'PAYLOAD_TOO_LARGE'],
  [429, 'RATE_LIMITED'],
  [500, 'INTERNAL'],
  [502, 'UNAVAILABLE'],
  [503, 'UNAVAILABLE'],
  [504, 'UNAVAILABLE'],
])

/** The error whose class stands for a code of the server; a code not known here makes a plain `ThroughlineError`. */
export function errorOf(facts: ErrorFacts, classCode: string = facts.code): ThroughlineError {
  return new (classOfCode.get(classCode) ?? ThroughlineError)(facts)
}

/** What is known of an answer apart from its body. */
export interface AnswerFacts {
  readonly status: number
  readonly ok: boolean
  readonly requestId: string | undefined
  /** Milliseconds the server asks to wait. */
  readonly hint: number | undefined
  /** The address as it may be shown in a message. */
  readonly endpoint: string
}

/** @param now Milliseconds since 1970, for a `Retry-After` date. */
export function answerFacts({ status, ok, headers }: Response, endpoint: string, now: number): AnswerFacts {
  const requestId = headers.get('x-request-id') ?? undefined
  return { status, ok, requestId, hint: readRetryAfter(headers.get('retry-after'), now), endpoint }
}

/**
 * Reads an HTTP answer to a GraphQL request.
 *
 * @throws NetworkError when the connection fails before the whole body has arrived.
 */
export async function readAnswer(
  response: Response,
  facts: AnswerFacts,
  { redact, broken }: Pick<PreparedRequest, 'redact' | 'broken'>,
): Promise<Outcome> {
  const text = await response.text().catch((error: unknown) => {
    throw broken(error)
  })
  let body: unknown
  if (/\bjson\b/.test(response.headers.get('content-type') ?? '')) {
    try {
      body = JSON.parse(text)
    } catch {
      const message = `The answer from ${facts.endpoint} broke off: it is not whole JSON`
      const error = new NetworkError({ code: 'NETWORK', message, requestId: facts.requestId })
      return { error, passing: true, hint: facts.hint }
    }
  }
  return readResult(body, facts, redact)
}

/** Reads a GraphQL result. Its first error decides; data that came with it is kept in the error. */
export function readResult(body: unknown, facts: AnswerFacts, redact: Redact): Outcome {
  const { data, errors } = record(body)
  if (Array.isArray(errors) && errors.length > 0) return failed(errors.map(record), data, facts, redact)
  const { status, ok, requestId, hint, endpoint } = facts
  if (ok && typeof data === 'object' && data !== null) return { data: { ...data }, requestId }
  const code = codeOfStatus.get(status) ?? 'UNEXPECTED_RESPONSE'
  const advice = code === 'UNEXPECTED_RESPONSE' ? ', which is no GraphQL answer: check the url' : ''
  const message = `${endpoint} answered with HTTP status ${status || '3xx'}${advice}`
  const error = errorOf({ code, message, requestId, details: seconds(hint) })
  return { error, passing: isPassing(error, status), hint }
}

/** An outcome from `errors`: the first decides, and all of them tell which variables were refused. */
function failed(
  errors: readonly Readonly<Record<string, unknown>>[],
  data: unknown,
  { status, requestId, hint: headerHint }: AnswerFacts,
  redact: Redact,
): Outcome {
  const { message, path, extensions } = record(errors[0])
  const { code, ...details } = record(extensions)
  const { retryAfter: asked } = details
  const hint = headerHint ?? (typeof asked === 'number' ? asked * 1000 : undefined)
  const refused = errors.flatMap((error) => refusedVariable(messageText(error.message), redact) ?? [])
  const fields = refused.length > 0 ? { fields: refused } : {}
  const error = errorOf({
    code: codeText(code) ?? codeOfStatus.get(status) ?? 'INTERNAL',
    message: refused.map(problemText).join('; ') || redact(messageText(message)),
    path: pathOf(path),
    requestId,
    data: data ?? undefined,
    details: { ...fields, ...record(redactDeep({ ...details, ...seconds(hint) }, redact)) },
  })
  return { error, passing: isPassing(error, status), hint }
}

function problemText({ path, message }: FieldError): string {
  return `${path.join('.') || 'input'}: ${message}`
}

/** The members of a JSON object; none when it is something else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** A code as the server writes them; anything else is not one. */
export function codeText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Z][A-Z0-9_]*$/.test(value) ? value : undefined
}

/** A message, or words that say that there was none. */
export function messageText(value: unknown): string {
  return typeof value === 'string' && value !== '' ? value : 'The server gave no message'
}

/** A path of GraphQL: names and list positions. */
export function pathOf(value: unknown): readonly (string | number)[] | undefined {
  if (!Array.isArray(value)) return undefined
  return value.filter((step) => typeof step === 'string' || typeof step === 'number')
}

function seconds(hint: number | undefined): { readonly retryAfter?: number } {
  return hint === undefined ? {} : { retryAfter: hint / 1000 }
}
