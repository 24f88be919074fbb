import type { Variables } from '../variables.ts'
import type { ClientNeeds } from './client-needs.ts'
import type { GraphQLClient, GraphQLClientOptions } from './graphql-client.ts'
import { placeFrom } from './place.ts'

/** What a command needs from the process. */
export interface AskTools {
  readonly variables: Variables
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
}

/** Asks where the environment says, and closes what was opened for it. */
export async function withClient<Result>(
  tools: AskTools,
  work: (client: GraphQLClient) => Promise<Result>,
  needs: ClientNeeds = { everything: false, writes: false },
): Promise<Result> {
  const { graphqlClient } = await import('./graphql-client.ts')
  return withServer(tools, (server) => work(graphqlClient({ ...server, signal: tools.signal })), needs)
}

/** What answers requests: over HTTP, or with its own `fetch` in this process. */
export type Answering = Omit<GraphQLClientOptions, 'signal'>

/** Opens what answers where the environment says, and closes it after the work. */
export async function withServer<Result>(
  { variables }: AskTools,
  work: (server: Answering) => Promise<Result>,
  needs: ClientNeeds,
): Promise<Result> {
  const place = placeFrom(variables)
  if (place.kind === 'url') return work(place)
  if (place.kind === 'home') {
    const { localServer } = await import('./local-server.ts')
    const server = await localServer(place.home)
    if (server !== undefined) return work({ url: server.url, token: place.token ?? server.key })
  }
  // The server's modules are loaded only where no server answers.
  const { openInProcess } = await import('./in-process.ts')
  const opened = await openInProcess(variables, needs)
  try {
    return await work({ ...opened, token: place.token ?? opened.key })
  } finally {
    await opened.close()
  }
}
