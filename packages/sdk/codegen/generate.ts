import { print, stripIgnoredCharacters } from 'graphql'
import { defaultFragments, defaultOperations } from './default-operations.ts'
import {
  moduleName,
  readFragments,
  readSchema,
  readSdkOperation,
  type SdkOperation,
  type SourceFile,
} from './sources.ts'
import { schemaTypes, typeWriter } from './types.ts'

/** What the modules are made from. */
export interface GenerateInput {
  readonly schema: SourceFile
  /** Operations written by hand, one each. Every other root field of the schema gets one by default. */
  readonly operations: readonly SourceFile[]
  /** Fragments that the operations written by hand may use, besides `<Type>Fields` of each object type. */
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
  // The first of a name is taken: one that is written by hand stands in place of a default one.
  const shared = [...input.fragments.flatMap(readFragments), ...defaultFragments(schema)]
  const written = new Set(input.operations.map(({ path }) => moduleName(path)))
  const operations = [...input.operations, ...defaultOperations(schema, written)]
    .map((file) => readSdkOperation(file, shared, schema))
    .sort((a, b) => (a.module < b.module ? -1 : 1))
  const documents = operations.map(({ document }) => document)
  const types = await schemaTypes(documents, schema)
  const modules = new Map([['types.ts', `${header('the schema')}\n${types}`]])
  const writeTypes = typeWriter(schema)
  for (const operation of operations) {
    const types = await writeTypes(operation.document)
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
    header(operation.origin),
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
