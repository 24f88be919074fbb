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
  readonly document: string
}

/** Every field of every object type that can be reached from a root, by the shortest way. */
export function everyField(schema: GraphQLSchema): AskedField[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => !!type)
  const ways = new Map<GraphQLObjectType, (inner: string) => string>()
  const queue: GraphQLObjectType[] = []
  for (const root of roots) {
    ways.set(root, (inner) => `${root === schema.getMutationType() ? 'mutation' : 'query'} { ${inner} }`)
    queue.push(root)
  }
  for (let type = queue.shift(); type !== undefined; type = queue.shift()) {
    const way = ways.get(type)
    if (way === undefined) continue
    for (const field of Object.values(type.getFields())) {
      for (const [next, condition] of objectsBelow(schema, field)) {
        if (ways.has(next)) continue
        ways.set(next, (inner) => way(`${field.name} { ${condition(inner)} }`))
        queue.push(next)
      }
    }
  }
  return [...ways].flatMap(([type, way]) =>
    Object.values(type.getFields()).map((field) => {
      const leaf = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'
      return { type, field, document: way(`${field.name}${leaf}`) }
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
