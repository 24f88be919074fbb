import fc from 'fast-check'
import { type GraphQLField, type GraphQLInputType, getNamedType, parse } from 'graphql'
import { expect, test } from 'vitest'
import { fieldPlan, type NodeDeclaration } from '../../src/graph/declaration.ts'
import { schema } from '../../src/schema.ts'
import { openComparison, SEED } from './comparison.ts'
import { Choice } from './random/choose.ts'
import { randomInput, similarInput } from './random/inputs.ts'

/** How many filters and orderings are tried on each of three organisations. */
const FILTERS = Number(process.env.GRAPH_DOCUMENTS ?? 300) / 2

interface List {
  readonly field: GraphQLField<unknown, unknown>
  readonly node: NodeDeclaration
}

test('every list filters and orders as its rows taken one by one', async () => {
  const found = new Map<string, number>()
  for (const seed of [SEED + 100, SEED + 101, SEED + 102]) {
    const { world, compare, close } = await openComparison(seed)
    try {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (source) => {
          const choice = new Choice(source)
          const { field, node } = choice.one(rootLists())
          const text = `query ($filter: ${node.name}Filter, $orderBy: [${node.name}Order!]) {
            ${field.name}(first: 100, filter: $filter, orderBy: $orderBy) { totalCount nodes { id } }
          }`
          const document = parse(text)
          const [filterType, orderType] = [typeOf(field, 'filter'), typeOf(field, 'orderBy')]
          const filter = randomInput(choice, world, filterType, { node: node.name })
          const orderBy = randomInput(choice, world, orderType, {})
          const again = similarInput(choice, world, filterType, filter, { node: node.name })
          for (const values of [
            { filter, orderBy },
            { filter: again, orderBy },
            { filter: { not: filter } },
          ]) {
            const { data } = await compare(document, text, values)
            const list = (data?.[field.name] ?? {}) as { totalCount?: number }
            found.set(node.name, (found.get(node.name) ?? 0) + (list.totalCount ?? 0))
          }
        }),
        { seed, numRuns: FILTERS, interruptAfterTimeLimit: Math.max(60_000, FILTERS * 100) },
      )
    } finally {
      await close()
    }
  }
  // Sync runs alone are in none of the organisations.
  const empty = rootLists().filter(({ node }) => (found.get(node.name) ?? 0) === 0)
  expect(empty.map(({ node }) => node.name)).toEqual(['SyncRun'])
}, 3_600_000)

function rootLists(): List[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const plan = fieldPlan(field)
    return plan?.kind === 'root-connection' ? [{ field, node: plan.target }] : []
  })
}

function typeOf(field: GraphQLField<unknown, unknown>, argument: string): GraphQLInputType {
  const found = field.args.find(({ name }) => name === argument)
  if (found === undefined) throw new Error(`${field.name} takes no ${argument}`)
  return argument === 'filter' ? (getNamedType(found.type) as GraphQLInputType) : found.type
}
