import { InputError } from './errors.ts'

/** The whole of a stream, given up as soon as it is larger than `maxBytes`. */
export async function readBounded(
  file: string,
  stream: AsyncIterable<Uint8Array | string> | Iterable<never>,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
    size += bytes.byteLength
    if (size > maxBytes) throw tooLarge(file, maxBytes)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

export function tooLarge(file: string, maxBytes: number): InputError {
  return new InputError({
    file,
    problem: `is larger than the ${maxBytes} bytes allowed`,
    hint: 'Split it, or raise the limit.',
  })
}

/**
 * Bytes as text, without a byte order mark. UTF-16 is read where a byte order mark says so, because that is what a
 * Windows shell writes when the output of a command is redirected to a file.
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new InputError(
      { file, problem: `is not ${encoding.toUpperCase()} text`, hint: 'Save it as UTF-8.' },
      { cause },
    )
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
