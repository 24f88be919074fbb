import { join, resolve } from 'node:path'
import { startEmbedded, writeBackup } from '@throughline/db'
import type { Logger } from 'pino'
import type { Environment } from '../environment.ts'
import type { Output } from '../output.ts'
import { VERSION } from '../version.ts'

/** The files of a home without which its database is of little use. */
export const HOME_FILES = ['secret-key', 'token']

/** Backs up the database as it is, whatever release it is of, with the keys of the home. */
export async function backup(
  environment: Environment,
  log: Logger,
  output: Output,
  directory: string,
): Promise<void> {
  const { databaseUrl, home } = environment
  const embedded = databaseUrl === undefined ? await startEmbedded({ home, log }) : undefined
  const to = resolve(environment.directory, directory)
  try {
    const manifest = await writeBackup({
      connection: embedded?.connection ?? { url: databaseUrl ?? '' },
      to,
      release: VERSION,
      files: HOME_FILES.map((name) => join(home, name)),
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const files = manifest.files.map(({ file }) => file)
    const schema = manifest.migrations.at(-1)?.name ?? ''
    output.say(`Backup        ${to}`)
    output.say(`Release       ${VERSION}, schema ${schema.replace(/[.]sql$/, '')}`)
    output.say(`Database      ${rows} rows in ${manifest.tables.length} tables`)
    output.say(
      `Keys          ${files.length === 0 ? 'none: the home has no files with keys' : files.join(', ')}`,
    )
    output.say(
      'Not in it     throughline.config.ts, and what the environment holds (THROUGHLINE_SECRET_KEYS)',
    )
    output.result({ directory: to, release: VERSION, schema, rows, tables: manifest.tables.length, files })
  } finally {
    await embedded?.stop()
  }
}
