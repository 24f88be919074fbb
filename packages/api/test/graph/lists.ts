import type { GraphQLField, GraphQLInputType } from 'graphql'
import { fieldPlan, type NodeDeclaration } from '../../src/graph/declaration.ts'
import { schema } from '../../src/schema.ts'

/** A list on Query and the type of its rows. */
export interface RootList {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: NodeDeclaration
}

export const rootLists: readonly RootList[] = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(
  (field) => {
    const plan = fieldPlan(field)
    return plan?.kind === 'root-connection' ? [{ field, node: plan.target }] : []
  },
)

/** The type of an argument of a list. */
export function argumentType({ field }: RootList, argument: string): GraphQLInputType {
  const found = field.args.find(({ name }) => name === argument)
  if (found === undefined) throw new Error(`${field.name} takes no ${argument}`)
  return found.type
}
