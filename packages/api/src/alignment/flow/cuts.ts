import { dayAfter, dayNumber, dayOf, monthsWithin } from './days.ts'
import type { Epoch } from './epochs.ts'
import type { Period } from './period.ts'
import type { Stretch } from './spans.ts'
import type { Cuts } from './splitting.ts'
import type { Work } from './work.ts'

const DAY = 86_400_000

/**
 * Where a period, its epochs and the calendar months that spans of work reach to begin and end, in instants of a time
 * zone and in numbers of days.
 * @param startOf the instant at which a day begins
 */
export function cutsOf(
  period: Period,
  epochs: readonly Epoch[],
  work: readonly Work[],
  startOf: (day: string) => number,
): { readonly INSTANTS: Cuts; readonly DAYS: Cuts } {
  const spans = { INSTANTS: [] as Stretch[], DAYS: [] as Stretch[] }
  for (const { when } of work) if ('span' in when) spans[when.unit].push(when.span)
  const inDays = (reach: Stretch, length: number): [string, string] => [
    dayOf(Math.floor(reach.start / length) - 1),
    dayOf(Math.ceil(reach.end / length) + 1),
  ]
  const cuts = (all: readonly Stretch[], length: number, place: (day: string) => number): Cuts => {
    const stretch = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => ({
      start: place(from),
      end: place(dayAfter(to)),
    })
    const reach = reachOf(all)
    return {
      period: stretch(period),
      months: reach === undefined ? [] : monthsWithin(...inDays(reach, length)).map(place),
      epochs: epochs.map(stretch),
    }
  }
  return { INSTANTS: cuts(spans.INSTANTS, DAY, startOf), DAYS: cuts(spans.DAYS, 1, dayNumber) }
}

function reachOf(spans: readonly Stretch[]): Stretch | undefined {
  let reach: Stretch | undefined
  for (const { start, end } of spans) {
    reach = { start: Math.min(start, reach?.start ?? start), end: Math.max(end, reach?.end ?? end) }
  }
  return reach
}
