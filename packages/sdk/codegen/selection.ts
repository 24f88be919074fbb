import {
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql'

type Field = GraphQLField<unknown, unknown>

/** A field to select with its selection in braces, which is empty for a scalar. */
interface Selected {
  readonly field: Field
  readonly below: string
}

/** How much of an object is selected. */
interface Scope {
  /** How many levels of objects come whole, this one included. */
  readonly levels: number
  /** Whether the object is one of many. */
  readonly listed: boolean
}

/** The scalars by which a person knows an object. */
const NAMES = new Set(['name', 'title', 'key'])

/**
 * Returns the default selection of a root field, in braces; empty for a scalar.
 *
 * - An object with an `id` comes whole: all its scalars, and its objects in brief. In brief, an object with an `id`
 *   comes with that and its name, any other object with all its scalars.
 * - An object without an `id`, such as a payload, is a wrapper: its objects come whole.
 * - A connection comes as a page of whole objects, with what leads to the next page.
 * - A union comes with its type name and all its members, an interface with its type name and its scalars.
 *
 * Left out are connections below the root, lists of objects in the rows of a list, fields with required arguments and
 * deprecated fields.
 *
 * @param others Object types that are selected on the same field by other means: no field contradicts theirs.
 */
export function defaultSelection(type: GraphQLOutputType, others: readonly GraphQLObjectType[] = []): string {
  const named = getNamedType(type)
  const row = rowOf(named)
  if (row === undefined) {
    const levels = isObjectType(named) && hasId(named) ? 1 : 2
    return whole(named, { levels, listed: isList(type) }, others)
  }
  const rows = rowSelection(row.type)
  const wrapped = row.list === 'edges' ? `edges { node ${rows} }` : `nodes ${rows}`
  return `{ ${wrapped} pageInfo { hasNextPage endCursor } }`
}

/** Returns the default selection of one row of a list, in braces; empty when there is nothing to select. */
export function rowSelection(type: GraphQLNamedOutputType): string {
  return whole(type, { levels: 1, listed: true })
}

/** Whether a type is a page of a list. */
export function isConnection(type: GraphQLNamedOutputType): boolean {
  return rowOf(type) !== undefined
}

/** The type of the rows of a connection, and the field that holds them. */
function rowOf(
  type: GraphQLNamedOutputType,
): { readonly list: 'nodes' | 'edges'; readonly type: GraphQLNamedOutputType } | undefined {
  if (!isObjectType(type)) return undefined
  const { pageInfo, nodes, edges } = type.getFields()
  if (pageInfo === undefined) return undefined
  if (nodes !== undefined) return { list: 'nodes', type: getNamedType(nodes.type) }
  const edge = edges && getNamedType(edges.type)
  const node = isObjectType(edge) ? edge.getFields().node : undefined
  return node && { list: 'edges', type: getNamedType(node.type) }
}

function whole(
  type: GraphQLNamedOutputType,
  { levels, listed }: Scope,
  others: readonly GraphQLObjectType[] = [],
): string {
  return selection(
    type,
    (object) =>
      freeFields(object).flatMap((field): Selected[] => {
        const fieldType = getNamedType(field.type)
        if (isLeafType(fieldType)) return [{ field, below: '' }]
        if (isConnection(fieldType)) return []
        const many = isList(field.type)
        if (many && listed && hasId(object)) return []
        const inner =
          levels > 1 && !hasId(object)
            ? whole(fieldType, { levels: levels - 1, listed: many })
            : brief(fieldType)
        return inner === '' ? [] : [{ field, below: inner }]
      }),
    others,
  )
}

function brief(type: GraphQLNamedOutputType): string {
  return selection(type, (object) =>
    freeFields(object)
      .filter((field) => isLeafType(getNamedType(field.type)))
      .filter(({ name }) => !hasId(object) || name === 'id' || NAMES.has(name))
      .map((field) => ({ field, below: '' })),
  )
}

/** Selects of a type what `pick` picks of an object; empty when there is nothing to pick. */
function selection(
  type: GraphQLNamedOutputType,
  pick: (object: GraphQLObjectType) => readonly Selected[],
  others: readonly GraphQLObjectType[] = [],
): string {
  if (isObjectType(type)) {
    const picked = pick(type)
    return picked.length === 0 ? '' : `{ ${picked.map(print).join(' ')} }`
  }
  if (isInterfaceType(type)) {
    const scalars = freeFields(type).filter((field) => isLeafType(getNamedType(field.type)))
    return `{ __typename ${scalars.map(({ name }) => name).join(' ')} }`
  }
  if (!isUnionType(type)) return ''
  const members = type.getTypes().filter((member) => !others.includes(member))
  const picked = members.map((member) => [member, pick(member)] as const)
  const contradicted = contradictions([
    ...picked.flatMap(([, fields]) => fields.map(({ field }) => field)),
    ...others.flatMap((other) => Object.values(other.getFields())),
  ])
  const fragments = picked.flatMap(([member, fields]) => {
    if (fields.length === 0) return []
    const texts = fields.map((selected) =>
      contradicted.has(selected.field.name)
        ? `${aliasOf(member, selected.field)}: ${print(selected)}`
        : print(selected),
    )
    return [`... on ${member.name} { ${texts.join(' ')} }`]
  })
  return `{ __typename ${fragments.join(' ')} }`
}

/** The names of fields that stand for different types: GraphQL refuses them side by side, even in a union. */
function contradictions(fields: readonly Field[]): ReadonlySet<string> {
  const byName = Map.groupBy(fields, ({ name }) => name)
  const contradicted = [...byName].filter(
    ([, same]) => new Set(same.map(({ type }) => String(type))).size > 1,
  )
  return new Set(contradicted.map(([name]) => name))
}

/** Such as `serviceKind` for the field `kind` of a `Service`. */
function aliasOf({ name }: GraphQLObjectType, field: Field): string {
  const upper = field.name.charAt(0).toUpperCase() + field.name.slice(1)
  return name.charAt(0).toLowerCase() + name.slice(1) + upper
}

function print({ field, below }: Selected): string {
  return below === '' ? field.name : `${field.name} ${below}`
}

function freeFields(type: { getFields(): Readonly<Record<string, Field>> }): readonly Field[] {
  return Object.values(type.getFields()).filter(
    (field) => field.deprecationReason === undefined && !field.args.some(isRequiredArgument),
  )
}

function hasId(type: GraphQLObjectType): boolean {
  return 'id' in type.getFields()
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type))
}
