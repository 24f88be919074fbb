import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { ConfigError, TransientError } from '../errors.ts'
import { parseJson } from '../json.ts'
import type { HttpResponse } from './http.ts'

/** By lower-case name. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

const DECOMPRESS: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>>
> = {
  br: promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(brotliDecompress),
  deflate: promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflate),
  gzip: promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(gunzip),
  'x-gzip': promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(gunzip),
}

/**
 * The whole body, decompressed, given up as soon as it is larger than `maxBytes` in either form.
 *
 * @throws ConfigError when it is too large, TransientError when it is cut off or packed in a way nobody asked for.
 */
export async function readBody(
  what: string,
  body: AsyncIterable<Uint8Array>,
  headers: AnswerHeaders,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(what, maxBytes)
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  const encoding = [headers['content-encoding'] ?? []].flat().join(',').trim().toLowerCase()
  if (size === 0 || encoding === '' || encoding === 'identity') return bytes
  const decompress = DECOMPRESS[encoding]
  if (decompress === undefined)
    throw new TransientError(`${what}: answered in an encoding that was not asked for`)
  try {
    return await decompress(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(what, maxBytes)
    }
    throw new TransientError(`${what}: the compressed answer is damaged or cut off`)
  }
}

function tooLarge(what: string, maxBytes: number): ConfigError {
  return new ConfigError(
    `${what}: the answer is larger than the ${maxBytes} bytes allowed; ask for less at once`,
  )
}

/** An answer that was read to its end. */
export function answerOf(
  what: string,
  url: URL,
  status: number,
  headers: AnswerHeaders,
  body: Uint8Array,
): HttpResponse {
  const text = () => new TextDecoder().decode(body)
  return {
    status,
    url: `${url.origin}${url.pathname}`,
    header(name) {
      const value = headers[name.toLowerCase()]
      return value === undefined ? undefined : [value].flat().join(', ')
    },
    bytes: () => body,
    text,
    json() {
      try {
        return parseJson(text())
      } catch {
        // The engine's own message quotes the answer.
        throw new TransientError(
          `${what}: the answer is no JSON; it was cut off, or something else came instead`,
        )
      }
    },
  }
}
