import { type ExecutionResult, GraphQLError } from 'graphql'
import type { ErrorCode } from '../graph/errors.ts'

/** The HTTP status of a response that has no data because of an error with this code. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

/** What a caller is to try again later. */
const LATER: ReadonlySet<unknown> = new Set(['UNAVAILABLE', 'RATE_LIMITED'])

/**
 * Gives a response without data the status of its first error. The status holds for the media type
 * application/graphql-response+json; GraphQL over HTTP asks for 200 under application/json. A response whose data is
 * null was executed and has status 200, unless the caller is to try again later.
 */
export function withStatus(result: ExecutionResult): ExecutionResult {
  const { data, errors } = result
  const [first, ...others] = errors ?? []
  if (first === undefined || (data !== undefined && data !== null)) return result
  if (first.extensions.http !== undefined) return result
  const { code, retryAfter } = first.extensions
  const status = data === null && !LATER.has(code) ? undefined : STATUS[code as ErrorCode]
  if (status === undefined) return result
  const headers = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}
  return { ...result, errors: [withHttp(first, { status, spec: true, headers }), ...others] }
}

/** The error with what Yoga makes of the response; `spec` says that the status is not for application/json. */
export function withHttp(
  error: GraphQLError,
  http: {
    readonly status: number
    readonly spec?: true
    readonly headers?: Readonly<Record<string, string>>
  },
): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.source === undefined ? {} : { source: error.source }),
    ...(error.positions === undefined ? {} : { positions: error.positions }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: { ...error.extensions, http },
  })
}
