import { dayAfter, dayNumber, dayOf, daysBetween, earlier } from './days.ts'
import type { FlowModel } from './services.ts'

/** Days in which the same links and objectives hold; both included. */
export interface Epoch {
  readonly from: string
  readonly to: string
  readonly days: number
}

/** Divides days where a link begins or ends to hold, or an objective to count. */
export function epochsOf(
  model: Pick<FlowModel, 'objectives' | 'contributions'>,
  from: string,
  to: string,
): Epoch[] {
  const starts = new Set([from])
  const begins = (day: string | null) => {
    if (day !== null && day > from && day <= to) starts.add(day)
  }
  const spans = [
    ...model.objectives.map(({ startsOn, endsOn }) => [startsOn, endsOn] as const),
    ...model.contributions.map(({ validFrom, validTo }) => [validFrom, validTo] as const),
  ]
  for (const [first, last] of spans) {
    begins(first)
    if (last !== null && last < to) begins(dayAfter(last))
  }
  const inOrder = [...starts].sort()
  return inOrder.map((start, place) => {
    const next = inOrder[place + 1]
    const end = next === undefined ? to : dayOf(dayNumber(next) - 1)
    return { from: start, to: end, days: daysBetween(start, end) }
  })
}

/** The place of the epoch that a day lies in. @param epochs in order, without gaps, around the day */
export function epochAt(epochs: readonly Epoch[], day: string): number {
  let [low, high] = [0, epochs.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((epochs[middle]?.from ?? '') <= day) low = middle
    else high = middle - 1
  }
  return low
}

/** The days of epochs that weights are formed over: up to today, all of them if none has come yet. */
export function daysUpTo(epochs: readonly Epoch[], today: string): number[] {
  const past = epochs.map(({ from, to }) => daysBetween(from, earlier(to, today)))
  return past.every((days) => days === 0) ? epochs.map(({ days }) => days) : past
}
