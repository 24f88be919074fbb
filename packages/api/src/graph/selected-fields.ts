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
