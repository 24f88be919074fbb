import type { Database } from '@throughline/db'
import { sql, type Transaction } from 'kysely'
import type { Loaders } from './loaders.ts'

/** What a field did before the transaction: what came of it, or why it failed. */
export type Prepared = { readonly value: unknown } | { readonly error: unknown }
/** By the response key of the mutation field. */
export type Preparations = ReadonlyMap<string, Prepared>

/**
 * The one transaction in which all mutation fields of an operation write and are read back. Each field has a
 * savepoint, which ends when the next field begins: GraphQL reads the payload of a field between the two.
 */
export class MutationOperation {
  readonly transaction: Transaction<Database>
  readonly #loaders: Loaders
  readonly #preparations: Preparations
  #open: { readonly dryRun: boolean } | undefined
  #failed = false
  #writes = false

  constructor(transaction: Transaction<Database>, loaders: Loaders, preparations: Preparations) {
    this.transaction = transaction
    this.#loaders = loaders
    this.#preparations = preparations
  }

  /** Whether a field of the operation writes; false if all of them are dry runs. */
  get writes(): boolean {
    return this.#writes
  }

  /** What the field with this response key prepared before the transaction; throws what its preparation threw. */
  prepared(key: string): unknown {
    const prepared = this.#preparations.get(key)
    if (prepared !== undefined && 'error' in prepared) throw prepared.error
    return prepared?.value
  }

  /**
   * Does the work of one mutation field after its savepoint.
   * @param refusal returns what the field answers instead of an error, or undefined if the whole operation fails
   */
  async field<Result>(
    dryRun: boolean,
    work: () => Promise<Result>,
    refusal: (error: unknown) => Result | undefined,
  ): Promise<Result> {
    if (this.#failed) throw new Error('an earlier mutation of this operation has failed')
    try {
      await this.end()
      // What was read before the field is out of date after it.
      this.#loaders.forget()
      await sql`savepoint mutation_field`.execute(this.transaction)
      this.#open = { dryRun }
      if (!dryRun) this.#writes = true
      return await work()
    } catch (error) {
      const refused = refusal(error)
      if (refused === undefined || this.#open === undefined) {
        this.#failed = true
        throw error
      }
      await this.#rollBackField()
      return refused
    }
  }

  /** Ends the last field: a dry run is rolled back to its savepoint. */
  async end(): Promise<void> {
    if (this.#open?.dryRun === true) await this.#rollBackField()
    if (this.#open !== undefined) await sql`release savepoint mutation_field`.execute(this.transaction)
    this.#open = undefined
  }

  async #rollBackField(): Promise<void> {
    await sql`rollback to savepoint mutation_field`.execute(this.transaction)
  }
}
