import type { SideTable } from './declaration.ts'
import { identifier, literal, type Statement } from './statement.ts'

/**
 * A row under its alias, with the side tables that conditions and order keys need. Each side table is joined once,
 * so that an index on it can serve the order and the conditions together.
 */
export class JoinedRow {
  readonly alias: string
  readonly #statement: Statement
  readonly #sides = new Map<SideTable, string>()

  constructor(statement: Statement, alias = statement.alias()) {
    this.#statement = statement
    this.alias = alias
  }

  /** A column of the row, or of a side table, which is joined from now on. */
  column(name: string, side?: SideTable): string {
    return `${side === undefined ? this.alias : this.#sideAlias(side)}.${identifier(name)}`
  }

  /** What follows the row's table in a FROM list: the joins that were needed so far. */
  get joins(): string {
    return [...this.#sides]
      .map(([{ table, key, by, everyRow, only }, alias]) => {
        const on = [`${alias}.${identifier(key)} = ${this.alias}.${identifier(by)}`]
        if (only !== undefined) on.push(`${alias}.${identifier(only.column)} = ${literal(only.value)}`)
        return ` ${everyRow ? 'join' : 'left join'} ${identifier(table)} ${alias} on ${on.join(' and ')}`
      })
      .join('')
  }

  #sideAlias(side: SideTable): string {
    const alias = this.#sides.get(side) ?? this.#statement.alias()
    this.#sides.set(side, alias)
    return alias
  }
}
