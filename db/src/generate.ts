import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from './connect.ts'
import { startEmbedded } from './embedded/start.ts'
import { drift, generatedFiles } from './generated.ts'
import { migrate } from './migrate.ts'

/**
 * `node db/src/generate.ts`: migrates an empty database of a throwaway cluster, and writes db/schema.sql and
 * db/src/tables.ts from what came out. With `--check` it writes nothing, and ends with 1 where they differ.
 */
async function main(check: boolean): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'throughline-generate-'))
  await chmod(home, 0o755)
  const embedded = await startEmbedded({ home, durable: false, settings: { fsync: 'off' } })
  const db = connect(embedded.connection)
  try {
    await migrate(db)
    for (const file of await generatedFiles(db)) {
      const difference = await drift(file)
      if (difference === undefined) continue
      if (check) {
        console.error(difference)
        process.exitCode = 1
      } else {
        await writeFile(file.path, file.text)
        console.log(`wrote ${file.path}`)
      }
    }
  } finally {
    await db.close()
    await embedded.stop()
    await rm(home, { recursive: true, force: true })
  }
}

await main(process.argv.includes('--check'))
