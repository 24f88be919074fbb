import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { chmod, copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type Db, migrate } from '@throughline/db'
import type { Facts, Figures } from './figures.ts'
import { readRowsFile, type TableRows, writeAll } from './rows.ts'

const MIGRATIONS = fileURLToPath(new URL('../../../../db/migrations/', import.meta.url))

/** A home as a release left it: see README.md. */
export interface Release {
  readonly version: string
  /** The last migration that the release had. */
  readonly migration: string
  /** When the figures were recorded, ISO 8601. */
  readonly recordedAt: string
  /** The `env:` secrets of its sources. */
  readonly environment: Readonly<Record<string, string>>
  /** By source: a secret that its plugin sends in a header when the source is tested. */
  readonly handed: Readonly<Record<string, string>>
  /** Its tokens apart from the first, by name. */
  readonly tokens: Readonly<
    Record<string, { readonly role: string; readonly secret: string; readonly usable: boolean }>
  >
  /** The assets that are merged into others, as they are when they are parted again. */
  readonly parted: Readonly<Record<string, Facts>>
}

/** Where the files of a release are. */
export function directoryOf(version: string): string {
  return fileURLToPath(new URL(`./fixtures/${version}/`, import.meta.url))
}

export function readRelease(version: string): Release {
  return JSON.parse(readFileSync(join(directoryOf(version), 'release.json'), 'utf8'))
}

export function readFigures(version: string): Figures {
  return JSON.parse(gunzipSync(readFileSync(join(directoryOf(version), 'figures.json.gz'))).toString('utf8'))
}

export function readReleaseRows(version: string): Promise<TableRows[]> {
  return readRowsFile(join(directoryOf(version), 'rows.ndjson.gz'))
}

/** Brings an empty database to the state in which a release left it. */
export async function restoreDatabase(db: Db, { version, migration }: Release): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'throughline-release-'))
  try {
    // Frozen: the schema of the release follows from the migrations that it had.
    cpSync(MIGRATIONS, directory, {
      recursive: true,
      filter: (path) => !path.endsWith('.sql') || path.slice(MIGRATIONS.length) <= migration,
    })
    await migrate(db, { directory })
  } finally {
    rmSync(directory, { recursive: true })
  }
  await db.pool.query(readFileSync(join(directoryOf(version), 'jobs.sql'), 'utf8'))
  await writeAll(db, await readReleaseRows(version))
}

/** Puts the files of a release's home into a directory. */
export async function restoreFiles({ version }: Release, home: string): Promise<void> {
  for (const name of ['secret-key', 'token']) {
    await copyFile(join(directoryOf(version), name), join(home, name))
    await chmod(join(home, name), 0o600)
  }
}
