import { printableInLine } from '../printable.ts'
import { widthOf } from './wrap.ts'

/** A text with guides in front of it: of its first line, and of those that follow. */
export interface Guided {
  readonly text: string
  readonly first: string
  readonly rest: string
}

export type Cell = string | Guided
export type Row = readonly Cell[]

/** Columns that are left for a text however deep it is in a tree. */
export const LEAST_TEXT = 8

export function textOf(cell: Cell | undefined): string {
  return typeof cell === 'object' ? cell.text : (cell ?? '')
}

/** Columns of the guides of a cell if its text is wrapped. */
export function guideWidth(cell: Cell): number {
  return typeof cell === 'string' ? 0 : Math.max(widthOf(cell.first), widthOf(cell.rest))
}

/** Columns of a cell in one line. */
export function naturalWidth(cell: Cell): number {
  if (typeof cell === 'string') return widthOf(printableInLine(cell))
  return widthOf(cell.first) + naturalWidth(cell.text)
}
