import { instantIn } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import { type Parsed, parseDate } from './values.ts'

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * A cell that is not empty as an instant, ISO 8601 in UTC. A date may be followed by a time, and that by an offset;
 * without a time it is the beginning of the day, without an offset it is one of the time zone that is set.
 */
export function parseInstant(cell: string, ways: Pick<CsvConfig, 'dates' | 'timeZone'>): Parsed<string> {
  const [, day = '', rest = ''] = /^(\S+?)(?:T|[ ,]+|$)(.*)$/i.exec(cell) ?? []
  const date = parseDate(day, isoDay(day) ? { dates: 'ymd' } : ways)
  if (!('value' in date)) return date
  const [, written, minute, second = '00', half, offset] =
    rest === '' ? ['', '00', '00'] : (TIME.exec(rest) ?? [])
  const hour = written === undefined ? undefined : hourOf(written, half)
  if (hour === undefined) {
    return {
      problem: 'is no time of a day',
      hint: 'Write the time as 23:59, 23:59:59 or 11:59 PM, with an offset such as +01:00 if you like.',
    }
  }
  const local = `${date.value}T${hour.padStart(2, '0')}:${minute}:${second}`
  const instant =
    offset === undefined ? instantIn(ways.timeZone, local) : new Date(`${local}${withColon(offset)}`)
  if (instant === undefined || Number.isNaN(instant.getTime())) {
    return { problem: 'is no time of a day', hint: 'Write it as 2030-12-31T23:59:59Z.' }
  }
  return { value: instant.toISOString() }
}

/** The hour of the day; undefined for 13 PM and the like. */
function hourOf(written: string, half: string | undefined): string | undefined {
  if (half === undefined) return written
  const hour = Number(written)
  return hour < 1 || hour > 12 ? undefined : String((hour % 12) + (/^p/i.test(half) ? 12 : 0))
}

function isoDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day)
}

function withColon(offset: string): string {
  return offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
}
