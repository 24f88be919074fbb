import { type Cell, guideWidth, LEAST_TEXT, naturalWidth, type Row, textOf } from './cell.ts'
import { widthOf } from './wrap.ts'

/** A column of a table. */
export interface Column {
  readonly heading: string
  readonly align?: 'left' | 'right'
  /** The least width to which its texts may be wrapped; left out, they are never wrapped. */
  readonly least?: number
}

export interface Measured extends Column {
  /** Columns that its texts take without being wrapped. */
  readonly natural: number
  /** Those that its longest word takes. */
  readonly word: number
  /** The least it is narrowed to. */
  readonly floor: number
}

/** Measures the column of this index. */
export function measured(column: Column, rows: readonly Row[], index: number): Measured {
  const { heading, least } = column
  const named = widthOf(heading)
  const natural = largest(rows, named, (row) => naturalWidth(row[index] ?? ''))
  if (least === undefined) return { ...column, natural, word: natural, floor: natural }
  const deepest = largest(rows, 0, (row) => leastWidth(row[index] ?? ''))
  const floor = Math.min(natural, Math.max(named, least, deepest))
  const word = largest(rows, floor, (row) => wordWidth(row[index] ?? ''))
  return { ...column, natural, word: Math.min(natural, word), floor }
}

/** The guides of a cell and the least room for its text. */
function leastWidth(cell: Cell): number {
  const guides = guideWidth(cell)
  return guides === 0 ? 0 : guides + Math.min(LEAST_TEXT, naturalWidth(textOf(cell)))
}

/** The guides of a cell and the longest word of its text. */
function wordWidth(cell: Cell): number {
  return guideWidth(cell) + largest(textOf(cell).split(/\s/), 0, widthOf)
}

/** Widths that fit: between words first, then also within them; the widest column is narrowed first. */
export function fitted(columns: readonly Measured[], room: number): readonly number[] | undefined {
  const widths = columns.map(({ natural }) => natural)
  for (const limit of ['word', 'floor'] as const) {
    let excess = widths.reduce((sum, width) => sum + width, 0) - room
    while (excess > 0) {
      const narrowed = widestAbove(widths, columns, limit)
      if (narrowed === undefined) break
      widths[narrowed] = (widths[narrowed] ?? 0) - 1
      excess -= 1
    }
    if (excess <= 0) return widths
  }
  return undefined
}

function widestAbove(
  widths: readonly number[],
  columns: readonly Measured[],
  limit: 'word' | 'floor',
): number | undefined {
  let found: number | undefined
  columns.forEach((column, index) => {
    const width = widths[index] ?? 0
    if (width > column[limit] && width > (found === undefined ? 0 : (widths[found] ?? 0))) found = index
  })
  return found
}

/** The largest of a value and those of all items, however many they are. */
export function largest<Item>(items: readonly Item[], least: number, sizeOf: (item: Item) => number): number {
  return items.reduce((found, item) => Math.max(found, sizeOf(item)), least)
}
