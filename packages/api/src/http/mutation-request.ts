import { setTimeout } from 'node:timers/promises'
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type OperationDefinitionNode,
  print,
} from 'graphql'
import type { YogaInitialContext } from 'graphql-yoga'
import { IdempotencyKey, readIdempotencyKey } from '../access/idempotency.ts'
import { findAnswer, lockKey, storeAnswer } from '../access/idempotency-store.ts'
import type { Context } from '../graph/context.ts'
import { graphqlError, postgresCode, toGraphQLError, violatedConstraint } from '../graph/errors.ts'
import { Loaders } from '../graph/loaders.ts'
import { MutationOperation, type Preparations } from '../graph/mutation-operation.ts'
import { fieldsToPrepare, prepareFields } from '../graph/preparations.ts'
import { graphChangeOf } from '../reasoning/mirror/progress-store.ts'
import { type FigureService, figureService } from '../reasoning/mirror/service.ts'

export type MutationRequestArgs = Omit<ExecutionArgs, 'contextValue'> & {
  readonly contextValue: Context & Pick<YogaInitialContext, 'request'>
}
export type Execute = (args: MutationRequestArgs) => Promise<ExecutionResult>

/** How often an operation is executed that PostgreSQL ends because it and another wait for each other. */
const ATTEMPTS = 3
/** Milliseconds until a key that another request holds is tried again: at first, and at most after doubling. */
const FIRST_PAUSE = 5
const LONGEST_PAUSE = 200

/** What one attempt came to; `again` where the same operation may succeed now. */
interface Outcome {
  readonly result: ExecutionResult
  readonly again: boolean
  /** The transaction, if it was committed and has changed the graph of reasoning. */
  readonly changed?: string | undefined
}

/** Ends a transaction with everything in it undone. */
class RolledBack extends Error {
  readonly result: ExecutionResult

  constructor(result: ExecutionResult) {
    super('the mutation operation is rolled back')
    this.result = result
  }
}

/** One request with a mutation operation. */
export class MutationRequest {
  readonly #args: MutationRequestArgs
  readonly #operation: OperationDefinitionNode
  readonly #execute: Execute
  readonly #key: IdempotencyKey | undefined
  readonly #figures: FigureService | undefined

  /** @throws InvalidInput if the key in its header cannot be used. */
  constructor(args: MutationRequestArgs, operation: OperationDefinitionNode, execute: Execute) {
    this.#args = args
    this.#operation = operation
    this.#execute = execute
    this.#key = keyOf(args)
    this.#figures = figureService.from(args.contextValue.provided)
  }

  /**
   * Executes the operation, or returns the answer that is stored under its key. While another request executes it, this
   * one waits without a connection to the database.
   * @throws GraphQLError UNAVAILABLE if the other one takes longer than `keyWait` milliseconds.
   * @throws DomainError IDEMPOTENCY_KEY_REUSED if the key belongs to another request.
   */
  async answer(keyWait: number): Promise<ExecutionResult> {
    const { schema, document, variableValues, contextValue } = this.#args
    const fields = fieldsToPrepare(schema, document, this.#operation, { ...variableValues })
    if (fields.length > 0 && this.#key !== undefined) {
      const stored = await findAnswer(contextValue.db.kysely, this.#key)
      if (stored !== undefined) return parsed(stored)
    }
    const preparations = await prepareFields(fields, contextValue)
    let left = ATTEMPTS - 1
    let pause = FIRST_PAUSE
    for (let waited = 0; waited < keyWait; ) {
      const outcome = await this.#attempt(preparations)
      if (outcome === undefined) {
        await setTimeout(pause, undefined, { signal: contextValue.request.signal })
        waited += pause
        pause = Math.min(pause * 2, LONGEST_PAUSE)
      } else if (outcome.again && left > 0) left -= 1
      else {
        // What was changed shows in lists by value at risk from this answer on.
        if (outcome.changed !== undefined) await this.#figures?.keep(outcome.changed)
        return outcome.result
      }
    }
    throw stillRunning()
  }

  /** Executes the operation in a transaction of its own; undefined while another request has the key. */
  async #attempt(preparations: Preparations): Promise<Outcome | undefined> {
    try {
      return await this.#args.contextValue.db.kysely.transaction().execute(async (transaction) => {
        const key = this.#key
        if (key !== undefined) {
          if (!(await lockKey(transaction, key))) return undefined
          const stored = await findAnswer(transaction, key)
          if (stored !== undefined) return { result: parsed(stored), again: false }
        }
        const { contextValue } = this.#args
        const loaders = new Loaders()
        const operation = new MutationOperation(transaction, loaders, preparations)
        const { connection, pool } = contextValue.db
        const db = { connection, pool, kysely: transaction, close: () => contextValue.db.close() }
        const result = await this.#execute({
          ...this.#args,
          contextValue: { ...contextValue, db, loaders, operation },
        })
        if (result.errors !== undefined && result.errors.length > 0) throw new RolledBack(result)
        await operation.end()
        if (!operation.writes) throw new RolledBack(result)
        if (key !== undefined) await storeAnswer(transaction, key, JSON.stringify(result.data))
        const changed = this.#figures === undefined ? undefined : await graphChangeOf(transaction)
        return { result, again: false, changed }
      })
    } catch (error) {
      if (error instanceof RolledBack) {
        return { result: error.result, again: error.result.errors?.some(isGivenUp) === true }
      }
      const known = isGivenUp(error) ? toGraphQLError(error) : undefined
      if (known === undefined) throw error
      return { result: { errors: [known] }, again: true }
    }
  }
}

function keyOf({ document, operationName, variableValues, contextValue }: MutationRequestArgs) {
  const header = contextValue.request.headers.get('idempotency-key')
  if (header === null) return undefined
  return new IdempotencyKey(contextValue.actor?.id ?? '', readIdempotencyKey(header), {
    document: document.loc?.source.body ?? print(document),
    operationName,
    variables: variableValues,
  })
}

function parsed(stored: string): ExecutionResult {
  return { data: JSON.parse(stored) as Record<string, unknown> }
}

/** Whether a transaction was ended in favour of another, with nothing written: the same operation may succeed now. */
function isGivenUp(error: unknown): boolean {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error
  return (
    /^40(001|P01)$/.test(postgresCode(cause) ?? '') || violatedConstraint(cause) === 'idempotency_key_pkey'
  )
}

function stillRunning(): GraphQLError {
  const retryAfter = 1
  return graphqlError(
    'UNAVAILABLE',
    'The first request with this Idempotency-Key is still being executed. Send the request again.',
    { retryAfter, http: { status: 503, headers: { 'retry-after': String(retryAfter) } } },
  )
}
