import { createReadStream, type Stats } from 'node:fs'
import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { decodeText, readBounded, tooLarge } from './bytes.ts'
import type { SourceFile, SourceFiles } from './context.ts'
import { InputError } from './errors.ts'

/** What messages call the input when it came through a pipe. */
export const STANDARD_INPUT = 'standard input'

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024

export interface ReadFilesOptions {
  /**
   * Which files of a directory to read, by their lower-case endings with the dot. A file named by itself is read
   * whatever its ending.
   */
  readonly extensions: readonly string[]
  /** What `-` stands for; needed only then. */
  readonly stdin?: AsyncIterable<Uint8Array | string>
  /** The largest file to accept, in bytes; 256 MiB when left out. */
  readonly maxBytes?: number
}

/**
 * Opens a person's input: a file, a directory with all below it, or `-` for a stream. Nothing is touched before the
 * result is walked; errors come then, as InputError.
 *
 * A directory is read in the order of its names; names that begin with a dot are left out, links are followed and
 * every real file is read once, so loops end. Each walk lists it anew. A stream or a named pipe is read once and kept.
 */
export function readFiles(pathOrDash: string, options: ReadFilesOptions): SourceFiles {
  let piped: SourceFile | undefined
  return {
    async *[Symbol.asyncIterator]() {
      if (pathOrDash === '-') {
        piped ??= streamFile(STANDARD_INPUT, options.stdin ?? [], options)
        yield piped
        return
      }
      const stats = await statOf(pathOrDash)
      if (stats.isDirectory()) yield* filesOf(pathOrDash, options)
      else if (stats.isFile()) yield regularFile(pathOrDash, stats, options)
      else {
        piped ??= streamFile(pathOrDash, createReadStream(pathOrDash), options)
        yield piped
      }
    },
  }
}

async function* filesOf(root: string, options: ReadFilesOptions): AsyncGenerator<SourceFile> {
  let found = false
  for await (const file of filesBelow(root, options, new Set([await realPathOf(root)]))) {
    found = true
    yield file
  }
  if (found) return
  throw new InputError({
    file: root,
    problem: `the directory holds no file that ends in ${options.extensions.join(', ')}`,
    hint: 'Name the directory with the files in it, or one file.',
  })
}

async function* filesBelow(
  directory: string,
  options: ReadFilesOptions,
  seen: Set<string>,
): AsyncGenerator<SourceFile> {
  for (const name of await namesIn(directory)) {
    const here = path.join(directory, name)
    const stats = await statOf(here)
    if (!stats.isDirectory() && !(stats.isFile() && hasEnding(name, options.extensions))) continue
    const real = await realPathOf(here)
    if (seen.has(real)) continue
    seen.add(real)
    if (stats.isDirectory()) yield* filesBelow(here, options, seen)
    else yield regularFile(here, stats, options)
  }
}

function hasEnding(name: string, extensions: readonly string[]): boolean {
  const lower = name.toLowerCase()
  return extensions.some((extension) => lower.endsWith(extension))
}

function regularFile(file: string, stats: Stats, options: ReadFilesOptions): SourceFile {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES
  const whole = async () => {
    if (stats.size > maxBytes) throw tooLarge(file, maxBytes)
    return readFile(file)
  }
  return fileFrom(file, whole, () => piecesOf(file))
}

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file)) yield piece as Uint8Array
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

function streamFile(
  file: string,
  stream: AsyncIterable<Uint8Array | string> | Iterable<never>,
  options: ReadFilesOptions,
): SourceFile {
  let kept: Promise<Uint8Array> | undefined
  return fileFrom(file, () => {
    kept ??= readBounded(file, stream, options.maxBytes ?? DEFAULT_MAX_BYTES)
    return kept
  })
}

function fileFrom(
  file: string,
  read: () => Promise<Uint8Array>,
  stream?: () => AsyncIterable<Uint8Array>,
): SourceFile {
  const bytes = () => orUnreadable(file, read)
  return {
    path: file,
    bytes,
    text: async () => decodeText(file, await bytes()),
    ...(stream === undefined ? {} : { stream }),
  }
}

function statOf(file: string): Promise<Stats> {
  return orUnreadable(file, () => stat(file))
}

function realPathOf(file: string): Promise<string> {
  return orUnreadable(file, () => realpath(file))
}

async function namesIn(directory: string): Promise<string[]> {
  const names = await orUnreadable(directory, () => readdir(directory))
  return names.filter((name) => !name.startsWith('.')).sort()
}

async function orUnreadable<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof InputError) throw cause
    throw unreadable(file, cause)
  }
}

function unreadable(file: string, cause: unknown): InputError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return new InputError({ file, ...(REASONS.get(code) ?? OTHER_REASON) }, { cause })
}

const REASONS: ReadonlyMap<unknown, { problem: string; hint: string }> = new Map([
  [
    'ENOENT',
    { problem: 'does not exist', hint: 'Check the path, and that a link in it does not point nowhere.' },
  ],
  ['EACCES', { problem: 'may not be read', hint: 'Give the user that runs this permission to read it.' }],
  [
    'ELOOP',
    { problem: 'is a link that leads back to itself', hint: 'Remove the link, or name the real path.' },
  ],
])
const OTHER_REASON = { problem: 'could not be read', hint: 'Check that it is a readable file or directory.' }
