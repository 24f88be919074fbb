import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** What PostgreSQL writes into `postmaster.pid` of its data directory. */
export interface PidFile {
  readonly pid: number
  readonly port: number
  readonly socketDirectory: string
  /** Empty in the first moments. */
  readonly status: '' | 'starting' | 'ready' | 'stopping' | 'standby'
  readonly text: string
}

const statuses = ['starting', 'ready', 'stopping', 'standby'] as const

export function readPidFile(data: string): PidFile | undefined {
  let text: string
  try {
    text = readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
  const lines = text.split('\n')
  const status = lines[7]?.trim() ?? ''
  return {
    pid: Number(lines[0]),
    port: Number(lines[3]),
    socketDirectory: lines[4] ?? '',
    status: statuses.find((known) => known === status) ?? '',
    text,
  }
}

/** Whether a process of that id lives. One that has ended and was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  // The file exists for a moment before the server has written its id.
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  return !/^\d+ \(.*\) Z /s.test(readProc(pid, 'stat') ?? '')
}

/** Whether a living process is the server of this data directory; undefined when the system will not say. */
export function servesData(pid: number, data: string): boolean | undefined {
  if (process.platform !== 'linux') {
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' })
    return /postgres/.test(command) ? undefined : false
  }
  try {
    // A postmaster's working directory is its data directory.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data)
  } catch {
    const name = readProc(pid, 'comm')?.trim()
    return name === undefined || name === 'postgres' ? undefined : false
  }
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    // No such process any more, or a system without /proc.
    return undefined
  }
}

/**
 * Removes what a killed server left when its process id now belongs to somebody else: PostgreSQL itself would
 * take that process for the server and refuse to start. Does nothing when the file has changed since.
 */
export function removeStale(data: string, seen: PidFile): void {
  if (readPidFile(data)?.text !== seen.text) return
  rmSync(join(data, 'postmaster.pid'), { force: true })
  if (seen.socketDirectory !== '') {
    const socket = join(seen.socketDirectory, `.s.PGSQL.${seen.port}`)
    rmSync(socket, { force: true })
    rmSync(`${socket}.lock`, { force: true })
  }
}
