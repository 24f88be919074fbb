import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { type ConnectOptions, connect, type Db } from './connect.ts'
import { migrate } from './migrate.ts'
import { type Connection, withDatabase } from './session.ts'
import { adminSession, announcedServer, dropDatabase, type TestServer } from './test-server.ts'

export { startTestServer, type TestServer } from './test-server.ts'

export interface TestDatabaseOptions {
  /**
   * Which template to clone: a name of the caller's for what `prepare` makes. Without one the database is
   * migrated and empty.
   */
  template?: string
  /** Fills the template, on a migrated database. Run once per run of the tests and name, whoever asks first. */
  prepare?: (db: Db) => Promise<unknown>
  /** How to connect to the clone. */
  connect?: ConnectOptions
}

export interface TestDatabase {
  readonly db: Db
  /** For another process, or a second pool. */
  readonly connection: Connection
  /** Closes the pool and drops the database, whoever else is still connected. */
  drop(): Promise<void>
}

/**
 * A database of one's own, cloned from a template in some tens of milliseconds. A template is made by whoever
 * needs it first, also among several worker processes; the others wait for it.
 */
export function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { template, prepare } = options
  return newDatabase(options.connect, async (admin, server) => {
    const migrated = await ensureTemplate(admin, server, 'migrated', undefined, (db) => migrate(db))
    if (template === undefined || prepare === undefined) return migrated
    return ensureTemplate(admin, server, `own_${template}`, migrated, prepare)
  })
}

/** A database of one's own that was not even migrated. */
export function emptyTestDatabase(options: Pick<TestDatabaseOptions, 'connect'> = {}): Promise<TestDatabase> {
  return newDatabase(options.connect, async () => undefined)
}

async function newDatabase(
  options: ConnectOptions | undefined,
  source: (admin: pg.Client, server: TestServer) => Promise<string | undefined>,
): Promise<TestDatabase> {
  const server = announcedServer()
  const name = `throughline_test_${server.run}_${randomBytes(6).toString('hex')}`
  await withAdmin(server, async (admin) => clone(admin, name, await source(admin, server)))
  const connection = withDatabase(server.connection, name)
  const db = connect(connection, { max: 5, applicationName: 'throughline-test', ...options })
  return {
    db,
    connection,
    async drop() {
      await db.close()
      await withAdmin(server, (admin) => dropDatabase(admin, name))
    },
  }
}

async function withAdmin<T>(server: TestServer, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = await adminSession(server.connection)
  try {
    return await use(admin)
  } finally {
    await admin.end()
  }
}

/** Gives the database name of a template; makes it under a lock if this is the first call for it in the run. */
async function ensureTemplate(
  admin: pg.Client,
  server: TestServer,
  name: string,
  from: string | undefined,
  prepare: (db: Db) => Promise<unknown>,
): Promise<string> {
  const database = `throughline_test_${server.run}_template_${name}`
  const isReady = async () => {
    // Marked last, so that one whose preparation failed or was killed is made anew.
    const found = await admin.query('select from pg_database where datname = $1 and datistemplate', [
      database,
    ])
    return found.rowCount === 1
  }
  if (await isReady()) return database
  await admin.query('select pg_advisory_lock(hashtext($1))', [database])
  try {
    if (await isReady()) return database
    await dropDatabase(admin, database)
    await clone(admin, database, from)
    const db = connect(withDatabase(server.connection, database), { max: 5, statementTimeout: 0 })
    try {
      await prepare(db)
    } finally {
      await db.close()
    }
    // A clone fails while anybody is connected to its template.
    await admin.query(`alter database ${admin.escapeIdentifier(database)} allow_connections false`)
    await admin.query(`alter database ${admin.escapeIdentifier(database)} is_template true`)
    return database
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [database])
  }
}

async function clone(admin: pg.Client, name: string, template: string | undefined): Promise<void> {
  const { rows } = await admin.query<{ fsync: string }>(`select current_setting('fsync') as fsync`)
  // Copying files beats writing them to the log, unless the server has to flush each of them.
  const strategy = rows[0]?.fsync === 'off' ? 'file_copy' : 'wal_log'
  const from = admin.escapeIdentifier(template ?? 'template0')
  await admin.query(`create database ${admin.escapeIdentifier(name)} template ${from} strategy ${strategy}`)
}
