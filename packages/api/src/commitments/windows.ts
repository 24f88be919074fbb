import { instantIn, isTimeZone } from '@throughline/plugin-kit'
import type { Interval } from '../change-windows/interval.ts'
import { parseLocal, writeLocal } from '../change-windows/local-time.ts'
import { InvalidInput } from '../graph/errors.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Units of an OpenSLO duration with their exact lengths in milliseconds. OpenSLO's go-sdk gives a month 30 days, a
 * quarter 90 and a year 365 where no calendar is involved.
 */
const EXACT = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY, M: 30 * DAY, Q: 90 * DAY, Y: 365 * DAY } as const
export type DurationUnit = keyof typeof EXACT

/** Units that the calendar counts, in days or in months. */
const CALENDAR_STEPS: Readonly<Partial<Record<DurationUnit, { days: number; months: number }>>> = {
  d: { days: 1, months: 0 },
  w: { days: 7, months: 0 },
  M: { days: 0, months: 1 },
  Q: { days: 0, months: 3 },
  Y: { days: 0, months: 12 },
}

/** An OpenSLO duration shorthand, such as `30d`. */
export interface SloDuration {
  readonly count: number
  readonly unit: DurationUnit
}

/** The last `length` milliseconds: an exact length, without a time zone. */
export interface RollingWindow {
  readonly kind: 'ROLLING'
  readonly length: number
}

/** Windows one after the other on the calendar of a time zone, the first of which begins at `startTime`. */
export interface CalendarWindow {
  readonly kind: 'CALENDAR'
  /** Local time `YYYY-MM-DD HH:MM[:SS]`. */
  readonly startTime: string
  readonly timeZone: string
  readonly duration: SloDuration
}

export type SloWindow = RollingWindow | CalendarWindow

const SHORTHAND = /^([1-9]\d{0,5})([mhdwMQY])$/

/** Reads an OpenSLO duration. @throws InvalidInput at the path for any other text */
export function parseDuration(text: string, path: readonly string[] = ['duration']): SloDuration {
  const [, count, unit] = SHORTHAND.exec(text) ?? []
  if (count === undefined || unit === undefined) {
    throw InvalidInput.at(
      path,
      `"${text}" is not a duration: write a whole number above 0 and one of m, h, d, w, M, Q, Y, such as 30d`,
    )
  }
  return { count: Number(count), unit: unit as DurationUnit }
}

/** Writes a duration as OpenSLO does. */
export function writeDuration({ count, unit }: SloDuration): string {
  return `${count}${unit}`
}

/** The length of a duration in milliseconds, without regard to a calendar. */
export function exactLength({ count, unit }: SloDuration): number {
  return count * EXACT[unit]
}

/** The window that settings describe. @throws InvalidInput for settings that describe none */
export function sloWindow(settings: {
  readonly duration: string
  readonly isRolling: boolean
  readonly startTime: string | null
  readonly timeZone: string | null
}): SloWindow {
  const duration = parseDuration(settings.duration)
  const { startTime, timeZone } = settings
  if (settings.isRolling) {
    if (startTime !== null)
      throw InvalidInput.at(['startTime'], 'a rolling window has no start; leave it out')
    if (timeZone !== null) throw InvalidInput.at(['timeZone'], 'a rolling window has no zone; leave it out')
    return { kind: 'ROLLING', length: exactLength(duration) }
  }
  if (CALENDAR_STEPS[duration.unit] === undefined) {
    const text = 'a calendar window lasts whole days, weeks, months, quarters or years (d, w, M, Q, Y)'
    throw InvalidInput.at(['duration'], text)
  }
  if (timeZone === null)
    throw InvalidInput.at(
      ['timeZone'],
      'is missing: a calendar window has a startTime and a timeZone, such as Europe/Berlin',
    )
  if (startTime === null)
    throw InvalidInput.at(['startTime'], 'is missing: a calendar window has a startTime and a timeZone')
  if (!isTimeZone(timeZone)) throw InvalidInput.at(['timeZone'], 'is not a time zone, such as Europe/Berlin')
  if (parseLocal(startTime) === undefined)
    throw InvalidInput.at(['startTime'], 'is not a local time YYYY-MM-DD HH:MM[:SS] that the calendar has')
  return { kind: 'CALENDAR', startTime, timeZone, duration }
}

/**
 * The window that an instant belongs to: of a rolling one the time up to the instant, of a calendar the window that
 * contains it, with its index (below 0 for instants before the first start).
 */
export function windowAt(window: SloWindow, at: number): Interval & { readonly index: number | null } {
  if (window.kind === 'ROLLING') return { start: at - window.length, end: at, index: null }
  const start = (k: number) => startOf(window, k)
  // No start is further from its place on an even grid than a few units of the calendar.
  let index = Math.floor((at - start(0)) / exactLength(window.duration))
  while (start(index) > at) index -= 1
  while (start(index + 1) <= at) index += 1
  return { start: start(index), end: start(index + 1), index }
}

/** Window k of a calendar; each end is placed on the local clock and converted by itself. */
export function calendarWindow(window: CalendarWindow, k: number): Interval {
  return { start: startOf(window, k), end: startOf(window, k + 1) }
}

function startOf({ startTime, timeZone, duration }: CalendarWindow, k: number): number {
  const first = parseLocal(startTime)
  const step = CALENDAR_STEPS[duration.unit]
  if (first === undefined || step === undefined) throw new RangeError('a calendar window was not validated')
  const times = k * duration.count
  const local = writeLocal(plusDays(plusMonths(first, times * step.months), times * step.days))
  const instant = instantIn(timeZone, local)
  if (instant === undefined) throw new RangeError(`${local} cannot be placed in ${timeZone}`)
  return instant.getTime()
}

function plusDays(wall: number, days: number): number {
  return wall + days * DAY
}

/** The same day of another month, or its last day where the month is shorter. */
function plusMonths(wall: number, months: number): number {
  if (months === 0) return wall
  const date = new Date(wall)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const day = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay))
  return day + (wall - Math.floor(wall / DAY) * DAY)
}
