import { styleText } from 'node:util'

/** How words are set apart from others. */
export interface Style {
  /** Headings and titles. */
  strong(text: string): string
  /** What is read last, such as guides and notes. */
  faint(text: string): string
}

export const PLAIN: Style = { strong: (text) => text, faint: (text) => text }

/** What a text is laid out for. */
export interface Screen {
  /** Columns; Infinity where lines are not wrapped. */
  readonly width: number
  readonly style: Style
}

/** Neither wrapped nor coloured. */
export const WIDE: Screen = { width: Number.POSITIVE_INFINITY, style: PLAIN }

/** Columns below which a width is not believed. */
const NARROWEST = 20

/**
 * The terminal that a stream leads to. Lines to a file or a pipe are not wrapped, unless COLUMNS says how wide they
 * may be. Colours follow the terminal, NO_COLOR and FORCE_COLOR, as `styleText` of Node reads them.
 */
export function screenOf(
  stream: NodeJS.WriteStream,
  { COLUMNS }: Readonly<Record<string, string | undefined>>,
): Screen {
  const stated = /^\d+$/.test(COLUMNS ?? '') ? Number(COLUMNS) : Number.POSITIVE_INFINITY
  const width = stream.isTTY && stream.columns > 0 ? stream.columns : stated
  return {
    width: Math.max(width, NARROWEST),
    style: {
      strong: (text) => styleText('bold', text, { stream }),
      faint: (text) => styleText('dim', text, { stream }),
    },
  }
}
