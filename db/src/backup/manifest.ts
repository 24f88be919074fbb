import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { AppliedMigration } from '../migrations.ts'

export const MANIFEST = 'manifest.json'
/** The format of the files, raised when an older release could not read them. */
export const FORMAT = 1

export interface BackupTable {
  readonly name: string
  /** The stored columns, in their order. */
  readonly columns: readonly string[]
  readonly rows: number
  /** Relative to the directory of the backup. */
  readonly file: string
  /** Hexadecimal, of the file as it is stored. */
  readonly sha256: string
}

/** What a backup holds. */
export interface Manifest {
  readonly format: typeof FORMAT
  /** The release that wrote it. */
  readonly release: string
  /** ISO 8601 */
  readonly createdAt: string
  readonly migrations: readonly AppliedMigration[]
  readonly tables: readonly BackupTable[]
  /** Files of the home that are part of it, for example `secret-key`. */
  readonly files: readonly { readonly file: string; readonly sha256: string }[]
}

/** A backup that cannot be written, or cannot be restored as it is. */
export class BackupError extends Error {
  readonly code = 'BACKUP'

  constructor(message: string) {
    super(message)
    this.name = 'BackupError'
  }
}

/** The SHA-256 of a file, hexadecimal. */
export async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * Reads a backup's manifest and compares every file with it.
 * @throws BackupError naming the first file that is missing or differs
 */
export async function readBackup(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, MANIFEST), 'utf8').catch(() => {
    throw new BackupError(`${directory} is not a backup: it has no ${MANIFEST}.`)
  })
  const manifest = parsed(text)
  if (manifest === undefined) {
    throw new BackupError(
      `${join(directory, MANIFEST)} is not as it was written: the backup is damaged, nothing was restored.`,
    )
  }
  if (manifest.format !== FORMAT) {
    throw new BackupError(
      `${directory} has the format ${String(manifest.format)}; this release reads ${FORMAT}. Use the release ${manifest.release} or a later one.`,
    )
  }
  for (const { file, sha256 } of [...manifest.tables, ...manifest.files]) {
    const found = await fileHash(join(directory, file)).catch(() => undefined)
    if (found !== sha256) {
      throw new BackupError(
        `${join(directory, file)} is ${found === undefined ? 'missing' : 'not as it was written'}: the backup is damaged, nothing was restored.`,
      )
    }
  }
  return manifest
}

/** A manifest of any format; undefined if the text is none, for instance because its end is missing. */
function parsed(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'format' in value ? (value as Manifest) : undefined
  } catch {
    // Only the parser throws; the caller says which file is damaged.
    return undefined
  }
}
