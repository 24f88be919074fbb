import { StringDecoder } from 'node:string_decoder'

/** Lines that have arrived together, without their ends. */
export interface Lines {
  /** The number of the first, from 1. */
  readonly first: number
  readonly texts: readonly string[]
}

/** Characters of a line; it holds one sample. */
const LONGEST = 10_000

/** A line that is longer than that: what it belongs to is no list of samples. */
export class LineTooLong extends Error {
  readonly line: number

  constructor(line: number) {
    super(`is longer than ${LONGEST} characters`)
    this.line = line
  }
}

/**
 * The lines of a text in UTF-8 that arrives in parts. They end with LF or CRLF, the last one needs no end.
 * @throws LineTooLong
 */
export async function* linesOf(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Lines> {
  const decoder = new StringDecoder('utf8')
  let first = 1
  let open = ''
  for await (const part of parts) {
    const texts = (open + decoder.write(Buffer.from(part.buffer, part.byteOffset, part.byteLength))).split(
      '\n',
    )
    open = texts.pop() ?? ''
    if (texts.length > 0) {
      yield { first, texts: texts.map((text, index) => checked(text, first + index)) }
      first += texts.length
    }
    checked(open, first)
  }
  open += decoder.end()
  if (open !== '') yield { first, texts: [checked(open, first)] }
}

function checked(text: string, line: number): string {
  if (text.length > LONGEST) throw new LineTooLong(line)
  const start = line === 1 && text.startsWith('\uFEFF') ? 1 : 0
  return text.slice(start, text.endsWith('\r') ? -1 : undefined)
}
