import { plugin, type TypeScriptDocumentsPluginConfig } from '@graphql-codegen/typescript-operations'
import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  parse,
  printSchema,
  visit,
} from 'graphql'

/** How each scalar of the schema travels in JSON. A scalar missing here fails the generation. */
export const scalars = {
  ID: 'string',
  BigInt: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  Duration: 'string',
  EmailAddress: 'string',
  JSON: 'unknown',
  JSONObject: 'Record<string, unknown>',
  Time: 'string',
  TimeZone: 'string',
  URL: 'string',
  UUID: 'string',
}

const common = {
  strictScalars: true,
  immutableTypes: true,
  arrayInputCoercion: false,
  enumType: 'string-literal',
} satisfies TypeScriptDocumentsPluginConfig

const openSuffix = '__Open'

/**
 * Returns what writes the TypeScript types of an operation's variables and result; enums and inputs are members of
 * `Types`.
 */
export function typeWriter(schema: GraphQLSchema): (document: DocumentNode) => Promise<string> {
  const { schema: opened, enums } = withOpenEnums(schema)
  const opens = enums.map((name) => [name + openSuffix, `Open<Types.${name}>`])
  const config = {
    ...common,
    scalars: { ...scalars, ...Object.fromEntries(opens) },
    importSchemaTypesFrom: './types.ts',
    namespacedImportName: 'Types',
  }
  return async (document) => {
    const files = [{ location: 'operation', document }]
    const { content } = await plugin(opened, files, config, { outputFile: 'operation.ts' })
    return tidy(content.replace(/= Exact<(\{[\s\S]*?\})>;/g, '= $1;'))
  }
}

/** TypeScript types of the enums and inputs that any of the documents uses. */
export async function schemaTypes(
  documents: readonly DocumentNode[],
  schema: GraphQLSchema,
): Promise<string> {
  const { content } = await plugin(
    schema,
    documents.map((document) => ({ location: 'operation', document })),
    { ...common, scalars, generateOperationTypes: false },
    { outputFile: 'types.ts' },
  )
  return tidy(content)
}

/**
 * The schema with each enum in an output position replaced by a scalar of its own: what comes from the server may be a
 * member added since, what goes to it may not. The generator knows one type per enum, hence the detour.
 */
function withOpenEnums(schema: GraphQLSchema): { schema: GraphQLSchema; enums: readonly string[] } {
  const document = parse(printSchema(schema))
  const enums = document.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION ? [node.name.value] : [],
  )
  const opened = visit(document, {
    FieldDefinition(field) {
      const type = visit(field.type, {
        Name: (name) =>
          enums.includes(name.value) ? { ...name, value: name.value + openSuffix } : undefined,
      })
      return { ...field, type }
    },
  })
  const open = enums.map((name) => `scalar ${name}${openSuffix}`).join('\n')
  const definitions = [...opened.definitions, ...(open === '' ? [] : parse(open).definitions)]
  return { schema: buildASTSchema({ kind: Kind.DOCUMENT, definitions }), enums }
}

function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`
}
