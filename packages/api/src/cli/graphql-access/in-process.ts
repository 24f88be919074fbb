import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { BearerActor } from '../../access/tokens.ts'
import { startServer } from '../../server.ts'
import { pluginCatalog, sourceKeyring } from '../../sync/sources/plugin-catalog.ts'
import { cliAuditContext } from '../audit-context.ts'
import { openDatabase } from '../database.ts'
import type { Environment } from '../environment.ts'
import { openPluginRuntime } from '../plugin-runtime.ts'
import { type GraphQLAccess, graphqlOver } from './access.ts'

/** The actor of limits and idempotency keys; no person or service account has this id. */
const LOCAL = '00000000-0000-0000-0000-000000000000'

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
    const { actor: name } = cliAuditContext(command)
    const actor: BearerActor = { id: LOCAL, name, roles: ['ADMIN'], stored: null, expiresAt: null }
    const server = await startServer({
      db: opened.db,
      log,
      host: '127.0.0.1',
      port: 0,
      loopbackOnly: true,
      costLimit: environment.costLimit,
      // What is asked here takes from no other caller.
      rateLimit: { burst: 1e9, perSecond: 1e9 },
      oidc: { actorOf: async (_db, secret) => (secret === key ? actor : undefined) },
      provided: [pluginCatalog.with(catalog), sourceKeyring.with(keyring)],
    })
    return graphqlOver({
      url: server.url,
      token: token ?? key,
      signal,
      close: async () => {
        await server.stop()
        await opened.close()
      },
    })
  } catch (error) {
    await opened.close()
    throw error
  }
}
