import { CompiledQuery, type Kysely, type PostgresCursor, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { type CopyStreamQuery, from } from 'pg-copy-streams'
import type { Database } from './database.ts'

/** The dialect of every query builder on a pool: with it, {@link copyIn} works in its transactions. */
export function postgresDialect(pool: pg.Pool): PostgresDialect {
  return new PostgresDialect({ pool, cursor: CopyIn })
}

/**
 * Sends rows with `copy … from stdin`, in the transaction that it is given, and returns how many were stored. If it
 * fails, the transaction has failed with it up to its last savepoint, as with any statement.
 *
 * @param rows all bytes that the statement reads, in the format that it names
 */
export async function copyIn(
  transaction: Kysely<Database>,
  statement: string,
  rows: Buffer,
): Promise<number> {
  let stored = 0
  // One query of Kysely leads to the connection of a transaction without waiting for rows: that of a cursor.
  const results = transaction.getExecutor().stream<Copied>(CompiledQuery.raw(statement, [rows]), 1)
  for await (const result of results) for (const row of result.rows) stored += row.stored
  return stored
}

interface Copied {
  readonly stored: number
}

/** What the driver calls of a statement while it runs it. */
interface Running extends CopyStreamQuery {
  handleError(error: Error): void
  handleReadyForQuery(): void
  handleCopyInResponse(connection: pg.Connection): void
  handleCommandComplete(message: unknown): void
}

/** A cursor to Kysely, a statement to the driver. Its only row says how many rows were stored. */
class CopyIn<T> implements PostgresCursor<T>, pg.Submittable {
  readonly #stream: Running
  readonly #rows: Buffer
  #done: Promise<void> | undefined

  constructor(statement: string, parameters: unknown[]) {
    const [rows] = parameters
    if (!Buffer.isBuffer(rows)) throw new Error('a query that is streamed is a copy of bytes')
    this.#rows = rows
    this.#stream = from(statement) as Running
  }

  async read(): Promise<T[]> {
    if (this.#done !== undefined) return []
    this.#done = this.#send()
    await this.#done
    return [{ stored: this.#stream.rowCount } satisfies Copied as T]
  }

  async close(): Promise<void> {}

  #send(): Promise<void> {
    const stream = this.#stream
    return new Promise((resolve, reject) => {
      let failed = false
      stream.on('error', (error) => {
        failed = true
        reject(error)
      })
      stream.once('finish', resolve)
      // In one piece: the stream has no connection after an error, and would throw where nothing catches it if it went on.
      stream.write(this.#rows, () => {
        if (!failed) stream.end()
      })
    })
  }

  submit(connection: pg.Connection): void {
    this.#stream.submit(connection)
  }

  handleError(error: Error): void {
    this.#stream.handleError(error)
  }

  handleReadyForQuery(): void {
    this.#stream.handleReadyForQuery()
  }

  handleCopyInResponse(connection: pg.Connection): void {
    this.#stream.handleCopyInResponse(connection)
  }

  handleCommandComplete(message: unknown): void {
    this.#stream.handleCommandComplete(message)
  }
}
