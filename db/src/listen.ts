import pg from 'pg'
import { type Log, silent } from './log.ts'
import { type Connection, clientConfig, sessionConnection } from './session.ts'
import { socketThatNoticesSilence } from './socket.ts'

export interface ListenOptions {
  readonly connection: Connection
  readonly channels: readonly string[]
  /** Receives the payload of every notice, and its channel. */
  readonly onNotice: (payload: string, channel: string) => void
  /** Called when notices may have been missed: when the connection is ready for the first time, and after every break. */
  readonly onGap?: () => void
  readonly log?: Log
  /** Milliseconds before the first attempt to connect again; later pauses are longer. Defaults to 250. */
  readonly pause?: number
}

/** A connection that waits for notices until it is closed. */
export interface Listening {
  /** False while notices are lost: before the first connection, after a break, and always behind a pooler. */
  readonly connected: boolean
  close(): Promise<void>
}

const LONGEST_PAUSE = 10_000
/** A notice may stay away for ever; the answer to a statement may not. */
const HEARTBEAT = 10_000
const MOST_SILENCE = 25_000

/**
 * Waits for notices (`NOTIFY`) on a connection of its own, and connects again when it breaks. It needs a session:
 * behind PgBouncer in transaction mode it takes the direct URL of the connection; without one it never connects.
 */
export function listen(options: ListenOptions): Listening {
  const { connection, channels, onNotice, onGap, log = silent, pause = 250 } = options
  const session = sessionConnection(connection)
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let heartbeat: NodeJS.Timeout | undefined
  let failures = 0
  let connected = false
  let closed = false

  const again = () => {
    client = undefined
    connected = false
    clearInterval(heartbeat)
    if (closed || timer !== undefined) return
    // With jitter, so that the processes of a restarted database do not come all at once.
    const wait = Math.min(pause * 2 ** failures, LONGEST_PAUSE) * (0.5 + Math.random() / 2)
    failures += 1
    timer = setTimeout(() => {
      timer = undefined
      start()
    }, wait)
    timer.unref()
  }

  const open = async (direct: Connection) => {
    const next = new pg.Client({
      ...clientConfig(direct, {
        applicationName: 'throughline-listen',
        statementTimeout: 0,
        idleInTransactionTimeout: 0,
      }),
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 5_000,
      stream: () => socketThatNoticesSilence(MOST_SILENCE),
    })
    client = next
    next.on('error', (error) => log.info({ err: error }, 'the connection for notices was lost'))
    next.on('end', again)
    next.on('notification', ({ payload, channel }) => onNotice(payload ?? '', channel))
    try {
      await next.connect()
      await next.query(channels.map((channel) => `listen ${next.escapeIdentifier(channel)}`).join('; '))
    } catch (error) {
      log.info({ err: error }, 'no connection for notices; trying again')
      // Closed either way, so that the end is heard and the next attempt begins.
      await next.end().catch(again)
      return
    }
    if (closed) return
    failures = 0
    connected = true
    heartbeat = setInterval(() => {
      // A failure ends the connection, which is heard as its end.
      next.query('select').catch(() => undefined)
    }, HEARTBEAT)
    heartbeat.unref()
    onGap?.()
  }

  const start = () => {
    if (session === undefined) return
    // A client cannot be made while, for instance, a certificate file that the URL names is missing.
    open(session).catch((error: unknown) => {
      log.info({ err: error }, 'no connection for notices; trying again')
      again()
    })
  }

  if (session === undefined) {
    log.warn({}, 'notices need a connection that does not lead through PgBouncer: set DATABASE_DIRECT_URL')
  }
  start()
  return {
    get connected() {
      return connected
    },
    async close() {
      closed = true
      connected = false
      clearTimeout(timer)
      clearInterval(heartbeat)
      await client?.end().catch(() => undefined)
    },
  }
}
