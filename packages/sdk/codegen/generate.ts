import { print, stripIgnoredCharacters } from 'graphql'
import { readFragments, readSchema, readSdkOperation, type SdkOperation, type SourceFile } from './sources.ts'
import { operationTypes, schemaTypes } from './types.ts'

/** What the modules are made from. */
export interface GenerateInput {
  readonly schema: SourceFile
  /** One operation each. */
  readonly operations: readonly SourceFile[]
  /** Fragments that any of the operations may use. */
  readonly fragments: readonly SourceFile[]
  /** Import path of the `Document` type as an operation's module sees it. */
  readonly documentModule: string
}

/**
 * The generated modules by their path below the output folder: `types.ts` and `operations/<name>.ts`. The same input
 * always gives the same text.
 *
 * @throws Error that says where and what is wrong in the input.
 */
export async function generate(input: GenerateInput): Promise<ReadonlyMap<string, string>> {
  const schema = readSchema(input.schema)
  const shared = input.fragments.flatMap(readFragments)
  const operations = input.operations
    .map((file) => readSdkOperation(file, shared, schema))
    .sort((a, b) => (a.module < b.module ? -1 : 1))
  const documents = operations.map(({ document }) => document)
  const types = await schemaTypes(documents, schema)
  const modules = new Map([['types.ts', `${header('the schema')}\n${types}`]])
  for (const operation of operations) {
    const types = await operationTypes(operation.document, schema)
    modules.set(`operations/${operation.module}.ts`, printModule(operation, types, input.documentModule))
  }
  return modules
}

function printModule(operation: SdkOperation, types: string, documentModule: string): string {
  const { name, kind, document, comment } = operation
  const base = `${name}${kind.charAt(0).toUpperCase()}${kind.slice(1)}`
  const result = kind === 'mutation' ? `Payloads<${base}>` : base
  const imported = ['Document', 'Open', 'Payloads'].filter(
    (type) => type === 'Document' || types.includes(`${type}<`) || result.startsWith(type),
  )
  const lines = [
    header(`operations/${operation.module}.graphql`),
    `import type { ${imported.join(', ')} } from '${documentModule}';`,
    ...(types.includes('Types.') ? [`import type * as Types from '../types.ts';`] : []),
    '',
    types,
    ...(comment.length > 0 ? ['/**', ...comment.map((line) => ` * ${line}`.trimEnd()), ' */'] : []),
    `export const ${name}: Document<${result}, ${base}Variables> = {`,
    `  kind: '${kind}',`,
    `  name: '${name}',`,
    `  text: ${JSON.stringify(stripIgnoredCharacters(print(document)))},`,
    '};',
  ]
  return `${lines.join('\n')}\n`
}

function header(source: string): string {
  return `// Generated from ${source} by \`pnpm generate:sdk\`. Do not edit.`
}
