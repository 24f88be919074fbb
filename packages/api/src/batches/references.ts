import { type GraphQLInputObjectType, getNamedType } from 'graphql'
import { InvalidInput } from '../graph/errors.ts'

/**
 * The input of a mutation with the ids of what earlier mutations created: a text `$key` in a field of type ID stands
 * for the id that was created under this key.
 * @throws InvalidInput for a key that no earlier mutation has
 */
export function withCreatedIds(
  input: Readonly<Record<string, unknown>>,
  type: GraphQLInputObjectType,
  created: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const fields = type.getFields()
  const resolved = (value: unknown, path: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((one, index) => resolved(one, [...path, String(index)]))
    if (typeof value !== 'string' || !value.startsWith('$')) return value
    const id = created.get(value.slice(1))
    if (id !== undefined) return id
    throw InvalidInput.at(
      path,
      `is "${value}", but no earlier mutation of the batch creates anything under this key`,
    )
  }
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const field = fields[name]
      const isId = field !== undefined && getNamedType(field.type).name === 'ID'
      return [name, isId ? resolved(value, [name]) : value]
    }),
  )
}
