import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connect, migrationStatus } from '@throughline/db'
import type { Fetch } from '@throughline/sdk'
import type { Logger } from 'pino'
import type { Provided } from '../../graph/context-key.ts'
import type { Callers } from '../../http/callers.ts'
import { answerIngest, INGEST_PATH } from '../../http/ingest-route.ts'
import { localAccess } from '../../http/local-access.ts'
import { LocalFigures } from '../../reasoning/mirror/local-service-store.ts'
import type { FigureService } from '../../reasoning/mirror/service.ts'
import { openGraphQL } from '../../server.ts'
import { cliAuditContext } from '../audit-context.ts'
import { type OpenDatabase, openDatabase } from '../database.ts'
import { type Environment, readEnvironment } from '../environment.ts'
import { CommandError } from '../exit.ts'
import { openLog } from '../log.ts'
import type { Variables } from '../variables.ts'
import type { ClientNeeds } from './client-needs.ts'
import { emptyHome } from './place.ts'

/** The API in this process, without a listener. */
export interface InProcess {
  readonly url: string
  readonly fetch: Fetch
  /** Lets the command line in, as an administrator. */
  readonly key: string
  close(): Promise<void>
}

/**
 * Opens the API on the database of the environment. Who may read its files or its address has all rights in it, as with
 * the other commands.
 *
 * @throws CommandError if there is no database yet, or one that this version does not fit.
 */
export async function openInProcess(variables: Variables, needs: ClientNeeds): Promise<InProcess> {
  const environment = readEnvironment(variables)
  const log = await openAskLog(environment)
  const opened = needs.writes ? await openDatabase(environment, log) : await openExisting(environment, log)
  const { db } = opened
  const figures = new LocalFigures({ connection: db.connection, log })
  const end = async () => {
    await figures.stop()
    await opened.close()
  }
  try {
    // What was written while no server ran has no figures yet.
    await figures.ready()
    await figures.catchUp()
    const key = randomBytes(32).toString('base64url')
    const { actor, requestId } = cliAuditContext(needs.command ?? (needs.writes ? 'apply' : 'ask'))
    const graphql = openGraphQL({
      db,
      log,
      local: localAccess(key, actor),
      costLimit: environment.costLimit,
      publicUrl: environment.publicUrl,
      // What is asked here takes from no other caller.
      rateLimit: { burst: 1e9, perSecond: 1e9 },
      figures: onlyKept(figures),
      provided: needs.everything ? await pluginParts(opened, environment, log) : [],
    })
    return {
      url: 'http://localhost/graphql',
      fetch: async (url, init) => {
        const id = `${requestId}:${randomUUID()}`
        if (new URL(url).pathname === INGEST_PATH) return ingested(graphql.callers, id, init)
        const signal = init.signal ?? new AbortController().signal
        return graphql.yoga.fetch(url, init, { requestId: id, signal })
      },
      key,
      async close() {
        await graphql.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

/** What the route of samples answers. */
async function ingested(callers: Callers, requestId: string, init: RequestInit): Promise<Response> {
  const { headers, body } = new Request('http://localhost', init)
  const { status, body: answer } = await answerIngest(
    { callers },
    {
      requestId,
      authorization: headers.get('authorization') ?? undefined,
      contentType: headers.get('content-type') ?? undefined,
      contentEncoding: headers.get('content-encoding') ?? undefined,
      body: body ?? new Blob().stream(),
    },
  )
  return Response.json(answer, { status })
}

async function openAskLog({ logLevel = 'warn' }: Environment): Promise<Logger> {
  if (!process.stderr.isTTY) return openLog(logLevel)
  const { openTerminalLog } = await import('../terminal-log.ts')
  return openTerminalLog(logLevel)
}

/** The database is asked for everything else: one question is not worth a graph in memory. */
function onlyKept(figures: LocalFigures): FigureService {
  return {
    keep: (xid) => figures.keep(xid),
    upward: async () => undefined,
    fatalNext: async () => undefined,
  }
}

/** To ask neither creates a database nor migrates one of the operator's own. */
async function openExisting(environment: Environment, log: Logger): Promise<OpenDatabase> {
  const { databaseUrl, directUrl, home, namedStatements } = environment
  if (databaseUrl === undefined) {
    if (!hasData(home)) throw emptyHome(home)
    return openDatabase(environment, log)
  }
  const connection = { url: databaseUrl, ...(directUrl === undefined ? {} : { directUrl }) }
  const db = connect(connection, { log, namedStatements })
  try {
    const { pending, problem } = await migrationStatus(db)
    if (problem !== undefined) throw problem
    if (pending.length > 0) throw notMigrated(pending.length)
    return { db, embedded: undefined, applied: [], defaultRules: undefined, close: () => db.close() }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** The data of a home that is private to root are elsewhere, and a file says where. */
function hasData(home: string): boolean {
  return existsSync(join(home, 'postgres', 'data')) || existsSync(join(home, 'postgres-location'))
}

function notMigrated(pending: number): CommandError {
  return new CommandError(
    'MIGRATIONS_PENDING',
    `The database lacks ${pending} migrations of this version. Run "throughline migrate" when its servers have this version as well.`,
  )
}

/** What fields about plugins need. No plugin is run, and the sources of the configuration file stay as they are. */
async function pluginParts(
  { db }: OpenDatabase,
  environment: Environment,
  log: Logger,
): Promise<readonly Provided[]> {
  const [{ readConfigFile }, { openCatalog }, { openKeyring }, { pluginCatalog, sourceKeyring }] =
    await Promise.all([
      import('../../config-file.ts'),
      import('../../work/catalog.ts'),
      import('../keyring.ts'),
      import('../../sync/sources/plugin-catalog.ts'),
    ])
  const { plugins } = await readConfigFile(environment.directory, environment.configFile)
  const keyring = await openKeyring(environment)
  const catalog = await openCatalog({
    db,
    log,
    keyring,
    environment: environment.variables,
    allowPrivateHosts: environment.allowPrivateHosts,
    limits: environment.pluginLimits,
    external: plugins,
  })
  return [pluginCatalog.with(catalog), sourceKeyring.with(keyring)]
}
