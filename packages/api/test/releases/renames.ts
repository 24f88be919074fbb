import type { Cell, TableRows } from './rows.ts'

/**
 * What has become of the rows of a release since. A key is `table`, `table.column`, or `*.column` for a column of every
 * table, by the names that the release had.
 */
export interface Since {
  /** New names: `{ sync_cursor: 'source_scope', 'sync_cursor.listed': 'record_count' }`. */
  readonly renamed?: Readonly<Record<string, string>>
  /** New words for the values of a column: `{ 'sync_run.mode': { NORMAL: 'INCREMENTAL' } }`. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What a migration makes of a value otherwise, such as rounding an instant. */
  readonly rewritten?: Readonly<Record<string, (value: Cell) => Cell>>
  /** Tables and columns that were given up, each with the reason. */
  readonly dropped?: Readonly<Record<string, string>>
  /** Parts of the figures that are not the same on purpose, each with the reason. */
  readonly figures?: Readonly<Record<string, string>>
}

/** The rows of a table as they must be found today. */
export interface Expected {
  /** The name that the release had. */
  readonly table: string
  readonly today: TableRows
}

/** Applies what has happened since to the rows of a release; leaves out what was dropped. */
export function expectedRows(all: readonly TableRows[], since: Since): Expected[] {
  return all
    .filter(({ table }) => since.dropped?.[table] === undefined)
    .map(({ table, columns, rows }) => {
      const kept = columns
        .map((column, index) => ({ column, index }))
        .filter(({ column }) => found(since.dropped, table, column) === undefined)
      const changes = kept.map(({ column }) => changeOf(since, table, column))
      return {
        table,
        today: {
          table: since.renamed?.[table] ?? table,
          columns: kept.map(({ column }) => found(since.renamed, table, column) ?? column),
          rows: rows.map((row) =>
            kept.map(({ index }, place) => changes[place]?.(row[index] ?? null) ?? null),
          ),
        },
      }
    })
}

function changeOf(since: Since, table: string, column: string): (value: Cell) => Cell {
  const words = found(since.values, table, column) ?? {}
  const rewrite = found(since.rewritten, table, column) ?? ((value: Cell) => value)
  return (value) => rewrite(value === null ? null : (words[value] ?? value))
}

function found<T>(
  map: Readonly<Record<string, T>> | undefined,
  table: string,
  column: string,
): T | undefined {
  return map?.[`${table}.${column}`] ?? map?.[`*.${column}`]
}

/** Names of a declaration that the release does not have: they declare nothing. */
export function unknownNames(all: readonly TableRows[], since: Since): string[] {
  const names = new Set(
    all.flatMap(({ table, columns }) => [
      table,
      ...columns.flatMap((column) => [`${table}.${column}`, `*.${column}`]),
    ]),
  )
  const { renamed = {}, values = {}, rewritten = {}, dropped = {} } = since
  return [renamed, values, rewritten, dropped].flatMap(Object.keys).filter((name) => !names.has(name))
}

/** Which rows are missing and which are there in addition, each as often as it is. */
export function differenceOf(
  expected: readonly (readonly Cell[])[],
  actual: readonly (readonly Cell[])[],
): { readonly missing: string[]; readonly added: string[] } {
  const counts = new Map<string, number>()
  const count = (row: readonly Cell[], by: number) => {
    const key = JSON.stringify(row)
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  for (const row of expected) count(row, 1)
  for (const row of actual) count(row, -1)
  const listed = (sign: number) =>
    [...counts].flatMap(([row, number]) => Array<string>(Math.max(0, number * sign)).fill(row))
  return { missing: listed(1), added: listed(-1) }
}
