import { dayAfter, dayNumber, dayOf, daysBetween, earlier, later } from './days.ts'
import { type Decimal, decimalFrom, minorDigits, unitsIn } from './decimals.ts'
import { nearest, type Stretch } from './spans.ts'
import type { Work } from './work.ts'

/** An asset with a cost per month. */
export interface PricedAsset {
  readonly id: string
  /** A decimal number. */
  readonly amount: string
  readonly currency: string
  readonly team: string | null
  /** Days on which it was live, YYYY-MM-DD: the first, and that on which it was retired, which does not count. */
  readonly firstDay: string
  readonly retiredOn: string | null
  /** Periods of costs that sources report of it, as instants. */
  readonly reported: readonly Stretch[]
}

/** Money in a currency. */
export interface Priced {
  readonly currency: string
  readonly work: Work
}

/**
 * What assets cost by their cost per month, as one piece of work for each calendar month: the part of the days on which
 * the asset was live. A month that any reported cost of the asset touches is left out, so nothing counts twice. Days to
 * come do not count.
 * @param startOf the instant at which a day begins
 */
export function assetMonths(
  asset: PricedAsset,
  period: { readonly from: string; readonly to: string },
  today: string,
  startOf: (day: string) => number,
): Priced[] {
  const lastLive = asset.retiredOn === null ? today : earlier(today, dayBefore(asset.retiredOn))
  const found: Priced[] = []
  let first = `${period.from.slice(0, 7)}-01`
  while (first <= earlier(period.to, lastLive)) {
    const next = firstOfNext(first)
    const end = dayBefore(next)
    const month = { start: startOf(first), end: startOf(next) }
    const from = later(first, asset.firstDay)
    const to = earlier(end, lastLive)
    const days = daysBetween(from, to)
    const isReported = asset.reported.some(
      ({ start, end: until }) => start < month.end && until > month.start,
    )
    if (days > 0 && !isReported) {
      const whole = priceOf(asset, days, daysBetween(first, end))
      found.push({
        currency: asset.currency,
        work: workOf(asset, whole, startOf(from), startOf(dayAfter(to))),
      })
    }
    first = next
  }
  return found
}

function dayBefore(day: string): string {
  return dayOf(dayNumber(day) - 1)
}

function firstOfNext(first: string): string {
  const next = dayOf(dayNumber(first) + 31)
  return `${next.slice(0, 7)}-01`
}

function priceOf({ amount, currency }: PricedAsset, days: number, ofDays: number): Decimal {
  const price = decimalFrom(amount)
  const digits = Math.max(price.digits, minorDigits(currency))
  return { units: nearest(unitsIn(price, digits) * BigInt(days), BigInt(ofDays)), digits }
}

function workOf({ id, team }: PricedAsset, amount: Decimal, start: number, end: number): Work {
  return {
    node: { type: 'Asset', id },
    when: { span: { start, end }, unit: 'INSTANTS' },
    team,
    subject: { objective: null, services: [], assets: [id] },
    amount,
  }
}
