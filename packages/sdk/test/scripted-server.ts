import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'

/** A request as it arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> }
}

/** What the server does with one request. */
export type Reply = (response: ServerResponse, request: Received) => void

/** A real HTTP server that answers the n-th request with the n-th reply, and any beyond with status 418. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string
  readonly received: readonly Received[]
}

export async function scriptedServer(...replies: readonly Reply[]): Promise<ScriptedServer> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Received['body']
    const arrived = { headers: request.headers, body }
    received.push(arrived)
    const reply = replies[received.length - 1]
    if (reply === undefined) response.writeHead(418).end()
    else reply(response, arrived)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port')
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A GraphQL answer. */
export function answer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(status, {
      'content-type': 'application/graphql-response+json; charset=utf-8',
      'x-request-id': 'req-1',
      ...headers,
    })
    response.end(JSON.stringify(body))
  }
}

/** An answer that holds one top-level error. */
export function failure(
  code: string,
  status = 200,
  extensions: Readonly<Record<string, unknown>> = {},
): Reply {
  return answer({ errors: [{ message: `About ${code}`, extensions: { code, ...extensions } }] }, status)
}

/** The connection is cut before any answer. */
export const reset: Reply = (response) => {
  response.socket?.destroy()
}
