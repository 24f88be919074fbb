import type { IncomingMessage } from 'node:http'
import type { BodyShare } from './body-budget.ts'

/**
 * Reads the body of a request as it came.
 *
 * @param limit in bytes
 * @param share counts the bytes and may refuse more
 * @returns undefined if the body is larger than the limit or the share refuses it; the rest is not read, so the response
 * should close the connection
 * @throws if the caller ends the connection before the end of the body
 */
export async function readBody(
  request: IncomingMessage,
  limit: number,
  share?: BodyShare,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array)
    size += bytes.byteLength
    if (size > limit || share?.take(bytes.byteLength) === false) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/**
 * Reads the body of a request and keeps nothing of it.
 *
 * @param limit in bytes
 * @param share counts the bytes and may refuse more
 * @returns false if the body is larger than the limit or the share refuses it; the rest is not read
 * @throws if the caller ends the connection before the end of the body
 */
export async function discardBody(
  request: IncomingMessage,
  limit: number,
  share: BodyShare,
): Promise<boolean> {
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.byteLength(chunk as Uint8Array)
    size += bytes
    if (size > limit || !share.take(bytes)) return false
  }
  return true
}
