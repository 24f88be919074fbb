import type { Argument, Variables } from './argument.ts'
import { DomainError } from './errors.ts'

/** Gives the value of one parameter for the variables of one request. */
export type Binder = (variables: Variables) => unknown

/**
 * How much one statement may hold. Fragments multiply and filters come in variables, so a short document can ask
 * for any amount, and PostgreSQL plans all of it before it answers any.
 */
export const STATEMENT_MOST = { tables: 300, values: 2_000, conditions: 2_000 } as const

/** A statement under construction: hands out table aliases and parameter places. */
export class Statement {
  readonly #binders: Binder[] = []
  readonly #checks: Binder[] = []
  readonly #size = { tables: 0, values: 0, conditions: 0 }

  /** @throws DomainError when the statement would hold more than one may. */
  #grow(what: keyof typeof STATEMENT_MOST): number {
    this.#size[what] += 1
    if (this.#size[what] > STATEMENT_MOST[what]) {
      throw new DomainError(
        'QUERY_TOO_COMPLEX',
        `The query takes more than ${STATEMENT_MOST[what]} ${what} at once, its fragments spread out and its variables filled in; ask for less.`,
      )
    }
    return this.#size[what]
  }

  /** A fresh table alias. */
  alias(): string {
    return `t${this.#grow('tables')}`
  }

  /** Notes one more condition of a caller's filter. */
  condition(): void {
    this.#grow('conditions')
  }

  /** The place (`$3::uuid`) of a parameter that is read anew for each request. */
  bind(cast: string, read: Binder): string {
    this.#grow('values')
    this.#binders.push(read)
    return `$${this.#binders.length}::${cast}`
  }

  /** The place of a parameter read from an argument, checked and converted on the way. */
  bindArgument(cast: string, argument: Argument, convert: (value: unknown) => unknown): string {
    return this.bind(cast, (variables) => convert(argument.read(variables)))
  }

  /** Has a value looked at in each request although the text has no place for it. */
  check(read: Binder): void {
    this.#checks.push(read)
  }

  /**
   * Runs what binds values for a text that is then left out: PostgreSQL refuses a parameter without a place,
   * but the values are looked at in each request all the same.
   */
  unplaced(write: () => unknown): void {
    const start = this.#binders.length
    write()
    this.#checks.push(...this.#binders.splice(start))
  }

  get binders(): readonly Binder[] {
    return this.#binders
  }

  get checks(): readonly Binder[] {
    return this.#checks
  }

  /**
   * Adds what `write` writes. Should it fail, its parameters are taken back and the statement stands as before;
   * what fails when they are bound is handed to `explain`, which says what to throw instead.
   */
  section(write: () => string, explain: (error: unknown) => Error): string {
    const lists = [this.#binders, this.#checks].map((list) => ({ list, start: list.length }))
    try {
      const sql = write()
      for (const { list, start } of lists) {
        list.push(...list.splice(start).map((read) => guarded(read, explain)))
      }
      return sql
    } catch (error) {
      for (const { list, start } of lists) list.length = start
      throw error
    }
  }
}

function guarded(read: Binder, explain: (error: unknown) => Error): Binder {
  return (variables) => {
    try {
      return read(variables)
    } catch (error) {
      throw explain(error)
    }
  }
}

/** A name from our own declarations, quoted. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text of our own, as a literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
