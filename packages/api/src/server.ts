import { type Db, migrationStatus } from '@throughline/db'
import type { Logger } from 'pino'
import { COST_LIMIT } from './access/cost-limit.ts'
import { DOCUMENT_LIMITS, type DocumentLimits } from './access/limits.ts'
import type { OidcVerifier } from './access/oidc.ts'
import { RATE_LIMIT, type RateLimit } from './access/rate-limit-setting.ts'
import { documentLimits } from './access/viewer-query.ts'
import { EventHub, eventHub } from './events/hub.ts'
import type { Provided } from './graph/context-key.ts'
import { answerJson } from './http/answer.ts'
import type { AnswerLimits } from './http/answer-limit-setting.ts'
import { Callers } from './http/callers.ts'
import { withCors } from './http/cors.ts'
import { EXCHANGE_PATH, type ExplorerOptions, explorerRoutes } from './http/explorer.ts'
import { graphqlRoutes } from './http/graphql.ts'
import type { IngestLimits } from './http/ingest.ts'
import { ingestRoute } from './http/ingest-route.ts'
import { HEALTH, type Listener, type ListenerOptions, openListener } from './http/listener.ts'
import type { LocalAccess } from './http/local-access.ts'
import { pageRoutes } from './http/pages.ts'
import type { Route } from './http/routes.ts'
import { STREAM_LIMITS, type StreamLimits } from './http/stream-limits.ts'
import { Streams } from './http/streams.ts'
import { answerRoutes } from './http/survey-answers.ts'
import { createGraphQL } from './http/yoga.ts'
import { type FigureService, figureService } from './reasoning/mirror/service.ts'
import { schema } from './schema.ts'
import { publicAddress } from './surveys/campaigns/addresses.ts'

export interface ServerOptions {
  readonly db: Db
  readonly log: Logger
  /** Brings the administrator's token into GraphiQL. */
  readonly explorer?: ExplorerOptions
  readonly limits?: DocumentLimits
  readonly streams?: StreamLimits
  /** Points that one operation may cost; 20,000 if not said. */
  readonly costLimit?: number
  /** The bucket of points of each actor; 100,000 filled with 2,000 a second if not said. */
  readonly rateLimit?: RateLimit
  /** Bytes; 1 MB if not said. */
  readonly bodyLimit?: number
  /** What one request may bring to /ingest/samples. */
  readonly ingest?: Partial<IngestLimits>
  /** How many requests the pages take on which surveys are answered. */
  readonly answers?: Partial<AnswerLimits>
  /** The address under which others reach this server, with its path; links of surveys begin with it. */
  readonly publicUrl?: string | undefined
  /** Milliseconds for which a mutation waits for another request with the same key; 10,000 if not said. */
  readonly keyWait?: number
  readonly clock?: () => Date
  /** Origins whose pages may call /graphql from a browser; none if not said. */
  readonly corsOrigins?: readonly string[]
  /** In addition to the start page, GraphQL, GraphiQL and the probes; they come first. */
  readonly routes?: readonly Route[]
  /** Verifies the tokens of an identity provider, where one is trusted. */
  readonly oidc?: OidcVerifier
  /** Lets the command line in. */
  readonly local?: LocalAccess
  /** The graph in memory, and what keeps the stored figures right; without it the database answers. */
  readonly figures?: FigureService
  /** What features need from the process. */
  readonly provided?: readonly Provided[]
}

export interface RunningServer {
  /** The address of the API, e.g. http://127.0.0.1:4000/graphql. */
  readonly url: string
  /** Lets requests in flight finish, at most ten seconds, and closes. */
  stop(): Promise<void>
}

/** Listens and answers, see {@link serveOn}. */
export async function startServer(options: ServerOptions & ListenerOptions): Promise<RunningServer> {
  return serveOn(await openListener(options), options)
}

/** Answers: the start page at /, GraphQL and GraphiQL at /graphql, samples at /ingest/samples, surveys at /surveys/answer, /healthz for the process, /readyz for what it needs. */
export function serveOn(listener: Listener, options: ServerOptions): RunningServer {
  const { db, explorer } = options
  const { yoga, callers, close } = openGraphQL(options)
  listener.route([
    ...(options.routes ?? []),
    ...withCors(graphqlRoutes(yoga), options.corsOrigins ?? []),
    ingestRoute({ callers, ...options.ingest }),
    HEALTH,
    readiness(db),
    ...(explorer === undefined ? [] : explorerRoutes(explorer)),
    ...answerRoutes({ db, clock: options.clock ?? (() => new Date()), limits: options.answers }),
    ...pageRoutes({
      yoga,
      callers,
      clock: options.clock ?? (() => new Date()),
      codes: explorer?.pageCodes,
      token: explorer?.token,
    }),
  ])
  return {
    url: `${listener.origin}/graphql`,
    async stop() {
      await listener.stop()
      await close()
    },
  }
}

/** GraphQL over HTTP without a listener: its owner hands it the requests. */
export function openGraphQL(options: Omit<ServerOptions, 'routes' | 'corsOrigins'>) {
  const { db, log, explorer, limits = DOCUMENT_LIMITS } = options
  const clock = options.clock ?? (() => new Date())
  const { oidc, local, rateLimit = RATE_LIMIT } = options
  const callers = new Callers({ db, rateLimit, clock, oidc, local })
  const hub = new EventHub(db.connection, log)
  const yoga = createGraphQL({
    db,
    schema,
    log,
    limits,
    costLimit: options.costLimit ?? COST_LIMIT,
    callers,
    bodyLimit: options.bodyLimit ?? 1_000_000,
    keyWait: options.keyWait,
    clock,
    provided: [
      ...(options.provided ?? []),
      eventHub.with(hub),
      documentLimits.with(limits),
      figureService.with(options.figures),
      publicAddress.with(options.publicUrl),
    ],
    streams: new Streams(db, hub, options.streams ?? STREAM_LIMITS, log),
    // Relative to the page, so that it also works below a path that a proxy takes away.
    ...(explorer === undefined ? {} : { exchange: EXCHANGE_PATH.slice(1) }),
  })
  return {
    yoga,
    callers,
    async close() {
      await yoga.dispose()
      await hub.close()
    },
  }
}

function readiness(db: Db): Route {
  return {
    methods: ['GET'],
    path: '/readyz',
    logLevel: 'debug',
    async handle(_request, response) {
      try {
        const { pending } = await migrationStatus(db)
        if (pending.length === 0) answerJson(response, 200, { status: 'ready' })
        else answerJson(response, 503, { status: 'migrations are pending', pending })
      } catch {
        // Whatever keeps it from the database, the answer is the same; the pool logs the cause.
        answerJson(response, 503, { status: 'the database is out of reach' })
      }
    },
  }
}
