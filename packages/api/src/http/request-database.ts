import { cancelStatement, type Database, type Db } from '@throughline/db'
import { Kysely, PostgresDialect } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { ConnectionShares } from '../access/connection-shares.ts'

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
    this.#kysely ??= new Kysely<Database>({ dialect: new PostgresDialect({ pool: this.pool }) })
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
      for (const client of this.#inUse) cancelStatement(client)
    })
  }

  async #connect(): Promise<PoolClient> {
    const giveBack = await this.#shares.acquire(this.#actor, this.#signal)
    try {
      const client = await this.#db.pool.connect()
      const release = client.release.bind(client)
      this.#inUse.add(client)
      client.release = (failure) => {
        this.#inUse.delete(client)
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
