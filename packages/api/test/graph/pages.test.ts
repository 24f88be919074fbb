import fc from 'fast-check'
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { runs } from '../runs.ts'
import { type Comparison, openComparison, SEED } from './comparison.ts'
import { argumentType, rootLists } from './lists.ts'
import { Choice } from './random/choose.ts'
import { randomInput } from './random/inputs.ts'

/** How many walks are made on each of two organisations. */
const WALKS = Math.ceil(Number(process.env.GRAPH_DOCUMENTS ?? runs(180, 480)) / 3)

interface Page {
  readonly nodes: readonly { readonly id: string }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

test('page by page, from either end and in any ordering, every row comes once and in its place', async () => {
  let pages = 0
  for (const seed of [SEED + 200, SEED + 201]) {
    const comparison = await openComparison(seed)
    try {
      await fc.assert(
        fc.asyncProperty(fc.gen(), async (source) => {
          pages += await walk(comparison, new Choice(source))
        }),
        { seed, numRuns: WALKS, interruptAfterTimeLimit: Math.max(60_000, WALKS * 200) },
      )
    } finally {
      await comparison.close()
    }
  }
  expect(pages).toBeGreaterThan(WALKS * 1.5)
}, 3_600_000)

/** Reads a list whole and in pages; gives how many pages there were. */
async function walk({ world, compare }: Comparison, choice: Choice): Promise<number> {
  const list = choice.one(rootLists)
  const { field, node } = list
  const orderBy = randomInput(choice, world, argumentType(list, 'orderBy'), {})
  const filter = choice.chance(30) ? randomInput(choice, world, argumentType(list, 'filter'), {}) : undefined
  const text = `query ($first: Int, $last: Int, $after: String, $before: String, $filter: ${node.name}Filter, $orderBy: [${node.name}Order!]) {
    ${field.name}(first: $first, last: $last, after: $after, before: $before, filter: $filter, orderBy: $orderBy) {
      nodes { id }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`
  const document = parse(text)
  const read = async (values: Readonly<Record<string, unknown>>): Promise<Page | undefined> => {
    const { data } = await compare(document, text, {
      orderBy,
      ...(filter === undefined ? {} : { filter }),
      ...values,
    })
    return data?.[field.name] as Page | undefined
  }
  const whole = await read({ first: 100 })
  // The ordering or the filter may be one that is refused.
  if (whole === undefined) return 0
  const backward = choice.chance(50)
  const size = choice.one([1, 1, 2, 3])
  const ids: string[] = []
  let pages = 0
  for (let cursor: string | null | undefined; cursor !== null; pages += 1) {
    const from = cursor === undefined ? {} : { [backward ? 'before' : 'after']: cursor }
    const page = await read({ [backward ? 'last' : 'first']: size, ...from })
    if (page === undefined) throw new Error('a page of a list that can be read is refused')
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo
    const some = page.nodes.map(({ id }) => id)
    ids.splice(backward ? 0 : ids.length, 0, ...some)
    expect(backward ? hasNextPage : hasPreviousPage).toBe(cursor !== undefined)
    cursor = (backward ? hasPreviousPage : hasNextPage) ? (backward ? startCursor : endCursor) : null
  }
  expect(ids).toEqual(whole.nodes.map(({ id }) => id))
  return pages
}
