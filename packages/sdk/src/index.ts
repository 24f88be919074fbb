export { type CallArguments, type Client, createClient } from './client.ts'
export type { CallOptions, ClientOptions, Fetch, OutgoingRequest } from './client-options.ts'
export type { Clock } from './clock.ts'
export {
  type Document,
  type Executable,
  type Open,
  type Operation,
  type OperationKind,
  operation,
  type Payloads,
  type PrintDocument,
  type ResultOf,
  type TypedDocumentNode,
  type TypedDocumentString,
  type VariablesOf,
} from './document.ts'
export {
  ConflictError,
  type ErrorCode,
  type ErrorFacts,
  type FieldError,
  ForbiddenError,
  InvalidInputError,
  NetworkError,
  NotFoundError,
  RateLimitedError,
  ServerError,
  ThroughlineError,
  TimeoutError,
  UnauthenticatedError,
} from './errors.ts'
export {
  type Connection,
  type NodeOf,
  type Page,
  type PageReader,
  type PageVariables,
  type Paginated,
  type PaginateOptions,
  paginate,
} from './paginate.ts'
export type { RetryOptions } from './retry.ts'
export type { PreparedRequest, Transport } from './transport.ts'
