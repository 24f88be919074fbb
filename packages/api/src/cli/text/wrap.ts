import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import { printableInLine } from '../printable.ts'

/** Columns that a text takes in a terminal: two for wide characters, none for combining ones. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** The text with spaces up to a width. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? text + spaces : spaces + text
}

/** The lines of a text, at most so many columns wide; words that are longer are broken. */
export function wrapped(text: string, width: number): readonly string[] {
  const line = printableInLine(text)
  if (widthOf(line) <= width) return [line]
  return wrapAnsi(line, width, { hard: true })
    .split('\n')
    .map((part) => part.trimEnd())
}
