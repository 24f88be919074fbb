import { writeFile } from 'node:fs/promises'
import { accessMatrix, printMatrix } from './access/matrix.ts'
import { schema } from './schema.ts'

/** Which role may use which part of the schema, as it is committed for review: `node print-access.ts <file>`. */
const [file] = process.argv.slice(2)
if (file === undefined) throw new Error('name the file to write, e.g. packages/api/docs/access-matrix.csv')
await writeFile(file, printMatrix(accessMatrix(schema)))
process.stdout.write(`wrote ${file}\n`)
