import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeDirectory } from '../directory.ts'
import { spawnAs } from './account.ts'
import { adviceFor, codeFromOutput, EmbeddedError } from './errors.ts'
import { readPidFile } from './pid-file.ts'
import type { Place } from './place.ts'

/** Names the socket's file only: the server does not listen on TCP, so any number of them fit on a machine. */
export const port = 5432

/** The system's limit for a socket's path, less the file's name and the closing zero. */
const longestDirectory = process.platform === 'linux' ? 93 : 89
const longestLog = 10 * 1024 * 1024

/**
 * The directory for the server's socket: the one before, which pools know already; else beside the data, unless that path is too long for a socket, then a new
 * temporary one. Only its owner (and root) can enter, which is what keeps others out of the database.
 */
export function socketDirectory(place: Place, before?: string): string {
  let directory = before ?? join(place.directory, 'run')
  if (before === undefined && Buffer.byteLength(directory) > longestDirectory) {
    directory = mkdtempSync(join(tmpdir(), 'throughline-'))
  } else {
    makeDirectory(directory)
  }
  chmodSync(directory, 0o700)
  if (!place.account.self) chownSync(directory, place.account.uid, place.account.gid)
  return directory
}

export type Launch = 'ready' | 'occupied'

/**
 * Starts the server, detached from this process and its terminal, and waits until it takes connections,
 * however long the recovery after a crash may take.
 *
 * @returns `occupied` when another process has started a server on the same data, or when the children of a
 *   killed server have not ended yet: look again.
 * @throws EmbeddedError with the end of the server's log.
 */
export async function launch(
  place: Place,
  socket: string,
  settings: Record<string, string>,
): Promise<Launch> {
  if ((statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0) > longestLog) {
    renameSync(place.logFile, `${place.logFile}.1`)
  }
  const log = openSync(place.logFile, 'a', 0o600)
  const logStart = fstatSync(log).size
  const child = spawn(join(place.native, 'bin', 'postgres'), serverArguments(place, socket, settings), {
    ...spawnAs(place.account),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()

  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (status, signal) => {
    ended = `ended with ${signal ?? `status ${status}`}`
  })
  for (;;) {
    const file = readPidFile(place.data)
    if (file?.pid === child.pid && file?.status === 'ready') return 'ready'
    if (ended !== undefined) break
    await pause(5)
  }

  const output = existsSync(place.logFile) ? readFileSync(place.logFile).subarray(logStart).toString() : ''
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(output)) return 'occupied'
  const code = codeFromOutput(`${ended}\n${output}`)
  throw new EmbeddedError(
    code,
    `PostgreSQL did not start on ${place.data} (${ended}). ${place.logFile} ends with:\n${output.trim().slice(-2_000)}\n${adviceFor(code, place.directory)}`,
  )
}

function serverArguments(place: Place, socket: string, settings: Record<string, string>): string[] {
  const all: Record<string, string> = {
    listen_addresses: '',
    // A list; quoted, a name may hold commas and blanks.
    unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: String(port),
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...settings,
  }
  return ['-D', place.data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
