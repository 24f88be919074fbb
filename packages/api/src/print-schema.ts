import { readFile, writeFile } from 'node:fs/promises'
import { printSchema } from 'graphql'
import { schema } from './schema.ts'

/** The schema as it is committed for clients: `node print-schema.ts <file> [--check]`. */
const [file, mode] = process.argv.slice(2)
if (file === undefined) throw new Error('name the file to write, e.g. packages/sdk/schema.graphql')
const printed = `${printSchema(schema)}\n`
if (mode === '--check') {
  const kept = await readFile(file, 'utf8')
  if (kept !== printed) {
    process.stderr.write(`${file} is not what the schema prints; run: pnpm generate:schema\n`)
    process.exitCode = 1
  }
} else {
  await writeFile(file, printed)
  process.stdout.write(`wrote ${file}\n`)
}
