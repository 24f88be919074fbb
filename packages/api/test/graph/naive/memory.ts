import { type Column, type Db, type TableName, tables } from '@throughline/db'
import type { Link, NodeDeclaration, SideTable } from '../../../src/graph/declaration.ts'

/** A stored row, each value as PostgreSQL writes it. */
export type TextRow = Readonly<Record<string, string | null>>

/** A whole database. */
export type Memory = ReadonlyMap<TableName, readonly TextRow[]>

/** Reads every table, one plain SELECT each. */
export async function loadMemory(db: Db): Promise<Memory> {
  const memory = new Map<TableName, readonly TextRow[]>()
  for (const table of Object.keys(tables) as TableName[]) {
    const list = Object.keys(tables[table]).map((name) => {
      const text = columnType(table, name) === 'text[]' ? `to_jsonb("${name}")` : `"${name}"`
      return `${text}::text as "${name}"`
    })
    const { rows } = await db.pool.query<TextRow>(`select ${list.join(', ')} from "${table}"`)
    memory.set(table, rows)
  }
  return memory
}

/** The column of a table; a wrong name is a mistake of the test. */
export function columnType(table: TableName, name: string): Column['type'] {
  const columns: Readonly<Record<string, Column>> = tables[table]
  const column = columns[name]
  if (column === undefined) throw new Error(`${table} has no column ${name}`)
  return column.type
}

/** A row as JSON carries it to a resolver. */
export function shownRow(table: TableName, row: TextRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, text]) => [name, shownValue(columnType(table, name), text)]),
  )
}

/** A value as JSON carries it: instants to the millisecond, exact numbers as text. */
export function shownValue(type: Column['type'], text: string | null): unknown {
  if (text === null) return null
  switch (type) {
    case 'timestamptz':
      return new Date(Number(microseconds(text) / 1000n)).toISOString()
    case 'int2':
    case 'int4':
    case 'float4':
    case 'float8':
      return Number(text)
    case 'bool':
      return text === 'true'
    case 'jsonb':
    case 'text[]':
      return JSON.parse(text)
    default:
      return text
  }
}

/** `2024-01-31 12:00:00.123456+00` since 1970. */
export function microseconds(text: string): bigint {
  const [, second, fraction] = /^(.{19})(?:\.(\d+))?\+00$/.exec(text) ?? []
  if (second === undefined) throw new Error(`${text} is no instant in UTC`)
  const whole = BigInt(Date.parse(`${second.replace(' ', 'T')}Z`)) * 1000n
  return whole + BigInt((fraction ?? '').padEnd(6, '0'))
}

/** The rows that a link leads to, each with the row of the table between. */
export function follow(
  memory: Memory,
  table: TableName,
  link: Link,
  from: TextRow,
): { row: TextRow; between: TextRow | undefined }[] {
  const rows = rowsOf(memory, table)
  if (link.kind === 'children') {
    return rows.filter((row) => row[link.by] === from.id).map((row) => ({ row, between: undefined }))
  }
  return rowsOf(memory, link.table)
    .filter((between) => between[link.from] === from.id)
    .flatMap((between) => rows.filter((row) => row.id === between[link.to]).map((row) => ({ row, between })))
}

/** A column that a list is filtered or ordered by: of the row itself, or of a side table. */
interface Place {
  readonly column: string
  readonly side?: SideTable | undefined
}

/** What a row has in a column of its own or of a side table. */
export function valueIn(memory: Memory, row: TextRow, { column, side }: Place): string | null {
  if (side === undefined) return row[column] ?? null
  const aside = rowsOf(memory, side.table).find((other) => other[side.key] === row[side.by])
  return aside?.[column] ?? null
}

export function typeOf(node: NodeDeclaration, { column, side }: Place): Column['type'] {
  return columnType(side?.table ?? node.table, column)
}

export function rowsOf(memory: Memory, table: TableName): readonly TextRow[] {
  return memory.get(table) ?? []
}
