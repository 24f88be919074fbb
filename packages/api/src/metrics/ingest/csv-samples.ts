import { CsvError, parse } from 'csv-parse/sync'
import { byId, byReference, quoted, type ReadSample, sampleFrom } from './read-sample.ts'

/** Where the columns stand. A metric is named by the one, or by the other two. */
export interface SampleColumns {
  readonly width: number
  readonly metric: number
  readonly source: number
  readonly externalId: number
  readonly at: number
  readonly value: number
  /** -1 where there is none, as of all of them. */
  readonly total: number
}

const COLUMNS = ['metric', 'source', 'externalId', 'at', 'value', 'total'] as const
const NEEDED =
  'the columns are metric or source and externalId, then at and value, and total for samples of a RATIO'

/** Reads the header, or says what is wrong with it. */
export function columnsFrom(line: string): SampleColumns | string {
  const cells = cellsOf([line])[0] ?? []
  if (typeof cells === 'string') return cells
  const header = cells.map((cell) => cell.trim())
  for (const [index, name] of header.entries()) {
    if (!COLUMNS.some((known) => known === name)) return `has the column ${quoted(name)}; ${NEEDED}`
    if (header.indexOf(name) < index) return `has the column ${name} twice`
  }
  const [metric = -1, source = -1, externalId = -1, at = -1, value = -1, total = -1] = COLUMNS.map((name) =>
    header.indexOf(name),
  )
  const isReference = source !== -1 || externalId !== -1
  if (metric !== -1 && isReference) return `names metrics in two ways; ${NEEDED}`
  const missing = [
    ...(metric === -1 && !isReference ? ['metric'] : []),
    ...(isReference && source === -1 ? ['source'] : []),
    ...(isReference && externalId === -1 ? ['externalId'] : []),
    ...(at === -1 ? ['at'] : []),
    ...(value === -1 ? ['value'] : []),
  ]
  if (missing.length > 0) return `lacks the column ${missing.join(', ')}; ${NEEDED}`
  return { width: header.length, metric, source, externalId, at, value, total }
}

/** Reads lines below the header; in the place of one that cannot be read, what is wrong with it. */
export function samplesFromCsv(columns: SampleColumns, lines: readonly string[]): (ReadSample | string)[] {
  const { width, metric, source, externalId, at, value, total } = columns
  return cellsOf(lines).map((cells) => {
    if (typeof cells === 'string') return cells
    if (cells.length !== width) return `has ${cells.length} cells where the header has ${width}`
    const cell = (index: number) => (cells[index] ?? '').trim()
    const reading = numberFrom(cell(value))
    if (reading === undefined) return `value is ${quoted(cell(value))}, which is no number`
    const all = total === -1 || cell(total) === '' ? null : numberFrom(cell(total))
    if (all === undefined) return `total is ${quoted(cell(total))}, which is no number`
    const name = metric === -1 ? byReference(cell(source), cell(externalId)) : byId(cell(metric))
    return sampleFrom(name, cell(at), reading, all)
  })
}

const NUMBER = /^[+-]?(?:\d+(?:[.]\d*)?|[.]\d+)(?:[eE][+-]?\d+)?$/

/** Infinity for what is too large; undefined for what is no number. */
function numberFrom(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : undefined
}

/**
 * The cells of lines. A line without quotes is cut at its commas; only quotes need a parser. No value of a sample has a
 * line break, so a quote that is not closed on its line is a mistake, and the lines can be read each by itself.
 */
function cellsOf(lines: readonly string[]): (readonly string[] | string)[] {
  if (!lines.some((line) => line.includes('"'))) return lines.map((line) => line.split(','))
  const together = parsed(lines.join('\n'))
  const isWhole =
    together?.length === lines.length && together.every((cells) => !cells.some((cell) => cell.includes('\n')))
  if (isWhole) return together
  return lines.map(
    (line) =>
      parsed(line)?.[0] ??
      'has a quote out of place: a quoted value ends on its line, and quotes in it are doubled',
  )
}

function parsed(text: string): string[][] | undefined {
  try {
    return parse(text, { record_delimiter: '\n', relax_column_count: true, ltrim: true, rtrim: true })
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}
