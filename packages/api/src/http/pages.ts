import type { IncomingMessage, ServerResponse } from 'node:http'
import type { YogaServerInstance } from 'graphql-yoga'
import type { BearerActor } from '../access/tokens.ts'
import type { Ask } from '../pages/ask.ts'
import { currentQuarter } from '../pages/period.ts'
import { PAGE_POLICY, renderSignIn, renderStartPage } from '../pages/start-page.ts'
import { readBody } from './body.ts'
import type { Callers } from './callers.ts'
import { refusalFor } from './explorer.ts'
import type { OneTimeCode } from './one-time-code.ts'
import { cookieFor, ENDED_COOKIE, isOwnForm, isTls, sessionIn } from './page-cookie.ts'
import type { Route, RouteCall } from './routes.ts'
import type { ServerContext } from './server-context.ts'

export interface PagesOptions {
  readonly yoga: Pick<YogaServerInstance<ServerContext, object>, 'fetch'>
  readonly callers: Callers
  readonly clock: () => Date
  /** What the address that `serve` prints is opened with, and the token that it stands for; embedded only. */
  readonly codes?: OneTimeCode | undefined
  readonly token?: string | undefined
}

const BODY_LIMIT = 4_000

/**
 * The start page, and the session with which a browser opens it. The session is good for pages only: `/graphql` knows
 * no cookies.
 */
export function pageRoutes(options: PagesOptions): readonly Route[] {
  return [
    {
      methods: ['GET'],
      path: '/',
      handle: (request, response, call) => open(options, request, response, call),
    },
    {
      methods: ['POST'],
      path: '/session',
      async handle(request, response) {
        if (!isOwnForm(request)) return signIn(response, 403, 'Sign in on a page of this server.')
        const body = await readBody(request, BODY_LIMIT)
        if (body === undefined) return signIn(response, 413, 'That is too long for a token.')
        const token = new URLSearchParams(body.toString('utf8')).get('token')?.trim() ?? ''
        return begin(options, request, response, token, 'The token is unknown, expired or revoked.')
      },
    },
    {
      methods: ['POST'],
      path: '/session/end',
      handle(request, response) {
        if (!isOwnForm(request)) return signIn(response, 403, 'Sign out on a page of this server.')
        response.writeHead(303, { location: '../', 'set-cookie': ENDED_COOKIE, ...NO_STORE }).end()
      },
    },
  ]
}

async function open(
  options: PagesOptions,
  request: IncomingMessage,
  response: ServerResponse,
  call: RouteCall,
): Promise<void> {
  const { callers, clock } = options
  const { authorization, accept = '' } = request.headers
  // Scripts that follow the address of a server to its API ask for no page.
  if (authorization === undefined && !accept.includes('text/html')) {
    response.writeHead(302, { location: '/graphql', vary: 'Accept, Authorization' }).end()
    return
  }
  const asked = new URLSearchParams(call.search)
  const code = asked.get('code')
  if (code !== null) return redeem(options, request, response, call, code)
  const session = sessionIn(request)
  const actor =
    authorization === undefined
      ? session === undefined
        ? undefined
        : await callers.inSession(session, clock())
      : await callers.identify(authorization)
  if (actor === undefined) {
    const problem =
      authorization !== undefined
        ? 'The token of the header does not hold.'
        : session && 'The session is over, or its token no longer holds.'
    return signIn(response, 401, problem)
  }
  const now = clock()
  const ask = asking(options, actor, call.requestId, response)
  const page = await renderStartPage({
    ask,
    period: asked.get('period')?.trim() || (await currentQuarter(ask, now)),
    now,
    inSession: authorization === undefined,
  })
  send(response, 200, page)
}

/** A code is worth a session once, on this machine. */
async function redeem(
  options: PagesOptions,
  request: IncomingMessage,
  response: ServerResponse,
  call: RouteCall,
  code: string,
): Promise<void> {
  const { codes, token } = options
  const again = 'For a new address run "throughline explorer".'
  if (codes === undefined || token === undefined) return signIn(response, 403, 'This server gives no codes.')
  const refusal = refusalFor(request, call)
  if (refusal !== undefined) return signIn(response, refusal.status, refusal.error)
  if (!codes.redeem(code))
    return signIn(response, 403, `The code has been used or replaced, or it is expired. ${again}`)
  return begin(options, request, response, token, `The token of this server no longer holds. ${again}`, './')
}

async function begin(
  { callers, clock }: PagesOptions,
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  problem: string,
  location = './',
): Promise<void> {
  const session = await callers.newSession(token, clock())
  if (session === undefined) return signIn(response, 403, problem)
  const cookie = cookieFor(session, isTls(request))
  response.writeHead(303, { location, 'set-cookie': cookie, ...NO_STORE }).end()
}

/** Asks the schema as the caller: with its role, its limits and its share of the database. */
function asking(
  { yoga }: PagesOptions,
  actor: BearerActor,
  requestId: string,
  response: ServerResponse,
): Ask {
  const hangUp = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) hangUp.abort()
  })
  return async (query, variables) => {
    const answer = await yoga.fetch(
      'http://localhost/graphql',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query, variables }),
      },
      { requestId, signal: hangUp.signal, actor },
    )
    return answer.json()
  }
}

function signIn(response: ServerResponse, status: number, problem: string | undefined): void {
  send(response, status, renderSignIn(problem), status === 401 ? { 'www-authenticate': 'Bearer' } : {})
}

const NO_STORE = { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' }

function send(
  response: ServerResponse,
  status: number,
  page: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(page),
      'content-security-policy': PAGE_POLICY,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept, Authorization, Cookie',
      ...NO_STORE,
      ...headers,
    })
    .end(page)
}
