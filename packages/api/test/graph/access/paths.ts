import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
} from 'graphql'

/** A field of a type, and a document that asks for it and for as little else as it can. */
export interface AskedField {
  readonly type: GraphQLObjectType
  readonly field: GraphQLField<unknown, unknown>
  /** The fields that lead to it from the root, itself included: `Query.team`, `Team.name`. */
  readonly way: readonly string[]
  readonly document: string
}

/** How a type is reached: the fields on the way, and a document with something in its place. */
interface Way {
  readonly fields: readonly string[]
  document(inner: string): string
}

/** Every field of every object type that can be reached from a root, by the shortest way. */
export function everyField(schema: GraphQLSchema): AskedField[] {
  const ways = new Map<GraphQLObjectType, Way>()
  for (const [operation, root] of [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const) {
    if (root) ways.set(root, { fields: [], document: (inner) => `${operation} { ${inner} }` })
  }
  const queue = [...ways.keys()]
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    const way = ways.get(type)
    if (way === undefined) continue
    for (const field of Object.values(type.getFields())) {
      for (const [next, condition] of objectsBelow(schema, field)) {
        if (ways.has(next)) continue
        ways.set(next, {
          fields: [...way.fields, `${type.name}.${field.name}`],
          document: (inner) => way.document(`${field.name} { ${condition(inner)} }`),
        })
        queue.push(next)
      }
    }
  }
  return [...ways].flatMap(([type, way]) =>
    Object.values(type.getFields()).map((field) => {
      const leaf = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'
      return {
        type,
        field,
        way: [...way.fields, `${type.name}.${field.name}`],
        document: way.document(`${field.name}${leaf}`),
      }
    }),
  )
}

function objectsBelow(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
): [GraphQLObjectType, (inner: string) => string][] {
  const type = getNamedType(field.type)
  if (isObjectType(type)) return [[type, (inner) => inner]]
  if (!isUnionType(type) && !isInterfaceType(type)) return []
  return schema
    .getPossibleTypes(type)
    .map((member) => [member, (inner) => `... on ${member.name} { ${inner} }`])
}
