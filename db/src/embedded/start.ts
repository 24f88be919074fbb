import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Log, silent } from '../log.ts'
import type { Connection } from '../session.ts'
import { installedNative } from './binaries.ts'
import { explained } from './errors.ts'
import { superuser } from './initialise.ts'
import { port } from './launch.ts'
import { findPlace, sharedRoot } from './place.ts'
import { enterServer, type Running, type ServerOptions } from './server.ts'
import { stopServer } from './stop.ts'

export interface EmbeddedOptions {
  /** The directory that holds the cluster; made when it is not there. `THROUGHLINE_HOME`. */
  home: string
  log?: Log
  /** The database to connect to; made when it is not there. Default `throughline`. */
  database?: string
  /** False skips flushing at initdb, for clusters that are thrown away. Default true. */
  durable?: boolean
  /** Server settings beside the launcher's own, e.g. `{ fsync: 'off' }`. They count when this call starts it. */
  settings?: Record<string, string>
  /** Where root keeps what must be reachable by the account that runs the server. For tests. */
  sharedRoot?: string
  /** The server's bin, lib and share, when they are not those of the installed package. For tests. */
  native?: string
}

export interface Embedded {
  readonly connection: Connection
  /** Of the server, e.g. `18.4`. */
  readonly version: string
  readonly dataDirectory: string
  readonly logFile: string
  /** True when this call started the server, false when it found one running. */
  readonly owned: boolean
  /**
   * Gives up this process's share. The server is stopped by whoever leaves last, so a command that ends does
   * not take the server from under a running `serve`, and one whose `serve` was killed is not left behind.
   */
  stop(): Promise<void>
}

/**
 * Gives a running PostgreSQL that belongs to `home`: found, or started. While the process holds it, it is also
 * kept running: should the server die, it is started again on the same socket, so that pools recover.
 *
 * @throws EmbeddedError
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const home = resolve(options.home)
  const log = options.log ?? silent
  try {
    const server: ServerOptions = {
      place: findPlace(home, log, {
        shared: options.sharedRoot ?? sharedRoot,
        installed: options.native ?? installedNative(),
      }),
      database: options.database ?? 'throughline',
      durable: options.durable ?? true,
      settings: options.settings ?? {},
      log,
    }
    const running = await enterServer(server)
    log.info(
      { data: server.place.data, version: running.lease.version },
      running.started ? 'PostgreSQL started' : 'PostgreSQL was running already',
    )
    return hold(server, running)
  } catch (error) {
    throw explained(error, home)
  }
}

/** Watches over the server until the share in it is given up. */
function hold(server: ServerOptions, first: Running): Embedded {
  const { place, database, log } = server
  /** Undefined after the server was lost and could not be had again before we left. */
  let current: Promise<Running | undefined> = Promise.resolve(first)
  let leaving = false
  const watching = watch()

  async function watch(): Promise<void> {
    for (let running = await current; running; running = await current) {
      await running.lease.lost
      if (leaving) return
      log.warn({ data: place.data }, 'the connection to the embedded PostgreSQL was lost; looking after it')
      current = reenter()
    }
  }

  async function reenter(): Promise<Running | undefined> {
    for (let delay = 100; !leaving; delay = Math.min(delay * 2, 5_000)) {
      try {
        const running = await enterServer(server, first.socket)
        log.info({ data: place.data, started: running.started }, 'the embedded PostgreSQL is back')
        return running
      } catch (error) {
        log.error({ err: error }, 'the embedded PostgreSQL did not come back; trying again')
        await pause(delay)
      }
    }
    return undefined
  }

  async function leave(): Promise<void> {
    leaving = true
    const running = await current
    // A share that was lost this very moment cannot tell whether others have one: the server is theirs, then.
    const last = (await running?.lease.release().catch(() => false)) ?? false
    if (last) await stopServer(place)
    await running?.lease.end().catch(() => {
      // The server has closed it already.
    })
    await watching
    if (last && !first.socket.startsWith(place.directory))
      rmSync(first.socket, { recursive: true, force: true })
    log.info({ data: place.data }, last ? 'PostgreSQL stopped' : 'PostgreSQL runs on for others')
  }

  let left: Promise<void> | undefined
  return {
    connection: { host: first.socket, port, user: superuser, database },
    version: first.lease.version,
    dataDirectory: place.data,
    logFile: place.logFile,
    owned: first.started,
    stop() {
      left ??= leave()
      return left
    },
  }
}
