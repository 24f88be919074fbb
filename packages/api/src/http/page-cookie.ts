import type { IncomingMessage } from 'node:http'
import { SESSION_SECONDS } from '../access/page-session.ts'

const NAME = 'throughline_page'
const FIXED = 'Path=/; HttpOnly; SameSite=Strict'

/** No other site can send the cookie, and no script can read it. */
export function cookieFor(session: string, tls: boolean): string {
  return `${NAME}=${session}; Max-Age=${SESSION_SECONDS}; ${FIXED}${tls ? '; Secure' : ''}`
}

export const ENDED_COOKIE = `${NAME}=; Max-Age=0; ${FIXED}`

/** The session of a request; undefined if it has none. */
export function sessionIn({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1) || undefined
}

/** The server itself speaks HTTP; a proxy before it tells of TLS. A lie makes the caller's own cookie stricter. */
export function isTls({ headers }: IncomingMessage): boolean {
  return /^https\b/i.test(String(headers['x-forwarded-proto'] ?? ''))
}

/** Whether a form of this server sends the request. No script of another site can set these headers. */
export function isOwnForm({ headers }: IncomingMessage): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site !== undefined) return site === 'same-origin'
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
