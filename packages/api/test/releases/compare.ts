import type { Db } from '@throughline/db'
import { differenceOf, expectedRows, type Since, unknownNames } from './renames.ts'
import { columnsByTable, readRows, type TableRows } from './rows.ts'

/** Tables of the machinery that a migration or a start adds rows to. */
const GROWING: ReadonlySet<string> = new Set(['schema_migration'])

/** How the rows of today's database differ from those of a release, a line each. */
export async function rowProblems(db: Db, all: readonly TableRows[], since: Since): Promise<string[]> {
  const problems = unknownNames(all, since).map(
    (name) => `${name}: is declared, but the release has no such name`,
  )
  const today = await columnsByTable(db)
  for (const { table, today: expected } of expectedRows(all, since)) {
    const columns = today.get(expected.table)
    if (columns === undefined && !expected.table.includes('.')) {
      problems.push(`${table}: there is no table ${expected.table}; declare what has become of it`)
      continue
    }
    const lost = expected.columns.filter((column) => columns !== undefined && !columns.includes(column))
    for (const column of lost) {
      problems.push(`${table}: ${expected.table} has no column ${column}; declare what has become of it`)
    }
    if (lost.length > 0) continue
    const rows = await readRows(db, expected.table, expected.columns)
    const { missing, added } = differenceOf(expected.rows, rows)
    if (missing.length > 0)
      problems.push(`${table}: ${missing.length} rows are missing, such as ${missing[0]}`)
    if (added.length > 0 && !GROWING.has(table)) {
      problems.push(`${table}: ${added.length} rows are new or changed, such as ${added[0]}`)
    }
  }
  return problems
}
