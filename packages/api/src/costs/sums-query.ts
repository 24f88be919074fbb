import { CompiledQuery } from 'kysely'
import { builder } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { visibleTo } from '../graph/visibility.ts'
import { CostSumRef, spanArgs } from './graphql.ts'
import { type CostDimension, type CostSum, spanOf, sumsSql } from './sums.ts'

const CostDimensionType = builder.enumType('CostDimension', {
  description: 'What sums of costs are kept apart by.',
  values: {
    PROVIDER: { description: 'Who charges.' },
    PRODUCT: { description: 'What is charged for.' },
    ACCOUNT: { description: 'Account of the provider.' },
  } as const,
})

const CostAllocation = builder.enumType('CostAllocation', {
  description: 'Which costs are summed.',
  values: {
    ALL: { description: 'All costs.' },
    ALLOCATED: { description: 'Costs of assets and services.' },
    UNALLOCATED: { description: 'Costs of neither: the source names no subject that is known.' },
  } as const,
})

const CONDITIONS = {
  ALL: 'true',
  ALLOCATED: 'num_nonnulls(c.asset_id, c.service_id) = 1',
  UNALLOCATED: 'num_nonnulls(c.asset_id, c.service_id) = 0',
} as const

builder.queryField('costSums', (t) =>
  t.field({
    type: [CostSumRef],
    description:
      'Sums of the costs that sources report, by interval, category and currency. Amounts of two currencies are never added. A charge of several intervals is divided by the time in each.',
    extensions: { ...visibleTo('READERS'), ...cost({ points: 20, size: 1_000 }) },
    args: {
      ...spanArgs,
      groupBy: t.arg({
        type: [CostDimensionType],
        required: true,
        defaultValue: [],
        description: 'What sums are kept apart by in addition.',
      }),
      allocation: t.arg({
        type: CostAllocation,
        required: true,
        defaultValue: 'ALL',
        description: 'Which costs are summed.',
      }),
    },
    resolve: async (_root, { from, to, interval, groupBy, allocation }, { db }) => {
      const dimensions: readonly CostDimension[] = [...new Set(groupBy)]
      const text = sumsSql({
        from: '$1::timestamptz',
        to: '$2::timestamptz',
        interval,
        dimensions,
        condition: CONDITIONS[allocation],
      })
      const { rows } = await db.kysely.executeQuery<{ sums: CostSum[] }>(
        CompiledQuery.raw(`select ${text} as sums`, [...spanOf(interval, from, to)]),
      )
      return rows.flatMap(({ sums }) => sums)
    },
  }),
)
