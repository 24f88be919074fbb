import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { UsageError } from '../exit.ts'

export interface SourceText {
  /** As messages name it. */
  readonly file: string
  readonly text: string
}

const FILE = /\.(ya?ml|json)$/i

/**
 * Reads a file, every YAML and JSON file of a folder with all below it in the order of their names, or standard input
 * for `-`. Names that begin with a dot are left out.
 * @throws UsageError for what cannot be read, and for a folder without such files
 */
export async function readFiles(directory: string, path: string): Promise<SourceText[]> {
  if (path === '-') return [{ file: '<stdin>', text: await text(process.stdin) }]
  const target = resolve(directory, path)
  try {
    const files = (await stat(target)).isDirectory() ? await filesBelow(target) : [target]
    if (files.length === 0) throw new UsageError(`${path} contains no .yaml, .yml or .json file.`)
    return await Promise.all(
      files.map(async (file) => ({ file: shown(directory, file), text: await readFile(file, 'utf8') })),
    )
  } catch (error) {
    if (error instanceof UsageError || !(error instanceof Error)) throw error
    throw new UsageError(`${path} cannot be read: ${error.message}`)
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.'))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) return filesBelow(path)
        return FILE.test(entry.name) ? [path] : []
      }),
  )
  return nested.flat()
}

function shown(directory: string, file: string): string {
  const path = relative(directory, file)
  return path.startsWith('..') ? file : path
}
