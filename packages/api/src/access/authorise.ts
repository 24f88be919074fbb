import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { type Actor, ROLES, type Role } from '../graph/context.ts'
import { graphqlError } from '../graph/errors.ts'
import { includesRole, leastRole } from '../graph/visibility.ts'

/** Decided once for each document and role: both are kept as long as the document is. */
const decided = new WeakMap<DocumentNode, Map<Role, GraphQLError | null>>()

/** Why an actor may not run a document, or null. What no rule allows is denied. */
export function denial(
  schema: GraphQLSchema,
  document: DocumentNode,
  actor: Actor | undefined,
): GraphQLError | null {
  if (actor === undefined) return unauthenticated()
  const byRole = decided.get(document) ?? new Map<Role, GraphQLError | null>()
  decided.set(document, byRole)
  const known = byRole.get(actor.role)
  if (known !== undefined) return known
  const decision = decide(schema, document, actor.role)
  byRole.set(actor.role, decision)
  return decision
}

/** What a caller without a valid token is told. */
export function unauthenticated(): GraphQLError {
  return graphqlError('UNAUTHENTICATED', 'Send a valid API token: Authorization: Bearer tl_…')
}

function decide(schema: GraphQLSchema, document: DocumentNode, role: Role): GraphQLError | null {
  const types = new TypeInfo(schema)
  let denied: GraphQLError | null = null
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const type = types.getParentType()
        const field = types.getFieldDef()
        // Introspection is for everybody who has a token.
        if (!type || !field || node.name.value.startsWith('__') || type.name.startsWith('__'))
          return undefined
        if (denied !== null || (!isObjectType(type) && !isInterfaceType(type))) return undefined
        const least = leastRole(type, field)
        if (least !== undefined && includesRole(role, least)) return undefined
        const needed =
          least === undefined
            ? 'is not accessible to any role'
            : `takes the role ${ROLES.slice(ROLES.indexOf(least)).join(' or ')}`
        denied = graphqlError(
          'FORBIDDEN',
          `${type.name}.${node.name.value} ${needed}; this token has the role ${role}.`,
        )
        return undefined
      },
    }),
  )
  return denied
}
