import { type CalendarWindow, calendarWindow, windowAt } from '../../commitments/windows.ts'
import { dayIn } from '../../graph/calendar.ts'
import type { PeriodUnit } from '../../objectives/maintained.ts'
import { dayStarts } from '../flow/day-starts.ts'
import { dayAfter } from '../flow/days.ts'

/** A period: its days in the organisation's time zone, both included, and its instants in milliseconds, the end excluded. */
export interface WholePeriod {
  readonly from: string
  readonly to: string
  readonly start: number
  readonly end: number
}

export interface PeriodQuestion {
  readonly unit: PeriodUnit
  /** The day on which the first period begins, YYYY-MM-DD. */
  readonly since: string
  /** The last day that counts; null without an end. A period that it cuts ends with it. */
  readonly until: string | null
  readonly timeZone: string
  readonly now: Date
}

/** The most periods that count: three years of weeks. */
export const MOST_PERIODS = 156

/**
 * The whole weeks or months since a day, those that are over. Each is counted from the first day on the local calendar:
 * days are never multiples of 24 hours, and a month from the 31st begins on the last day of a shorter one.
 */
export function periodsOver({ unit, since, until, timeZone, now }: PeriodQuestion): {
  readonly periods: readonly WholePeriod[]
  /** How many before them are left out. */
  readonly earlier: number
} {
  const window: CalendarWindow = {
    kind: 'CALENDAR',
    startTime: `${since} 00:00:00`,
    timeZone,
    duration: { count: 1, unit: unit === 'WEEK' ? 'w' : 'M' },
  }
  const stop = until === null ? Number.POSITIVE_INFINITY : dayStarts(timeZone)(dayAfter(until))
  const at = Math.min(now.getTime(), stop)
  const first = calendarWindow(window, 0).start
  if (at <= first) return { periods: [], earlier: 0 }
  // The period that is under way, unless the last day that counts has ended it.
  const running = windowAt(window, at).index ?? 0
  const isCut = at === stop && calendarWindow(window, running).start < stop
  const count = running + (isCut ? 1 : 0)
  const earlier = Math.max(0, count - MOST_PERIODS)
  const periods = Array.from({ length: count - earlier }, (_, place) => {
    const { start, end } = calendarWindow(window, earlier + place)
    const over = Math.min(end, stop)
    return {
      from: dayIn(timeZone, new Date(start)),
      to: dayIn(timeZone, new Date(over - 1)),
      start,
      end: over,
    }
  })
  return { periods, earlier }
}
