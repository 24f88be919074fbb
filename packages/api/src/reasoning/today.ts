import { dayIn } from '../graph/calendar.ts'
import type { Context } from '../graph/context.ts'
import type { Settings } from '../settings/settings.ts'

/** The day a request asks about when it names none: today in the time zone of the organisation, YYYY-MM-DD. */
export function today({ clock }: Pick<Context, 'clock'>, { timeZone }: Pick<Settings, 'timeZone'>): string {
  return dayIn(timeZone, clock())
}
