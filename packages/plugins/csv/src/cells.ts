import { InputError, truncate } from '@throughline/plugin-kit'
import type { Positions } from './header.ts'
import type { Row } from './table.ts'
import type { Parsed } from './values.ts'

/** Where a row stands. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** A row whose cells are asked for by the names of their columns. */
export class Cells {
  readonly place: Place
  readonly #row: Row
  readonly #positions: Positions

  constructor(file: string, row: Row, positions: Positions) {
    this.place = { file, line: row.line }
    this.#row = row
    this.#positions = positions
  }

  /** What stands in a column; undefined when that is nothing, or no column is asked for. */
  at(column: string | undefined): string | undefined {
    const position = column === undefined ? undefined : this.#positions.get(column)
    const cell = position === undefined ? undefined : this.#row.cells[position]
    return cell === '' ? undefined : cell
  }

  /** @throws InputError if the row has one cell where the header has several */
  requireWhole(): void {
    if (this.#row.single !== true) return
    throw this.refusal(
      `has 1 cell where the header has ${this.#row.cells.length}`,
      'Complete the row. Remove lines below the table that are no rows, such as a total.',
    )
  }

  /** What stands in a column that may not be empty. @throws InputError */
  required(column: string): string {
    const cell = this.at(column)
    if (cell !== undefined) return cell
    throw this.refusal(`the column ${JSON.stringify(column)} is empty`, 'Every row needs it: fill it in.')
  }

  /** What stands in a column, as `parse` reads it. @throws InputError that names column and value. */
  parsed<T>(column: string | undefined, parse: (cell: string) => Parsed<T>): T | undefined {
    const cell = this.at(column)
    return cell === undefined || column === undefined ? undefined : this.#parse(cell, column, parse)
  }

  /** The same of a column that may not be empty. @throws InputError that names column and value. */
  requiredAs<T>(column: string, parse: (cell: string) => Parsed<T>): T {
    return this.#parse(this.required(column), column, parse)
  }

  #parse<T>(cell: string, column: string, parse: (cell: string) => Parsed<T>): T {
    const result = parse(cell)
    if ('value' in result) return result.value
    const value = JSON.stringify(truncate(cell, 61))
    throw this.refusal(`${value} in the column ${JSON.stringify(column)} ${result.problem}`, result.hint)
  }

  refusal(problem: string, hint: string): InputError {
    return new InputError({ ...this.place, problem, hint })
  }
}
