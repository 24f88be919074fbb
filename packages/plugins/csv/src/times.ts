import { instantIn } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import { type Parsed, parseDate } from './values.ts'

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * A cell that is not empty as an instant, ISO 8601 in UTC. A date may be followed by a time, and that by an offset;
 * without a time it is the beginning of the day, without an offset it is one of the time zone that is set.
 */
export function parseInstant(cell: string, ways: Pick<CsvConfig, 'dates' | 'timeZone'>): Parsed<string> {
  const [, day = '', rest = ''] = /^(\S+?)(?:T|[ ,]+|$)(.*)$/i.exec(cell) ?? []
  const date = parseDate(day, isoDay(day) ? { dates: 'ymd' } : ways)
  if (!('value' in date)) return date
  const [, hour, minute, second = '00', offset] = rest === '' ? ['', '00', '00'] : (TIME.exec(rest) ?? [])
  if (hour === undefined) {
    return {
      problem: 'is no time of a day',
      hint: 'Write the time as 23:59 or 23:59:59, with an offset such as +01:00 if you like.',
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

function isoDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day)
}

function withColon(offset: string): string {
  return offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
}
