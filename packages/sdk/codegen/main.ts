import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { differences, readGraphqlFiles, readSource, writeModules } from './files.ts'
import { generate } from './generate.ts'

const help = `Writes the typed operations of the SDK.

  pnpm --filter @throughline/sdk generate            operations/*.graphql and schema.graphql -> src/generated
  pnpm --filter @throughline/sdk generate --check    write nothing; fail when src/generated is out of date`

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
    root: { type: 'string', default: resolve(import.meta.dirname, '..') },
    out: { type: 'string', default: 'src/generated' },
    'document-module': { type: 'string', default: '../../document.ts' },
  },
})

if (values.help) {
  console.log(help)
} else {
  const folder = resolve(values.root, values.out)
  try {
    const modules = await generate({
      schema: readSource(values.root, 'schema.graphql'),
      operations: readGraphqlFiles(values.root, 'operations'),
      fragments: readGraphqlFiles(values.root, 'operations/fragments'),
      documentModule: values['document-module'],
    })
    const stale = differences(folder, modules)
    if (!values.check) writeModules(folder, modules)
    else if (stale.length > 0) {
      throw new Error(`Out of date in ${values.out}: ${stale.join(', ')}; run \`pnpm generate:sdk\``)
    }
    const change = stale.length === 0 ? 'nothing changed' : `changed: ${stale.join(', ')}`
    console.log(`${modules.size} modules in ${values.out}, ${change}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
