import { CronExpressionParser } from 'cron-parser'

/** When a source is read: five cron fields in a time zone; null without a schedule. */
export interface ReadingTimes {
  readonly schedule: string | null
  readonly timeZone: string
}

const DAY = 86_400_000

/** How long ago a source without a schedule may have confirmed a fact: a quarter. */
const FRESH_DAYS = 90

/**
 * The instant since which a source has to have confirmed a fact: the last but one time of its schedule, so that one
 * missed or failed run makes nothing stale, and neither does a weekend that the schedule leaves out. Without a
 * schedule, {@link FRESH_DAYS} ago.
 */
export function freshSince({ schedule, timeZone }: ReadingTimes, now: Date): Date {
  if (schedule === null) return new Date(now.getTime() - FRESH_DAYS * DAY)
  const times = CronExpressionParser.parse(schedule, { currentDate: now, tz: timeZone })
  times.prev()
  return times.prev().toDate()
}
