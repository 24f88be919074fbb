import { InputError } from '@throughline/plugin-kit'
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'

/** A row as it stands in the file; `line` is where it begins. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
  /** The row has one cell where the header has several: cut off, or a line of text. */
  readonly single?: true
}

export interface Table {
  readonly file: string
  readonly header: readonly string[]
  readonly headerLine: number
  /** Rows with something in them, each with a cell for every column of the header. */
  readonly rows: readonly Row[]
}

/** In the order of preference where the header does not tell. */
const DELIMITERS = [',', ';', '\t', '|']

/**
 * The table a text holds, as RFC 4180 describes it: cells in quotes may hold delimiters, line breaks and doubled
 * quotes. White space around a cell does not count. A first line such as `sep=;` names the delimiter.
 *
 * @param wanted the columns to be read; they tell which delimiter the header is written with
 * @throws InputError with the line, for quotes out of place and rows of another length than the header
 */
export function readTable(
  file: string,
  text: string,
  wanted: readonly string[],
  delimiter: string | undefined,
): Table {
  const [, named] = /^sep=([^"\n])\n/i.exec(text) ?? []
  // The line that names the delimiter becomes an empty one, so that lines keep their numbers.
  const body = named === undefined ? text : text.slice('sep=;'.length)
  const separator = delimiter ?? named ?? likelyDelimiter(body, wanted)
  const [head, ...rows] = tableIn(
    rowsOf(file, withoutFormulas(body, separator), separator).filter(({ cells }) =>
      cells.some((cell) => cell !== ''),
    ),
    wanted,
  )
  if (head === undefined) {
    throw new InputError({
      file,
      problem: 'holds no table at all',
      hint: 'Check that the export which wrote it succeeded; a table without rows still has a header.',
    })
  }
  const width = head.cells.length
  // The last row of a file that was cut off is not made whole.
  const isCut = !/\n\s*$/.test(body)
  const whole = rows.map((row, index) => (isCut && index === rows.length - 1 ? row : withLength(row, width)))
  for (const { line, cells } of whole) {
    if (cells.length === width) continue
    throw new InputError({
      file,
      line,
      problem: `has ${counted(cells.length, 'cell')} where the header has ${width}`,
      hint: 'Put cells that hold the delimiter or a line break in quotes, or set delimiter. Remove lines below the table that are no rows, such as a total.',
    })
  }
  return { file, header: head.cells, headerLine: head.line, rows: whole }
}

/** How many lines may stand above the header, such as the title of a report and the day it was made. */
const MOST_TITLES = 20

/** From the header on: the first of the rows at the top that names a column that is wanted, else the very first. */
function tableIn(rows: readonly Row[], wanted: readonly string[]): readonly Row[] {
  const header = rows
    .slice(0, MOST_TITLES)
    .findIndex(({ cells }) => cells.some((cell) => wanted.includes(cell)))
  return rows.slice(Math.max(0, header))
}

/** Many programs leave empty cells off at the end of a row, or add some: they say nothing. */
function withLength({ line, cells }: Row, width: number): Row {
  const end = cells.findLastIndex((cell) => cell !== '') + 1
  if (end > width) return { line, cells }
  const whole = Array.from({ length: width }, (_, index) => cells[index] ?? '')
  return { line, cells: whole, ...(cells.length === 1 && width > 1 ? { single: true } : {}) }
}

/**
 * Spreadsheets write `="007"` for a text that is not to be read as a number: the same in quotes alone. Within quotes
 * the quotes of a cell are doubled, so that nothing in a cell looks like it.
 */
function withoutFormulas(text: string, delimiter: string): string {
  const end = `[\\${delimiter === '\t' ? 't' : delimiter}\n]`
  return text.replace(new RegExp(`(^|${end}) *="([^"\n]*)" *(?=${end}|$)`, 'g'), '$1"$2"')
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The delimiter with which the header has most of the columns wanted, else most columns at all. */
function likelyDelimiter(text: string, wanted: readonly string[]): string {
  const [best] = DELIMITERS.map((delimiter) => {
    const header = headerWith(text, delimiter, wanted)
    return { delimiter, known: wanted.filter((name) => header.includes(name)).length, columns: header.length }
  }).sort((a, b) => b.known - a.known || b.columns - a.columns)
  return best?.delimiter ?? ','
}

/** White space around quotes, as in `"Id", "Name"`, does not count. A tab may be the delimiter itself. */
function settingsFor(delimiter: string) {
  const trim = delimiter !== '\t'
  return { delimiter, record_delimiter: '\n', relax_column_count: true, ltrim: trim, rtrim: trim }
}

function headerWith(text: string, delimiter: string, wanted: readonly string[]): string[] {
  try {
    const settings = { ...settingsFor(delimiter), skip_empty_lines: true, to: MOST_TITLES }
    const top: string[][] = parse(withoutFormulas(text, delimiter), settings)
    const trimmed = top.map((cells) => cells.map((cell) => cell.trim()))
    return trimmed.find((cells) => cells.some((cell) => wanted.includes(cell))) ?? trimmed[0] ?? []
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // With a wrong delimiter quotes stand where none may: the header has no columns then.
    return []
  }
}

function rowsOf(file: string, text: string, delimiter: string): Row[] {
  const rows: Row[] = []
  let begins = 1
  const keep = (cells: string[], { lines }: InfoRecord) => {
    rows.push({ line: begins, cells: cells.map((cell) => cell.trim().replace(/^="([^"]*)"$/, '$1')) })
    begins = lines + 1
    return null
  }
  try {
    parse(text, { ...settingsFor(delimiter), on_record: keep })
    return rows
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new InputError(
      {
        file,
        line: begins,
        problem: QUOTES[error.code] ?? 'the row that begins here cannot be read',
        hint: 'Put the whole cell in quotes and double the quotes in it, as in "19"" rack".',
      },
      { cause: error },
    )
  }
}

const QUOTES: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'in the row that begins here something follows the quote that ends a cell',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE:
    'in the row that begins here something follows the quote that ends a cell',
  CSV_QUOTE_NOT_CLOSED: 'in the row that begins here a quote is opened and never closed',
  INVALID_OPENING_QUOTE: 'in the row that begins here a quote stands in the middle of a cell',
}
