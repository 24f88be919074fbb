import type { Place } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { layoutsOf } from './layouts.ts'
import type { Row } from './table.ts'

/** A table without its lines of totals, and where those stand. */
export interface WithoutTotals {
  readonly reading: Reading
  readonly totals: readonly Place[]
}

const TOTAL =
  /^(?:(?:grand|sub|overall)[ -]?)?(?:totals?|sum|summe|(?:gesamt|zwischen)[ -]?summe|gesamt|insgesamt|sous-total|somme|totale|suma|totaal)(?:[ :=(]|$)/i

/**
 * Takes the lines of totals out of a table: the first cell that is filled begins with a word for it, and the column
 * of the id, or at least half of the other cells, is empty.
 */
export function withoutTotals(reading: Reading, config: CsvConfig): WithoutTotals {
  const ids = layoutsOf(config)
    .filter(({ kind }) => reading.holds.has(kind))
    .flatMap(({ keys: [id] }) => (id === undefined ? [] : (reading.positions.get(id) ?? [])))
  const { table } = reading
  const totals = table.rows.filter((row) => isTotal(row, ids))
  if (totals.length === 0) return { reading, totals: [] }
  const rows = table.rows.filter((row) => !totals.includes(row))
  return {
    reading: { ...reading, table: { ...table, rows } },
    totals: totals.map(({ line }) => ({ file: table.file, line })),
  }
}

function isTotal({ cells }: Row, ids: readonly number[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  if (!TOTAL.test(filled[0] ?? '')) return false
  const others = cells.length - 1
  return ids.every((id) => cells[id] === '') || (others > 0 && (filled.length - 1) * 2 <= others)
}
