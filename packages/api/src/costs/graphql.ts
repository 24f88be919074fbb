import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import type { ExpressionContext } from '../graph/declaration.ts'
import { Money } from '../graph/money.ts'
import { NodeType } from '../graph/node-type.ts'
import { listField, oneField } from '../graph/query.ts'
import { visibleTo } from '../graph/visibility.ts'
import { Service } from '../services/graphql.ts'
import { type CostInterval, type CostSum, MOST_INTERVALS, spanOf, sumsSql } from './sums.ts'

export const CostCategory = builder.enumType('CostCategory', {
  description: 'What a charge is (FOCUS: ChargeCategory).',
  values: {
    USAGE: { description: 'Use of a resource or a service.' },
    PURCHASE: { description: 'A purchase, such as a commitment for a year.' },
    TAX: { description: 'Tax.' },
    CREDIT: { description: 'A voucher or a refund, with a negative amount.' },
    ADJUSTMENT: { description: 'A correction of other charges, such as rounding.' },
  } as const,
})

export const CostIntervalType = builder.enumType('CostInterval', {
  description: 'Calendar interval in UTC over which costs are summed.',
  values: {
    DAY: { description: 'A day.' },
    MONTH: { description: 'A month.' },
    QUARTER: { description: 'Three months, from January, April, July or October.' },
    YEAR: { description: 'A year.' },
  } as const,
})

export const Cost = new NodeType('Cost', 'cost', {
  description:
    'A charge of a period, as a source reports it. It belongs to an asset, to a service, or to neither: then it is unallocated.',
  order: {
    PERIOD_START: { column: 'period_start', description: 'By the start of the period.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'PERIOD_START', descending: true },
})

Cost.fields((t) => ({
  periodStart: t.column('period_start', { description: 'Start of the period, included.' }),
  periodEnd: t.column('period_end', { description: 'End of the period, excluded.' }),
  amount: t.computed({
    type: Money,
    cost: { points: 0 },
    requires: ['amount', 'currency'],
    description:
      'Amortized cost with its sign (FOCUS: EffectiveCost). Taxes are positive, credits and refunds negative.',
    resolve: ({ amount, currency }) => ({ amount, currency }),
  }),
  category: t.column('category', { type: CostCategory, description: 'What the charge is.' }),
  asset: t.related(Asset, { by: 'asset_id', description: 'Asset that it is a cost of.' }),
  service: t.related(Service, { by: 'service_id', description: 'Service that it is a cost of.' }),
  resource: t.column('resource', { description: 'What the source calls the subject.' }),
  provider: t.column('provider', { description: 'Who charges.' }),
  product: t.column('product', { description: 'What is charged for (FOCUS: ServiceName).' }),
  account: t.column('account', { description: 'Account of the provider (FOCUS: SubAccountId).' }),
  ...t.lifecycle(),
}))
Cost.filterByMoney('amount', 'amount', 'currency', 'By the amount.')
Cost.filterById('assetId', 'asset_id', Asset.declaration, 'By the ID of the asset; isNull for none.')
Cost.filterById('serviceId', 'service_id', Service.declaration, 'By the ID of the service; isNull for none.')

export const CostSumRef = builder.objectRef<CostSum>('CostSum').implement({
  description: 'Sum of the costs of one interval, category and currency.',
  extensions: visibleTo('READERS'),
  fields: (t) => ({
    start: t.field({ type: 'Date', description: 'First day.', resolve: ({ start }) => start }),
    end: t.field({ type: 'Date', description: 'The day after the last.', resolve: ({ end }) => end }),
    category: t.field({
      type: CostCategory,
      description: 'What the charges are.',
      resolve: ({ category }) => category as (typeof CostCategory)['$inferType'],
    }),
    amount: t.field({ type: Money, description: 'Exact sum of the charges.', resolve: (sum) => sum }),
    charges: t.exposeInt('charges', { description: 'Number of charges of which the interval has a part.' }),
    provider: t.exposeString('provider', {
      nullable: true,
      description: 'Provider. Null if the sums are not grouped by it, or if the charges name none.',
    }),
    product: t.exposeString('product', {
      nullable: true,
      description: 'Product. Null if the sums are not grouped by it, or if the charges name none.',
    }),
    account: t.exposeString('account', {
      nullable: true,
      description: 'Account. Null if the sums are not grouped by it, or if the charges name none.',
    }),
  }),
})

/** The arguments of each field of sums. */
export const spanArgs = builder.args((a) => ({
  from: a.field({ type: 'Date', required: true, description: 'First day of the first interval.' }),
  to: a.field({
    type: 'Date',
    required: true,
    description: `The day after the last interval; at most ${MOST_INTERVALS} intervals after from.`,
  }),
  interval: a.field({
    type: CostIntervalType,
    required: true,
    defaultValue: 'MONTH',
    description: 'Interval. Both days must be first days of one.',
  }),
}))

/** The sums of the costs of a row. */
function sumsOf(column: 'asset_id' | 'service_id') {
  return {
    type: [CostSumRef] as [typeof CostSumRef],
    cost: { size: 100 },
    description:
      'Sums of the costs that sources report of it, by interval, category and currency. A charge of several intervals is divided by the time in each. Costs of what it depends on are not included.',
    args: spanArgs,
    sql: ({ statement, row, argument }: ExpressionContext) => {
      const interval = String(argument('interval').value) as CostInterval
      const end = (place: 0 | 1) =>
        statement.bind(
          'timestamptz',
          (variables) =>
            spanOf(interval, argument('from').read(variables), argument('to').read(variables))[place],
        )
      return sumsSql({
        from: end(0),
        to: end(1),
        interval,
        dimensions: [],
        condition: `c.${column} = ${row}."id"`,
      })
    },
  }
}

const COSTS = { filter: 'cost', description: 'The costs that sources report of it, latest first.' } as const
Asset.fields((t) => ({
  costs: t.children(Cost, { by: 'asset_id', ...COSTS }),
  costSums: t.expression(sumsOf('asset_id')),
}))
Service.fields((t) => ({
  costs: t.children(Cost, { by: 'service_id', ...COSTS }),
  costSums: t.expression(sumsOf('service_id')),
}))

listField('costs', Cost, 'All costs that sources report.')
oneField('cost', Cost)
