import type { Db } from '@throughline/db'
import type { GraphQLResolveInfo } from 'graphql'
import type { Provided } from './context-key.ts'
import type { Loaders } from './loaders.ts'
import type { MutationOperation } from './mutation-operation.ts'
import type { Grant, Role } from './roles.ts'

/** The person or service account that a token belongs to. */
export interface Principal {
  readonly type: 'Person' | 'ServiceAccount'
  /** UUID */
  readonly id: string
}

/** Who asks. */
export interface Actor {
  /**
   * Tells actors apart: the UUID of the person or service account. Limits, streams and idempotency keys belong to it,
   * so that a second token gives no more points, and a retry with a renewed token finds its answer.
   */
  readonly id: string
  /** Undefined for a bearer that is neither. */
  readonly principal?: Principal | undefined
  /** As the audit trail names it, e.g. `token:ci`. */
  readonly name: string
  /** All of its roles, also those of teams. */
  readonly roles: readonly Role[]
  /** Where they were given; left out if all are of the whole organisation. */
  readonly grants?: readonly Grant[] | undefined
}

/** What every resolver is given. A plain object: the HTTP layer copies its properties. */
export interface Context {
  readonly db: Db
  /** Undefined for a caller without a valid token, who is let through to nothing. */
  readonly actor: Actor | undefined
  readonly requestId: string
  readonly clock: () => Date
  readonly loaders: Loaders
  /** What features need from the process; each knows its own. */
  readonly provided: readonly Provided[]
  readonly answers: RootAnswers
  /** The mutation operation that is executed; `db.kysely` is its transaction then. */
  readonly operation?: MutationOperation
}

/** The answers to the root fields of one request, which come from one statement. */
export interface RootAnswers {
  of(context: Context, info: GraphQLResolveInfo): Promise<unknown>
}

/** A row as a compiled statement delivers it: columns under their names, the rest under slots. */
export interface Prefetched {
  readonly [key: string]: unknown
}
