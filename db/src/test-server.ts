import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { isAlive } from './embedded/pid-file.ts'
import { startEmbedded } from './embedded/start.ts'
import { stopServer } from './embedded/stop.ts'
import { type Connection, clientConfig } from './session.ts'

/** The server on which one run of the tests makes its databases. Passed to worker processes as JSON. */
export interface TestServer {
  readonly connection: Connection
  /** Marks this run's databases, whose names begin with `throughline_test_<run>_`. */
  readonly run: number
}

/** The environment variable in which workers find the server. */
const variable = 'THROUGHLINE_TEST_SERVER'

/** First number of the lock that says a run is going on; the run is the second. */
const runLock = 1953000038

/** The server that {@link startTestServer} announced to this process or to the one that started it. */
export function announcedServer(): TestServer {
  const announced = process.env[variable]
  if (announced === undefined) {
    throw new Error(
      'There is no test server. In vitest, db/src/testing-global.ts has to be among globalSetup; elsewhere call startTestServer() first.',
    )
  }
  return JSON.parse(announced)
}

/**
 * Starts a throwaway cluster that does not care for durability, or takes the server of `DATABASE_URL` when that
 * is set, clears away what killed runs left there, and announces it to this process and those it starts.
 */
export async function startTestServer(): Promise<TestServer & { stop(): Promise<void> }> {
  const url = process.env.DATABASE_URL || undefined
  const cluster = url === undefined ? await throwawayCluster() : { connection: { url }, stop: async () => {} }
  const run = randomInt(1, 2 ** 31)
  const session = await adminSession(cluster.connection)
  await session.query('select pg_advisory_lock($1, $2)', [runLock, run])
  await dropLeftDatabases(session)
  process.env[variable] = JSON.stringify({ connection: cluster.connection, run } satisfies TestServer)
  return {
    connection: cluster.connection,
    run,
    async stop() {
      delete process.env[variable]
      await session.query('select pg_advisory_unlock($1, $2)', [runLock, run])
      if (url !== undefined) await dropLeftDatabases(session)
      await session.end()
      await cluster.stop()
    },
  }
}

/** A session that may create and drop databases, for which no time limit holds. */
export async function adminSession(connection: Connection): Promise<pg.Client> {
  const settings = { applicationName: 'throughline-test', statementTimeout: 0, idleInTransactionTimeout: 0 }
  const client = new pg.Client(clientConfig(connection, settings))
  await client.connect()
  return client
}

/** Drops the databases of runs that nobody holds the lock of. */
async function dropLeftDatabases(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ name: string; run: number }>(
    `select datname as name, substring(datname from '^throughline_test_(\\d+)_')::int as run
     from pg_database where datname ~ '^throughline_test_\\d+_'`,
  )
  for (const run of new Set(rows.map((row) => row.run))) {
    const free = await session.query<{ free: boolean }>('select pg_try_advisory_lock($1, $2) as free', [
      runLock,
      run,
    ])
    if (!free.rows[0]?.free) continue
    for (const { name } of rows.filter((row) => row.run === run)) await dropDatabase(session, name)
    await session.query('select pg_advisory_unlock($1, $2)', [runLock, run])
  }
}

export async function dropDatabase(session: pg.Client, name: string): Promise<void> {
  const quoted = session.escapeIdentifier(name)
  const { rows } = await session.query<{ template: boolean }>(
    'select datistemplate as template from pg_database where datname = $1',
    [name],
  )
  if (rows[0]?.template) await session.query(`alter database ${quoted} is_template false`)
  await session.query(`drop database if exists ${quoted} with (force)`)
}

const clusterPrefix = 'throughline-test-'

/** Linux's file system in memory. */
const memory = '/dev/shm'
/** Several times what the databases of a run take at once. */
const roomForClusters = 4 * 2 ** 30

/**
 * Where clusters are made: in memory where there is room, as every database is some seven hundred files, and ext4
 * searches all that were deleted lately when it makes a new one. `TMPDIR` decides where it is set.
 */
async function clusterRoot(): Promise<string> {
  if (process.env.TMPDIR || process.platform !== 'linux') return tmpdir()
  // There may be none in a container.
  const found = await statfs(memory).catch(() => undefined)
  const room = found === undefined ? 0 : found.bavail * found.bsize
  return room >= roomForClusters && freemem() >= roomForClusters ? memory : tmpdir()
}

async function throwawayCluster(): Promise<{ connection: Connection; stop(): Promise<void> }> {
  const root = await clusterRoot()
  for (const directory of new Set([root, tmpdir()])) await removeLeftClusters(directory)
  const home = await mkdtemp(join(root, `${clusterPrefix}${process.pid}-`))
  // Root's server runs as another account, which has to get here.
  await chmod(home, 0o755)
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '1GB',
    max_connections: '300',
  }
  const embedded = await startEmbedded({ home, durable: false, settings })
  return {
    connection: embedded.connection,
    async stop() {
      await embedded.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Stops and removes the clusters of this user's runs that were killed. */
async function removeLeftClusters(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const owner = new RegExp(`^${clusterPrefix}(\\d+)-`).exec(name)?.[1]
    if (owner === undefined || isAlive(Number(owner))) continue
    const home = join(root, name)
    // Another run may be removing it at this moment.
    const found = await stat(home).catch(() => undefined)
    if (found?.uid !== process.getuid?.()) continue
    const directory = join(home, 'postgres')
    await stopServer({ data: join(directory, 'data'), logFile: join(directory, 'postgres.log') })
    await rm(home, { recursive: true, force: true })
  }
}
