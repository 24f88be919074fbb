import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log.ts'
import { EmbeddedError } from './errors.ts'
import { ensureData } from './initialise.ts'
import { launch, socketDirectory } from './launch.ts'
import { type Lease, takeLease } from './lease.ts'
import { isAlive, type PidFile, readPidFile, removeStale, servesData } from './pid-file.ts'
import type { Place } from './place.ts'
import { stopServer } from './stop.ts'

export interface Running {
  readonly socket: string
  readonly lease: Lease
  /** Whether this call started the server. */
  readonly started: boolean
}

export interface ServerOptions {
  readonly place: Place
  readonly database: string
  readonly durable: boolean
  readonly settings: Record<string, string>
  readonly log: Log
}

/** How long something may stay as it should not be before we step in, in ms. */
const patience = 5_000
/** How long before we give up, in ms. */
const endurance = 30_000
const step = 20

/**
 * Gets to a running server and takes a share in it: uses the one that runs, waits for one that starts, recovers
 * or stops, clears away what a killed one left, and starts one when there is none. Any number of processes may
 * do so at once; PostgreSQL's own lock file decides whose server it is.
 *
 * @param socketBefore the socket directory that pools of this process know already, if any
 */
export async function enterServer(options: ServerOptions, socketBefore?: string): Promise<Running> {
  const { place } = options
  let started = false
  /** Since when nothing has moved on; starting, recovering and stopping servers may take as long as they need. */
  let stuckSince: number | undefined

  for (;;) {
    const file = readPidFile(place.data)
    const state = file ? await lookAt(file, options) : 'absent'
    if (typeof state === 'object') return { socket: file?.socketDirectory ?? '', lease: state, started }

    if (state === 'absent') {
      await ensureData(place, options.durable)
      const outcome = await launch(place, socketDirectory(place, socketBefore), options.settings)
      started = outcome === 'ready'
    }
    if (state === 'moving' || started) {
      stuckSince = undefined
    } else {
      stuckSince ??= performance.now()
      const stuck = performance.now() - stuckSince
      if (stuck > endurance) throw givingUp(place, file)
      if (stuck > patience && file && (await stepIn(file, options))) stuckSince = undefined
    }
    await pause(step)
  }
}

/**
 * `absent`: no server, one may be started. `moving`: starting, recovering or stopping. `stuck`: there should be
 * a server, but it cannot be reached. A lease: there is one, and we have a share in it.
 */
async function lookAt(file: PidFile, options: ServerOptions): Promise<Lease | 'absent' | 'moving' | 'stuck'> {
  const { place, log } = options
  // Between making the file and writing into it a server has no id yet.
  if (!(file.pid > 0)) return 'stuck'
  if (isAlive(file.pid)) {
    const found = file.status === 'ready' ? await tryLease(options, file) : 'moving'
    if (typeof found === 'object') return found
    const own = servesData(file.pid, place.data)
    if (own !== false) return own === undefined && found === 'moving' ? 'stuck' : found
  } else if (!isListed(file.pid)) {
    // PostgreSQL sees for itself that this process has gone.
    return 'absent'
  }
  log.warn({ pid: file.pid, data: place.data }, 'a killed PostgreSQL left its pid file; it is removed')
  removeStale(place.data, file)
  return 'absent'
}

/** Whether the system still lists a process, be it one that has ended and waits to be collected. */
function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function tryLease(options: ServerOptions, file: PidFile): Promise<Lease | 'moving' | 'stuck'> {
  const socket = { host: file.socketDirectory, port: file.port }
  try {
    return (await takeLease(socket, options.place.data, options.database)) ?? 'stuck'
  } catch (error) {
    // The server answers that it is starting, recovering, stopping or full: look again.
    if (error instanceof pg.DatabaseError && /^(57P0|53300)/.test(error.code ?? '')) return 'moving'
    if (isUnreachable(error)) return 'stuck'
    throw error
  }
}

/** Errors of a socket behind which nobody is, or that closed on the way. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof pg.DatabaseError) return false
  const code = 'code' in error ? String(error.code) : ''
  return /^(ECONN|EPIPE|ENOENT|ENOTSOCK)/.test(code) || /terminated|timeout/i.test(error.message)
}

/** After our patience: an empty pid file is removed, an own server without a socket is stopped. */
async function stepIn(file: PidFile, { place, log }: ServerOptions): Promise<boolean> {
  if (!(file.pid > 0)) {
    removeStale(place.data, file)
    return true
  }
  if (servesData(file.pid, place.data) !== true) return false
  log.warn({ pid: file.pid }, 'the running PostgreSQL cannot be reached through its socket; it is restarted')
  await stopServer(place)
  return true
}

function givingUp(place: Place, file: PidFile | undefined): EmbeddedError {
  return new EmbeddedError(
    'START_FAILED',
    file
      ? `Process ${file.pid} holds ${place.data} but does not answer on ${file.socketDirectory}. End it, or look into ${place.logFile}.`
      : `Processes of a killed PostgreSQL still hold ${place.data}. End them, or look into ${place.logFile}.`,
  )
}
