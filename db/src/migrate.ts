import pg from 'pg'
import { connect, type Db } from './connect.ts'
import { type Log, silent } from './log.ts'
import {
  type AppliedMigration,
  type Migration,
  MigrationError,
  migrationsDirectory,
  pendingMigrations,
  readMigrations,
  requireServer,
  type ServerFacts,
} from './migrations.ts'

export { MigrationError, type MigrationErrorCode } from './migrations.ts'

export interface MigrateOptions {
  log?: Log
  /** Where the files are. Default: those of this package. */
  directory?: string
  /** The name of the last migration to apply. Default: the last there is. */
  upTo?: string
}

export interface Migrated {
  /** What this call applied, in order. */
  readonly applied: string[]
  /** The last migration the database has now. */
  readonly version: string
}

/** Two numbers without a meaning of their own. */
const migrationLock = '1953000037, 1835625314'

/**
 * Brings the database up to this version's schema. Forward only; every file in a transaction of its own, which
 * takes the lock and then looks what is left, so that any number of processes may migrate at once and each
 * migration is applied once. The lock belongs to the transaction, so this works through PgBouncer in
 * transaction mode as well.
 *
 * @throws MigrationError
 */
export async function migrate(db: Db, options: MigrateOptions = {}): Promise<Migrated> {
  const log = options.log ?? silent
  const { directory = migrationsDirectory, upTo } = options
  const known = (await readMigrations(directory)).filter(({ name }) => upTo === undefined || name <= upTo)
  const applied: string[] = []
  // Its own connection: a migration may take longer than any request may.
  const own = connect(db.connection, {
    max: 1,
    applicationName: 'throughline-migrate',
    statementTimeout: 0,
    idleInTransactionTimeout: 0,
    acquireTimeout: 30_000,
    log,
  })
  own.pool.on('connect', (client) => {
    client.on('notice', ({ severity, message }) => {
      if (severity === 'WARNING') log.warn({}, `migration: ${message}`)
    })
  })
  try {
    const { rows } = await own.pool.query<ServerFacts>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
              current_setting('server_encoding') as encoding`,
    )
    for (const server of rows) requireServer(server)
    for (;;) {
      const name = await applyNext(own.pool, known)
      if (name === undefined) break
      applied.push(name)
      log.info({ migration: name }, 'migration applied')
    }
  } finally {
    await own.close()
  }
  return { applied, version: known.at(-1)?.name ?? '' }
}

/** Applies the first migration that is left. Undefined when none is. */
async function applyNext(pool: pg.Pool, known: readonly Migration[]): Promise<string | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    await client.query(`select pg_advisory_xact_lock(${migrationLock})`)
    await client.query(`create table if not exists schema_migration (
      name text collate "C" primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`)
    const next = pendingMigrations(known, await readApplied(client))[0]
    if (next) {
      await client.query(next.sql).catch((error: unknown) => {
        throw failure(next, error)
      })
      await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [
        next.name,
        next.checksum,
      ])
    }
    await client.query('commit')
    client.release()
    return next?.name
  } catch (error) {
    // Closing the session rolls back, whatever state it is in.
    client.release(true)
    throw error
  }
}

async function readApplied(client: pg.Pool | pg.ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select name, checksum from schema_migration order by name',
  )
  return rows
}

function failure(migration: Migration, error: unknown): MigrationError {
  const position = error instanceof pg.DatabaseError ? Number(error.position) : Number.NaN
  const line = Number.isNaN(position) ? '' : `:${migration.sql.slice(0, position).split('\n').length}`
  const reason = error instanceof Error ? error.message : String(error)
  return new MigrationError('FAILED', `${migration.name}${line}: ${reason}. Nothing of it was kept.`, {
    cause: error,
  })
}

export interface MigrationStatus {
  /** Names of the migrations the database has, in order. */
  readonly applied: string[]
  /** Names of those it lacks, in order; empty when the database is not one this version can migrate. */
  readonly pending: string[]
  /** Why {@link migrate} would refuse. */
  readonly problem?: MigrationError
}

/** Compares the database with this version's migrations; changes nothing. */
export async function migrationStatus(db: Db, options: MigrateOptions = {}): Promise<MigrationStatus> {
  const known = await readMigrations(options.directory ?? migrationsDirectory)
  const { rows } = await db.pool.query<{ exists: boolean }>(
    `select to_regclass('schema_migration') is not null as exists`,
  )
  const done = rows[0]?.exists ? await readApplied(db.pool) : []
  const applied = done.map((one) => one.name)
  try {
    return { applied, pending: pendingMigrations(known, done).map((one) => one.name) }
  } catch (error) {
    if (error instanceof MigrationError) return { applied, pending: [], problem: error }
    throw error
  }
}
