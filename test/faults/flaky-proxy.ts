import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** What the proxy does with one request. */
const FAULTS = ['reset', 'lost answer', 'refused', 'lost and 502', 'sent twice', 'slow'] as const
export type Fault = (typeof FAULTS)[number]

export interface ProxyOptions {
  /** Where requests go, looked up for each. */
  readonly target: () => string
  /** The share of requests that meet a fault, from 0 to 1. */
  readonly faulty: number
  /** From 0 to less than 1. */
  readonly random: () => number
  /** False takes the header `Idempotency-Key` off, as if the server did not know it. */
  readonly keys: boolean
  /** Called when a request is on its way to the server. */
  readonly onForward?: () => void
}

/** A proxy in front of a server that loses, repeats and delays requests and answers. */
export interface FlakyProxy extends AsyncDisposable {
  readonly url: string
  readonly faults: ReadonlyMap<Fault, number>
  /** What all bodies with status 200 answer, without their `extensions`, for each idempotency key. */
  readonly answers: ReadonlyMap<string, ReadonlySet<string>>
}

export async function flakyProxy(options: ProxyOptions): Promise<FlakyProxy> {
  const faults = new Map<Fault, number>()
  const answers = new Map<string, Set<string>>()

  async function forward(request: IncomingMessage, body: Buffer): Promise<{ status: number; text: string }> {
    const key = String(request.headers['idempotency-key'])
    const names = ['content-type', 'accept', 'authorization', ...(options.keys ? ['idempotency-key'] : [])]
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name])]))
    const answer = fetch(options.target(), { method: 'POST', headers, body: new Uint8Array(body) })
    options.onForward?.()
    const response = await answer
    const text = await response.text()
    if (response.status === 200) answers.set(key, (answers.get(key) ?? new Set()).add(answerIn(text)))
    return { status: response.status, text }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const fault =
      options.random() < options.faulty ? FAULTS[Math.floor(options.random() * FAULTS.length)] : undefined
    if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1)
    if (fault === 'reset') return void response.destroy()
    if (fault === 'refused') return void response.writeHead(502).end()
    const [answer] = await Promise.all([
      forward(request, body),
      ...(fault === 'sent twice' ? [forward(request, body)] : []),
    ])
    if (fault === 'lost answer') return void response.destroy()
    if (fault === 'lost and 502') return void response.writeHead(502).end()
    const send = () =>
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text)
    if (fault === 'slow') setTimeout(send, 20 * options.random())
    else send()
  }

  const server = createServer((request, response) => {
    // A server that is dead, or dies before it has answered.
    handle(request, response).catch(() => response.writeHead(502).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    faults,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The points that are left, which a body gives under `extensions`, are those of the request and not of the answer. */
function answerIn(text: string): string {
  const { extensions: _, ...answer } = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify(answer)
}
