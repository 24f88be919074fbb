import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  validate,
  visit,
} from 'graphql'
import { completeMutation } from './mutations.ts'

/** A text and where it stands, as errors show it. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** What the text was made from, where that is not the file itself. */
  readonly origin?: string
}

/** One operation, checked against the schema and complete with the fragments it uses. */
export interface SdkOperation {
  /** File name without its ending, such as `service-assets`: the name of the module. */
  readonly module: string
  /** Name of the operation, such as `ServiceAssets`: the name of the constant. */
  readonly name: string
  readonly kind: OperationDefinitionNode['operation']
  /** The comment at the head of the file. */
  readonly comment: readonly string[]
  /** What the operation was made from. */
  readonly origin: string
  readonly document: DocumentNode
}

/** Parses a schema. @throws GraphQLError with the place of the mistake. */
export function readSchema(file: SourceFile): GraphQLSchema {
  return buildSchema(new Source(file.text, file.path))
}

/**
 * Reads one operation from a file of its own.
 *
 * @param shared Fragments that any operation may use.
 * @throws Error that says where and what, for a file that breaks GraphQL, the schema or the rules for names.
 */
export function readSdkOperation(
  file: SourceFile,
  shared: readonly FragmentDefinitionNode[],
  schema: GraphQLSchema,
): SdkOperation {
  const own = parse(new Source(file.text, file.path))
  const operations = own.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operation === undefined || operations.length !== 1) {
    throw new Error(
      `${file.path}: holds ${operations.length} operations; give each operation a file of its own`,
    )
  }
  const module = moduleName(file.path)
  const name = operation.name?.value
  if (name !== pascalCase(module)) {
    throw new Error(
      `${file.path}: the operation is called ${name ?? 'nothing'}; call it ${pascalCase(module)}`,
    )
  }
  const document = completeMutation(withFragments(own, shared), schema)
  const problems = validate(schema, document)
  if (problems.length > 0) throw new Error(problems.map(String).join('\n\n'))
  return {
    module,
    name,
    kind: operation.operation,
    comment: headComment(file.text),
    origin: file.origin ?? `operations/${module}.graphql`,
    document,
  }
}

/** The fragments of a file that holds nothing else. */
export function readFragments(file: SourceFile): FragmentDefinitionNode[] {
  return parse(new Source(file.text, file.path)).definitions.map((node) => {
    if (node.kind === Kind.FRAGMENT_DEFINITION) return node
    throw new Error(`${file.path}: only fragments belong here; put an operation one folder up`)
  })
}

function withFragments(own: DocumentNode, shared: readonly FragmentDefinitionNode[]): DocumentNode {
  const definitions = [...own.definitions]
  const known = new Set(definitions.map((node) => ('name' in node ? node.name?.value : undefined)))
  for (const definition of definitions) {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = shared.find((candidate) => candidate.name.value === name.value)
        if (fragment === undefined || known.has(name.value)) return
        known.add(name.value)
        definitions.push(fragment)
      },
    })
  }
  return { ...own, definitions }
}

/** The name of the module that an operation's file becomes. */
export function moduleName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.graphql$/, '')
}

function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function headComment(text: string): readonly string[] {
  const lines = text.split('\n')
  const end = lines.findIndex((line) => !line.startsWith('#'))
  return lines.slice(0, end).map((line) => line.replace(/^#\s?/, '').replaceAll('*/', '* /'))
}
