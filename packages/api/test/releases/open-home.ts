import type { Db } from '@throughline/db'
import { pino } from 'pino'
import { readEnvironment } from '../../src/cli/environment.ts'
import { openKeyring } from '../../src/cli/keyring.ts'
import { startServer } from '../../src/server.ts'
import { pluginCatalog, sourceKeyring } from '../../src/sync/sources/plugin-catalog.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { ask } from '../cli/command.ts'
import type { Release } from './release.ts'

/** Today's server on a home, with the time at which the release recorded its figures. */
export interface OpenHome {
  /** Asks with a token. */
  ask(token: string | undefined, query: string, variables?: Record<string, unknown>): ReturnType<typeof ask>
  stop(): Promise<void>
}

export async function openHome(db: Db, home: string, release: Release): Promise<OpenHome> {
  const log = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
  const environment = readEnvironment({ THROUGHLINE_HOME: home, ...release.environment })
  const keyring = await openKeyring(environment)
  const given = { db, log, keyring, environment: environment.variables, allowPrivateHosts: true }
  const catalog = await openCatalog({ ...given, external: [] })
  const clock = () => new Date(release.recordedAt)
  const server = await startServer({
    db,
    log,
    provided: [pluginCatalog.with(catalog), sourceKeyring.with(keyring)],
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    clock,
  })
  return {
    ask: (token, query, variables) => ask(server.url, token, query, variables),
    stop: () => server.stop(),
  }
}
