import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { inspect } from 'node:util'
import { onTestFinished } from 'vitest'
import { startUpstream, type Upstream, type UpstreamHandler } from '../conformance/upstream.ts'
import { createHttpClient, type OpenHttp, type OpenHttpOptions } from './open.ts'

/** Time that passes only while somebody waits. */
export class FakeClock {
  now = Date.parse('2030-01-01T00:00:00Z')
  readonly waits: number[] = []

  readonly clock = () => this.now

  readonly wait = async (milliseconds: number, signal: AbortSignal) => {
    signal.throwIfAborted()
    this.waits.push(milliseconds)
    this.now += milliseconds
  }
}

/** A way out that is closed when the test ends, and all that it logs. */
export interface Opened {
  readonly http: OpenHttp
  readonly time: FakeClock
  readonly lines: string[]
}

/** Opens the way to fake systems, whose addresses are those of this machine. */
export function opened(
  urls: readonly string[],
  options: Partial<OpenHttpOptions> = {},
  time = new FakeClock(),
): Opened {
  const lines: string[] = []
  const write = (message: string, fields?: unknown) => void lines.push(`${message} ${inspect(fields)}`)
  const http = createHttpClient({
    hosts: urls.map((url) => new URL(url).host),
    allowPrivate: true,
    signal: new AbortController().signal,
    log: { debug: write, info: write, warn: write, error: write },
    clock: time.clock,
    wait: time.wait,
    random: () => 0.5,
    ...options,
  })
  onTestFinished(() => http.close())
  return { http, time, lines }
}

/** A fake system that stops when the test ends. */
export async function upstreamOf(handler: UpstreamHandler = () => ({ json: {} })): Promise<Upstream> {
  const upstream = await startUpstream(handler)
  onTestFinished(() => upstream.close())
  return upstream
}

/** A server whose bytes are the test's own affair. */
export interface RawServer {
  readonly url: string
  /** Every connection so far. */
  readonly sockets: readonly Socket[]
}

export async function rawServer(listener: RequestListener): Promise<RawServer> {
  const sockets: Socket[] = []
  const server = createServer(listener)
  // It is for the client to close connections.
  server.keepAliveTimeout = 0
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, sockets }
}

/** What a promise is rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('nothing was thrown')
}
