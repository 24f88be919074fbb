import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One step of the schema's history. */
export interface Migration {
  /** `0001_foundation.sql` */
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text in hex, with line ends as on Linux, so that a checkout on Windows has the same. */
  readonly checksum: string
}

export type MigrationErrorCode =
  /** The files themselves are not in order. */
  | 'BAD_FILES'
  /** An applied migration differs from its file. */
  | 'EDITED'
  /** The database has migrations that this version does not know. */
  | 'AHEAD'
  /** A file was put before one that is applied. */
  | 'OUT_OF_ORDER'
  | 'SERVER_TOO_OLD'
  | 'NOT_UTF8'
  /** The SQL of a migration failed; nothing of it was kept. */
  | 'FAILED'

/** Why a database cannot be migrated; the message says which migration and what to do. */
export class MigrationError extends Error {
  readonly code: MigrationErrorCode

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'MigrationError'
    this.code = code
  }
}

export const migrationsDirectory = fileURLToPath(new URL('../migrations', import.meta.url))

/** The migrations of a directory, in order: `NNNN_name.sql`, numbered from 0001 without a gap. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  names.forEach((name, index) => {
    const expected = String(index + 1).padStart(4, '0')
    if (!new RegExp(`^${expected}_[a-z0-9_]+\\.sql$`).test(name)) {
      throw new MigrationError(
        'BAD_FILES',
        `${join(directory, name)} should be named ${expected}_….sql (small letters, digits and _): migrations are numbered without a gap, and a number is used once.`,
      )
    }
  })
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** What a database says it has had. */
export interface AppliedMigration {
  readonly name: string
  readonly checksum: string
}

/**
 * What is left to do: the migrations after the applied ones.
 *
 * @throws MigrationError when the applied ones are not the beginning of the known ones.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  for (const [index, done] of applied.entries()) {
    const migration = known.find((one) => one.name === done.name)
    if (!migration) {
      throw new MigrationError(
        'AHEAD',
        `The database has the migration ${done.name}, which this version of Throughline does not know: it was migrated by a newer one. Run that version, or restore the database from before it.`,
      )
    }
    if (migration.checksum !== done.checksum) {
      throw new MigrationError(
        'EDITED',
        `Migration ${done.name} was applied to this database in another form (SHA-256 ${done.checksum.slice(0, 12)}… there, ${migration.checksum.slice(0, 12)}… in this version). If you edited the file, restore it and put the change into a new migration. Otherwise an unreleased build made this database, and no release can upgrade it: use that build to export what you need, and start with an empty database (another THROUGHLINE_HOME or DATABASE_URL).`,
      )
    }
    if (known[index]?.name !== done.name) {
      throw new MigrationError(
        'OUT_OF_ORDER',
        `The migration ${known[index]?.name} comes before ${done.name}, which is applied already. Give it the next free number.`,
      )
    }
  }
  return known.slice(applied.length)
}

export interface ServerFacts {
  /** `server_version_num`, e.g. 180004. */
  readonly number: number
  /** `server_version`, e.g. `18.4`. */
  readonly version: string
  /** Of the database. */
  readonly encoding: string
}

/** PostgreSQL 15: `unique nulls not distinct`, `set null (column)`, `create database … strategy`. */
const oldestServer = 150_000

/** @throws MigrationError when the schema cannot live there. */
export function requireServer(server: ServerFacts): void {
  if (server.number < oldestServer) {
    throw new MigrationError(
      'SERVER_TOO_OLD',
      `Throughline needs PostgreSQL 15 or newer; this server is ${server.version}. Upgrade it, or leave DATABASE_URL unset to use the embedded one.`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new MigrationError(
      'NOT_UTF8',
      `Throughline needs a database with the encoding UTF8; this one has ${server.encoding}. Create another: create database throughline encoding 'UTF8' template template0.`,
    )
  }
}
