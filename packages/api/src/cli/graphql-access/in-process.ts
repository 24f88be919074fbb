import { randomBytes, randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { localAccess } from '../../http/local-access.ts'
import { openGraphQL } from '../../server.ts'
import { pluginCatalog, sourceKeyring } from '../../sync/sources/plugin-catalog.ts'
import { cliAuditContext } from '../audit-context.ts'
import { openDatabase } from '../database.ts'
import type { Environment } from '../environment.ts'
import { openPluginRuntime } from '../plugin-runtime.ts'
import { type GraphQLAccess, graphqlOver } from './access.ts'

/**
 * Answers on the database of the environment, in this process. Who may read its files or its address has all rights in
 * it, as with the other commands; a token of the API has the roles of its own.
 */
export async function openInProcess(
  command: string,
  environment: Environment,
  log: Logger,
  signal: AbortSignal,
  token: string | undefined,
): Promise<GraphQLAccess> {
  const opened = await openDatabase(environment, log)
  try {
    const { catalog, keyring } = await openPluginRuntime(opened, environment, log)
    const key = randomBytes(32).toString('base64url')
    const { actor, requestId } = cliAuditContext(command)
    const graphql = openGraphQL({
      db: opened.db,
      log,
      local: localAccess(key, actor),
      costLimit: environment.costLimit,
      // What is asked here takes from no other caller.
      rateLimit: { burst: 1e9, perSecond: 1e9 },
      provided: [pluginCatalog.with(catalog), sourceKeyring.with(keyring)],
    })
    return graphqlOver({
      url: 'http://localhost/graphql',
      token: token ?? key,
      signal,
      fetch: (url, init) =>
        graphql.yoga.fetch(url, init, { requestId: `${requestId}:${randomUUID()}`, signal }),
      close: async () => {
        await graphql.close()
        await opened.close()
      },
    })
  } catch (error) {
    await opened.close()
    throw error
  }
}
