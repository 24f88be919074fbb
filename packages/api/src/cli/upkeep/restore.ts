import { chmod, copyFile, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { BackupError, readBackup, restoreBackup, startEmbedded } from '@throughline/db'
import type { Logger } from 'pino'
import type { Environment } from '../environment.ts'
import type { Output } from '../output.ts'
import { HOME_FILES } from './backup.ts'

/** Restores a backup into an empty home, or into the empty database that DATABASE_URL names. */
export async function restore(
  environment: Environment,
  log: Logger,
  output: Output,
  directory: string,
): Promise<void> {
  const { databaseUrl, home } = environment
  const from = resolve(environment.directory, directory)
  const manifest = await readBackup(from)
  const files = manifest.files.map(({ file }) => file).filter((file) => HOME_FILES.includes(file))
  let migrated: string[]
  if (databaseUrl !== undefined) {
    migrated = await restoreBackup({ connection: { url: databaseUrl }, from, manifest, log })
  } else {
    const found = await readdir(home).catch(() => [])
    if (found.length > 0) {
      throw new BackupError(`${home} is not empty. Restore into a THROUGHLINE_HOME that does not exist yet.`)
    }
    try {
      migrated = await intoHome(home, from, files, (connection) =>
        restoreBackup({ connection, from, manifest, log }),
      )
    } catch (error) {
      // It was empty before.
      for (const name of await readdir(home).catch(() => []))
        await rm(join(home, name), { recursive: true, force: true })
      throw error
    }
  }
  output.say(`Restored      ${from}`)
  output.say(`Written       by release ${manifest.release} at ${manifest.createdAt}`)
  output.say(`Migrations    ${migrated.length === 0 ? 'none needed' : `${migrated.length} applied`}`)
  output.say(`Keys          ${keysText(databaseUrl === undefined, files, from)}`)
  output.result({ release: manifest.release, createdAt: manifest.createdAt, migrated, files })
}

async function intoHome(
  home: string,
  from: string,
  files: readonly string[],
  fill: (connection: Awaited<ReturnType<typeof startEmbedded>>['connection']) => Promise<string[]>,
): Promise<string[]> {
  const embedded = await startEmbedded({ home })
  try {
    const migrated = await fill(embedded.connection)
    for (const file of files) {
      await copyFile(join(from, file), join(home, file))
      await chmod(join(home, file), 0o600)
    }
    return migrated
  } finally {
    await embedded.stop()
  }
}

function keysText(embedded: boolean, files: readonly string[], from: string): string {
  if (files.length === 0) return 'none in the backup'
  if (embedded) return files.join(', ')
  return `left in ${from}: ${files.join(', ')}. Set THROUGHLINE_SECRET_KEYS to the content of secret-key.`
}
