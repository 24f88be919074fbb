import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long a session of the pages lasts, in seconds. */
export const SESSION_SECONDS = 3_600

/**
 * A session names its token and its end, signed with what is kept of the token: every process can check it, nothing is
 * stored for it, and it ends with the token. It gives what the page shows, and no access to the API.
 *
 * @param kept the stored hash of the token
 */
export function signedSession(tokenId: string, kept: Buffer, now: Date): string {
  const head = `${tokenId}.${Math.floor(now.getTime() / 1000) + SESSION_SECONDS}`
  return `${head}.${signatureOf(head, kept)}`
}

/** The token that a session names, not checked yet; undefined if it has no such form or is over. */
export function tokenNamedBy(session: string, now: Date): string | undefined {
  const [, tokenId, end] = /^([0-9a-f-]{36})\.(\d{1,12})\.[\w-]{43}$/.exec(session) ?? []
  return Number(end) * 1000 > now.getTime() ? tokenId : undefined
}

/** Whether the session was signed with what is kept of the token. */
export function isSigned(session: string, kept: Buffer): boolean {
  const at = session.lastIndexOf('.')
  const expected = Buffer.from(signatureOf(session.slice(0, at), kept))
  const given = Buffer.from(session.slice(at + 1))
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function signatureOf(head: string, kept: Buffer): string {
  return createHmac('sha256', kept).update(`throughline page session 1 ${head}`).digest('base64url')
}
