import { dayAfter, dayNumber, monthsWithin } from './days.ts'
import type { Epoch } from './epochs.ts'
import type { Period } from './period.ts'
import type { Stretch } from './spans.ts'
import type { Cuts } from './splitting.ts'

/**
 * Where a period, its epochs and the calendar months begin and end.
 * @param startOf where a day begins: its instant, or its number @param months all that spans reach to
 */
export function cutsOf(
  period: Period,
  epochs: readonly Epoch[],
  months: { readonly from: string; readonly to: string },
  startOf: (day: string) => number,
): Cuts {
  const stretch = ({ from, to }: { readonly from: string; readonly to: string }): Stretch => ({
    start: startOf(from),
    end: startOf(dayAfter(to)),
  })
  return {
    period: stretch(period),
    months: monthsWithin(months.from, months.to).map(startOf),
    epochs: epochs.map(stretch),
  }
}

/** The same in instants of a time zone and in numbers of days. */
export function bothCuts(
  period: Period,
  epochs: readonly Epoch[],
  months: { readonly from: string; readonly to: string },
  startOf: (day: string) => number,
): { readonly INSTANTS: Cuts; readonly DAYS: Cuts } {
  return {
    INSTANTS: cutsOf(period, epochs, months, startOf),
    DAYS: cutsOf(period, epochs, months, dayNumber),
  }
}
