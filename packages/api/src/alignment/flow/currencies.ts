import type { Priced } from './asset-months.ts'
import { unitsIn } from './decimals.ts'
import { partWithin, type Stretch } from './spans.ts'

/**
 * The currencies of money in a period, the one with the largest sum of absolute amounts first, as numbers; of equal
 * sums by name. Amounts of two currencies are never added.
 * @param months where calendar months begin
 */
export function currenciesOf(money: readonly Priced[], period: Stretch, months: readonly number[]): string[] {
  const digits = money.reduce((most, { work }) => Math.max(most, work.amount.digits), 0)
  const sums = new Map<string, bigint>()
  for (const { currency, work } of money) {
    const { when, amount } = work
    const part = 'span' in when ? partWithin(amount.units, when.span, period, months) : amount.units
    const units = unitsIn({ units: part < 0n ? -part : part, digits: amount.digits }, digits)
    sums.set(currency, (sums.get(currency) ?? 0n) + units)
  }
  return [...sums]
    .sort(([a, one], [b, other]) => (one === other ? (a < b ? -1 : 1) : one > other ? -1 : 1))
    .map(([currency]) => currency)
}
