import type { GraphQLField, GraphQLObjectType } from 'graphql'
import { ROLES, type Role } from './context.ts'

const EXTENSION = 'visibleTo'

/** The extension of a type or field that says from which role on it may be asked. Without one, nobody may. */
export function visibleTo(role: Role): Record<string, unknown> {
  return { [EXTENSION]: role }
}

/** The least role that may ask for a field: its own rule, else its type's; undefined is nobody. */
export function leastRole(
  type: Pick<GraphQLObjectType, 'extensions'>,
  field: Pick<GraphQLField<unknown, unknown>, 'extensions'>,
): Role | undefined {
  const rule = field.extensions[EXTENSION] ?? type.extensions[EXTENSION]
  return ROLES.find((role) => role === rule)
}

/** Whether a role includes another. */
export function includesRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}
