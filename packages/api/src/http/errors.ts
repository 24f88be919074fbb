import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { ERROR_CODES, graphqlError, toGraphQLError } from '../graph/errors.ts'

/**
 * The error as a caller sees it. What is not known is masked: the caller gets an id, the log has the same id
 * and the error.
 */
export function shownError(error: unknown, log: Logger): GraphQLError {
  const known = coded(error)
  if (known !== undefined) return located(known, error)
  const errorId = randomUUID()
  log.error(
    { err: error instanceof GraphQLError ? (error.originalError ?? error) : error, errorId },
    'a request failed',
  )
  const masked = graphqlError(
    'INTERNAL',
    `Something went wrong on our side; the log has it under ${errorId}.`,
    { errorId },
  )
  return located(masked, error)
}

const OURS: ReadonlySet<string> = new Set(ERROR_CODES)

function coded(error: unknown): GraphQLError | undefined {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  if (cause instanceof RangeError && /call stack/.test(cause.message)) {
    return graphqlError('BAD_USER_INPUT', 'The input is nested too deeply to be read; make it flatter.')
  }
  // Raw, it was thrown while the request was read; of ours it would be wrapped, with its place in the answer.
  if (error instanceof SyntaxError) {
    return graphqlError('BAD_USER_INPUT', `The request is no valid JSON: ${error.message}`, {
      http: { status: 400 },
    })
  }
  if (!(error instanceof GraphQLError)) return toGraphQLError(error)
  // The validation of GraphQL compares fields of one name with each other, and gives up on too many.
  if (error.message === 'Validation aborted.') {
    return graphqlError(
      'QUERY_TOO_COMPLEX',
      'The document selects fields of one name too often to be compared; select each once.',
    )
  }
  const { code } = error.extensions
  if (statusOf(error) === 413) return withCode(error, 'PAYLOAD_TOO_LARGE')
  if (code === 'INTERNAL_SERVER_ERROR') return undefined
  // The layers below have codes of their own for a document or a request they cannot read.
  if (typeof code === 'string') return OURS.has(code) ? error : withCode(error, 'BAD_USER_INPUT')
  // GraphQL itself refused a document or a variable. With a path it failed on an answer of ours.
  if (error.path === undefined && (error.originalError === undefined || error.nodes !== undefined)) {
    return withCode(error, 'BAD_USER_INPUT')
  }
  return error.originalError === undefined ? undefined : toGraphQLError(error)
}

function statusOf(error: GraphQLError): unknown {
  const { http } = error.extensions
  return typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.source === undefined ? {} : { source: error.source }),
    ...(error.positions === undefined ? {} : { positions: error.positions }),
    extensions: { ...error.extensions, code },
  })
}

/** Keeps where in the document and in the answer it happened. */
function located(shown: GraphQLError, error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError) || shown === error) return shown
  return new GraphQLError(shown.message, {
    ...(error.nodes === undefined ? {} : { nodes: error.nodes }),
    ...(error.source === undefined ? {} : { source: error.source }),
    ...(error.positions === undefined ? {} : { positions: error.positions }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: shown.extensions,
  })
}
