import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a fake system gets it. */
export interface UpstreamRequest {
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a fake system answers. `json` and `text` are left out where there is no body. */
export interface UpstreamAnswer {
  /** 200 when left out. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
}

/** Answers as the real system would: the whole of what a plugin calls, in a few lines over data in memory. */
export type UpstreamHandler = (request: UpstreamRequest) => UpstreamAnswer | Promise<UpstreamAnswer>

/** What happens to a request instead of an answer, or to the answer. */
export type UpstreamFault =
  | { readonly kind: 'answer'; readonly answer: UpstreamAnswer }
  /** The connection breaks before an answer. */
  | { readonly kind: 'reset' }
  /** The system does what was asked of it, but the connection breaks before the answer. */
  | { readonly kind: 'lost' }
  /** No answer ever comes. */
  | { readonly kind: 'hang' }
  /** The answer is cut off in its middle; JSON with the connection closed in order, other text with it broken. */
  | { readonly kind: 'truncate' }

/** A fake system on a port of this machine. */
export interface Upstream {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string
  /** All requests so far, in their order. */
  readonly requests: readonly UpstreamRequest[]
  /** Called with each request and its number from 0 on; what it gives happens instead of the answer. */
  faults: (request: UpstreamRequest, index: number) => UpstreamFault | undefined
  close(): Promise<void>
}

/** Starts a fake system: real HTTP on a free port of the loopback address. */
export async function startUpstream(handler: UpstreamHandler): Promise<Upstream> {
  const requests: UpstreamRequest[] = []
  const server = createServer((incoming, response) => {
    void take(incoming, response).catch((error: unknown) => {
      // A handler that throws is a mistake of the test: said where the plugin's author will see it.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
    })
  })
  const take = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await requestOf(incoming)
    const index = requests.push(request) - 1
    const fault = upstream.faults(request, index)
    if (fault?.kind === 'hang') return
    if (fault?.kind === 'reset') return void incoming.socket.destroy()
    const answer = fault?.kind === 'answer' ? fault.answer : await handler(request)
    if (fault?.kind === 'lost') return void incoming.socket.destroy()
    send(response, answer, fault?.kind === 'truncate')
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const upstream: Upstream = {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults: () => undefined,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return upstream
}

async function requestOf(incoming: IncomingMessage): Promise<UpstreamRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array))
  const url = new URL(incoming.url ?? '/', 'http://upstream')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function send(response: ServerResponse, answer: UpstreamAnswer, truncated: boolean): void {
  const body = answer.json === undefined ? (answer.text ?? '') : JSON.stringify(answer.json)
  const type = answer.json === undefined ? 'text/plain; charset=utf-8' : 'application/json'
  const headers = { 'content-type': type, ...answer.headers }
  if (!truncated) return void response.writeHead(answer.status ?? 200, headers).end(body)
  const half = body.slice(0, Math.floor(body.length / 2))
  // Half of a JSON text is seen to be half; of other text only its announced length tells.
  const length = answer.json === undefined ? { 'content-length': String(Buffer.byteLength(body) + 2) } : {}
  response.writeHead(answer.status ?? 200, { connection: 'close', ...headers, ...length })
  if (answer.json !== undefined) response.end(half)
  else response.write(half === '' ? ' ' : half, () => response.socket?.destroy())
}
