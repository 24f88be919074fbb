import { collectSubFields } from '@graphql-tools/utils'
import { type FieldNode, type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql'

/**
 * Whether a field of the object that is resolved is selected below it, under any alias.
 * @param path the name of the field; more than one leads down to a field of an object below
 */
export function selectsField(info: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  return selects(info, info.returnType, info.fieldNodes, path)
}

function selects(
  info: GraphQLResolveInfo,
  returned: GraphQLResolveInfo['returnType'],
  nodes: readonly FieldNode[],
  [name, ...below]: readonly string[],
): boolean {
  const type = getNamedType(returned)
  if (name === undefined) return true
  if (!isObjectType(type)) return false
  const { schema, fragments, variableValues } = info
  const { fields } = collectSubFields(schema, fragments, variableValues, type, [...nodes])
  const field = type.getFields()[name]
  return (
    field !== undefined &&
    [...fields.values()].some(
      (found) => found[0]?.name.value === name && selects(info, field.type, found, below),
    )
  )
}

/** Whether a field of the payload of the mutation that is resolved is selected, under any alias. */
export function selectsPayloadField(info: GraphQLResolveInfo, payload: string, name: string): boolean {
  const { schema, fragments, variableValues, fieldNodes } = info
  const type = schema.getType(payload)
  if (!isObjectType(type)) return false
  const { fields } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes])
  return [...fields.values()].some(([first]) => first?.name.value === name)
}
