import { InvalidInput } from '../../graph/errors.ts'
import { dayNumber, dayOf, daysBetween } from './days.ts'

/** Days of the organisation's calendar, both included. */
export interface Period {
  /** As it was asked for. */
  readonly label: string
  readonly from: string
  readonly to: string
}

/** The longest period of one answer, in days: three years. */
export const MOST_DAYS = 1_096

const FORMS =
  'write a year (2026), a quarter (2026-Q4), a month (2026-11) or two days (2026-10-01/2026-12-31)'

/** Reads a period. @throws InvalidInput at `period` for any other text, and for one that is too long */
export function periodFrom(text: string): Period {
  const label = text.trim()
  const found = calendarSpan(label)
  if (found === undefined) throw InvalidInput.at(['period'], `"${label}" is not a period: ${FORMS}`)
  const { from, to } = found
  if (to < from)
    throw InvalidInput.at(['period'], `"${label}" ends before it begins: write the earlier day first`)
  if (daysBetween(from, to) > MOST_DAYS)
    throw InvalidInput.at(['period'], `"${label}" is longer than three years; ask for less at once`)
  return { label, from, to }
}

function calendarSpan(text: string): { from: string; to: string } | undefined {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(text) ?? []
  if (year !== undefined && Number(year) >= 1970) {
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
  return !Number.isNaN(number) && day >= '1970-01-01' && dayOf(number) === day
}

/** The month before, `2026-10` of `2026-11`. */
export function monthBefore(month: string): string {
  return dayOf(dayNumber(`${month}-01`) - 1).slice(0, 7)
}
