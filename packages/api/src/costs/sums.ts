import { InvalidInput } from '../graph/errors.ts'

/** Calendar intervals over which costs are summed, as PostgreSQL names them. */
export const INTERVALS = { DAY: 'day', MONTH: 'month', QUARTER: 'quarter', YEAR: 'year' } as const
export type CostInterval = keyof typeof INTERVALS

/** What sums may be kept apart by, besides the interval, the category and the currency. */
export const DIMENSIONS = { PROVIDER: 'provider', PRODUCT: 'product', ACCOUNT: 'account' } as const
export type CostDimension = keyof typeof DIMENSIONS

/** The most intervals of one answer. */
export const MOST_INTERVALS = 400

/** The costs of one interval, category and currency. */
export interface CostSum {
  /** The first day of the interval. */
  readonly start: string
  /** The day after its last. */
  readonly end: string
  readonly category: string
  /** An exact decimal number as text. */
  readonly amount: string
  readonly currency: string
  readonly charges: number
  /** Null where sums are not kept apart by it, or where the charges name none. */
  readonly provider: string | null
  readonly product: string | null
  readonly account: string | null
}

const LENGTHS = { day: '1 day', month: '1 month', quarter: '3 months', year: '1 year' } as const

/** What sums are asked for, as SQL. */
export interface SumsSql {
  /** The place of the first day; included. */
  readonly from: string
  /** The place of the last day; excluded. */
  readonly to: string
  readonly interval: CostInterval
  readonly dimensions: readonly CostDimension[]
  /** Which costs; `c` is the cost. */
  readonly condition: string
}

/**
 * The sums as JSON, by start, category, currency and the dimensions. A charge whose period touches several intervals is
 * divided by the time in each, without regard to what is asked for: sums of adjacent spans add up to the sum of both.
 */
export function sumsSql({ from, to, interval, dimensions, condition }: SumsSql): string {
  const step = INTERVALS[interval]
  const length = `interval '${LENGTHS[step]}'`
  const names = dimensions.map((dimension) => DIMENSIONS[dimension])
  const kept = ['part_start', 'category', 'currency', ...names]
  const start = `date_trunc('${step}', c.period_start)`
  const fits = `c.period_end <= ${start} + ${length}`
  const shown = [...Object.values(DIMENSIONS)].map(
    (name) => `'${name}', ${names.includes(name) ? `x.${name}` : 'null'}`,
  )
  return `(select coalesce(json_agg(json_build_object('start', to_char(x.part_start, 'YYYY-MM-DD'), 'end', to_char(x.part_start + ${length}, 'YYYY-MM-DD'), 'category', x.category, 'currency', x.currency, 'amount', x.amount::text, 'charges', x.charges, ${shown.join(', ')}) order by ${kept.map((name) => `x.${name}`).join(', ')}), '[]'::json)
    from (
      select ${kept.join(', ')}, trim_scale(sum(part)) as amount, count(*)::int as charges
      from cost c cross join lateral (
        select ${start} as part_start, c.amount as part where ${fits}
        union all
        select * from cost_parts(c.period_start, c.period_end, c.amount, c.currency, '${step}') where not ${fits}
      ) p
      where ${condition} and c.period_start < ${to} and c.period_end > ${from} and p.part_start >= ${from} and p.part_start < ${to}
      group by ${kept.join(', ')}
    ) x)`
}

/** Both ends of a span as instants. @throws InvalidInput unless they are first days of intervals, in order and near. */
export function spanOf(interval: CostInterval, from: unknown, to: unknown): readonly [string, string] {
  const [start, end] = [firstDay(interval, from, 'from'), firstDay(interval, to, 'to')]
  if (end <= start) throw InvalidInput.at(['to'], 'is not after from')
  const count = Math.round((end.getTime() - start.getTime()) / 86_400_000 / DAYS[interval])
  if (count > MOST_INTERVALS) {
    throw InvalidInput.at(['to'], `is more than ${MOST_INTERVALS} intervals after from; ask for less at once`)
  }
  return [start.toISOString(), end.toISOString()]
}

/** Days of the longest interval of its kind: the count of intervals in a span is never overstated. */
const DAYS: Readonly<Record<CostInterval, number>> = { DAY: 1, MONTH: 31, QUARTER: 92, YEAR: 366 }

function firstDay(interval: CostInterval, value: unknown, argument: string): Date {
  const day = new Date(`${String(value)}T00:00:00Z`)
  const month = day.getUTCMonth()
  const begins = {
    DAY: true,
    MONTH: day.getUTCDate() === 1,
    QUARTER: day.getUTCDate() === 1 && month % 3 === 0,
    YEAR: day.getUTCDate() === 1 && month === 0,
  }[interval]
  if (!begins) throw InvalidInput.at([argument], `is not the first day of a ${INTERVALS[interval]}`)
  return day
}
