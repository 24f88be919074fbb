import { randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SampleChunk } from './chunks.ts'

/** Chunks that stay in memory; those after them go to a file. */
const IN_MEMORY = 3

interface Kept extends Omit<SampleChunk, 'rows'> {
  /** The rows, or where they are in the file. */
  readonly rows: Buffer | { readonly start: number; readonly length: number }
}

/**
 * Keeps checked samples until all of a request are there: a transaction that waits for its caller would hold its locks
 * for as long as that caller likes. Takes memory for a few chunks, however many there are; the others are in a file of the
 * directory for temporary files, which has no name any more once it is open.
 */
export class SampleSpool {
  readonly #kept: Kept[] = []
  #file: FileHandle | undefined
  #path: string | undefined
  #end = 0

  async add(chunk: SampleChunk): Promise<void> {
    if (this.#kept.length < IN_MEMORY) {
      this.#kept.push(chunk)
      return
    }
    this.#file ??= await this.#open()
    const { rows, ...rest } = chunk
    // A write may take a part of it only.
    for (let done = 0; done < rows.length; ) {
      const { bytesWritten } = await this.#file.write(rows, done, rows.length - done, this.#end + done)
      done += bytesWritten
    }
    this.#kept.push({ ...rest, rows: { start: this.#end, length: rows.length } })
    this.#end += rows.length
  }

  /** The months that the samples lie in. */
  get months(): ReadonlySet<string> {
    return new Set(this.#kept.flatMap(({ months }) => [...months]))
  }

  /** All chunks in their order; they may be read again. */
  async *chunks(): AsyncGenerator<SampleChunk> {
    for (const kept of this.#kept) yield { ...kept, rows: await this.#read(kept.rows) }
  }

  /** Gives up what is kept. */
  async close(): Promise<void> {
    this.#kept.length = 0
    await this.#file?.close()
    // Where a file that is open cannot lose its name, it does so now.
    if (this.#path !== undefined) await unlink(this.#path).catch(() => undefined)
  }

  async #open(): Promise<FileHandle> {
    const path = join(tmpdir(), `throughline-samples-${randomUUID()}`)
    const file = await open(path, 'wx+', 0o600)
    await unlink(path).catch(() => {
      this.#path = path
    })
    return file
  }

  async #read(rows: Kept['rows']): Promise<Buffer> {
    if (Buffer.isBuffer(rows)) return rows
    if (this.#file === undefined) throw new Error('the spool is closed')
    const read = Buffer.allocUnsafe(rows.length)
    for (let done = 0; done < rows.length; ) {
      const { bytesRead } = await this.#file.read(read, done, rows.length - done, rows.start + done)
      if (bytesRead === 0) throw new Error('the file of the spool is shorter than what was written')
      done += bytesRead
    }
    return read
  }
}
