import type { IncomingMessage, ServerResponse } from 'node:http'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/** A request as its route sees it, in addition to Node's own objects. */
export interface RouteCall {
  /** Also the response header `x-request-id`, and in the log. */
  readonly requestId: string
  readonly path: string
  /** The query with its question mark; empty if there is none. */
  readonly search: string
  /** The segments that `:name` in the path of the route stands for, as sent: percent-encoding is not decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The IP address at the other end of the connection: a proxy, if there is one. */
  readonly peer: string | undefined
}

/** What answers the requests for a path. */
export interface Route {
  /** GET includes HEAD: Node leaves the body out. */
  readonly methods: readonly Method[]
  /** A path in which a segment `:name` stands for any one segment, e.g. `/webhooks/:source`. */
  readonly path: string
  /** The level at which a request is logged. Defaults to info. */
  readonly logLevel?: 'debug'
  /** Whether neither its addresses nor who asks for them belong in the log: it has the pattern then. */
  readonly isConfidential?: true
  /** Ends the response. What it throws is logged and masked. */
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    call: RouteCall,
  ) => Promise<void> | void
}

/** The route for a request; or the methods that the path takes, none if no route has that path. */
export type Found =
  | { readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly allow: readonly string[]; readonly confidentialPath?: string | undefined }

export type RouteTable = (method: string, path: string) => Found

/** Compiles routes into a table. The first route that takes both path and method is used. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const compiled = routes.map((route) => ({ route, methods: methodsOf(route), match: matcher(route.path) }))
  return (method, path) => {
    const allow = new Set<string>()
    let confidentialPath: string | undefined
    for (const { route, methods, match } of compiled) {
      const params = match(path)
      if (params === undefined) continue
      if (methods.includes(method)) return { route, params }
      for (const other of methods) allow.add(other)
      if (route.isConfidential) confidentialPath = route.path
    }
    return { allow: [...allow], confidentialPath }
  }
}

function methodsOf({ methods }: Route): readonly string[] {
  return methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}

type Matcher = (path: string) => Readonly<Record<string, string>> | undefined

const NO_PARAMS: Readonly<Record<string, string>> = {}

function matcher(pattern: string): Matcher {
  if (!pattern.includes('/:')) return (path) => (path === pattern ? NO_PARAMS : undefined)
  const segments = pattern
    .split('/')
    .map((segment) =>
      segment.startsWith(':') ? `(?<${segment.slice(1)}>[^/]+)` : segment.replace(/[^\w-]/g, '\\$&'),
    )
  const expression = new RegExp(`^${segments.join('/')}$`)
  return (path) => expression.exec(path)?.groups
}
