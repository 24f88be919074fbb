import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { toGraphQLError } from '../graph/errors.ts'
import { answerJson } from './answer.ts'
import { isLoopbackHost } from './loopback.ts'
import { readTarget } from './request-target.ts'
import type { Found, RouteTable } from './routes.ts'

/** What requests are logged with; a pino logger fits as it is. */
export type RequestLog = Pick<Logger, 'debug' | 'info' | 'error'>

export interface RequestListenerOptions {
  readonly log: RequestLog
  /** True refuses requests for any other host name than this machine's own: DNS rebinding gets nothing. */
  readonly loopbackOnly: boolean
  /** Looked up for each request. */
  readonly table: () => RouteTable
}

/**
 * Makes the listener for requests: request id, log, checks of request line and Host header, route, and the answer if
 * one of them fails. It returns nothing and throws nothing: a rejection in an event listener ends the process.
 */
export function requestListener(
  options: RequestListenerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const requestId = requestIdOf(request)
    answer(options, request, response, requestId)
      .catch((error: unknown) => answerFailure(options.log, request, response, requestId, error))
      // Nothing is left to answer with; the caller sees the connection end.
      .catch(() => response.destroy())
  }
}

async function answer(
  { log, loopbackOnly, table }: RequestListenerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  response.setHeader('x-request-id', requestId)
  const peer = request.socket.remoteAddress
  const asked = { requestId, method: request.method, peer }
  const target = readTarget(request)
  if ('problem' in target) {
    logWhenClosed(response, log, 'info', { ...asked, problem: target.problem })
    return answerJson(response, 400, { error: target.problem }, { connection: 'close' })
  }
  const { path, search, host } = target
  // Other code builds URLs of these two; for the absolute form of a request target they differ from what was sent.
  request.url = `${path}${search}`
  if (host !== undefined) request.headers.host = host
  const found = table()(request.method ?? '', path)
  const level = 'route' in found ? (found.route.logLevel ?? 'info') : 'info'
  // Not the query, which may hold what does not belong in a log.
  logWhenClosed(response, log, level, loggedOf(found, { ...asked, path }))
  if (loopbackOnly && !isLoopbackHost(host)) {
    return answerJson(response, 421, {
      error: 'This server answers only under the names of its own machine.',
    })
  }
  if ('route' in found) {
    return found.route.handle(request, response, { requestId, path, search, params: found.params, peer })
  }
  if (found.allow.length === 0) return answerJson(response, 404, { error: 'This address does not exist.' })
  const allow = found.allow.join(', ')
  return answerJson(response, 405, { error: `This address takes ${allow}.` }, { allow })
}

/** What the log has of a request: of a confidential address its pattern alone. */
function loggedOf(
  found: Found,
  { peer, ...asked }: { readonly peer: string | undefined; readonly path: string },
): Readonly<Record<string, unknown>> {
  const pattern =
    'route' in found ? (found.route.isConfidential ? found.route.path : undefined) : found.confidentialPath
  return pattern === undefined ? { ...asked, peer } : { ...asked, path: pattern }
}

/** Logs a request once it is answered or its connection is closed. */
function logWhenClosed(
  response: ServerResponse,
  log: RequestLog,
  level: 'info' | 'debug',
  asked: Readonly<Record<string, unknown>>,
): void {
  const start = performance.now()
  // Without a listener an error of the response, for instance a write after its end, ends the process.
  response.on('error', (error) => log.debug({ err: error, requestId: asked.requestId }, 'response failed'))
  response.on('close', () => {
    const ms = Math.round(performance.now() - start)
    const aborted = response.writableFinished ? {} : { aborted: true }
    log[level]({ ...asked, status: response.statusCode, ms, ...aborted }, 'request')
  })
}

/** The one place that masks what a route throws: the caller gets an id, the log has the id and the error. */
function answerFailure(
  log: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  error: unknown,
): void {
  if (response.destroyed || (request.destroyed && !request.complete)) {
    log.debug({ err: error, requestId }, 'the caller closed the connection')
    response.destroy()
    return
  }
  const unavailable = toGraphQLError(error)?.extensions.code === 'UNAVAILABLE'
  const errorId = randomUUID()
  log.error({ err: error, requestId, errorId }, 'request failed')
  if (response.headersSent) response.destroy()
  else if (unavailable) answerJson(response, 503, { error: 'The database is out of reach; try again.' })
  else {
    const message = `Something went wrong on our side; the log has it under ${errorId}.`
    answerJson(response, 500, { error: message, errorId })
  }
}

/** The caller's own id for the request if it is one that a log can carry, else a fresh one. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}
