import type { IncomingMessage } from 'node:http'

/** The request line and the Host header, in a form that every URL parser reads the same way. */
export interface RequestTarget {
  /** Begins with one slash; percent-encoding is well-formed and not decoded. */
  readonly path: string
  /** The query with its question mark; empty if there is none. */
  readonly search: string
  /** Host and port as sent. Undefined if an HTTP/1.0 request has no Host header. */
  readonly host: string | undefined
}

export interface BadTarget {
  readonly problem: string
}

/** RFC 3986: segments of unreserved characters, sub-delimiters, ":", "@" and percent-encoded bytes. */
const PATH = /^(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)+$/i
/** Clients send more than RFC 3986 allows in a query, for instance braces; a fragment never belongs here. */
const SEARCH = /^(?:\?[\x21\x22\x24-\x7e]*)?$/
const HOST = /^(?:\[[0-9a-f:.]+\]|[\w.~!$&'()*+,;=-]+)(?::\d{1,5})?$/i
/** A request to a proxy names the whole URL; RFC 9112 requires every server to accept that form. */
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/i

/**
 * Reads what a request asks for, and refuses what URL parsers understand differently or cannot parse: the caller of
 * this function may build a URL of the result without a failure.
 */
export function readTarget(
  request: Pick<IncomingMessage, 'url' | 'httpVersion' | 'headersDistinct'>,
): RequestTarget | BadTarget {
  const hosts = request.headersDistinct.host ?? []
  const [named] = hosts
  if (hosts.length > 1) return { problem: 'The request has more than one Host header.' }
  if (named === undefined && request.httpVersion !== '1.0') {
    return { problem: 'The request has no Host header.' }
  }
  const [, authority, rest] = ABSOLUTE.exec(request.url ?? '') ?? []
  const host = authority ?? named
  for (const name of [named, host]) {
    if (name !== undefined && !isHost(name)) return { problem: 'The host of the request is not valid.' }
  }
  const target = rest === undefined ? (request.url ?? '') : `${rest.startsWith('/') ? '' : '/'}${rest}`
  const mark = target.indexOf('?')
  const path = mark === -1 ? target : target.slice(0, mark)
  const search = mark === -1 ? '' : target.slice(mark)
  // Two slashes in front name a host in a relative URL.
  if (!PATH.test(path) || path.startsWith('//') || !SEARCH.test(search)) {
    return { problem: 'The request target is not a valid path.' }
  }
  return { path, search, host }
}

/** The pattern leaves numbers of ports and IP addresses to be checked. */
function isHost(text: string): boolean {
  return HOST.test(text) && URL.canParse(`http://${text}`)
}
