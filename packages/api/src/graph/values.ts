import type { Column } from '@throughline/db'
import { jsonProblem, MAX_JSON_DEPTH } from '@throughline/plugin-kit'
import { type FieldProblem, InvalidInput } from './errors.ts'
import { identifier } from './statement.ts'

/**
 * A column in the select list, as JSON can carry it: int8 and numeric as text, since JSON.parse would round
 * them; instants as ISO 8601 in UTC with milliseconds, as JavaScript writes them.
 */
export function selected(alias: string, name: string, column: Column): string {
  const value = `${alias}.${identifier(name)}`
  switch (column.type) {
    case 'timestamptz':
      return `to_char(${value}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    case 'int8':
    case 'numeric':
      return `${value}::text`
    default:
      return value
  }
}

/**
 * A value of a caller as a parameter for a column of this type.
 * @throws InvalidInput for what PostgreSQL would refuse or store as something else.
 */
export function parameter(value: unknown, column: Pick<Column, 'type'>, path: readonly string[]): unknown {
  if (column.type === 'jsonb') return jsonText(value, path)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'string') return text(value, path)
  if (typeof value === 'number' && !Number.isFinite(value))
    throw InvalidInput.at(path, 'is not a finite number')
  return value
}

/** A JSON value written out, if it is one that can be kept: no NUL in it, and not nested without end. */
function jsonText(value: unknown, path: readonly string[]): string {
  const found = jsonProblem(value)
  if (found !== undefined) throw InvalidInput.at([...path, ...found.path.map(String)], found.problem)
  return JSON.stringify(value)
}

/** An instant of an argument, as ISO 8601: a Date, or what the caller wrote. */
export function instantText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}

/** Text that PostgreSQL can hold: no NUL, no half of a surrogate pair. */
export function text(value: string, path: readonly string[]): string {
  const fault = textFault(value)
  if (fault !== undefined) throw InvalidInput.at(path, fault)
  return value
}

/**
 * Every text in an input that PostgreSQL cannot hold, the names of JSON included. Half a surrogate pair has to be
 * found before it is sent: the driver would make another character of it.
 */
export function textProblems(value: unknown, path: readonly string[] = []): FieldProblem[] {
  if (typeof value === 'string') return asProblems(path, textFault(value))
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  if (path.length > MAX_INPUT_DEPTH)
    return asProblems(path, `is nested deeper than ${MAX_INPUT_DEPTH} levels`)
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, key]
    return [...asProblems(here, textFault(key)), ...textProblems(child, here)]
  })
}

/** Input objects and their lists, with JSON in the innermost. */
const MAX_INPUT_DEPTH = MAX_JSON_DEPTH + 8

function textFault(value: string): string | undefined {
  if (value.includes('\0')) return 'contains a NUL character; remove it'
  if (!value.isWellFormed()) return 'contains half a surrogate pair, which is no character; remove it'
  return undefined
}

function asProblems(path: readonly string[], message: string | undefined): FieldProblem[] {
  return message === undefined ? [] : [{ path, message }]
}

const LITERALS: Readonly<Record<string, RegExp>> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?\+00$/,
  // An order puts what has no date at infinity.
  date: /^(\d{4}-\d{2}-\d{2}|infinity)$/,
  int2: /^-?\d{1,4}$/,
  int4: /^-?\d{1,10}$/,
  float8: /^-?\d+(\.\d+)?(e[+-]?\d+)?$/,
  numeric: /^-?\d+(\.\d+)?$/,
}

/** Whether a text is one that PostgreSQL itself would write for a value of this type. */
export function literalText(value: string, type: string): boolean {
  return LITERALS[type]?.test(value) ?? value.isWellFormed()
}
