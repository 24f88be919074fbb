import type { Db } from '@throughline/db'
import { type ExecutionResult, GraphQLError, type GraphQLSchema, getOperationAST, type parse } from 'graphql'
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import { denial, unauthenticated } from '../access/authorise.ts'
import { type DocumentLimits, limitRule } from '../access/limits.ts'
import type { Context } from '../graph/context.ts'
import type { Provided } from '../graph/context-key.ts'
import { graphqlError } from '../graph/errors.ts'
import { Loaders } from '../graph/loaders.ts'
import { OperationAnswers } from '../graph/request.ts'
import { examples } from '../graphiql/examples.ts'
import { useGraphiql } from '../graphiql/plugin.ts'
import type { Callers } from './callers.ts'
import { withCost } from './cost-plugin.ts'
import { shownError } from './errors.ts'
import { withAcceptable, withMediaTypeErrors } from './media-types.ts'
import { withMutations } from './mutations.ts'
import { parseNormalized, withNormalizedText } from './normalized-text.ts'
import { failedRefusal, refusal } from './refusal.ts'
import { RequestDatabase } from './request-database.ts'
import type { ServerContext } from './server-context.ts'
import { withStatus } from './status.ts'
import { type Streams, withStreams } from './streams.ts'

export interface YogaOptions {
  readonly db: Db
  readonly schema: GraphQLSchema
  readonly log: Logger
  readonly limits: DocumentLimits
  /** The points that one operation may cost. */
  readonly costLimit: number
  readonly callers: Callers
  /** The largest body that is read, in bytes. */
  readonly bodyLimit: number
  /** Milliseconds for which a mutation waits for another request with the same key; 10,000 if not said. */
  readonly keyWait?: number | undefined
  readonly clock: () => Date
  readonly provided: readonly Provided[]
  readonly streams: Streams
  /** Where GraphiQL exchanges the code of its address for a token, relative to its page. */
  readonly exchange?: string
}

/** GraphQL over HTTP at /graphql. */
export function createGraphQL(options: YogaOptions): YogaServerInstance<ServerContext, Context> {
  const { db, schema, log, limits, clock, provided, callers } = options
  return createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    batching: false,
    cors: false,
    maxRequestBodySize: options.bodyLimit,
    maskedErrors: { maskError: (error) => shownError(error, log) },
    context: ({ actor, requestId }) => ({
      db: actor === undefined ? db : callers.database(actor),
      actor,
      requestId,
      clock,
      loaders: new Loaders(),
      provided,
      answers: new OperationAnswers(),
    }),
    plugins: [
      useGraphiql({
        title: 'Throughline',
        examples,
        ...(options.exchange === undefined ? {} : { exchange: options.exchange }),
      }),
      withMediaTypeErrors(),
      withToken(options),
      withAcceptable(),
      withNormalizedText(),
      withLimits(limits),
      withRules(schema),
      withCost({ schema, limit: options.costLimit, limiter: callers.limiter, log }),
      withMutations({ keyWait: options.keyWait }),
      withCancellation(),
      withStreams(options.streams),
      withCodes(log),
    ],
  })
}

function withLimits(limits: DocumentLimits): Plugin {
  const rule = limitRule(limits)
  return {
    onParse({ setParseFn }) {
      setParseFn((source: Parameters<typeof parse>[0], options: Parameters<typeof parse>[1]) => {
        try {
          return parseNormalized(source, { ...options, maxTokens: limits.tokens })
        } catch (error) {
          // The parser gives its limit no code of its own, only this sentence.
          if (!(error instanceof GraphQLError) || !/tokens\. Parsing aborted/.test(error.message)) throw error
          throw graphqlError(
            'QUERY_TOO_COMPLEX',
            `The document has more than ${limits.tokens} tokens; ask for less at once.`,
          )
        }
      })
    },
    onValidate({ addValidationRule }) {
      addValidationRule(rule)
    },
  }
}

/** The role decides after validation, whose outcome is kept for all callers. */
function withRules(schema: GraphQLSchema): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const denied = denial(schema, args.document, args.contextValue.actor, args.variableValues ?? {})
      if (denied !== null) setResultAndStopExecution({ errors: [denied] })
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const denied = denial(schema, args.document, args.contextValue.actor, args.variableValues ?? {})
      if (denied !== null) setResultAndStopExecution({ errors: [denied] })
    },
  }
}

/**
 * The statements of a query end with its caller. Those of a mutation do not: whether it took effect must not depend on
 * when its caller hangs up.
 */
function withCancellation(): Plugin<Context & ServerContext> {
  return {
    onExecute({ args: { document, operationName, contextValue } }) {
      const { db, signal } = contextValue
      if (getOperationAST(document, operationName)?.operation !== 'query') return
      if (db instanceof RequestDatabase) db.cancelOn(signal)
    },
  }
}

/** Every error of an answer has a code, also those that GraphQL makes before anything runs. */
function withCodes(log: Logger): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return
      const { errors, ...rest } = result as ExecutionResult
      setResult(withStatus({ ...rest, errors: (errors ?? []).map((error) => shownError(error, log)) }))
    },
  }
}

/** Nothing is read of a request, not even its document, before its token has been checked. */
function withToken({ log, callers }: YogaOptions): Plugin<object, ServerContext> {
  return {
    async onRequest({ request, serverContext, fetchAPI, endResponse }) {
      // The pages have checked who asks; no header of a request reaches this.
      if (serverContext.actor !== undefined) return undefined
      try {
        const actor = await callers.identify(request.headers.get('authorization'))
        if (actor === undefined) {
          const headers = { 'www-authenticate': 'Bearer' }
          return endResponse(refusal(fetchAPI, unauthenticated(), 401, headers))
        }
        serverContext.actor = actor
      } catch (error) {
        endResponse(failedRefusal(fetchAPI, error, log))
      }
      return undefined
    },
  }
}
