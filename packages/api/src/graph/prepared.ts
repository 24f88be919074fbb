import { createHash } from 'node:crypto'
import { type Database, refuseNames, takesNames } from '@throughline/db'
import { CompiledQuery, type Transaction } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { Variables } from './argument.ts'
import { postgresCode } from './errors.ts'
import type { Statement } from './statement.ts'

/** A compiled statement that can be run again with other values. */
export class Prepared {
  readonly text: string
  readonly #statement: Pick<Statement, 'binders' | 'checks'>
  readonly #name: string
  #uses = 0

  constructor(text: string, statement: Pick<Statement, 'binders' | 'checks'>) {
    this.text = text
    this.#statement = statement
    this.#name = `q${createHash('sha256').update(text).digest('base64url')}`
  }

  /** @throws InvalidInput when a value cannot be what it has to be. */
  bind(variables: Variables): unknown[] {
    for (const check of this.#statement.checks) check(variables)
    return this.#statement.binders.map((read) => read(variables))
  }

  /**
   * Runs on a connection of the pool. From its second use on the statement is prepared there under a name, so
   * that PostgreSQL parses it once; a shape that is asked once only leaves nothing behind.
   */
  async run(pool: Pool, values: unknown[]): Promise<readonly ResultRow[]> {
    this.#uses += 1
    const client = await pool.connect()
    let failure: unknown
    try {
      if (this.#uses > 1 && takesNames(client)) return await this.#runNamed(client, values)
      return await this.#runUnnamed(client, values)
    } catch (error) {
      failure = error
      throw error
    } finally {
      // Callers control how many shapes there are: a connection that has gathered too many names is replaced.
      client.release(namesOn(client).size > MOST_NAMES || isConnectionFailure(failure))
    }
  }

  async #runUnnamed(client: PoolClient, values: unknown[]): Promise<readonly ResultRow[]> {
    const { rows } = await client.query<ResultRow>({ text: this.text, values })
    return rows
  }

  async #runNamed(client: PoolClient, values: unknown[]): Promise<readonly ResultRow[]> {
    namesOn(client).add(this.#name)
    try {
      const { rows } = await client.query<ResultRow>({ text: this.text, values, name: this.#name })
      return rows
    } catch (error) {
      if (!NAME_OF_ANOTHER_SESSION.has(postgresCode(error) ?? '')) throw error
      // A pooler has changed the session below the connection. Nothing was executed.
      refuseNames(client)
      return this.#runUnnamed(client, values)
    }
  }

  /** Runs inside a transaction, where what it wrote can be seen. */
  async runIn(transaction: Transaction<Database>, values: unknown[]): Promise<readonly ResultRow[]> {
    const { rows } = await transaction.executeQuery<ResultRow>(CompiledQuery.raw(this.text, values))
    return rows
  }
}

/** One JSON value a column. */
export type ResultRow = Readonly<Record<string, unknown>>

const MOST_NAMES = 250
/** The name is taken already (42P05), or is not known (26000). */
const NAME_OF_ANOTHER_SESSION: ReadonlySet<string> = new Set(['42P05', '26000'])
const names = new WeakMap<PoolClient, Set<string>>()

function namesOn(client: PoolClient): Set<string> {
  const known = names.get(client) ?? new Set<string>()
  names.set(client, known)
  return known
}

/** An error that PostgreSQL itself reports leaves the connection whole; any other may not. */
function isConnectionFailure(error: unknown): boolean {
  return error !== undefined && !/^(2|4)[0-9A-Z]{4}$/.test(postgresCode(error) ?? '')
}
