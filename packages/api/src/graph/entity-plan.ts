import { collectSubFields } from '@graphql-tools/utils'
import type { GraphQLResolveInfo } from 'graphql'
import { GraphQLObjectType } from 'graphql'
import type { Variables } from './argument.ts'
import { Compiler } from './compile.ts'
import { fieldPlan, type NodeDeclaration } from './declaration.ts'
import { identityOf, plans } from './plan-cache.ts'
import { Prepared } from './prepared.ts'
import { shapeOf } from './shape.ts'
import { slot } from './slot.ts'
import { identifier, Statement } from './statement.ts'

/** Names that no variable of a document can have, under which ids are handed to a statement. */
const IDS = ' ids'
const idOf = (field: string) => ` id:${field}`

/** What names a field's selection among all that are asked in this process. */
export function selectionKey(info: GraphQLResolveInfo): string {
  const nodes = info.fieldNodes.map(identityOf).join(',')
  return `${nodes};${shapeOf(info.schema, info.operation, info.variableValues)}`
}

/** The statement that gives many rows of a type, each with its id under `.id`, for the selection of a field. */
export function planEntities(info: GraphQLResolveInfo, target: NodeDeclaration): Prepared {
  const key = `e${target.name};${selectionKey(info)}`
  const known = plans.get(key) as Prepared | undefined
  if (known !== undefined) return known
  const { schema, fragments, variableValues: variables } = info
  const statement = new Statement()
  const compiler = new Compiler({ schema, fragments, variables }, statement)
  const alias = statement.alias()
  const columns = compiler.columns(target, alias, info.fieldNodes)
  const ids = statement.bind('uuid[]', (given) => given[IDS])
  const made = new Prepared(
    `select x.".id" as "id", row_to_json(x) as "row" from (select ${columns}, ${alias}."id" as ".id" from ${identifier(target.table)} ${alias} where ${alias}."id" = any(${ids})) x`,
    statement,
  )
  plans.set(key, made)
  return made
}

/** The variables of a request, with the ids of the rows to load. */
export function withIds(variables: Variables, ids: readonly string[]): Variables {
  return { ...variables, [IDS]: ids }
}

/**
 * The statement that reads a mutation's payload back: one column for each entity field that the request asks
 * for, then one for each further expression; undefined if there are none. Not cached: a mutation's writing outweighs it.
 */
export function planPayload(
  info: GraphQLResolveInfo,
  payload: string,
  further: readonly string[],
): { readonly statement: Prepared | undefined; readonly keys: readonly string[] } {
  const { schema, fragments, variableValues: variables } = info
  const type = schema.getType(payload)
  if (!(type instanceof GraphQLObjectType)) throw new Error(`${payload} is no object type`)
  const statement = new Statement()
  const compiler = new Compiler({ schema, fragments, variables }, statement)
  const columns: string[] = []
  const keys: string[] = []
  for (const [key, nodes] of collectSubFields(schema, fragments, variables, type, [...info.fieldNodes])
    .fields) {
    const name = nodes[0]?.name.value ?? ''
    const field = type.getFields()[name]
    const plan = field === undefined ? undefined : fieldPlan(field)
    if (plan?.kind !== 'entity') continue
    const sql = compiler.one(
      plan.target,
      nodes,
      (alias) => `${alias}."id" = ${statement.bind('uuid', (given) => given[idOf(name)] ?? null)}`,
    )
    columns.push(`${sql} as ${identifier(String(columns.length))}`)
    keys.push(slot(key))
  }
  const all = [
    ...columns,
    ...further.map((sql, index) => `${sql} as ${identifier(`${keys.length + index}`)}`),
  ]
  return {
    statement: all.length === 0 ? undefined : new Prepared(`select ${all.join(', ')}`, statement),
    keys,
  }
}

/** The variables of a request, with the ids that a mutation's payload leads to, by field. */
export function withPayloadIds(variables: Variables, ids: Readonly<Record<string, unknown>>): Variables {
  return {
    ...variables,
    ...Object.fromEntries(Object.entries(ids).map(([field, id]) => [idOf(field), id])),
  }
}
