// Not the whole of graphql: a command that sends no document does not load it.
import { GraphQLError } from 'graphql/error/GraphQLError.js'
import { Kind } from 'graphql/language/kinds.js'

/** Codes that a caller may meet in `extensions.code`; unknown means INTERNAL. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'QUERY_TOO_COMPLEX',
  'RATE_LIMITED',
  'PAYLOAD_TOO_LARGE',
  'UNAVAILABLE',
  'INTERNAL',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** One wrong field of an input: where, from the input's root, and what to do about it. */
export interface FieldProblem {
  readonly path: readonly string[]
  readonly message: string
}

/** A failure whose cause is known and may be told to the caller. */
export class DomainError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = new.target.name
    this.code = code
  }
}

/** What the caller sent cannot be taken: every problem is named with its place in the input. */
export class InvalidInput extends DomainError {
  readonly fields: readonly FieldProblem[]

  constructor(message: string, fields: readonly FieldProblem[] = []) {
    super('BAD_USER_INPUT', message)
    this.fields = fields
  }

  static at(path: readonly string[], message: string): InvalidInput {
    return InvalidInput.of([{ path, message }])
  }

  /** Several things at once, each with its place. */
  static of(problems: readonly FieldProblem[]): InvalidInput {
    return new InvalidInput(
      problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      problems,
    )
  }
}

/** The entity is not there (or no longer). */
export class NotFound extends DomainError {
  readonly path: readonly string[]

  constructor(what: string, path: readonly string[] = []) {
    super('NOT_FOUND', what)
    this.path = path
  }
}

/** Somebody else changed the entity first. */
export class Conflict extends DomainError {
  readonly currentVersion: number

  constructor(message: string, currentVersion: number) {
    super('CONFLICT', message)
    this.currentVersion = currentVersion
  }
}

/** An error of GraphQL's own kind with its code, for places that speak to GraphQL alone. */
export function graphqlError(
  code: ErrorCode,
  message: string,
  extra: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extra, code } })
}

/**
 * The error as the API shows it, or undefined where the cause is not one a caller may be told.
 * Data exceptions of PostgreSQL (class 22) come from values that no check of ours knew to be impossible: the
 * caller's input all the same. Classes 08, 53 and 57 say that the database itself is out of reach, class 40 that two
 * transactions stood in each other's way.
 */
export function toGraphQLError(error: unknown): GraphQLError | undefined {
  if (error instanceof GraphQLError) return fromGraphQL(error)
  if (error instanceof InvalidInput)
    return graphqlError('BAD_USER_INPUT', error.message, { fields: error.fields })
  if (error instanceof Conflict) {
    return graphqlError('CONFLICT', error.message, { currentVersion: error.currentVersion })
  }
  if (error instanceof NotFound && error.path.length > 0) {
    const { path, message } = error
    return graphqlError('NOT_FOUND', message, { fields: [{ path, message }] satisfies FieldProblem[] })
  }
  if (error instanceof DomainError) return graphqlError(error.code, error.message)
  const code = postgresCode(error)
  if (code === undefined) return isConnectionError(error) ? unreachable() : undefined
  if (code.startsWith('22')) return graphqlError('BAD_USER_INPUT', 'A value is outside what can be stored.')
  if (code.startsWith('54')) {
    return graphqlError(
      'QUERY_TOO_COMPLEX',
      'The query is more than the database can take at once; ask for less.',
    )
  }
  if (code === '57014') {
    return graphqlError(
      'QUERY_TOO_COMPLEX',
      'The query took longer than the database may work on it; ask for less at once.',
    )
  }
  if (code.startsWith('40') || code === '55P03') {
    return graphqlError(
      'UNAVAILABLE',
      'A concurrent transaction changed the same rows. Send the request again.',
    )
  }
  if (code === '53100') {
    return graphqlError('UNAVAILABLE', 'The disk of the database is full; make room, then try again.', {
      retryAfter: RETRY_AFTER.diskFull,
    })
  }
  if (/^(08|53|57)/.test(code) || SYSTEM_ERRORS.test(code)) return unreachable()
  return undefined
}

/** What Node reports when the other end cannot be reached or went away. */
const SYSTEM_ERRORS = /^E(CONN|PIPE|TIMEDOUT|NOENT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)/

/** How the driver and its pool begin to tell that there is no connection; these errors have no code. */
const CONNECTION_ERRORS =
  /^(timeout e(xceeded|xpired)|Connection terminated|Client (has encountered a connection error|was closed)|Cannot use a pool|PostgreSQL has not answered|received invalid response)/

function isConnectionError(error: unknown): boolean {
  return error instanceof Error && CONNECTION_ERRORS.test(error.message)
}

function unreachable(): GraphQLError {
  return graphqlError('UNAVAILABLE', 'The database is out of reach; try again in a moment.', {
    retryAfter: RETRY_AFTER.unreachable,
  })
}

/** Seconds after which a caller may try again. */
const RETRY_AFTER = { unreachable: 2, diskFull: 60 } as const

/**
 * An error of GraphQL's own. Where it points to a value in the document, an argument cannot be taken, as null from a
 * variable where a default would have been; where not, GraphQL could not make sense of an answer of ours.
 */
function fromGraphQL(error: GraphQLError): GraphQLError | undefined {
  if (error.originalError !== undefined) return toGraphQLError(error.originalError)
  if (error.extensions.code !== undefined) return error
  const isArgument = error.nodes?.some((node) => node.kind !== Kind.FIELD) === true
  return isArgument ? graphqlError('BAD_USER_INPUT', error.message) : undefined
}

/** The SQLSTATE (or Node's system code) that an error carries. */
export function postgresCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The name of the constraint that a PostgreSQL error tells of. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('constraint' in error)) return undefined
  return typeof error.constraint === 'string' ? error.constraint : undefined
}

/** The table that a PostgreSQL error about a constraint tells of: of a foreign key, the one that refers. */
export function violatedTable(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('table' in error)) return undefined
  return typeof error.table === 'string' ? error.table : undefined
}
