import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { isIn, type Role, type RoleSet } from '../graph/roles.ts'
import { ruleOf } from '../graph/visibility.ts'

/** An input or a value of an enum with a rule that a value mentions, e.g. `SurveyFilter.response`. */
export interface MentionedInput {
  readonly what: string
  readonly rule: RoleSet
}

/**
 * The inputs with rules that a variable's value mentions, at any depth. A null says nothing and mentions nothing.
 * Without recursion: a caller decides how deep a value is.
 * @param given as the caller sent it, before GraphQL has checked it
 */
export function mentionedInputs(type: GraphQLInputType, given: unknown): MentionedInput[] {
  const found: MentionedInput[] = []
  const queue: { type: GraphQLInputType; value: unknown }[] = [{ type, value: given }]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { type, value } = next
    if (value === undefined || value === null) continue
    if (isNonNullType(type)) {
      queue.push({ type: type.ofType, value })
    } else if (isListType(type)) {
      // GraphQL takes a single value where a list belongs.
      for (const element of Array.isArray(value) ? value : [value])
        queue.push({ type: type.ofType, value: element })
    } else if (isEnumType(type)) {
      const named = typeof value === 'string' ? type.getValue(value) : undefined
      if (named) found.push(...ruled(`${type.name}.${named.name}`, named))
    } else if (isInputObjectType(type)) {
      found.push(...ruled(type.name, type))
      const fields = type.getFields()
      for (const [name, inner] of Object.entries(value)) {
        const field = fields[name]
        if (field === undefined || inner === undefined || inner === null) continue
        found.push(...ruled(`${type.name}.${name}`, field))
        queue.push({ type: field.type, value: inner })
      }
    }
  }
  return found
}

/** Whether a value of a type may mention an input whose rule names none of these roles. */
export function restrictsInput(type: GraphQLInputType, roles: readonly Role[]): boolean {
  const seen = new Set<GraphQLInputObjectType>()
  const queue: GraphQLInputObjectType[] = []
  const denies = (part: Parameters<typeof ruleOf>[0]) => {
    const rule = ruleOf(part)
    return rule !== undefined && !isIn(rule, roles)
  }
  /** Whether a type denies one of its values; what an input object holds is looked at later. */
  const deniesPartOf = (input: GraphQLInputType) => {
    const named = getNamedType(input)
    if (isEnumType(named)) return named.getValues().some(denies)
    if (!isInputObjectType(named) || seen.has(named)) return false
    seen.add(named)
    queue.push(named)
    return denies(named)
  }
  if (deniesPartOf(type)) return true
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const fields = Object.values(next.getFields())
    if (fields.some((field) => denies(field) || deniesPartOf(field.type))) return true
  }
  return false
}

function ruled(what: string, part: Parameters<typeof ruleOf>[0]): MentionedInput[] {
  const rule = ruleOf(part)
  return rule === undefined ? [] : [{ what, rule }]
}
