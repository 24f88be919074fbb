import type { Db } from '@throughline/db'
import { type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql'
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import { denial, unauthenticated } from '../access/authorise.ts'
import { type DocumentLimits, limitRule } from '../access/limits.ts'
import { actorOf, type TokenActor } from '../access/tokens.ts'
import type { Context } from '../graph/context.ts'
import type { Provided } from '../graph/context-key.ts'
import { graphqlError } from '../graph/errors.ts'
import { Loaders } from '../graph/loaders.ts'
import { OperationAnswers } from '../graph/request.ts'
import { examples } from '../graphiql/examples.ts'
import { useGraphiql } from '../graphiql/plugin.ts'
import { shownError } from './errors.ts'
import { type Streams, withStreams } from './streams.ts'

export interface YogaOptions {
  readonly db: Db
  readonly schema: GraphQLSchema
  readonly log: Logger
  readonly limits: DocumentLimits
  /** The largest body that is read, in bytes. */
  readonly bodyLimit: number
  readonly clock: () => Date
  readonly provided: readonly Provided[]
  readonly streams: Streams
  /** Where GraphiQL exchanges the code of its address for a token, relative to its page. */
  readonly exchange?: string
}

/** What the server knows of a request before GraphQL sees it. */
export interface ServerContext {
  readonly requestId: string
  /** Set once the token has been checked. */
  actor?: TokenActor
}

/** GraphQL over HTTP at /graphql. */
export function createGraphQL(options: YogaOptions): YogaServerInstance<ServerContext, Context> {
  const { db, schema, log, limits, clock, provided } = options
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
      db,
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
      withToken(db, log),
      withLimits(limits),
      withRules(schema),
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
          return parse(source, { ...options, maxTokens: limits.tokens })
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
      const denied = denial(schema, args.document, args.contextValue.actor)
      if (denied !== null) setResultAndStopExecution({ errors: [denied] })
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const denied = denial(schema, args.document, args.contextValue.actor)
      if (denied !== null) setResultAndStopExecution({ errors: [denied] })
    },
  }
}

/** Every error of an answer has a code, also those that GraphQL makes before anything runs. */
function withCodes(log: Logger): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return
      const { errors, ...rest } = result as ExecutionResult
      setResult({ ...rest, errors: (errors ?? []).map((error) => shownError(error, log)) })
    },
  }
}

/** Nothing is read of a request, not even its document, before its token has been checked. */
function withToken(db: Db, log: Logger): Plugin<object, ServerContext> {
  return {
    async onRequest({ request, serverContext, fetchAPI, endResponse }) {
      const [scheme, secret] = (request.headers.get('authorization') ?? '').split(' ')
      const refuse = (error: GraphQLError, status: number) => {
        const { code, retryAfter } = error.extensions
        const extensions = retryAfter === undefined ? { code } : { code, retryAfter }
        endResponse(
          fetchAPI.Response.json(
            { errors: [{ message: error.message, extensions }] },
            {
              status,
              headers: {
                ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
                ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
              },
            },
          ),
        )
      }
      try {
        const actor = scheme?.toLowerCase() === 'bearer' ? await actorOf(db.kysely, secret ?? '') : undefined
        if (actor === undefined) return refuse(unauthenticated(), 401)
        serverContext.actor = actor
      } catch (error) {
        const shown = shownError(error, log)
        refuse(shown, shown.extensions.code === 'UNAVAILABLE' ? 503 : 500)
      }
      return undefined
    },
  }
}
