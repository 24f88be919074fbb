import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Db } from '@throughline/db'

/** A value as PostgreSQL writes it as text, which it reads back without loss. */
export type Cell = string | null
export type Cells = readonly Cell[]

/** The rows of a table. */
export interface TableRows {
  /** As SQL names it: `asset`, `throughline_jobs.queue`. */
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly Cells[]
}

interface CatalogTable {
  readonly table: string
  readonly columns: readonly string[]
  /** Those that are not computed from others. */
  readonly stored: readonly string[]
}

const TABLES = `
  select c.oid::regclass::text as table,
         array_agg(a.attname::text order by a.attnum) as columns,
         array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as stored
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = $1::regnamespace
  group by c.oid order by c.relname collate "C"`

/** Which tables a table points to; a table that points to itself is not among them. */
const REFERENCES = `
  select conrelid::regclass::text as table, array_agg(distinct confrelid::regclass::text) as to
  from pg_constraint where contype = 'f' and conparentid = 0 and confrelid <> conrelid group by 1`

/** The tables of a schema, those that others point to first. */
async function tablesOf({ pool }: Db, schema: string): Promise<CatalogTable[]> {
  const { rows: tables } = await pool.query<CatalogTable>(TABLES, [schema])
  const { rows: references } = await pool.query<{ table: string; to: string[] }>(REFERENCES)
  const pointsTo = new Map(references.map(({ table, to }) => [table, to]))
  const ordered = new Set<string>()
  const visit = (table: string, path: readonly string[]) => {
    if (path.includes(table)) throw new Error(`${[...path, table].join(' > ')}: tables point to each other`)
    if (ordered.has(table)) return
    for (const target of pointsTo.get(table) ?? []) visit(target, [...path, table])
    ordered.add(table)
  }
  for (const { table } of tables) visit(table, [])
  return [...ordered].flatMap((name) => tables.filter(({ table }) => table === name))
}

/** Reads columns of a table as text, in an order that depends on nothing else. */
export async function readRows(
  { pool }: Db,
  table: string,
  columns: readonly string[],
): Promise<readonly Cells[]> {
  const quoted = columns.map((column) => `"${column}"::text`).join(', ')
  const { rows } = await pool.query<{ cells: Cells }>(
    `select cells from (select array[${quoted}] as cells from ${table}) r order by cells collate "C"`,
  )
  return rows.map(({ cells }) => cells)
}

/** The columns of each table of the database, by the table's name. */
export async function columnsByTable(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await tablesOf(db, 'public')
  return new Map(tables.map(({ table, columns }) => [table, columns]))
}

/** All rows of our own tables, and of the tables of jobs that a start does not fill by itself. */
export async function readAll(db: Db): Promise<TableRows[]> {
  const own = await tablesOf(db, 'public')
  const jobs = await tablesOf(db, 'throughline_jobs')
  const kept = jobs.filter(({ table }) => /\.(version|queue|schedule)$/.test(table))
  const all: TableRows[] = []
  for (const { table, stored } of [...own, ...kept]) {
    all.push({ table, columns: stored, rows: await readRows(db, table, stored) })
  }
  return all
}

/**
 * Writes rows back, in the order in which they are given, without any trigger. Empty the tables before.
 */
export async function writeAll({ pool }: Db, all: readonly TableRows[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    for (const { table, columns, rows } of all) {
      if (table === 'metric_sample') await makePartitions(client, columns, rows)
      await client.query(`alter table ${table} disable trigger user`)
      await client.query(`delete from ${table}`)
      const { rows: types } = await client.query<{ name: string; type: string }>(
        `select attname::text as name, format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0`,
        [table],
      )
      const cast = columns.map((column, index) => {
        const type = types.find(({ name }) => name === column)?.type
        if (type === undefined) throw new Error(`${table} has no column ${column}`)
        return `(r ->> ${index})::${type}`
      })
      const names = columns.map((column) => `"${column}"`).join(', ')
      await client.query(
        `insert into ${table} (${names}) overriding system value
         select ${cast.join(', ')} from json_array_elements($1::json) r`,
        [JSON.stringify(rows)],
      )
      await client.query(`alter table ${table} enable trigger user`)
    }
    await client.query(`select setval(pg_get_serial_sequence('asset_merge', 'ordinal'), max(ordinal))
      from asset_merge having count(*) > 0`)
    await client.query('commit')
  } finally {
    client.release()
  }
}

/** Makes the partitions of the months in which there are samples. */
async function makePartitions(
  client: { query(text: string, values: unknown[]): Promise<unknown> },
  columns: readonly string[],
  rows: readonly Cells[],
): Promise<void> {
  const at = columns.indexOf('at')
  const months = new Set(rows.map((row) => row[at]?.slice(0, 7)))
  for (const month of months) {
    await client.query('select metric_sample_partitions($1::timestamptz, $1::timestamptz)', [`${month}-15`])
  }
}

/** Stores rows in a file: for each table a line with its name and columns, then a line with an array for each row. */
export async function writeRowsFile(path: string, all: readonly TableRows[]): Promise<void> {
  function* lines() {
    for (const { table, columns, rows } of all) {
      yield `${JSON.stringify({ table, columns })}\n`
      for (const row of rows) yield `${JSON.stringify(row)}\n`
    }
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 9 }), createWriteStream(path))
}

/** Reads what {@link writeRowsFile} has written. */
export async function readRowsFile(path: string): Promise<TableRows[]> {
  const all: { table: string; columns: string[]; rows: Cells[] }[] = []
  const lines = createInterface({ input: createReadStream(path).pipe(createGunzip()) })
  for await (const line of lines) {
    const value: Cells | { table: string; columns: string[] } = JSON.parse(line)
    if ('table' in value) all.push({ ...value, rows: [] })
    else all.at(-1)?.rows.push(value)
  }
  return all
}
