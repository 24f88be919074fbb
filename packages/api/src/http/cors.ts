import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Route } from './routes.ts'

const REQUEST_HEADERS = ['authorization', 'content-type', 'idempotency-key', 'x-request-id']
const RESPONSE_HEADERS = ['x-request-id', 'retry-after', 'ratelimit', 'ratelimit-policy']
/** How long a browser may keep the answer to a preflight request, in seconds. */
const MAX_AGE = 600

/**
 * Lets pages of these origins call the routes. Preflight requests are answered before authentication, since a browser
 * sends them without a token. A page of another origin gets no CORS headers: its browser hides the response from it.
 * Without origins the routes are left as they are. Credentials of the browser are never allowed; a caller sends its
 * token itself.
 */
export function withCors(routes: readonly Route[], origins: readonly string[]): readonly Route[] {
  if (origins.length === 0) return routes
  const allowed: ReadonlySet<string> = new Set(origins)
  const opened = routes.map(
    (route): Route => ({
      ...route,
      handle(request, response, call) {
        allow(request, response, allowed)
        return route.handle(request, response, call)
      },
    }),
  )
  return [...opened, ...routes.map((route) => preflight(route, allowed))]
}

function preflight({ path, methods }: Route, allowed: ReadonlySet<string>): Route {
  return {
    methods: ['OPTIONS'],
    path,
    logLevel: 'debug',
    handle(request, response) {
      if (allow(request, response, allowed)) {
        response.setHeader('access-control-allow-methods', methods.join(', '))
        response.setHeader('access-control-allow-headers', REQUEST_HEADERS.join(', '))
        response.setHeader('access-control-max-age', String(MAX_AGE))
      }
      response.writeHead(204).end()
    },
  }
}

/** Adds the headers for the origin of a request; false if it is not allowed. */
function allow(request: IncomingMessage, response: ServerResponse, allowed: ReadonlySet<string>): boolean {
  // A cache must not give the response for one origin to another.
  response.setHeader('vary', 'Origin')
  const { origin } = request.headers
  if (origin === undefined || !allowed.has(origin)) return false
  response.setHeader('access-control-allow-origin', origin)
  response.setHeader('access-control-expose-headers', RESPONSE_HEADERS.join(', '))
  return true
}
