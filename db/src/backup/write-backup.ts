import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, copyFile, lstat, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { makeDirectory } from '../directory.ts'
import type { AppliedMigration } from '../migrations.ts'
import { type Connection, clientConfig } from '../session.ts'
import { BackupError, type BackupTable, FORMAT, fileHash, MANIFEST, type Manifest } from './manifest.ts'

/** Rows that are fetched at once. */
const FETCH = 2_000

export interface BackupOptions {
  readonly connection: Connection
  /** Must not exist; it appears when the backup is complete. */
  readonly to: string
  /** The release that writes it. */
  readonly release: string
  /** Files to hold as well, absolute; those that do not exist are left out. */
  readonly files: readonly string[]
}

/**
 * Writes all tables, as they are at one moment, into a new directory: a gzip file of JSON lines per table, each
 * line a row as PostgreSQL writes it, and a manifest with the migrations, counts and checksums. Writers do not
 * wait. Only the owner may read it (directory 0700, files 0600).
 * @throws BackupError where the directory exists or the database has no schema; DirectoryError where it cannot be made
 */
export async function writeBackup({ connection, to, release, files }: BackupOptions): Promise<Manifest> {
  const target = resolve(to)
  if (await exists(target)) throw new BackupError(`${target} exists already; name a directory that does not.`)
  const partial = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString('hex')}.partial`)
  const settings = { applicationName: 'throughline-backup', statementTimeout: 0, idleInTransactionTimeout: 0 }
  const session = new pg.Client(clientConfig(connection, settings))
  await session.connect()
  try {
    makeDirectory(join(partial, 'tables'), 0o700)
    await session.query(`begin isolation level repeatable read, read only;
      set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'postgres';
      set local bytea_output = 'hex'; set local extra_float_digits = 1;
      set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
    const migrations = await appliedMigrations(session)
    const tables: BackupTable[] = []
    for (const table of await storedTables(session)) tables.push(await writeTable(session, table, partial))
    await session.query('commit')
    const held: { file: string; sha256: string }[] = []
    for (const source of files) {
      if (!(await exists(source))) continue
      const file = basename(source)
      await copyFile(source, join(partial, file))
      await chmod(join(partial, file), 0o600)
      held.push({ file, sha256: await fileHash(join(partial, file)) })
    }
    const manifest: Manifest = {
      format: FORMAT,
      release,
      createdAt: new Date().toISOString(),
      migrations,
      tables,
      files: held,
    }
    await writeFile(join(partial, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    // A directory that was made meanwhile is not replaced, unless it is empty.
    await rename(partial, target)
    return manifest
  } finally {
    await session.end()
    await rm(partial, { recursive: true, force: true })
  }
}

async function appliedMigrations(session: pg.Client): Promise<AppliedMigration[]> {
  const { rows: found } = await session.query<{ exists: boolean }>(
    `select to_regclass('schema_migration') is not null as exists`,
  )
  if (found[0]?.exists !== true) throw new BackupError('The database is empty: there is nothing to back up.')
  const { rows } = await session.query<AppliedMigration>(
    'select name, checksum from schema_migration order by name',
  )
  return rows
}

/** Tables with their stored columns; a partitioned table stands for its partitions. */
export async function storedTables(session: pg.ClientBase): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await session.query<{ name: string; columns: string[] }>(`
    select c.relname as name,
      array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'schema_migration'
    group by c.relname order by c.relname`)
  return rows
}

async function writeTable(
  session: pg.Client,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  directory: string,
): Promise<BackupTable> {
  const file = join('tables', `${name}.jsonl.gz`)
  let rows = 0
  async function* lines() {
    await session.query(
      `declare backup no scroll cursor for select t::text as row from ${pg.escapeIdentifier(name)} t`,
    )
    for (;;) {
      const fetched = await session.query<{ row: string }>(`fetch ${FETCH} from backup`)
      rows += fetched.rows.length
      if (fetched.rows.length > 0) yield fetched.rows.map(({ row }) => `${JSON.stringify(row)}\n`).join('')
      if (fetched.rows.length < FETCH) break
    }
    await session.query('close backup')
  }
  const path = join(directory, file)
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path, { mode: 0o600 }))
  return { name, columns, rows, file, sha256: await fileHash(path) }
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}
