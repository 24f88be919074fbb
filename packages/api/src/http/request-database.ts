import { cancelStatement, type Database, type Db, postgresDialect } from '@throughline/db'
import { Kysely } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { ConnectionShares } from '../access/connection-shares.ts'

/** How long a statement that is to be cancelled has to end before the next cancel request, in ms. */
const CANCEL_AGAIN = 250

/** The database as one request uses it: within the share of its actor, and cancelled with it. */
export class RequestDatabase implements Db {
  readonly connection: Db['connection']
  readonly pool: Pool
  readonly #db: Db
  readonly #shares: ConnectionShares
  readonly #actor: string
  readonly #inUse = new Set<PoolClient>()
  #signal: AbortSignal | undefined
  #kysely: Kysely<Database> | undefined

  constructor(db: Db, shares: ConnectionShares, actor: string) {
    this.#db = db
    this.#shares = shares
    this.#actor = actor
    this.connection = db.connection
    // Everything else of the pool is the pool's own.
    this.pool = Object.create(db.pool, { connect: { value: () => this.#connect() } })
  }

  get kysely(): Kysely<Database> {
    this.#kysely ??= new Kysely<Database>({ dialect: postgresDialect(this.pool) })
    return this.#kysely
  }

  /** The pool belongs to the process. */
  close(): Promise<void> {
    return this.#db.close()
  }

  /** From now on, the statements of this request are cancelled with the signal and no more are begun after it. */
  cancelOn(signal: AbortSignal): void {
    this.#signal = signal
    signal.addEventListener('abort', () => {
      for (const client of this.#inUse) this.#cancel(client)
    })
  }

  /** Again until the connection is given back: PostgreSQL ignores a request that arrives before its statement does. */
  #cancel(client: PoolClient): void {
    if (!this.#inUse.has(client)) return
    cancelStatement(client)
    setTimeout(() => this.#cancel(client), CANCEL_AGAIN).unref()
  }

  async #connect(): Promise<PoolClient> {
    const giveBack = await this.#shares.acquire(this.#actor, this.#signal)
    try {
      const client = await this.#db.pool.connect()
      if (this.#signal?.aborted === true) {
        client.release()
        throw this.#signal.reason
      }
      const release = client.release.bind(client)
      const endTurns = takeTurns(client, () => this.#signal?.throwIfAborted())
      this.#inUse.add(client)
      client.release = (failure) => {
        this.#inUse.delete(client)
        endTurns()
        giveBack()
        // A cancel request that is still under way must not meet the statement of another request.
        release(this.#signal?.aborted === true ? true : failure)
      }
      return client
    } catch (error) {
      giveBack()
      throw error
    }
  }
}

/**
 * Makes the statements of a connection wait for each other: the batches of a mutation share the connection of its
 * transaction, and a batch may need another one. Returns what puts the connection back as it was.
 *
 * @param check throws if no statement may begin any more: a cancel request ends only the one that is running
 */
function takeTurns(client: PoolClient, check: () => void): () => void {
  const own = Object.getOwnPropertyDescriptor(client, 'query')
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (...given: unknown[]): unknown => {
    // A cursor, or a callback: pg gives it its turn by itself.
    if (hasSubmit(given[0]) || typeof given.at(-1) === 'function') return query(...given)
    const turn = last.then(() => {
      check()
      return query(...given)
    })
    last = turn.catch(() => undefined)
    return turn
  }
  Object.defineProperty(client, 'query', { value: inTurn, configurable: true, writable: true })
  return () => {
    if (own === undefined) Reflect.deleteProperty(client, 'query')
    else Object.defineProperty(client, 'query', own)
  }
}

function hasSubmit(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'submit' in given
}
