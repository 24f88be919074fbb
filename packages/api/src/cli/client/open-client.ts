import type { Variables } from '../variables.ts'
import type { ClientNeeds } from './client-needs.ts'
import type { GraphQLClient } from './graphql-client.ts'
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
  const { variables, signal } = tools
  const place = placeFrom(variables)
  const { graphqlClient } = await import('./graphql-client.ts')
  if (place.kind === 'url') return work(graphqlClient({ ...place, signal }))
  if (place.kind === 'home') {
    const { localServer } = await import('./local-server.ts')
    const server = await localServer(place.home)
    if (server !== undefined) {
      return work(graphqlClient({ url: server.url, token: place.token ?? server.key, signal }))
    }
  }
  // The server's modules are loaded only where no server answers.
  const { openInProcess } = await import('./in-process.ts')
  const opened = await openInProcess(variables, needs)
  try {
    return await work(graphqlClient({ ...opened, token: place.token ?? opened.key, signal }))
  } finally {
    await opened.close()
  }
}
