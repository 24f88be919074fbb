import { dayAfter, dayNumber, dayOf, daysBetween, earlier, later, monthsWithin } from './days.ts'
import { type Decimal, decimalFrom, minorDigits, unitsIn } from './decimals.ts'
import { nearest, overlap, type Stretch } from './spans.ts'
import type { Subject, Work } from './work.ts'

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

/** A calendar month: its first and last day, and the instants at which it begins and ends. */
export interface CalendarMonth extends Stretch {
  readonly first: string
  readonly last: string
}

/** The calendar months that touch a period. @param startOf the instant at which a day begins */
export function calendarMonths(
  { from, to }: { readonly from: string; readonly to: string },
  startOf: (day: string) => number,
): CalendarMonth[] {
  const firsts = [`${from.slice(0, 7)}-01`, ...monthsWithin(from, to)]
  return firsts.map((first) => {
    const next = `${dayOf(dayNumber(first) + 31).slice(0, 7)}-01`
    return { first, last: dayBefore(next), start: startOf(first), end: startOf(next) }
  })
}

/**
 * What an asset costs by its cost per month, as one piece of work for each calendar month: the part of the days on
 * which it was live. A month that any reported cost of the asset touches is left out, so nothing counts twice. Days to
 * come do not count.
 * @param startOf the instant at which a day begins
 */
export function assetMonths(
  asset: PricedAsset,
  months: readonly CalendarMonth[],
  today: string,
  startOf: (day: string) => number,
): Priced[] {
  const lastLive = asset.retiredOn === null ? today : earlier(today, dayBefore(asset.retiredOn))
  const subject: Subject = { objective: null, services: [], assets: [asset.id] }
  const found: Priced[] = []
  for (const month of months) {
    const from = later(month.first, asset.firstDay)
    const to = earlier(month.last, lastLive)
    if (from > to || asset.reported.some((reported) => overlap(reported, month) > 0)) continue
    const [days, ofDays] = [daysBetween(from, to), daysBetween(month.first, month.last)]
    found.push({
      currency: asset.currency,
      work: {
        node: { type: 'Asset', id: asset.id },
        when: {
          span: {
            start: from === month.first ? month.start : startOf(from),
            end: to === month.last ? month.end : startOf(dayAfter(to)),
          },
          unit: 'INSTANTS',
        },
        team: asset.team,
        subject,
        amount: priceOf(asset, days, ofDays),
      },
    })
  }
  return found
}

function dayBefore(day: string): string {
  return dayOf(dayNumber(day) - 1)
}

function priceOf({ amount, currency }: PricedAsset, days: number, ofDays: number): Decimal {
  const price = decimalFrom(amount)
  const digits = Math.max(price.digits, minorDigits(currency))
  return { units: nearest(unitsIn(price, digits) * BigInt(days), BigInt(ofDays)), digits }
}
