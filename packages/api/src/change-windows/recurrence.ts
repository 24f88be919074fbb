import { instantIn, isTimeZone } from '@throughline/plugin-kit'
import { RRuleTemporal } from 'rrule-temporal'
import { InvalidInput } from '../graph/errors.ts'
import type { Interval } from './interval.ts'
import { parseLocal, writeLocal } from './local-time.ts'
import { checkRule, type RecurrenceRule, withoutUntil } from './recurrence-rule.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** A window is not longer than this, so that few occurrences overlap. */
const LONGEST = 366 * DAY
/** Starts are looked up for so much time at once. */
const CHUNK = 366 * DAY
/** Days, weeks, months or years that a rule may pass over or count, to find its next start. */
const MOST_PERIODS = 8_000

/** A freeze or maintenance window that may recur. */
export interface RecurringWindow {
  /** The first start, `YYYY-MM-DD HH:MM[:SS]` on the clock of the zone. */
  readonly startTime: string
  readonly timeZone: string
  /** The value of an RRULE; null for a window that does not recur. */
  readonly rule: RecurrenceRule | null
  /** Milliseconds; every occurrence lasts exactly as long. */
  readonly length: number
  /** Local starts that are left out. */
  readonly except: readonly string[]
}

/** Occurrences that an answer contains at most, unless asked for fewer. */
export const MOST_OCCURRENCES = 1_000

const LENGTH = /^PT(?=\d)(?:(\d{1,4})H)?(?:(\d{1,6})M)?$/

/** Reads an iCalendar DURATION of hours and minutes into milliseconds. @throws InvalidInput at the path for any other */
export function parseLength(text: string, path: readonly string[] = ['duration']): number {
  const [matched, hours, minutes] = LENGTH.exec(text) ?? []
  const length = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE
  if (matched === undefined || length === 0 || length > LONGEST) {
    throw InvalidInput.at(
      path,
      `"${text}" is not a length in hours and minutes, such as PT2H or PT1H30M; days and weeks are not exact`,
    )
  }
  return length
}

/** The window that settings describe. @throws InvalidInput for settings that describe none */
export function recurringWindow(settings: {
  readonly startTime: string
  readonly timeZone: string
  readonly rule: string | null
  readonly duration: string
  readonly except?: readonly string[]
}): RecurringWindow {
  const { startTime, timeZone, except = [] } = settings
  if (!isTimeZone(timeZone)) throw InvalidInput.at(['timeZone'], 'is not a time zone, such as Europe/Berlin')
  if (parseLocal(startTime) === undefined)
    throw InvalidInput.at(['startTime'], 'is not a local time YYYY-MM-DD HH:MM[:SS] that the calendar has')
  const wrong = except.findIndex((text) => parseLocal(text) === undefined)
  if (wrong >= 0)
    throw InvalidInput.at(['except', String(wrong)], 'is not a local time YYYY-MM-DD HH:MM[:SS]')
  const rule = settings.rule === null ? null : checkRule(settings.rule, timeZone)
  const window = { startTime, timeZone, rule, length: parseLength(settings.duration), except }
  if (rule !== null) tryRule(window, rule)
  return window
}

/**
 * The occurrences that overlap a span, in ascending order. A start that the clock leaves out moves forward by as much;
 * of one that the clock shows twice it is the first. `complete` is false where there are more than were asked for.
 */
export function occurrencesOf(
  window: RecurringWindow,
  span: Interval,
  most = MOST_OCCURRENCES,
): { readonly occurrences: readonly Interval[]; readonly complete: boolean } {
  const { timeZone, length, rule } = window
  const excepted = new Set(window.except.map(parseLocal))
  const occurrences: Interval[] = []
  for (const wall of startsBetween(window, span.start - length - DAY, span.end + DAY)) {
    if (excepted.has(wall)) continue
    const start = instantIn(timeZone, writeLocal(wall))?.getTime()
    if (start === undefined || start >= span.end || start + length <= span.start) continue
    if (rule !== null && rule.until !== null && start > rule.until) continue
    if (occurrences.length === most) return { occurrences, complete: false }
    occurrences.push({ start, end: start + length })
  }
  return { occurrences, complete: true }
}

/**
 * Starts on the clock of the zone, from one time on the clock to another. The rule runs on a clock without changes:
 * iCalendar drops a start that a zone leaves out, a maintenance window is moved.
 */
function* startsBetween(window: RecurringWindow, from: number, to: number): Generator<number> {
  const first = firstStart(window)
  if (window.rule === null) {
    if (from <= first && first <= to) yield first
    return
  }
  const recurrence = recurrenceOf(first, window.rule)
  // Year by year, as far as the caller asks on.
  for (let start = Math.max(from, first); start <= to; start += CHUNK) {
    const end = Math.min(to, start + CHUNK - 1)
    const found = recurrence.between(new Date(start), new Date(end), true)
    for (const { epochMilliseconds } of found) yield epochMilliseconds
  }
}

function firstStart({ startTime }: RecurringWindow): number {
  const first = parseLocal(startTime)
  if (first === undefined) throw new RangeError('a recurring window was not validated')
  return first
}

function recurrenceOf(first: number, rule: RecurrenceRule): RRuleTemporal {
  const dtstart = writeLocal(first).replaceAll(/[-:]/g, '').replace(' ', 'T')
  return new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${dtstart}\nRRULE:${withoutUntil(rule)}`,
    strict: true,
    maxIterations: MOST_PERIODS,
  })
}

/** A rule with COUNT is counted from its start by every question, so it is counted to its end here. */
function tryRule(window: RecurringWindow, rule: RecurrenceRule): void {
  const first = firstStart(window)
  const recurrence = attempt('is not a usable RRULE', () => recurrenceOf(first, rule))
  const rare = 'never occurs, or too rarely'
  const next = attempt(
    rare,
    () => (rule.text.includes('COUNT=') ? recurrence.all()[0] : recurrence.next(new Date(first), true)),
    // It gives up after a number of its own.
    /iterations/,
  )
  if (next === null || next === undefined) throw InvalidInput.at(['rule'], rare)
}

/** @param known what a message says that tells no more than the problem */
function attempt<Result>(problem: string, work: () => Result, known?: RegExp): Result {
  try {
    return work()
  } catch (error) {
    // The library throws plain errors for rules that it cannot use; nothing else is called here.
    const detail = error instanceof Error ? error.message : String(error)
    throw InvalidInput.at(['rule'], known?.test(detail) === true ? problem : `${problem}: ${detail}`)
  }
}
