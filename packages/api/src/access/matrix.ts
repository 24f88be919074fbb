import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { isIn, ROLES, type Role } from '../graph/roles.ts'
import { fieldRule, ruleOf } from '../graph/visibility.ts'

/** A part of the schema with the roles that may use it: `Query.teams`, `TeamFilter`, `Team.members(after:)`. */
export interface MatrixRow {
  readonly name: string
  readonly roles: readonly Role[]
}

/**
 * Which role may use which part of the schema, sorted by name: every field of every object type; arguments, input
 * types, input fields and values of enums that have rules of their own. All other inputs are for those who may use the field that
 * takes them.
 */
export function accessMatrix(schema: GraphQLSchema): MatrixRow[] {
  const rows: MatrixRow[] = []
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        const name = `${type.name}.${field.name}`
        rows.push({ name, roles: rolesOfField(type, field) })
        for (const argument of field.args) {
          const roles = rolesOfInputs([argument, getNamedType(argument.type)])
          if (roles !== undefined) rows.push({ name: `${name}(${argument.name}:)`, roles })
        }
      }
    } else if (isEnumType(type)) {
      for (const value of type.getValues()) {
        const roles = rolesOfInputs([value])
        if (roles !== undefined) rows.push({ name: `${type.name}.${value.name}`, roles })
      }
    } else if (isInputObjectType(type)) {
      const roles = rolesOfInputs([type])
      if (roles !== undefined) rows.push({ name: type.name, roles })
      for (const field of Object.values(type.getFields())) {
        const own = rolesOfInputs([field, getNamedType(field.type)])
        if (own !== undefined) rows.push({ name: `${type.name}.${field.name}`, roles: own })
      }
    }
  }
  return rows.sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** The matrix as a table: one line for each part, one column for each role, `x` where it may use the part. */
export function printMatrix(rows: readonly MatrixRow[]): string {
  const lines = rows.map(({ name, roles }) => [
    name,
    ...ROLES.map((role) => (roles.includes(role) ? 'x' : '')),
  ])
  return `${[['part', ...ROLES], ...lines].map((line) => line.join(',')).join('\n')}\n`
}

/** Those whom the field allows and, where it leads to a type with a rule, that type too. */
function rolesOfField(
  type: Pick<GraphQLObjectType, 'extensions'>,
  field: GraphQLField<unknown, unknown>,
): readonly Role[] {
  const rule = fieldRule(type, field)
  if (rule === undefined) return []
  const target = getNamedType(field.type)
  const leadsTo = isObjectType(target) || isInterfaceType(target) ? ruleOf(target) : undefined
  return ROLES.filter((role) => isIn(rule, [role]) && (leadsTo === undefined || isIn(leadsTo, [role])))
}

function rolesOfInputs(parts: readonly Parameters<typeof ruleOf>[0][]): readonly Role[] | undefined {
  const rules = parts.map((part) => ruleOf(part)).filter((rule) => rule !== undefined)
  if (rules.length === 0) return undefined
  return ROLES.filter((role) => rules.every((rule) => isIn(rule, [role])))
}
