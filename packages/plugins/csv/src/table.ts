import { InputError } from '@throughline/plugin-kit'
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync'

/** A row as it stands in the file; `line` is where it begins. */
export interface Row {
  readonly line: number
  readonly cells: readonly string[]
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
  const [head, ...rows] = rowsOf(file, body, separator).filter(({ cells }) =>
    cells.some((cell) => cell !== ''),
  )
  if (head === undefined) {
    throw new InputError({
      file,
      problem: 'holds no table at all',
      hint: 'Check that the export which wrote it succeeded; a table without rows still has a header.',
    })
  }
  for (const { line, cells } of rows) {
    if (cells.length === head.cells.length) continue
    throw new InputError({
      file,
      line,
      problem: `has ${counted(cells.length, 'cell')} where the header has ${head.cells.length}`,
      hint: 'Put cells that hold the delimiter or a line break in quotes, or set delimiter.',
    })
  }
  return { file, header: head.cells, headerLine: head.line, rows }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The delimiter with which the header has most of the columns wanted, else most columns at all. */
function likelyDelimiter(text: string, wanted: readonly string[]): string {
  const [best] = DELIMITERS.map((delimiter) => {
    const header = headerWith(text, delimiter)
    return { delimiter, known: wanted.filter((name) => header.includes(name)).length, columns: header.length }
  }).sort((a, b) => b.known - a.known || b.columns - a.columns)
  return best?.delimiter ?? ','
}

function headerWith(text: string, delimiter: string): string[] {
  try {
    const [header = []] = parse(text, { delimiter, record_delimiter: '\n', skip_empty_lines: true, to: 1 })
    return header.map((cell) => cell.trim())
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
    rows.push({ line: begins, cells: cells.map((cell) => cell.trim()) })
    begins = lines + 1
    return null
  }
  try {
    parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, on_record: keep })
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
  CSV_QUOTE_NOT_CLOSED: 'in the row that begins here a quote is opened and never closed',
  INVALID_OPENING_QUOTE: 'in the row that begins here a quote stands in the middle of a cell',
}
