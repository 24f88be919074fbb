import { type ExecutionArgs, type GraphQLError, getOperationAST, OperationTypeNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { toGraphQLError } from '../graph/errors.ts'
import { type Execute, MutationRequest, type MutationRequestArgs } from './mutation-request.ts'
import { withHttp } from './status.ts'

/** Milliseconds for which a request waits for another with the same key: less than clients and proxies usually wait. */
const KEY_WAIT = 10_000

export interface MutationOptions {
  /** Milliseconds for which a request waits for another with the same key. */
  readonly keyWait?: number | undefined
}

/**
 * Executes each mutation operation in one transaction, and stores its answer in it if the request has an
 * `Idempotency-Key`. Queries and subscriptions pass untouched.
 */
export function withMutations({ keyWait = KEY_WAIT }: MutationOptions): Plugin<object> {
  return {
    onExecute({ args, executeFn, setExecuteFn }) {
      const operation = getOperationAST(args.document, args.operationName)
      if (operation?.operation !== OperationTypeNode.MUTATION) return
      setExecuteFn(async (given: ExecutionArgs) => {
        try {
          const request = new MutationRequest(given as MutationRequestArgs, operation, executeFn as Execute)
          return await request.answer(keyWait)
        } catch (error) {
          const known = toGraphQLError(error)
          if (known === undefined) throw error
          return { errors: [withConflict(known)] }
        }
      })
    },
  }
}

/** A key that belongs to another request is refused by HTTP whatever the media type. */
function withConflict(error: GraphQLError): GraphQLError {
  return error.extensions.code === 'IDEMPOTENCY_KEY_REUSED' ? withHttp(error, { status: 409 }) : error
}
