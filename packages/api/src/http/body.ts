import type { IncomingMessage } from 'node:http'

/**
 * Reads the body of a request as it came.
 *
 * @param limit in bytes
 * @returns undefined if the body is larger than the limit; the rest is not read, so the response should close the
 * connection
 * @throws if the caller ends the connection before the end of the body
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.byteLength
    if (size > limit) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}
