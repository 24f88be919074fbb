import { InvalidInput } from '../../graph/errors.ts'
import { dayNumber, dayOf } from './days.ts'

/** Days of the organisation's calendar, both included. */
export interface Period {
  /** As it was asked for. */
  readonly label: string
  readonly from: string
  readonly to: string
}

const FORMS =
  'write a year (2026), a quarter (2026-Q4), a month (2026-11) or two days (2026-10-01/2026-12-31), from 1970 to 9998'

/** The day after the last one must have a year of four digits, too. */
const [FIRST_YEAR, LAST_YEAR] = [1970, 9998]

/** Reads a period. @throws InvalidInput at `period` for any other text, and for one that is too long */
export function periodFrom(text: string): Period {
  const label = text.trim()
  const found = calendarSpan(label)
  if (found === undefined) throw InvalidInput.at(['period'], `"${label}" is not a period: ${FORMS}`)
  const { from, to } = found
  if (to < from)
    throw InvalidInput.at(['period'], `"${label}" ends before it begins: write the earlier day first`)
  if (isLongerThan(3, from, to))
    throw InvalidInput.at(['period'], `"${label}" is longer than three years; ask for less at once`)
  return { label, from, to }
}

function calendarSpan(text: string): { from: string; to: string } | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text) ?? []
  if (year !== undefined && Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR) {
    if (quarter !== undefined) return months(Number(year), 3 * (Number(quarter) - 1), 3)
    return month === undefined ? months(Number(year), 0, 12) : months(Number(year), Number(month) - 1, 1)
  }
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(text) ?? []
  return from !== undefined && to !== undefined && isDay(from) && isDay(to) ? { from, to } : undefined
}

function months(year: number, first: number, count: number): { from: string; to: string } {
  const from = new Date(Date.UTC(year, first, 1)).toISOString().slice(0, 10)
  const after = new Date(Date.UTC(year, first + count, 1)).toISOString().slice(0, 10)
  return { from, to: dayOf(dayNumber(after) - 1) }
}

function isDay(day: string): boolean {
  const number = dayNumber(day)
  return !Number.isNaN(number) && day >= `${FIRST_YEAR}` && day < `${LAST_YEAR + 1}` && dayOf(number) === day
}

/** Whether two days, both included, are more than so many years of the calendar. */
function isLongerThan(years: number, from: string, to: string): boolean {
  const between = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return between > years || (between === years && to.slice(4) >= from.slice(4))
}

/** The month before, `2026-10` of `2026-11`. */
export function monthBefore(month: string): string {
  return dayOf(dayNumber(`${month}-01`) - 1).slice(0, 7)
}
