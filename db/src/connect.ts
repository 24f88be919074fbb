import { Kysely } from 'kysely'
import type pg from 'pg'
import { postgresDialect } from './copy.ts'
import type { Database } from './database.ts'
import { giveUpDeadServer } from './dead-server.ts'
import { type Log, silent } from './log.ts'
import { isThroughPooler, type NamedStatements, refuseNames } from './names.ts'
import { columnParsers } from './parsers.ts'
import { PatientPool } from './pool.ts'
import {
  type Connection,
  clientConfig,
  type SessionSettings,
  serverAddress,
  sessionSettler,
  throughPooler,
} from './session.ts'
import { socketThatNoticesSilence } from './socket.ts'

export interface ConnectOptions {
  /** The most connections the pool opens. Default 10. */
  max?: number
  /** Shown in `pg_stat_activity`. Default `throughline`. */
  applicationName?: string
  /** After so many ms the server ends a statement with 57014; 0 is never. Default 30,000. */
  statementTimeout?: number
  /** After so many ms the server ends a session that idles inside a transaction; 0 is never. Default 30,000. */
  idleInTransactionTimeout?: number
  /** How long to wait for a free or a new connection, in ms. Default 5,000. */
  acquireTimeout?: number
  /**
   * A connection, also one taken out of the pool, on which the server has said nothing for so many ms is given up for dead, its statement fails
   * and the pool opens another; 0 is never. Default: `statementTimeout` + 5,000, as a server that lives would
   * have answered by then.
   */
  silenceTimeout?: number
  /** Whether statements are prepared under names. Default `auto`. */
  namedStatements?: NamedStatements
  log?: Log
}

/**
 * A pool of connections and the query builder on it. Not for sessions that wait in silence, such as `LISTEN`:
 * they need a connection of their own.
 */
export interface Db {
  readonly kysely: Kysely<Database>
  readonly pool: pg.Pool
  /** Where it leads, to open a connection of another kind (`LISTEN`, a long migration). */
  readonly connection: Connection
  /** Waits for what is running and closes every connection. May be called more than once. */
  close(): Promise<void>
}

/**
 * Makes a pool; nothing is opened before the first query. On every connection the time zone is UTC, the JIT
 * is off, a statement and an idle transaction have a time limit, and dates, int8 and numeric come as strings.
 * An error on an idle connection is logged and the connection replaced. How the settings reach the server,
 * directly or through PgBouncer, is told in {@link Connection}.
 */
export function connect(connection: Connection, options: ConnectOptions = {}): Db {
  const log = options.log ?? silent
  const settings: SessionSettings = {
    applicationName: options.applicationName ?? 'throughline',
    statementTimeout: options.statementTimeout ?? 30_000,
    idleInTransactionTimeout: options.idleInTransactionTimeout ?? 30_000,
  }
  const silence =
    options.silenceTimeout ?? (settings.statementTimeout === 0 ? 0 : settings.statementTimeout + 5_000)

  const config = clientConfig(connection, settings)
  const settle = sessionSettler(connection, settings, log)
  const named = options.namedStatements ?? 'auto'
  const pooled = throughPooler(connection)

  const pool = new PatientPool({
    ...config,
    types: columnParsers,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.acquireTimeout ?? 5_000,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    stream: () => socketThatNoticesSilence(silence),
    onConnect: async (client) => {
      await settle?.(client)
      if (named === 'on') return
      if (named === 'off' || pooled || (await isThroughPooler(client))) refuseNames(client)
    },
  })
  giveUpDeadServer(pool, () => serverAddress(config))
  // A connection that breaks between two statements of a transaction tells so by an event before the next
  // statement fails; without a listener the event would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  let closing: Promise<void> | undefined
  // Likewise for one that is idle in the pool. The error itself is not logged: it holds the client with its settings.
  pool.on('error', (error: Error & { readonly code?: string }) => {
    if (closing !== undefined) return
    log.warn(
      { code: error.code, reason: error.message },
      'a database connection was lost; the pool opens another',
    )
  })

  return {
    kysely: new Kysely<Database>({ dialect: postgresDialect(pool) }),
    pool,
    connection,
    close() {
      closing ??= pool.end()
      return closing
    },
  }
}
