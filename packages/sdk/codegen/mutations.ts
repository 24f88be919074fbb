import {
  type DocumentNode,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** The interface that every error type of the schema implements. */
const errorInterface = 'Error'

/**
 * Adds to each field of a mutation what the client needs to tell payloads from errors and to say everything about an
 * error: `__typename` and, for each error type the field may answer with, its fields. Authors write the payload alone.
 * A query comes back as it is.
 */
export function completeMutation(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const fields = schema.getMutationType()?.getFields() ?? {}
  return {
    ...document,
    definitions: document.definitions.map((node) =>
      node.kind === Kind.OPERATION_DEFINITION && node.operation === OperationTypeNode.MUTATION
        ? { ...node, selectionSet: completeRoot(node.selectionSet, fields, schema) }
        : node,
    ),
  }
}

function completeRoot(
  root: SelectionSetNode,
  fields: Readonly<Record<string, GraphQLField<unknown, unknown>>>,
  schema: GraphQLSchema,
): SelectionSetNode {
  return {
    ...root,
    selections: root.selections.map((node) => {
      if (node.kind !== Kind.FIELD || node.selectionSet === undefined) return node
      const field = fields[node.name.value]
      if (field === undefined) return node
      const added = [select('__typename'), ...errorSelections(field, schema)]
      const selections = node.selectionSet.selections.filter((own) => !isTypename(own))
      return { ...node, selectionSet: { ...node.selectionSet, selections: [...added, ...selections] } }
    }),
  }
}

/** The members of a mutation's result that are errors. */
export function errorTypes(result: GraphQLAbstractType, schema: GraphQLSchema): readonly GraphQLObjectType[] {
  const common = schema.getType(errorInterface)
  if (!isInterfaceType(common)) return []
  return schema.getPossibleTypes(result).filter((type) => schema.isSubType(common, type))
}

function errorSelections(field: GraphQLField<unknown, unknown>, schema: GraphQLSchema): SelectionNode[] {
  const result = getNamedType(field.type)
  const common = schema.getType(errorInterface)
  if (!isAbstractType(result) || !isInterfaceType(common)) return []
  const commonFields = Object.keys(common.getFields())
  const errors = errorTypes(result, schema)
  if (errors.length === 0) return []
  const own = errors.map((type) => spread(type.name, ownFields(type, commonFields)))
  return [spread(common.name, commonFields.map(select)), ...own].filter(
    (fragment) => fragment.selectionSet.selections.length > 0,
  )
}

/** The fields an error type has of its own, one level deep. */
function ownFields(type: GraphQLObjectType, without: readonly string[]): FieldNode[] {
  if (!type.name.endsWith('Error')) {
    throw new Error(`The schema's error type ${type.name} must end in "Error": clients tell errors by that`)
  }
  return freeFields(type).flatMap((field) => {
    if (without.includes(field.name)) return []
    const fieldType = getNamedType(field.type)
    if (isLeafType(fieldType)) return [select(field.name)]
    if (!isObjectType(fieldType)) return []
    const leaves = freeFields(fieldType).filter((inner) => isLeafType(getNamedType(inner.type)))
    if (leaves.length === 0) return []
    const selections = leaves.map((leaf) => select(leaf.name))
    return [{ ...select(field.name), selectionSet: { kind: Kind.SELECTION_SET, selections } }]
  })
}

function isTypename(node: SelectionNode): boolean {
  return node.kind === Kind.FIELD && node.name.value === '__typename' && node.alias === undefined
}

function freeFields(type: GraphQLObjectType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields()).filter((field) => !field.args.some(isRequiredArgument))
}

function select(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } }
}

function spread(type: string, selections: FieldNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  }
}
