import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Db, migrationStatus } from '@throughline/db'
import type { Logger } from 'pino'
import { DOCUMENT_LIMITS, type DocumentLimits } from './access/limits.ts'
import type { Provided } from './graph/context-key.ts'
import { toGraphQLError } from './graph/errors.ts'
import { createGraphQL } from './http/yoga.ts'
import { schema } from './schema.ts'

export interface ServerOptions {
  readonly db: Db
  readonly log: Logger
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** True refuses requests for any other host name than this machine's own: DNS rebinding gets nothing. */
  readonly loopbackOnly: boolean
  /** An API token to fill into GraphiQL. */
  readonly token?: string
  readonly limits?: DocumentLimits
  /** Bytes; 1 MB if not said. */
  readonly bodyLimit?: number
  readonly clock?: () => Date
  /** Takes deliveries of other systems; says whether the request was one. */
  readonly webhooks?: (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>
  /** What features need from the process. */
  readonly provided?: readonly Provided[]
}

export interface RunningServer {
  /** The address of the API, e.g. http://127.0.0.1:4000/graphql. */
  readonly url: string
  /** Lets requests in flight finish, at most ten seconds, and closes. */
  stop(): Promise<void>
}

const STOP_DEADLINE = 10_000

/** Listens and answers: GraphQL and GraphiQL at /graphql, /healthz for the process, /readyz for what it needs. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { db, log } = options
  const yoga = createGraphQL({
    db,
    schema,
    log,
    limits: options.limits ?? DOCUMENT_LIMITS,
    bodyLimit: options.bodyLimit ?? 1_000_000,
    clock: options.clock ?? (() => new Date()),
    provided: options.provided ?? [],
    ...(options.token === undefined ? {} : { token: options.token }),
  })

  /** What is being answered. */
  const open = new Set<ServerResponse>()
  const server = createHttpServer(async (request, response) => {
    const requestId = requestIdOf(request)
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    response.setHeader('x-request-id', requestId)
    open.add(response)
    response.once('close', () => open.delete(response))
    const start = performance.now()
    response.on('finish', () => {
      const entry = {
        requestId,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - start),
      }
      if (path === '/graphql') log.info(entry, 'request')
      else log.debug(entry, 'request')
    })
    if (options.loopbackOnly && !isLoopbackName(request.headers.host)) {
      return answer(response, 421, { error: 'This server answers under the names of its own machine alone.' })
    }
    if (path === '/healthz') return answer(response, 200, { status: 'ok' })
    if (path === '/readyz') return ready(db, response)
    if (path === '/') return response.writeHead(302, { location: '/graphql' }).end()
    try {
      if ((await options.webhooks?.(request, response, path)) === true) return
      await yoga(request, response, { requestId })
    } catch (error) {
      log.error({ err: error, requestId }, 'a request broke off')
      if (response.headersSent) response.destroy()
      else if (toGraphQLError(error)?.extensions.code === 'UNAVAILABLE') {
        answer(response, 503, { error: 'The database is out of reach; try again.' })
      } else answer(response, 500, { error: 'Something went wrong on our side.' })
    }
  })
  server.requestTimeout = 30_000

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const { address, port, family } = server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address

  return {
    url: `http://${host}:${port}/graphql`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      // A stream of events has no end of its own; whoever listens connects again elsewhere.
      for (const response of open) if (isEventStream(response)) response.destroy()
      const deadline = setTimeout(() => server.closeAllConnections(), STOP_DEADLINE)
      await closed
      clearTimeout(deadline)
      await yoga.dispose()
    },
  }
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream')
}

async function ready(db: Db, response: ServerResponse): Promise<void> {
  try {
    const { pending } = await migrationStatus(db)
    if (pending.length === 0) answer(response, 200, { status: 'ready' })
    else answer(response, 503, { status: 'migrations are pending', pending })
  } catch {
    // Whatever keeps it from the database, the answer is the same; the pool logs the cause.
    answer(response, 503, { status: 'the database is out of reach' })
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** The caller's own id for the request if it is one that a log can carry, else a fresh one. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}

function isLoopbackName(host: string | undefined): boolean {
  return host !== undefined && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host)
}
