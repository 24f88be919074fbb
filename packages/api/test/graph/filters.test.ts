import fc from 'fast-check'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { runs } from '../runs.ts'
import { openComparison, SEED } from './comparison.ts'
import { argumentType, rootLists } from './lists.ts'
import { Choice } from './random/choose.ts'
import { randomInput, similarInput } from './random/inputs.ts'

/** How many filters and orderings are tried on each of three organisations. */
const FILTERS = Math.ceil(Number(process.env.GRAPH_DOCUMENTS ?? runs(240, 480)) / 2)

test('every list filters and orders as its rows taken one by one', async () => {
  const found = new Map<string, number>()
  for (const seed of [SEED + 100, SEED + 101, SEED + 102]) {
    const { world, compare, close } = await openComparison(seed)
    try {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (source) => {
          const choice = new Choice(source)
          const list = choice.one(rootLists)
          const { field, node } = list
          const text = `query ($filter: ${node.name}Filter, $orderBy: [${node.name}Order!]) {
            ${field.name}(first: 100, filter: $filter, orderBy: $orderBy) { totalCount nodes { id } }
          }`
          const document = parse(text)
          const filterType = argumentType(list, 'filter')
          const filter = randomInput(choice, world, filterType, { node: node.name })
          const orderBy = randomInput(choice, world, argumentType(list, 'orderBy'), {})
          const again = similarInput(choice, world, filterType, filter, { node: node.name })
          for (const values of [
            { filter, orderBy },
            { filter: again, orderBy },
            { filter: { not: filter } },
          ]) {
            const { data } = await compare(document, text, values)
            const { totalCount = 0 } = (data?.[field.name] ?? {}) as { totalCount?: number }
            found.set(node.name, (found.get(node.name) ?? 0) + totalCount)
          }
        }),
        { seed, numRuns: FILTERS, interruptAfterTimeLimit: Math.max(60_000, FILTERS * 100) },
      )
    } finally {
      await close()
    }
  }
  const empty = rootLists.filter(({ node }) => (found.get(node.name) ?? 0) === 0)
  expect(empty.map(({ node }) => node.name)).toEqual([])
}, 3_600_000)
