import { fileURLToPath } from 'node:url'
import type { Db, JsonObject } from '@throughline/db'
import { type Logger, pino } from 'pino'
import type { PluginReference } from '../../src/plugin-host/reference.ts'
import { type EnqueuedRun, enqueueRun } from '../../src/sync/runs/request.ts'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { type Source, sourceNamed } from '../../src/sync/sources/store.ts'
import { openCatalog } from '../../src/work/catalog.ts'
import { HOST_LIMITS, type HostLimits } from '../../src/work/host-limits.ts'
import { startWorker, type Worker } from '../../src/work/worker.ts'
import { STARTED } from '../compiled.ts'

const silent = pino({ level: process.env.LOG_LEVEL ?? 'silent' })
const directory = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** A plugin of the fixtures. */
export function fixture(name: string): PluginReference {
  return { origin: 'external', specifier: `./${name}.ts`, directory }
}

export const PLUGINS = {
  'test-inventory': 'inventory',
  'test-bad': 'bad',
  'test-tracker': 'tracker',
} as const

/** What a worker of the tests is given beside the database. */
export interface GivenToWorkers {
  readonly keyring?: Keyring
  /** Where `env:` secrets come from. */
  readonly environment?: Readonly<Record<string, string>>
  readonly log?: Logger
  /** More options of Node for the processes that run plugins. */
  readonly execArgv?: readonly string[]
}

/** A process that works on the sources of a database, in this process. */
export async function startTestWorker(
  db: Db,
  limits: Partial<HostLimits> = {},
  concurrency = 2,
  { keyring = new Keyring([]), environment = {}, log = silent, execArgv = [] }: GivenToWorkers = {},
): Promise<Worker> {
  const given = { db, log, keyring, environment: { ...STARTED, ...environment }, allowPrivateHosts: true }
  const catalog = await openCatalog({ ...given, external: Object.values(PLUGINS).map(fixture) })
  return startWorker({
    ...given,
    reference: (id) => catalog.reference(id),
    concurrency,
    execArgv,
    limits: { ...HOST_LIMITS, ...limits },
  })
}

export async function makeSource(
  db: Db,
  plugin: keyof typeof PLUGINS,
  config: JsonObject,
  name: string = plugin,
): Promise<Source> {
  return sourceNamed(db.kysely, { name, plugin, config }, { actor: 'test', requestId: 'test' })
}

export async function ask(db: Db, sourceId: string, wanted: Partial<EnqueuedRun> = {}): Promise<string> {
  const run = await db.kysely
    .transaction()
    .execute((transaction) =>
      enqueueRun(transaction, { sourceId, actor: 'test', at: new Date(), trigger: 'MANUAL', ...wanted }),
    )
  return run.id
}

/** Waits until something holds in the database; its changes are what is waited for, never a time. */
export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The run once it has ended; another attempt that is due later is made now. */
export async function endedAtOnce(db: Db, runId: string) {
  return until(async () => {
    const now = new Date()
    await db.kysely
      .updateTable('sync_run')
      .set({ retry_at: now })
      .where('id', '=', runId)
      .where('status', '=', 'RETRY_SCHEDULED')
      .where('retry_at', '>', now)
      .execute()
    const run = await db.kysely.selectFrom('sync_run').selectAll().where('id', '=', runId).executeTakeFirst()
    return run?.finished_at == null ? undefined : run
  })
}

/** The run once it has ended. */
export async function ended(db: Db, runId: string) {
  return until(async () => {
    const run = await db.kysely.selectFrom('sync_run').selectAll().where('id', '=', runId).executeTakeFirst()
    return run?.finished_at == null ? undefined : run
  })
}
