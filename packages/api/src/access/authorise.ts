import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Actor } from '../graph/context.ts'
import { graphqlError } from '../graph/errors.ts'
import { isIn, organisationRoles, type Role, type RoleSet } from '../graph/roles.ts'
import { fieldRule, forbidden, ruleOf } from '../graph/visibility.ts'
import { mentionedInputs, restrictsInput } from './input-rules.ts'
import { TEAM_MUTATIONS } from './team-scope.ts'

/** What a document decides for some roles, whatever its variables hold. */
interface Decision {
  readonly denied: GraphQLError | null
  /** Variables whose values may mention an input with a rule, with their types. */
  readonly inspected: readonly { readonly name: string; readonly type: GraphQLInputType }[]
}

/** Decided once for each document and set of roles: both are kept as long as the document is. */
const decided = new WeakMap<DocumentNode, Map<string, Decision>>()

/**
 * Why an actor may not run a document with these variables, or null. What no rule allows is denied. The document
 * counts as a whole: fields, arguments and inputs, in every operation and fragment, used or not.
 * @param variables as the caller sent them
 */
export function denial(
  schema: GraphQLSchema,
  document: DocumentNode,
  actor: Actor | undefined,
  variables: Readonly<Record<string, unknown>> = {},
): GraphQLError | null {
  if (actor === undefined) return unauthenticated()
  const byRoles = decided.get(document) ?? new Map<string, Decision>()
  decided.set(document, byRoles)
  const everywhere = organisationRoles(actor)
  const key = `${actor.roles.join()};${everywhere.join()}`
  const decision = byRoles.get(key) ?? decide(schema, document, actor.roles, everywhere)
  byRoles.set(key, decision)
  if (decision.denied !== null) return decision.denied
  for (const { name, type } of decision.inspected) {
    for (const { what, rule } of mentionedInputs(type, variables[name])) {
      if (!isIn(rule, actor.roles)) return forbidden(what, rule, actor.roles)
    }
  }
  return null
}

/** The refusal of a caller without a valid token. */
export function unauthenticated(): GraphQLError {
  return graphqlError('UNAUTHENTICATED', 'Send a valid API token: Authorization: Bearer tl_…')
}

/** The refusal of a caller who has the role for teams only, where it takes one of the whole organisation. */
function forbiddenToTeams(what: string): GraphQLError {
  return graphqlError(
    'FORBIDDEN',
    `${what} takes a role of the whole organisation; this token has its role for teams only.`,
  )
}

/** @param everywhere the roles of the whole organisation, which is what most mutations take */
function decide(
  schema: GraphQLSchema,
  document: DocumentNode,
  roles: readonly Role[],
  everywhere: readonly Role[],
): Decision {
  const types = new TypeInfo(schema)
  const inspected: { name: string; type: GraphQLInputType }[] = []
  let denied: GraphQLError | null = null
  const need = (what: string, rule: RoleSet | undefined) => {
    if (denied === null && (rule === undefined || !isIn(rule, roles))) denied = forbidden(what, rule, roles)
  }
  /** An input without a rule is left to the field that takes it. */
  const needInput = (what: string, part: Parameters<typeof ruleOf>[0] | null | undefined) => {
    const rule = part === null || part === undefined ? undefined : ruleOf(part)
    if (rule !== undefined) need(what, rule)
  }
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const type = types.getParentType()
        const field = types.getFieldDef()
        // Introspection is for every token.
        if (!type || !field || node.name.value.startsWith('__') || type.name.startsWith('__')) return
        if (!isObjectType(type) && !isInterfaceType(type)) return
        const name = `${type.name}.${node.name.value}`
        const rule = fieldRule(type, field)
        need(name, rule)
        const isTeams = type !== schema.getMutationType() || TEAM_MUTATIONS.has(field.name)
        if (denied === null && !isTeams && rule !== undefined && !isIn(rule, everywhere))
          denied = forbiddenToTeams(name)
        // A field leads to what its type is about, even where nothing but __typename is asked of it.
        const target = getNamedType(field.type)
        if (isObjectType(target) || isInterfaceType(target)) needInput(name, target)
      },
      Argument(node) {
        const field = `${types.getParentType()?.name}.${types.getFieldDef()?.name}(${node.name.value}:)`
        needInput(field, types.getArgument())
        needInput(field, getNamedType(types.getInputType()))
      },
      ObjectField(node) {
        const parent = getNamedType(types.getParentInputType())
        if (!isInputObjectType(parent)) return
        const name = `${parent.name}.${node.name.value}`
        needInput(name, parent.getFields()[node.name.value])
        needInput(name, getNamedType(types.getInputType()))
      },
      EnumValue(node) {
        needInput(`${getNamedType(types.getInputType())}.${node.value}`, types.getEnumValue())
      },
      VariableDefinition(node) {
        const type = typeFromAST(schema, node.type)
        if (!isInputType(type) || !restrictsInput(type, roles)) return
        inspected.push({ name: node.variable.name.value, type })
      },
    }),
  )
  return { denied, inspected }
}
