import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { connect } from '../connect.ts'
import type { Log } from '../log.ts'
import { migrate } from '../migrate.ts'
import { migrationsDirectory, pendingMigrations, readMigrations } from '../migrations.ts'
import { type Connection, clientConfig } from '../session.ts'
import { BackupError, type BackupTable, type Manifest } from './manifest.ts'
import { storedTables } from './write-backup.ts'

/** Rows that one statement inserts. */
const INSERT = 1_000

export interface RestoreOptions {
  readonly connection: Connection
  /** The directory of the backup, whose files were compared with the manifest. */
  readonly from: string
  readonly manifest: Manifest
  readonly log: Log
}

/**
 * Restores a backup into an empty database: its own schema first, the rows in one transaction, then the
 * migrations that this release has in addition. Gives those.
 * @throws BackupError where the database is not empty; MigrationError where this release does not know the schema
 */
export async function restoreBackup({ connection, from, manifest, log }: RestoreOptions): Promise<string[]> {
  // Refuses a backup of a newer release, or of another build.
  pendingMigrations(await readMigrations(migrationsDirectory), manifest.migrations)
  const settings = {
    applicationName: 'throughline-restore',
    statementTimeout: 0,
    idleInTransactionTimeout: 0,
  }
  const session = new pg.Client(clientConfig(connection, settings))
  await session.connect()
  const db = connect(connection, { log })
  try {
    await requireEmpty(session)
    await migrate(db, { log, upTo: manifest.migrations.at(-1)?.name ?? '' })
    await session.query(`begin; set local timezone = 'UTC'; set local statement_timeout = 0;
      set local idle_in_transaction_session_timeout = 0`)
    try {
      await fill(session, from, manifest)
      await session.query('commit')
    } catch (error) {
      await session.query('rollback')
      throw error
    }
    return (await migrate(db, { log })).applied
  } finally {
    await session.end()
    await db.close()
  }
}

async function requireEmpty(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1 limit 1`)
  const [found] = rows
  if (found === undefined) return
  throw new BackupError(
    `The database is not empty: it has the table ${found.name}. Restore into a new database or a new THROUGHLINE_HOME.`,
  )
}

async function fill(session: pg.Client, from: string, manifest: Manifest): Promise<void> {
  const there = new Map((await storedTables(session)).map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of manifest.tables) {
    if (there.get(name)?.join() === columns.join()) continue
    throw new BackupError(`The table ${name} of the backup does not fit the schema that its migrations make.`)
  }
  // The owner of the tables may do so; switching off all triggers of foreign keys is for a superuser.
  const { rows: keys } = await session.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace`)
  for (const { table, name } of keys)
    await session.query(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`)
  for (const { name } of manifest.tables)
    await session.query(`alter table ${pg.escapeIdentifier(name)} disable trigger user`)
  // Migrations make some rows, which the backup has as they were.
  for (const { name } of manifest.tables) await session.query(`delete from ${pg.escapeIdentifier(name)}`)
  for (const table of manifest.tables) await fillTable(session, from, table)
  for (const { name } of manifest.tables)
    await session.query(`alter table ${pg.escapeIdentifier(name)} enable trigger user`)
  for (const { table, name, definition } of keys)
    await session.query(`alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`)
  await continueSequences(session)
}

async function fillTable(session: pg.Client, from: string, table: BackupTable): Promise<void> {
  const name = pg.escapeIdentifier(table.name)
  const columns = table.columns.map((column) => pg.escapeIdentifier(column))
  const rows = createInterface({ input: createReadStream(join(from, table.file)).pipe(createGunzip()) })
  let batch: string[] = []
  let count = 0
  const insert = async () => {
    if (batch.length === 0) return
    if (table.name === 'metric_sample') await makePartitions(session, batch)
    await session.query(
      `insert into ${name} (${columns.join()}) overriding system value
       select ${columns.map((column) => `(r).${column}`).join()} from (select line::${name} as r
       from unnest($1::text[]) as line) as rows`,
      [batch],
    )
    count += batch.length
    batch = []
  }
  for await (const line of rows) {
    batch.push(JSON.parse(line) as string)
    if (batch.length === INSERT) await insert()
  }
  await insert()
  if (count === table.rows) return
  throw new BackupError(`${table.file} has ${count} rows, its manifest says ${table.rows}.`)
}

async function makePartitions(session: pg.Client, batch: readonly string[]): Promise<void> {
  await session.query(
    `select metric_sample_partitions(month, month) from (
       select distinct date_trunc('month', (line::metric_sample).at at time zone 'UTC') at time zone 'UTC' as month
       from unnest($1::text[]) as line) as months`,
    [batch],
  )
}

/** Sequences of identity columns go on after the greatest value. */
async function continueSequences(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ table: string; column: string }>(`
    select c.oid::regclass::text as table, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attidentity <> ''
    where c.relnamespace = current_schema()::regnamespace`)
  for (const { table, column } of rows) {
    const greatest = `(select max(${pg.escapeIdentifier(column)}) from ${table})`
    await session.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(${greatest}, 1), ${greatest} is not null)`,
      [table, column],
    )
  }
}
