import type { Db } from '@throughline/db'
import { type ExecutionArgs, type GraphQLError, getOperationAST, OperationTypeNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { type ErrorCode, graphqlError, toGraphQLError } from '../graph/errors.ts'
import { type Execute, MutationRequest, type MutationRequestArgs } from './mutation-request.ts'

/** Milliseconds for which a request waits for another with the same key: less than clients and proxies usually wait. */
const KEY_WAIT = 10_000

export interface MutationOptions {
  readonly db: Db
  /** Milliseconds for which a request waits for another with the same key. */
  readonly keyWait?: number | undefined
}

/**
 * Executes each mutation operation in one transaction, and stores its answer in it if the request has an
 * `Idempotency-Key`. Queries and subscriptions pass untouched.
 */
export function withMutations({ db, keyWait = KEY_WAIT }: MutationOptions): Plugin<object> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const operation = getOperationAST(args.document, args.operationName)
      if (operation?.operation !== OperationTypeNode.MUTATION) return
      setExecuteFn(async (given: ExecutionArgs) => {
        try {
          const request = new MutationRequest(
            db,
            given as MutationRequestArgs,
            operation,
            executeFn as Execute,
          )
          return await request.answer(keyWait)
        } catch (error) {
          const known = toGraphQLError(error)
          if (known === undefined) throw error
          return { errors: [withStatus(known)] }
        }
      })
    },
  }
}

/** The status of a request of which nothing was executed, or nothing is known to have been. */
const STATUS: { readonly [Code in ErrorCode]?: number } = {
  BAD_USER_INPUT: 400,
  IDEMPOTENCY_KEY_REUSED: 409,
  UNAVAILABLE: 503,
}

function withStatus(error: GraphQLError): GraphQLError {
  const { code, http, ...rest } = error.extensions
  const status = STATUS[code as ErrorCode]
  if (status === undefined || http !== undefined) return error
  return graphqlError(code as ErrorCode, error.message, { ...rest, http: { status } })
}
