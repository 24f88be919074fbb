import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readCatalog } from './catalog.ts'
import type { Db } from './connect.ts'
import { dumpSchema } from './schema-dump.ts'
import { tableSource } from './table-source.ts'

/** A file that follows from the migrations. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/** What the generated files should be, from a database that was migrated and nothing else. */
export async function generatedFiles(db: Db): Promise<GeneratedFile[]> {
  const catalog = await readCatalog(db.pool)
  const file = (name: string, text: string) => ({ path: fileURLToPath(new URL(name, import.meta.url)), text })
  return [file('../schema.sql', dumpSchema(catalog)), file('./tables.ts', tableSource(catalog))]
}

/** How a file on disk differs from what it should be; undefined when it does not. */
export async function drift(file: GeneratedFile): Promise<string | undefined> {
  const found = await readFile(file.path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  if (found === file.text) return undefined
  return `${file.path} is not what the migrations add up to; run "pnpm generate:db".\n${difference(found, file.text)}`
}

/** The lines from the first to the last difference: `-` on disk, `+` as it should be. */
function difference(found: string, wanted: string): string {
  const before = found.split('\n')
  const after = wanted.split('\n')
  let top = 0
  while (top < before.length && top < after.length && before[top] === after[top]) top++
  let bottom = 0
  while (
    bottom < before.length - top &&
    bottom < after.length - top &&
    before.at(-1 - bottom) === after.at(-1 - bottom)
  )
    bottom++
  const part = (lines: string[], sign: string) =>
    lines.slice(top, lines.length - bottom).map((line) => `${sign}${line}`)
  return [`@@ line ${top + 1}`, ...part(before, '-').slice(0, 40), ...part(after, '+').slice(0, 40)].join(
    '\n',
  )
}
