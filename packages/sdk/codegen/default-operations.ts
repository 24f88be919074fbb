import {
  astFromValue,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
  OperationTypeNode,
  print,
} from 'graphql'
import { errorTypes } from './mutations.ts'
import { defaultSelection, isConnection, rowSelection } from './selection.ts'
import { readFragments, type SourceFile } from './sources.ts'

/** How many rows a page has unless the caller says otherwise: the most that the server returns. */
const PAGE_SIZE = 100

/**
 * Returns one operation for each root field of the schema that is not deprecated, under the field's own name: all its
 * arguments as variables, and a default selection.
 *
 * @param taken Names of modules that are written by hand: they stand for the field of that name.
 * @throws Error when two root types have a field of the same name.
 */
export function defaultOperations(schema: GraphQLSchema, taken: ReadonlySet<string>): SourceFile[] {
  const origins = new Map<string, string>()
  return Object.values(OperationTypeNode).flatMap((kind) => {
    const root = schema.getRootType(kind)
    return Object.values(root?.getFields() ?? {}).flatMap((field) => {
      const module = kebabCase(field.name)
      if (field.deprecationReason !== undefined || taken.has(module)) return []
      const origin = `${root?.name}.${field.name}`
      const other = origins.get(module)
      if (other !== undefined) {
        throw new Error(
          `${other} and ${origin} would both be the module ${module}: write operations/${module}.graphql`,
        )
      }
      origins.set(module, origin)
      return [{ path: `${module}.graphql`, origin, text: operationText(kind, field, schema) }]
    })
  })
}

/**
 * Returns a fragment `<Type>Fields` for each object type of the schema with its default selection, so that an operation
 * that is written by hand need not list scalars.
 */
export function defaultFragments(schema: GraphQLSchema): FragmentDefinitionNode[] {
  const texts = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || isIntrospectionType(type)) return []
    const selection = rowSelection(type)
    return selection === '' ? [] : [`fragment ${type.name}Fields on ${type.name} ${selection}`]
  })
  return readFragments({ path: 'the default fragments', text: texts.join('\n') })
}

function operationText(
  kind: OperationTypeNode,
  field: GraphQLField<unknown, unknown>,
  schema: GraphQLSchema,
): string {
  const result = getNamedType(field.type)
  const paged = isConnection(result)
  const args = field.args.filter((arg) => arg.deprecationReason === undefined)
  const variables = args.map((arg) => `$${arg.name}: ${arg.type}${defaultOf(arg, paged)}`)
  const passed = args.map(({ name }) => `${name}: $${name}`)
  const list = (items: readonly string[]) => (items.length === 0 ? '' : `(${items.join(', ')})`)
  // The errors of a mutation are selected for every mutation, also for one that is written by hand.
  const errors = kind === OperationTypeNode.MUTATION && isUnionType(result) ? errorTypes(result, schema) : []
  return [
    ...(field.description ?? '').split('\n').map((line) => `# ${line}`),
    ...(paged
      ? [`# A page has ${PAGE_SIZE} rows; to read from the end, set \`first\` to null and \`last\`.`]
      : []),
    `${kind} ${pascalCase(field.name)}${list(variables)} {`,
    `${field.name}${list(passed)} ${defaultSelection(field.type, errors)}`,
    '}',
  ].join('\n')
}

function defaultOf(arg: GraphQLArgument, paged: boolean): string {
  const value = astFromValue(arg.defaultValue, arg.type)
  if (value != null) return ` = ${print(value)}`
  return paged && arg.name === 'first' ? ` = ${PAGE_SIZE}` : ''
}

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, '')
}
