import pg from 'pg'
import { type Log, silent } from './log.ts'
import { type Connection, clientConfig } from './session.ts'

export interface ListenOptions {
  readonly connection: Connection
  readonly channel: string
  /** Told the payload of every notice. */
  readonly onNotice: (payload: string) => void
  /** Told when notices may have been missed: at first, and after every break. */
  readonly onGap?: () => void
  readonly log?: Log
  /** Milliseconds between two tries to connect again. */
  readonly pause?: number
}

/** A connection that waits for notices until it is closed. */
export interface Listening {
  close(): Promise<void>
}

/**
 * Waits for notices (`NOTIFY`) on a connection of its own, and connects again when it breaks. It needs a session of
 * its own: behind PgBouncer in transaction mode nothing is ever heard, so nobody may rely on it alone.
 */
export function listen(options: ListenOptions): Listening {
  const { connection, channel, onNotice, onGap, log = silent, pause = 1_000 } = options
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const again = () => {
    client = undefined
    if (closed || timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      start()
    }, pause)
    timer.unref()
  }

  const open = async () => {
    const next = new pg.Client({
      ...clientConfig(connection, {
        applicationName: 'throughline-listen',
        statementTimeout: 0,
        idleInTransactionTimeout: 0,
      }),
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    })
    client = next
    next.on('error', (error) => log.info({ err: error }, 'the connection for notices was lost'))
    next.on('end', again)
    next.on('notification', ({ payload }) => onNotice(payload ?? ''))
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
      onGap?.()
    } catch (error) {
      log.info({ err: error }, 'no connection for notices; trying again')
      // Closed either way, so that the end is heard and the next try begins.
      await next.end().catch(again)
    }
  }

  const start = () => {
    // A client cannot be made while, for instance, a certificate file that the URL names is missing.
    open().catch((error: unknown) => {
      log.info({ err: error }, 'no connection for notices; trying again')
      again()
    })
  }

  start()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
