import type { Logger } from 'pino'
import { readConfigFile } from '../config-file.ts'
import type { Keyring } from '../sync/sources/keyring.ts'
import { type OpenCatalog, openCatalog } from '../work/catalog.ts'
import type { Worker } from '../work/worker.ts'
import { cliAuditContext } from './audit-context.ts'
import type { OpenDatabase } from './database.ts'
import type { Environment } from './environment.ts'
import { openKeyring } from './keyring.ts'

/** The plugins of this installation and what it takes to run them. */
export interface PluginRuntime {
  readonly catalog: OpenCatalog
  readonly keyring: Keyring
  /** Works on what the sources wait for, until it is stopped. */
  startWorker(): Promise<Worker>
}

/** Reads the configuration file, learns what the plugins are, and brings the sources it names up to date. */
export async function openPluginRuntime(
  { db }: OpenDatabase,
  environment: Environment,
  log: Logger,
): Promise<PluginRuntime> {
  const file = await readConfigFile(environment.directory, environment.configFile)
  const keyring = await openKeyring(environment)
  const given = {
    db,
    log,
    keyring,
    environment: environment.variables,
    allowPrivateHosts: environment.allowPrivateHosts,
    limits: environment.pluginLimits,
  }
  const catalog = await openCatalog({ ...given, external: file.plugins })
  if (file.path !== undefined) {
    const { applyConfiguredSources } = await import('./configured-sources.ts')
    await applyConfiguredSources(db.kysely, catalog, file, cliAuditContext('config'))
  }
  return {
    catalog,
    keyring,
    async startWorker() {
      // With its jobs it is as much as all the rest, and most commands start none.
      const { startWorker } = await import('../work/worker.ts')
      return startWorker({
        ...given,
        reference: (id) => catalog.reference(id),
        concurrency: environment.workConcurrency,
      })
    },
  }
}
