import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { InputError, type SourceFile } from '@throughline/plugin-kit'
import { CsvError, type InfoRecord, parse } from 'csv-parse'
import { type Header, headerOf } from './columns.ts'

/** One row of a file, its cells asked for by column. Empty cells and NULL say nothing. */
export class Row {
  readonly #file: string
  readonly #line: number
  readonly #header: Header
  readonly #cells: readonly string[]

  constructor(file: string, line: number, header: Header, cells: readonly string[]) {
    this.#file = file
    this.#line = line
    this.#header = header
    this.#cells = cells
  }

  at(column: string): string | undefined {
    const place = this.#header.places.get(column)
    const cell = place === undefined ? undefined : this.#cells[place]?.trim()
    return cell === undefined || cell === '' || cell === 'NULL' ? undefined : cell
  }

  /** @throws InputError if the cell is empty */
  required(column: string): string {
    const cell = this.at(column)
    if (cell !== undefined) return cell
    throw this.refusal(`the column ${column} is empty`)
  }

  /** The whole file is refused: a sum that lacks a charge would look like a sum. */
  refusal(problem: string): InputError {
    return new InputError({
      file: this.#file,
      line: this.#line,
      problem,
      hint: 'No cost of the input was changed. Correct the row, or export the file again.',
    })
  }
}

/**
 * The rows of a file, read piece by piece; gzip is unpacked.
 * @param begin called with the header before the first row
 * @throws InputError with the line
 */
export async function* rowsOf(file: SourceFile, begin?: (header: Header) => void): AsyncGenerator<Row> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true })
  const reading = pipeline(Readable.from(piecesOf(file)), await unpackingFor(file), parser)
  // What it fails with comes out of the parser, too.
  reading.catch(() => {})
  let header: Header | undefined
  let line = 1
  try {
    for await (const read of parser) {
      const { record, info } = read as { readonly record: string[]; readonly info: InfoRecord }
      if (header === undefined) {
        header = headerOf(file.path, record)
        begin?.(header)
      } else {
        const row = new Row(file.path, line, header, record)
        if (record.length !== header.width) {
          throw row.refusal(`has ${record.length} cells where the header has ${header.width}`)
        }
        yield row
      }
      line = info.lines + 1
    }
  } catch (error) {
    throw refused(file.path, line, error)
  }
  if (header !== undefined) return
  throw new InputError({ file: file.path, problem: 'is empty', hint: 'Export it again.' })
}

function refused(file: string, line: number, error: unknown): unknown {
  if (error instanceof InputError) return error
  // Of gzip that is cut off or damaged, too.
  if (!(error instanceof CsvError) && !(error instanceof Error && 'code' in error)) return error
  return new InputError(
    {
      file,
      line: lineOf(error) ?? line,
      problem: 'cannot be read as CSV from here on',
      hint: 'Export it again as CSV with commas; parquet is not read.',
    },
    { cause: error },
  )
}

/** The parser fails as soon as it has met what is wrong, before the rows above were asked for. */
function lineOf(error: Error): number | undefined {
  return 'lines' in error && typeof error.lines === 'number' ? error.lines : undefined
}

async function* piecesOf(file: SourceFile): AsyncGenerator<Uint8Array> {
  if (file.stream === undefined) yield await file.bytes()
  else yield* file.stream()
}

/** What unpacks a file, by its first bytes. */
async function unpackingFor(file: SourceFile): Promise<NodeJS.ReadWriteStream> {
  for await (const piece of piecesOf(file)) {
    if (piece.length > 1) return piece[0] === 0x1f && piece[1] === 0x8b ? createGunzip() : new PassThrough()
  }
  return new PassThrough()
}
