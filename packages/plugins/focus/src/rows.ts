import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { InputError, type SourceFile } from '@throughline/plugin-kit'
import { CsvError, parse } from 'csv-parse'
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

  /** @throws InputError if the row has more or fewer cells than the header: which one is which is then unknown */
  requireCells(): void {
    const [count, wanted] = [this.#cells.length, this.#header.width]
    if (count !== wanted) throw this.refusal(`has ${count} cells where the header has ${wanted}`)
  }

  refusal(problem: string): InputError {
    return new InputError({
      file: this.#file,
      line: this.#line,
      problem,
      hint: 'The charge is in no sum. Correct the row, or export the file again.',
    })
  }
}

/** How many rows are handed over at once. */
const BATCH = 100

/**
 * The rows of a file in batches, read piece by piece; gzip is unpacked.
 * @param begin called with the header before the first row
 * @throws InputError if the file has no usable header, or cannot be read to its end
 */
export async function* rowsOf(
  file: SourceFile,
  begin?: (header: Header) => void,
): AsyncGenerator<readonly Row[]> {
  const read: { header?: Header; batch: Row[]; line: number } = { batch: [], line: 1 }
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // Rows are handed over many at once: a step of the stream for each would cost more than reading it.
    on_record(cells, { lines }) {
      const { header, line } = read
      read.line = lines + 1
      if (header === undefined) {
        read.header = headerOf(file.path, cells)
        begin?.(read.header)
        return null
      }
      read.batch.push(new Row(file.path, line, header, cells))
      return read.batch.length % BATCH === 0 ? cells : null
    },
  })
  const reading = pipeline(Readable.from(piecesOf(file)), await unpackingFor(file), parser)
  // What it fails with comes out of the parser, too.
  reading.catch(() => {})
  try {
    for await (const _last of parser) {
      const { batch } = read
      read.batch = []
      if (batch.length > 0) yield batch
    }
  } catch (error) {
    throw refused(file.path, read.line, error)
  }
  if (read.batch.length > 0) yield read.batch
  if (read.header !== undefined) return
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
