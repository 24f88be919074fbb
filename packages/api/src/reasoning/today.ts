import type { Context } from '../graph/context.ts'
import type { Settings } from '../settings/settings.ts'

/** The day a request asks about when it names none: today in the time zone of the organisation, YYYY-MM-DD. */
export function today({ clock }: Pick<Context, 'clock'>, { timeZone }: Pick<Settings, 'timeZone'>): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(clock())
    .map(({ type, value }) => [type, value] as const)
  const part = new Map(parts)
  return `${part.get('year')}-${part.get('month')}-${part.get('day')}`
}
