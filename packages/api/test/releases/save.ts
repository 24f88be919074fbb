import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { connect, startEmbedded } from '@throughline/db'
import { getConstructionPlans } from 'pg-boss'
import { ask, serving } from '../cli/command.ts'
import { figuresOf, type Get, gravest } from './figures.ts'
import { directoryOf, type Release } from './release.ts'
import { readAll, writeRowsFile } from './rows.ts'
import { unmergeAll } from './unmerge.ts'

/**
 * `node save.ts <home> <version> <secrets.json>`: stores a home that nothing runs on as the home of a release, with the
 * figures that the product of this checkout gives for it. README.md says what the home must hold.
 *
 * @throws where a table is empty: its migration would not be tried.
 */
const [, , home = '', version = '', secretsFile = ''] = process.argv
const secrets: Pick<Release, 'environment' | 'handed' | 'tokens'> = JSON.parse(
  await readFile(secretsFile, 'utf8'),
)
const token = (await readFile(join(home, 'token'), 'utf8')).trim()
const directory = directoryOf(version)
await mkdir(directory, { recursive: true })

/** Does something with the product's answers to an administrator. */
async function withServer<T>(use: (get: Get) => Promise<T>): Promise<T> {
  const server = await serving(
    { env: { THROUGHLINE_HOME: home, PORT: '0', LOG_LEVEL: 'warn', ...secrets.environment } },
    '--no-work',
  )
  try {
    return await use(async <A>(query: string, variables?: Record<string, unknown>) => {
      const { body } = await ask(server.url, token, query, variables)
      if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors))
      return body.data as A
    })
  } finally {
    await server.stop('SIGTERM')
  }
}

const recordedAt = new Date().toISOString()
const figures = await withServer(async (get) => figuresOf(get, gravest(await figuresOf(get, []))))
await writeFile(join(directory, 'figures.json.gz'), gzipSync(JSON.stringify(figures, null, 1), { level: 9 }))

const embedded = await startEmbedded({ home })
const db = connect(embedded.connection)
const rows = await readAll(db)
await db.close()
await embedded.stop()
const empty = rows.filter((table) => table.rows.length === 0).map(({ table }) => table)
if (empty.length > 0) throw new Error(`The home holds no rows of ${empty.join(', ')}. Use it more.`)
await writeRowsFile(join(directory, 'rows.ndjson.gz'), rows)

const migration = rows.find(({ table }) => table === 'schema_migration')?.rows.at(-1)?.[0] ?? ''
// The rows are stored: from here on the home may change.
const parted = await withServer(unmergeAll)
const release: Release = { version, migration, recordedAt, ...secrets, parted }
await writeFile(join(directory, 'release.json'), `${JSON.stringify(release, null, 2)}\n`)
await writeFile(join(directory, 'jobs.sql'), getConstructionPlans('throughline_jobs'))
for (const name of ['secret-key', 'token']) await copyFile(join(home, name), join(directory, name))
