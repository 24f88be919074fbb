import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { answerJson } from './answer.ts'
import { readBody } from './body.ts'
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts'
import { isSameSecret, type OneTimeCode } from './one-time-code.ts'
import { PROOF_PATH, proofOf } from './proof.ts'
import type { Route, RouteCall } from './routes.ts'

export interface ExplorerOptions {
  readonly codes: OneTimeCode
  /** Codes for the start page. */
  readonly pageCodes?: OneTimeCode
  /** What a code is exchanged for: the administrator's token. */
  readonly token: string
  /** What the command line shows to get a new code. It belongs to this process and is worth nothing elsewhere. */
  readonly key: string
}

/** Where GraphiQL exchanges a code for the token. */
export const EXCHANGE_PATH = '/explorer/token'
/** Where the command line gets a new code. */
export const CODES_PATH = '/explorer/codes'

const BODY_LIMIT = 1_000
const NO_STORE = { 'cache-control': 'no-store' }

interface Refusal {
  readonly status: number
  readonly error: string
}

/**
 * The routes that bring the administrator's token into GraphiQL without the page holding it: `serve` prints an
 * address with a code that is valid once, and the script of the page exchanges it. Only a browser on this machine
 * gets that far, on a page of this server.
 */
export function explorerRoutes({ codes, pageCodes, token, key }: ExplorerOptions): readonly Route[] {
  return [
    {
      methods: ['POST'],
      path: EXCHANGE_PATH,
      async handle(request, response, call) {
        const refusal = refusalFor(request, call) ?? refusalForPage(request)
        if (refusal !== undefined) {
          return answerJson(response, refusal.status, { error: refusal.error }, NO_STORE)
        }
        const body = await readBody(request, BODY_LIMIT)
        if (body === undefined) {
          const headers = { ...NO_STORE, connection: 'close' }
          return answerJson(
            response,
            413,
            { error: `The body may have at most ${BODY_LIMIT} bytes.` },
            headers,
          )
        }
        const code = textFrom(body, 'code')
        if (code === undefined) {
          return answerJson(response, 400, { error: 'The body must be {"code": "…"}.' }, NO_STORE)
        }
        if (!codes.redeem(code)) {
          return answerJson(
            response,
            403,
            { error: 'The code has been used or replaced, or it is expired.' },
            NO_STORE,
          )
        }
        return answerJson(response, 200, { token }, NO_STORE)
      },
    },
    {
      methods: ['POST'],
      path: PROOF_PATH,
      async handle(request, response) {
        const body = await readBody(request, BODY_LIMIT)
        const challenge = body === undefined ? undefined : textFrom(body, 'challenge')
        if (challenge === undefined) {
          const error = `The body must be {"challenge": "…"} and have at most ${BODY_LIMIT} bytes.`
          return answerJson(response, 400, { error }, { ...NO_STORE, connection: 'close' })
        }
        return answerJson(response, 200, { proof: proofOf(key, challenge) }, NO_STORE)
      },
    },
    {
      methods: ['POST'],
      path: CODES_PATH,
      handle(request, response, call) {
        const refusal = refusalFor(request, call)
        if (refusal !== undefined) {
          return answerJson(response, refusal.status, { error: refusal.error }, NO_STORE)
        }
        const [scheme, given = ''] = (request.headers.authorization ?? '').split(' ')
        if (scheme !== 'Bearer' || !isSameSecret(given, key)) {
          return answerJson(response, 401, { error: 'The key of this server is missing or wrong.' }, NO_STORE)
        }
        return answerJson(
          response,
          200,
          { ...codes.issue(), ...(pageCodes === undefined ? {} : { pageCode: pageCodes.issue().code }) },
          NO_STORE,
        )
      },
    },
  ]
}

/**
 * Why a caller is not one of this machine. The address of the connection counts, not only headers. A proxy on this
 * machine may forward other callers.
 */
export function refusalFor(request: IncomingMessage, { peer }: RouteCall): Refusal | undefined {
  if (!isLoopbackAddress(peer)) {
    return { status: 403, error: 'This address answers only callers on its own machine.' }
  }
  if (!isLoopbackHost(request.headers.host)) {
    return { status: 403, error: 'This address answers only under the names of its own machine.' }
  }
  if (Object.keys(request.headers).some(isForwarding)) {
    return { status: 403, error: 'This address does not answer through a proxy.' }
  }
  return undefined
}

function isForwarding(header: string): boolean {
  return /^(forwarded|via|x-forwarded(-.*)?|x-real-ip|x-client-ip|true-client-ip|cf-connecting-ip)$/.test(
    header,
  )
}

/** No script can set Origin or Sec-Fetch-Site; a form cannot send JSON. */
function refusalForPage(request: IncomingMessage): Refusal | undefined {
  const { host, origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers
  if (origin !== `http://${host}` || (site !== undefined && site !== 'same-origin')) {
    return { status: 403, error: 'This address answers only pages of this server.' }
  }
  if (!/^application\/json(\s*;|$)/i.test(type)) {
    return { status: 415, error: 'The body must be of the type application/json.' }
  }
  return undefined
}

function textFrom(body: Buffer, member: 'code' | 'challenge'): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    const text = z.object({ [member]: z.string() }).safeParse(parsed)
    return text.data?.[member]
  } catch {
    // The response reports a body that is not JSON.
    return undefined
  }
}
