import pg from 'pg'
import type { Log } from './log.ts'

/**
 * Where a server is.
 *
 * - `{ url }`: as in `DATABASE_URL`. With `pgbouncer=true` among its parameters the URL leads through a pooler
 *   in transaction mode, which refuses start-up parameters and hands every transaction to another session:
 *   then only the time zone is set from here (PgBouncer carries it along), and the role has to bring the rest,
 *   see {@link poolerRoleSettings}.
 * - `{ host, … }`: as {@link startEmbedded} gives it; an absolute `host` is the directory of a socket.
 */
export type Connection =
  | {
      readonly url: string
      /** The same database without a pooler in between, for what needs a session of its own. */
      readonly directUrl?: string
    }
  | {
      readonly host: string
      readonly port?: number
      readonly database: string
      readonly user: string
      readonly password?: string
    }

export interface SessionSettings {
  readonly applicationName: string
  /** In ms; 0 is never. */
  readonly statementTimeout: number
  /** In ms; 0 is never. */
  readonly idleInTransactionTimeout: number
}

/** The same server and role, another database. */
export function withDatabase(connection: Connection, database: string): Connection {
  if (!('url' in connection)) return { ...connection, database }
  const moved = (text: string) => {
    const url = parseUrl(text)
    url.pathname = `/${encodeURIComponent(database)}`
    return url.href
  }
  const { url, directUrl } = connection
  return { url: moved(url), ...(directUrl === undefined ? {} : { directUrl: moved(directUrl) }) }
}

/** The connection for what needs a session of its own, such as `LISTEN`; undefined if it leads through a pooler only. */
export function sessionConnection(connection: Connection): Connection | undefined {
  if (!('url' in connection)) return connection
  const direct = { url: connection.directUrl ?? connection.url }
  return throughPooler(direct) ? undefined : direct
}

/** What to run once, as its owner, for the role that connects through PgBouncer. */
export function poolerRoleSettings(role: string, settings: SessionSettings): string {
  const name = `"${role.replaceAll('"', '""')}"`
  return [
    `alter role ${name} set jit = off;`,
    `alter role ${name} set statement_timeout = '${settings.statementTimeout}ms';`,
    `alter role ${name} set idle_in_transaction_session_timeout = '${settings.idleInTransactionTimeout}ms';`,
  ].join('\n')
}

/** Says what is wrong without repeating the URL, which may hold a password. */
function parseUrl(text: string): URL {
  // libpq allows user@/database?host=/directory, WHATWG does not; the parameter overrides the name put in here.
  const url = URL.parse(text) ?? URL.parse(text.replace('@/', '@localhost/'))
  if (url && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')) return url
  throw new Error('DATABASE_URL must look like postgres://user:password@host:5432/database')
}

/** Whether the URL says that a pooler in transaction mode is in between. */
export function throughPooler(connection: Connection): boolean {
  return 'url' in connection && parseUrl(connection.url).searchParams.get('pgbouncer') === 'true'
}

/** What the driver needs to open a connection whose session is set as the settings say. */
export function clientConfig(connection: Connection, settings: SessionSettings): pg.ClientConfig {
  const application = { application_name: settings.applicationName }
  const options = [
    'TimeZone=UTC',
    'jit=off',
    `statement_timeout=${settings.statementTimeout}`,
    `idle_in_transaction_session_timeout=${settings.idleInTransactionTimeout}`,
  ]
    .map((setting) => `-c ${setting}`)
    .join(' ')

  if (!('url' in connection)) return { ...connection, ...application, options }
  const url = parseUrl(connection.url)
  if (throughPooler(connection)) {
    url.searchParams.delete('pgbouncer')
    return { connectionString: url.href, ...application }
  }
  // The URL's own options come last, so that an operator has the last word.
  const own = url.searchParams.get('options')
  url.searchParams.delete('options')
  return { connectionString: url.href, ...application, options: own === null ? options : `${options} ${own}` }
}

/** Where a connection of this configuration leads: a name or an address, or the directory of a socket. */
export function serverAddress(config: pg.ClientConfig): { readonly host: string; readonly port: number } {
  // The driver's own reading of the URL, of its defaults and of the environment of libpq. Nothing is opened.
  const { host, port } = new pg.Client(config)
  return { host, port }
}

/**
 * What to run on every new connection before it is used; undefined where the start-up options do it all.
 * Through a pooler it sets what the pooler carries along, and says once what the role has to bring.
 */
export function sessionSettler(
  connection: Connection,
  settings: SessionSettings,
  log: Log,
): ((client: pg.ClientBase) => Promise<void>) | undefined {
  if (!throughPooler(connection)) return undefined
  let told = false
  return async (client) => {
    const { rows } = await client.query<{ jit: string; timeout: string; role: string }>(
      `select set_config('TimeZone', 'UTC', false), current_setting('jit') as jit,
              current_setting('statement_timeout') as timeout, session_user as role`,
    )
    const found = rows[0]
    const unlimited = found?.timeout === '0' && settings.statementTimeout !== 0
    if (told || !found || (found.jit === 'off' && !unlimited)) return
    told = true
    log.warn(
      { role: found.role, run: poolerRoleSettings(found.role, settings) },
      'behind PgBouncer the settings of a session come with its role: run the statements of this message once',
    )
  }
}
