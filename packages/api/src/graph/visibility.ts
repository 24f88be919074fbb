import type { GraphQLError } from 'graphql'
import { graphqlError } from './errors.ts'
import { ROLE_SETS, type Role, type RoleSet, rolesIn } from './roles.ts'

const EXTENSION = 'visibleTo'

/** What rides in the extensions of a part of the schema. */
type Extended = { readonly extensions: Readonly<Record<string, unknown>> }

/**
 * The extension that says who may use a part of the schema: a type, a field, an argument, an input type or one of
 * its fields. An output field without a rule of its own or of its type is for no role. An input needs none where the
 * field that takes it decides; with one, it is checked wherever a document or a variable mentions the input.
 */
export function visibleTo(set: RoleSet): Record<string, unknown> {
  return { [EXTENSION]: set }
}

/** The rule that a part of the schema states, or undefined where it states none that is known. */
export function ruleOf(part: Extended): RoleSet | undefined {
  const rule = part.extensions[EXTENSION]
  return SETS.find((set) => set === rule)
}

/** The rule of an output field: its own, else its type's. A rule that names no set is for no role. */
export function fieldRule(type: Extended, field: Extended): RoleSet | undefined {
  return field.extensions[EXTENSION] === undefined ? ruleOf(type) : ruleOf(field)
}

/** The refusal of a caller that has none of the roles of a rule. */
export function forbidden(what: string, rule: RoleSet | undefined, roles: readonly Role[]): GraphQLError {
  const needed =
    rule === undefined ? 'is not accessible to any role' : `takes the role ${listed(rolesIn(rule))}`
  const has = roles.length === 0 ? 'no role' : `the role ${listed(roles, 'and')}`
  return graphqlError('FORBIDDEN', `${what} ${needed}; this token has ${has}.`)
}

function listed(roles: readonly Role[], word = 'or'): string {
  const last = roles.at(-1)
  return roles.length < 2 ? String(last) : `${roles.slice(0, -1).join(', ')} ${word} ${last}`
}

const SETS = Object.keys(ROLE_SETS) as RoleSet[]
