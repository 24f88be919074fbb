import { type Cell, guideWidth, LEAST_TEXT, naturalWidth, type Row, textOf } from './cell.ts'
import { type Column, fitted, measured } from './column-widths.ts'
import { type Fact, renderFacts } from './facts.ts'
import { type Screen, type Style, WIDE } from './style.ts'
import { padded, widthOf, wrapped } from './wrap.ts'

export interface Table {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

const GAP = '  '

/**
 * Columns under headings; those without any value are left out. Where the screen is too narrow, texts are wrapped;
 * where that is not enough, each row becomes a block of lines, unless the rows are those of a tree.
 */
export function renderTable(table: Table, screen: Screen = WIDE): string {
  const { columns, rows } = withoutEmptyColumns(table)
  const { width, style } = screen
  const sizes = columns.map((column, index) => measured(column, rows, index))
  const widths = fitted(sizes, width - GAP.length * (columns.length - 1))
  const isTree = rows.some((row) => row.some((cell) => typeof cell !== 'string'))
  if (widths === undefined && !isTree) return blocks({ columns, rows }, screen)
  const sized = sizes.map((column, index) => ({ ...column, width: widths?.[index] ?? column.floor }))
  const heading = joined(sized.map((column) => padded(column.heading, column.width, column.align)))
  return [style.strong(heading), ...rows.flatMap((row) => linesOf(row, sized, style))].join('\n')
}

function withoutEmptyColumns({ columns, rows }: Table): Table {
  const filled = columns.map((_, index) => rows.some((row) => textOf(row[index]) !== ''))
  if (rows.length === 0 || filled.every(Boolean)) return { columns, rows }
  return {
    columns: columns.filter((_, index) => filled[index]),
    rows: rows.map((row) => row.filter((_, index) => filled[index])),
  }
}

interface Sized extends Column {
  readonly width: number
}

function linesOf(row: Row, columns: readonly Sized[], style: Style): string[] {
  const cells = columns.map(({ width }, index) => cellLines(row[index] ?? '', width))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    joined(
      columns.map(({ width, align }, index) => {
        const { guide, text } = cells[index]?.[line] ?? { guide: cells[index]?.[0]?.rest ?? '', text: '' }
        return (guide === '' ? '' : style.faint(guide)) + padded(text, width - widthOf(guide), align)
      }),
    ),
  )
}

interface Line {
  readonly guide: string
  readonly rest: string
  readonly text: string
}

function cellLines(cell: Cell, width: number): readonly Line[] {
  const { text, first, rest } = typeof cell === 'string' ? { text: cell, first: '', rest: '' } : cell
  const inOneLine = naturalWidth(cell) <= width
  const guides = inOneLine ? widthOf(first) : guideWidth(cell)
  return wrapped(text, Math.max(LEAST_TEXT, width - guides)).map((line, index) => ({
    guide: index === 0 ? first : rest,
    rest,
    text: line,
  }))
}

function joined(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd()
}

/** Each row as its first value, and the others below it with their headings. */
function blocks({ columns, rows }: Table, { width, style }: Screen): string {
  return rows
    .map((row) => {
      const [title = '', ...others] = row.map(textOf)
      const facts = others.map((value, index): Fact => [columns[index + 1]?.heading ?? '', value])
      const lines = wrapped(title, width).map((line) => style.strong(line))
      return [...lines, renderFacts(facts, { width, style }, GAP)].join('\n')
    })
    .join('\n')
}
