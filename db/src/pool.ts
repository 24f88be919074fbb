import pg from 'pg'

const TOO_MANY_CONNECTIONS = '53300'
/** How long the pool makes do with the connections that it has, in ms, before it opens another. */
const MAKE_DO = 5_000
/** Between two attempts to get a first connection, in ms. */
const ATTEMPT_EVERY = 200

type Callback = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: unknown) => void,
) => void

/**
 * A pool that waits when the server has no connection left: for one of its own, or, if it has none, for one of the
 * server, both no longer than `connectionTimeoutMillis`. The pool of the driver fails at once.
 */
export class PatientPool extends pg.Pool {
  readonly #most: number
  readonly #patience: number
  #makingDo: NodeJS.Timeout | undefined

  constructor(config: pg.PoolConfig & { readonly max: number; readonly connectionTimeoutMillis: number }) {
    super(config)
    this.#most = config.max
    this.#patience = config.connectionTimeoutMillis
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Callback): void
  override connect(callback?: Callback): Promise<pg.PoolClient> | undefined {
    const connected = this.#connectPatiently()
    if (callback === undefined) return connected
    connected.then(
      (client) =>
        callback(undefined, client, (error) => client.release(error instanceof Error || error === true)),
      (error: Error) => callback(error, undefined, () => undefined),
    )
    return undefined
  }

  async #connectPatiently(): Promise<pg.PoolClient> {
    const deadline = performance.now() + this.#patience
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        const full = error instanceof pg.DatabaseError && error.code === TOO_MANY_CONNECTIONS
        if (!full || performance.now() >= deadline) throw error
        this.#makeDo()
        if (this.totalCount === 0) await new Promise((resolve) => setTimeout(resolve, ATTEMPT_EVERY))
      }
    }
  }

  /** The pool counts as full, so that the next caller waits for a connection that is released. */
  #makeDo(): void {
    this.options.max = Math.max(1, this.totalCount)
    clearTimeout(this.#makingDo)
    this.#makingDo = setTimeout(() => {
      this.options.max = this.#most
    }, MAKE_DO)
    this.#makingDo.unref()
  }
}
