import { printable, printableInLine } from './printable.ts'

/** Where a command says what it did: lines for people, or one JSON document for scripts. Both are safe for a terminal. */
export interface Output {
  /** A line for people; silent with --json. */
  say(line: string): void
  /** The outcome: written as JSON with --json, else left to what was said. */
  result(value: object): void
  /** What is going on, overwritten by the next; only where a person watches. */
  progress(line: string): void
}

export function createOutput(json: boolean): Output {
  const watched = process.stderr.isTTY === true && !json
  let shown = 0
  const clear = () => {
    if (shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`)
    shown = 0
  }
  return {
    say(line) {
      clear()
      if (!json) process.stdout.write(`${printable(line)}\n`)
    },
    result(value) {
      clear()
      if (json) process.stdout.write(`${printable(JSON.stringify(value, null, 2))}\n`)
    },
    progress(line) {
      if (!watched) return
      clear()
      const cut = printableInLine(line).slice(0, (process.stderr.columns ?? 80) - 1)
      process.stderr.write(cut)
      shown = cut.length
    },
  }
}

/** Columns under headings, numbers to the right. */
export function table(headings: readonly string[], given: readonly (readonly (string | number)[])[]): string {
  const rows = given.map((cells) =>
    cells.map((cell) => (typeof cell === 'number' ? cell : printableInLine(cell))),
  )
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => String(row[column] ?? '').length)),
  )
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return typeof cell === 'number' ? String(cell).padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const numeric = headings.map((_, column) => typeof rows[0]?.[column] === 'number')
  const head = headings.map((heading, column) =>
    numeric[column] === true ? heading.padStart(widths[column] ?? 0) : heading,
  )
  return [line(head), ...rows.map(line)].join('\n')
}
