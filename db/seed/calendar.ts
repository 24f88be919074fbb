const DAY = 24 * 60 * 60 * 1000

/** Dates of the demo organisation, all counted in days from the day it is seeded; times are UTC. */
export interface Calendar {
  /** Midnight at which today begins. Nothing that has happened is dated later. */
  readonly midnight: Date
  /** The date `days` after today (before it when negative), as `YYYY-MM-DD`. */
  date(days: number): string
  /** The instant `days` after today at the given time of day, as `HH:MM`. */
  at(days: number, time?: string): Date
  /** First and last day of the quarter of today, or of one so many quarters before it. */
  quarter(before: number): { from: string; to: string }
}

/**
 * @param today the day of seeding in UTC, `YYYY-MM-DD`
 * @throws RangeError when it is not a date of the calendar
 */
export function createCalendar(today: string): Calendar {
  const midnight = new Date(`${today}T00:00:00.000Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(midnight.getTime()) || dateOf(midnight) !== today) {
    throw new RangeError(`today must be a date such as 2031-05-20, not '${today}'`)
  }
  return {
    midnight,
    date: (days) => dateOf(new Date(midnight.getTime() + days * DAY)),
    at: (days, time = '00:00') => new Date(midnight.getTime() + days * DAY + minutes(time) * 60_000),
    quarter: (before) => {
      const first = Math.floor(midnight.getUTCMonth() / 3) * 3 - 3 * before
      const begin = (month: number) => Date.UTC(midnight.getUTCFullYear(), month, 1)
      return { from: dateOf(new Date(begin(first))), to: dateOf(new Date(begin(first + 3) - DAY)) }
    },
  }
}

/** Minutes since midnight of a time of day written as `HH:MM`. */
export function minutes(time: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time)
  if (match === null) throw new RangeError(`a time of day is written like 07:30, not '${time}'`)
  return Number(match[1]) * 60 + Number(match[2])
}

function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
