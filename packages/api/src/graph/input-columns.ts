import type { ColumnName, RowChanges, TableName } from '@throughline/db'
import { isRecord } from './argument.ts'
import { wordConstraint, wordReference } from './constraints.ts'
import { columnOf } from './declaration.ts'
import { type FieldProblem, InvalidInput } from './errors.ts'
import { parameter } from './values.ts'

/** Where a field of an input goes. */
interface InputColumn<T extends TableName> {
  readonly column: ColumnName<T>
  /** The type whose nodes the field names. */
  readonly node?: string
  /** What the column's own check asks for, to be told when it is broken. */
  readonly rule?: string
  /** Of labels: a null takes one back. */
  readonly withdrawable?: true
  /** The field takes {@link MoneyValue}: its amount goes into `column`, its currency into this one. */
  readonly currency?: ColumnName<T>
}

/** Takes the fields of an input apart into columns. */
export type InputColumns<T extends TableName> = (input: object) => RowChanges<T>

/**
 * Declares which field of an input goes into which column. Absent fields are left out; null clears a column
 * that may be empty. Constraints on a single column are worded here too, so that a caller is told which field
 * broke one.
 */
export function inputColumns<T extends TableName>(
  table: T,
  fields: Readonly<Record<string, InputColumn<T>>>,
): InputColumns<T> {
  for (const [field, { column, rule, currency }] of Object.entries(fields)) {
    if (currency !== undefined) {
      wordConstraint(`${table}_${currency}_check`, [field, 'currency'], CURRENCY_RULE)
      wordConstraint(`${table}_${column}_check`, [field, 'amount'], rule ?? 'is outside what is allowed')
      continue
    }
    wordReference(`${table}_${column}_fkey`, field)
    wordConstraint(`${table}_${column}_key`, [field], 'is taken already; choose another')
    wordConstraint(`${table}_${column}_check`, [field], rule ?? 'is outside what is allowed')
  }
  return (input) => {
    const values: Record<string, unknown> = {}
    const problems: FieldProblem[] = []
    for (const [field, value] of Object.entries(input)) {
      const target = fields[field]
      if (target === undefined || value === undefined) continue
      try {
        if (target.currency === undefined) values[target.column] = columnValue(table, target, value, [field])
        else {
          const money = isRecord(value) ? value : { amount: null, currency: null }
          values[target.column] = columnValue(table, target, money.amount, [field, 'amount'])
          values[target.currency] = columnValue(table, { column: target.currency }, money.currency, [
            field,
            'currency',
          ])
        }
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error
        problems.push(...error.fields)
      }
    }
    if (problems.length > 0) throw InvalidInput.of(problems)
    return values as RowChanges<T>
  }
}

function columnValue<T extends TableName>(
  table: T,
  { column, node, withdrawable }: InputColumn<T>,
  value: unknown,
  path: readonly string[],
): unknown {
  const definition = columnOf(table, column)
  if (value === null) {
    if (definition.notNull) throw InvalidInput.at(path, 'cannot be empty')
    return null
  }
  if (node !== undefined) return idOf(value, node, path)
  if (column === 'labels' && !isLabels(value, withdrawable === true)) {
    throw InvalidInput.at(path, 'is an object whose values are texts, e.g. {"tier": "gold"}')
  }
  return parameter(value, definition, path)
}

/** The UUID of a node that the input names. */
function idOf(value: unknown, type: string, path: readonly string[]): unknown {
  if (isRecord(value) && value.type === type) return value.id
  throw new Error(`${path.join('.')} names no ${type}`)
}

const CURRENCY_RULE = 'is three capital letters, e.g. EUR'

function isLabels(value: unknown, withdrawable: boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((label) => typeof label === 'string' || (withdrawable && label === null))
}
