import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { answerJson, rawAnswer } from './answer.ts'
import { type RequestLog, requestListener } from './request-listener.ts'
import { type Route, type RouteTable, routeTable } from './routes.ts'

export interface ListenerOptions {
  readonly log: RequestLog
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** True refuses requests for any other host name than this machine's own: DNS rebinding gets nothing. */
  readonly loopbackOnly: boolean
  /** How long a request may take to arrive; REQUEST_TIMES if not given. */
  readonly times?: RequestTimes
}

/** Milliseconds, from the first byte of a request or from the opening of its connection. */
export interface RequestTimes {
  readonly headers: number
  /** Headers and body. */
  readonly request: number
  /** How often connections are compared with the two: a late one is closed at most this much later. */
  readonly checkEvery: number
}

const REQUEST_TIMES: RequestTimes = { headers: 15_000, request: 30_000, checkEvery: 5_000 }

/** A port that is listened on. */
export interface Listener {
  /** The address, e.g. http://127.0.0.1:4000; a loopback address if every address of the machine is listened on. */
  readonly origin: string
  /** Sends requests to these routes. Until then /healthz is up and everything else gets status 503. */
  route(routes: readonly Route[]): void
  /** Lets requests in flight finish, at most ten seconds, and closes. */
  stop(): Promise<void>
}

export const HEALTH: Route = {
  methods: ['GET'],
  path: '/healthz',
  logLevel: 'debug',
  handle: (_request, response) => answerJson(response, 200, { status: 'ok' }),
}

const STOP_DEADLINE = 10_000

const NOT_STARTED: Route = {
  methods: [],
  path: '',
  handle: (_request, response) => answerJson(response, 503, { status: 'starting' }, { 'retry-after': '1' }),
}

/** @throws what listening fails with, e.g. EADDRINUSE */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { log } = options
  const onlyHealth = routeTable([HEALTH])
  let table: RouteTable = (method, path) => {
    const found = onlyHealth(method, path)
    return 'route' in found ? found : { route: NOT_STARTED, params: {} }
  }
  /** Responses that are not closed yet. */
  const open = new Set<ServerResponse>()
  const answer = requestListener({ ...options, table: () => table })
  // A missing Host header is answered like any other bad request, with a body.
  const { headers, request, checkEvery } = options.times ?? REQUEST_TIMES
  const times = { headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval: checkEvery }
  const server = createServer({ requireHostHeader: false, ...times }, (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    answer(request, response)
  })
  answerWhatIsNoRequest(server, log, open)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  // Without a listener, an error of the port, for instance while a connection is accepted, ends the process.
  server.on('error', (error) => log.error({ err: error }, 'listening failed'))

  return {
    origin: originOf(server),
    route(routes) {
      table = routeTable(routes)
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      // A stream of events has no end of its own; its client connects again elsewhere.
      for (const response of open) if (isEventStream(response)) response.destroy()
      const deadline = setTimeout(() => server.closeAllConnections(), STOP_DEADLINE)
      await closed
      clearTimeout(deadline)
    },
  }
}

/** Answers what Node makes no request of: bytes that are not HTTP, and a request to a proxy for a tunnel. */
function answerWhatIsNoRequest(server: Server, log: RequestLog, open: ReadonlySet<ServerResponse>): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const { code = '' } = error
    if (GONE.has(code)) return socket.destroy()
    log.info({ code, peer: (socket as Socket).remoteAddress }, 'request could not be parsed')
    const [status, problem] = PARSE_FAILURES[code] ?? [400, 'The request is not valid HTTP.']
    const begun = [...open].some((response) => response.socket === socket && response.headersSent)
    // Bytes in the middle of another response would be taken for its body.
    if (begun || !socket.writable) return socket.destroy()
    return socket.end(rawAnswer(status, { error: problem }), () => socket.destroy())
  })
  server.on('connect', (_request, socket: Duplex) => {
    // Node has let go of this connection: without a listener an error of it ends the process.
    socket.on('error', () => socket.destroy())
    socket.end(rawAnswer(400, { error: 'This server is not a proxy.' }), () => socket.destroy())
  })
  // RFC 9110 leaves it to a server whether it refuses expectations that it does not know.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response))
}

/** The caller closed the connection. */
const GONE: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE'])

const PARSE_FAILURES: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The request line and the headers are too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream')
}

function originOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (address === '::') return `http://[::1]:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
