import { type Connection, connect, type Db } from '@throughline/db'
import { type TestDatabaseOptions, testDatabase } from '@throughline/db/testing'
import { type Logger, pino } from 'pino'
import type { RateLimit } from '../src/access/rate-limit-setting.ts'
import { createToken } from '../src/access/tokens.ts'
import type { Role } from '../src/graph/roles.ts'
import type { AnswerLimits } from '../src/http/answer-limit-setting.ts'
import type { IngestLimits } from '../src/http/ingest.ts'
import { webhookRoute } from '../src/http/webhooks.ts'
import type { PluginReference } from '../src/plugin-host/reference.ts'
import { LocalFigures } from '../src/reasoning/mirror/local-service-store.ts'
import { startServer } from '../src/server.ts'
import { Keyring } from '../src/sync/sources/keyring.ts'
import { pluginCatalog, sourceKeyring } from '../src/sync/sources/plugin-catalog.ts'
import { openCatalog } from '../src/work/catalog.ts'
import { STARTED } from './compiled.ts'

/** What a request to the API gave. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly data: Record<string, unknown> | null | undefined
  readonly errors: readonly {
    message: string
    path?: readonly (string | number)[]
    extensions: Record<string, unknown>
  }[]
}

/** The real server on a database of its own, and a way to ask it. */
export interface TestApi {
  readonly db: Db
  readonly url: string
  readonly token: string
  ask(
    query: string,
    variables?: Record<string, unknown>,
    options?: { token?: string | null; headers?: Readonly<Record<string, string>> },
  ): Promise<Answer>
  /** The data of a request that must succeed. */
  get<T>(query: string, variables?: Record<string, unknown>): Promise<T>
  tokenFor(role: Role): Promise<string>
  stop(): Promise<void>
}

const ENDLESS: RateLimit = { burst: 1e12, perSecond: 1e9 }
const silent = pino({ level: process.env.LOG_LEVEL ?? 'silent' })

export async function startApi(
  options: TestDatabaseOptions & {
    readonly clock?: () => Date
    /** Plugins in addition to the built-in ones. */
    readonly external?: readonly PluginReference[]
    /** Where `env:` secrets come from. */
    readonly environment?: Readonly<Record<string, string>>
    readonly log?: Logger
    /** Milliseconds for which a mutation waits for another request with the same key. */
    readonly keyWait?: number
    /** The way from the server to its database, for instance through a pooler. */
    readonly through?: (direct: Connection) => Connection
    readonly costLimit?: number
    readonly ingest?: Partial<IngestLimits>
    readonly answers?: Partial<AnswerLimits>
    readonly publicUrl?: string
    /** Without it, callers never run out of points. */
    readonly rateLimit?: RateLimit
    readonly corsOrigins?: readonly string[]
    /** Whether the server keeps figures, those of the rows that are there at its start too, and has the graph in memory. */
    readonly figures?: boolean
  } = {},
): Promise<TestApi> {
  const {
    clock,
    external = [],
    environment = {},
    log = silent,
    costLimit,
    keyWait,
    ingest,
    answers,
    publicUrl,
    ...others
  } = options
  const { rateLimit = ENDLESS, corsOrigins = [], through, figures: kept = false, ...database } = others
  const { db: direct, connection, drop } = await testDatabase(database)
  const db = through === undefined ? direct : connect(through(connection))
  const keyring = new Keyring([{ id: 'test', key: Buffer.alloc(32, 7) }])
  const given = { db, log, keyring, environment: { ...STARTED, ...environment }, allowPrivateHosts: true }
  const catalog = await openCatalog({ ...given, external })
  const figures = kept
    ? new LocalFigures({ connection, log, ...(clock === undefined ? {} : { clock }) })
    : undefined
  await figures?.ready()
  const server = await startServer({
    db,
    log,
    ...(figures === undefined ? {} : { figures }),
    provided: [pluginCatalog.with(catalog), sourceKeyring.with(keyring)],
    routes: [webhookRoute({ ...given, catalog, clock: clock ?? (() => new Date()) })],
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    ...(clock === undefined ? {} : { clock }),
    ...(keyWait === undefined ? {} : { keyWait }),
    ...(costLimit === undefined ? {} : { costLimit }),
    ...(ingest === undefined ? {} : { ingest }),
    ...(answers === undefined ? {} : { answers }),
    publicUrl,
    rateLimit,
    corsOrigins,
  })
  let accounts = 0
  // Of an account of its own: callers do not share limits.
  const tokenFor = async (role: Role) => {
    accounts += 1
    const made = await createToken(db.kysely, { name: role, role, serviceAccount: `${role} ${accounts}` })
    return made.secret
  }
  const admin = await tokenFor('ADMIN')

  async function ask(
    query: string,
    variables: Record<string, unknown> = {},
    {
      token = admin,
      headers = {},
    }: { token?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    })
    const body = (await response.json()) as Pick<Answer, 'data'> & { errors?: Answer['errors'] }
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors ?? [] }
  }

  return {
    db,
    url: server.url,
    token: admin,
    ask,
    tokenFor,
    async get<T>(query: string, variables?: Record<string, unknown>) {
      const { data, errors } = await ask(query, variables)
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
      return data as T
    },
    async stop() {
      await server.stop()
      await figures?.stop()
      await db.close()
      await drop()
    },
  }
}
