import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isScalarType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { isRecord, type Variables } from './argument.ts'

/**
 * What of the variables decides the text of a statement: which are there, which are null, the values of enums
 * and truth values, the keys of input objects, how many input objects a list holds. Two requests of one
 * document with the same shape share a statement and differ only in what is bound.
 */
export function shapeOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): string {
  return (operation.variableDefinitions ?? [])
    .map(({ variable, type }) => {
      const inputType = typeFromAST(schema, type)
      return isInputType(inputType) ? shape(inputType, variables[variable.name.value]) : ''
    })
    .join(';')
}

function shape(type: GraphQLInputType, value: unknown): string {
  if (value === undefined) return ''
  if (value === null) return '0'
  if (isNonNullType(type)) return shape(type.ofType, value)
  if (isListType(type)) {
    const inner = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType
    // A list of scalars is bound as one array, whatever its length.
    if (isScalarType(inner) || (isEnumType(inner) === false && !isInputObjectType(inner))) return '*'
    return Array.isArray(value) ? `[${value.map((item) => shape(type.ofType, item)).join(',')}]` : '*'
  }
  if (isEnumType(type)) return JSON.stringify(value)
  if (isInputObjectType(type)) {
    if (!isRecord(value)) return '*'
    const fields = type.getFields()
    const parts = Object.keys(value)
      .sort()
      .map((key) => {
        const field = fields[key]
        return `${key}:${field === undefined ? '' : shape(field.type, value[key])}`
      })
    return `{${parts.join(',')}}`
  }
  return type.name === 'Boolean' ? String(value) : '*'
}
