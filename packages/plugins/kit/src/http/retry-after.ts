import type { AnswerHeaders } from './answer.ts'

/** What says when to come back, the clearest first. The names without `x-` are those of GitLab and of the IETF draft. */
const WINDOWS = [
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
] as const
/** A smaller number in a reset header is a number of seconds from now, a larger one an instant since 1970. */
const SMALLEST_INSTANT = 1_000_000_000
/** Longer pauses are taken as this one: a number without end must not be calculated with. */
const LONGEST_SECONDS = 366 * 24 * 3600

/**
 * Seconds until the other side may be called again: `Retry-After` in seconds or as a date, else the end of a window
 * with nothing left in it. Undefined when it does not say.
 *
 * @param now milliseconds since 1970
 */
export function retryAfterOf(headers: AnswerHeaders, now: number): number | undefined {
  const asked = valuesOf(headers, 'retry-after').map((value) => secondsOrDate(value, now))
  const longest = longestOf(asked)
  if (longest !== undefined) return longest
  for (const [remaining, reset] of WINDOWS) {
    if (!valuesOf(headers, remaining).some((value) => NUMBER.test(value) && Number(value) === 0)) continue
    const end = longestOf(valuesOf(headers, reset).map((value) => windowEnd(value, now)))
    if (end !== undefined) return end
  }
  return undefined
}

const NUMBER = /^[0-9]{1,15}(?:\.[0-9]{1,9})?$/

function secondsOrDate(value: string, now: number): number | undefined {
  if (NUMBER.test(value)) return Number(value)
  if (!/^[A-Z][a-z]{2}/.test(value)) return undefined
  // Of the three forms of an HTTP date, one does not name the zone, which is always GMT.
  return secondsUntil(Date.parse(value.endsWith('GMT') ? value : `${value} GMT`), now)
}

function windowEnd(value: string, now: number): number | undefined {
  if (NUMBER.test(value)) {
    const number = Number(value)
    return number < SMALLEST_INSTANT ? number : secondsUntil(number * 1000, now)
  }
  // Jira writes an ISO 8601 instant.
  return /^\d{4}-\d{2}-\d{2}T/.test(value) ? secondsUntil(Date.parse(value), now) : undefined
}

function secondsUntil(instant: number, now: number): number | undefined {
  return Number.isNaN(instant) ? undefined : Math.max(0, (instant - now) / 1000)
}

function longestOf(seconds: readonly (number | undefined)[]): number | undefined {
  const known = seconds.filter((second) => second !== undefined)
  return known.length === 0 ? undefined : Math.min(Math.ceil(Math.max(...known)), LONGEST_SECONDS)
}

function valuesOf(headers: AnswerHeaders, name: string): string[] {
  return [headers[name] ?? []].flat().map((value) => value.trim())
}
