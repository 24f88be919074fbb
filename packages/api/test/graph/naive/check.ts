import { collectSubFields } from '@graphql-tools/utils'
import {
  type FieldNode,
  type GraphQLField,
  GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
} from 'graphql'
import { constant } from '../../../src/graph/argument.ts'
import { type FieldPlan, fieldPlan } from '../../../src/graph/declaration.ts'
import { Statement } from '../../../src/graph/statement.ts'
import { checkPage, type PageArgs } from './page.ts'

/**
 * Refuses wrong arguments anywhere below a field, also where no row will ever be reached: what is asked is
 * wrong or right by itself.
 */
export function checkBelow(
  info: GraphQLResolveInfo,
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
): void {
  const { schema, fragments, variableValues } = info
  for (const [, selected] of collectSubFields(schema, fragments, variableValues, type, [...nodes]).fields) {
    const [first] = selected
    const field = first === undefined ? undefined : type.getFields()[first.name.value]
    if (first === undefined || field === undefined) continue
    const args = getArgumentValues(field, first, variableValues)
    checkField(field, args)
    const below = getNamedType(field.type)
    if (below instanceof GraphQLObjectType) checkBelow(info, below, selected)
  }
}

function checkField(field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>): void {
  const plan = fieldPlan(field)
  if (plan?.kind === 'connection') checkPage(plan.target, args as PageArgs)
  if (plan?.kind === 'expression') expressionSql(plan, 'x', args)
}

/** The SQL of an expression with its values, for fixed arguments. */
export function expressionSql(
  plan: FieldPlan & { kind: 'expression' },
  row: string,
  args: Readonly<Record<string, unknown>>,
): { sql: string; values: unknown[] } {
  const statement = new Statement()
  const sql = plan.sql({ statement, row, argument: (name) => constant(args[name], [name]) })
  for (const check of statement.checks) check({})
  return { sql, values: statement.binders.map((read) => read({})) }
}
