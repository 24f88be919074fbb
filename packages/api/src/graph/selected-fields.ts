import { collectSubFields } from '@graphql-tools/utils'
import { type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql'

/** Whether a field of the object that is resolved is selected below it, under any alias. */
export function selectsField(info: GraphQLResolveInfo, name: string): boolean {
  const type = getNamedType(info.returnType)
  if (!isObjectType(type)) return false
  const { schema, fragments, variableValues, fieldNodes } = info
  const { fields } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes])
  return [...fields.values()].some(([first]) => first?.name.value === name)
}

/** Whether a field of the payload of the mutation that is resolved is selected, under any alias. */
export function selectsPayloadField(info: GraphQLResolveInfo, payload: string, name: string): boolean {
  const { schema, fragments, variableValues, fieldNodes } = info
  const type = schema.getType(payload)
  if (!isObjectType(type)) return false
  const { fields } = collectSubFields(schema, fragments, variableValues, type, [...fieldNodes])
  return [...fields.values()].some(([first]) => first?.name.value === name)
}
