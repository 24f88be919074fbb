import {
  type GraphQLInputObjectType,
  type GraphQLType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql'
import { isRecord } from '../graph/argument.ts'
import { InvalidInput } from '../graph/errors.ts'

/**
 * The input of a mutation with the ids of what earlier mutations created: a text `$key` in a field of type ID, also
 * within lists and nested inputs, stands for the id that was created under this key.
 * @throws InvalidInput for a key that no earlier mutation has
 */
export function withCreatedIds(
  input: Readonly<Record<string, unknown>>,
  type: GraphQLInputObjectType,
  created: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const fields = type.getFields()
  const within = (
    value: Readonly<Record<string, unknown>>,
    of: ReturnType<GraphQLInputObjectType['getFields']>,
    path: readonly string[],
  ): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, resolved(one, of[name]?.type, [...path, name])]),
    )
  const resolved = (value: unknown, given: GraphQLType | undefined, path: readonly string[]): unknown => {
    const expected = getNullableType(given)
    if (isListType(expected) && Array.isArray(value)) {
      return value.map((one, index) => resolved(one, expected.ofType, [...path, String(index)]))
    }
    if (isListType(expected)) return resolved(value, expected.ofType, path)
    if (isInputObjectType(expected) && isRecord(value)) return within(value, expected.getFields(), path)
    const isKey = expected?.name === 'ID' && typeof value === 'string' && value.startsWith('$')
    if (!isKey) return value
    const id = created.get(value.slice(1))
    if (id !== undefined) return id
    throw InvalidInput.at(
      path,
      `is "${value}", but no earlier mutation of the batch creates anything under this key`,
    )
  }
  return within(input, fields, [])
}
