import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { spawnAs } from './account.ts'
import { adviceFor, codeFromOutput, EmbeddedError } from './errors.ts'
import { isAlive } from './pid-file.ts'
import type { Place } from './place.ts'

const run = promisify(execFile)

/** The role that owns the embedded cluster. */
export const superuser = 'throughline'

/**
 * Makes the data directory if there is none. It is made under another name and renamed when complete: an
 * interrupted first start leaves nothing half done, and of two first starts at once the later one finds the
 * name taken, drops its own and uses the other's.
 *
 * @throws EmbeddedError OTHER_VERSION when the data is of another major version than the server.
 */
export async function ensureData(place: Place, durable: boolean): Promise<void> {
  if (!existsSync(place.data)) await initialise(place, durable)
  const found = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim()
  const major = place.version.split('.')[0]
  if (found !== major) {
    throw new EmbeddedError(
      'OTHER_VERSION',
      `${place.data} was written by PostgreSQL ${found}, and this is PostgreSQL ${place.version}, which cannot read it. Either go back to the Throughline that wrote it, or dump the data with PostgreSQL ${found}, move the directory away and load the dump.`,
    )
  }
}

async function initialise(place: Place, durable: boolean): Promise<void> {
  dropAbandoned(place)
  const draft = `${place.data}.new-${process.pid}`
  const options = [
    '--pgdata',
    draft,
    '--username',
    superuser,
    // The socket's directory is open to its owner alone; see the launcher.
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ]
  try {
    await run(join(place.native, 'bin', 'initdb'), options, spawnAs(place.account))
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    const code = codeFromOutput(output)
    throw new EmbeddedError(
      code,
      `PostgreSQL could not make its data directory ${place.data}: ${output.trim()}\n${adviceFor(code, place.directory)}`,
      { cause: error },
    )
  }
  try {
    renameSync(draft, place.data)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(place.data)) throw error
  }
}

/** Removes what first starts left that were killed on their way. */
function dropAbandoned(place: Place): void {
  const prefix = `${basename(place.data)}.new-`
  const parent = dirname(place.data)
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) {
      rmSync(join(parent, name), { recursive: true, force: true })
    }
  }
}
