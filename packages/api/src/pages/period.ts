import type { Ask } from './ask.ts'
import { SETTINGS } from './documents.ts'

/** The time zone of the organisation; UTC for a caller who may not read it. */
export async function timeZoneOf(ask: Ask): Promise<string> {
  const { data } = await ask(SETTINGS, {})
  return (data as { settings?: { timeZone?: string } } | null | undefined)?.settings?.timeZone ?? 'UTC'
}

/** The quarter that it is now in the organisation. */
export async function currentQuarter(ask: Ask, now: Date): Promise<string> {
  return quarterOf(now, await timeZoneOf(ask))
}

/** The quarter that an instant lies in on the calendar of a time zone, such as 2026-Q4. */
export function quarterOf(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', timeZone }).formatToParts(
    instant,
  )
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return `${of('year')}-Q${Math.floor((of('month') - 1) / 3) + 1}`
}
