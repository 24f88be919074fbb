import { filled } from '@throughline/plugin-kit'
import { z } from 'zod'

/** A value as it is stored and as people see it. What the account may not see is an empty text. */
const cellSchema = z.union([
  z.object({ value: z.string().nullish(), display_value: z.string().nullish() }),
  z.string(),
  z.null(),
])
/** A record as the Table API gives it with `sysparm_display_value=all`. */
export const rowSchema = z.record(z.string(), cellSchema)
export type Row = z.infer<typeof rowSchema>

/** Longest prose a record may hold. */
const PROSE = 20_000

/** What is stored in a field: a text, a number as text, a time in UTC, the sys_id of a reference; null when empty. */
export function valueAt(row: Row, field: string, max = 500): string | null {
  const cell = row[field]
  return filled(typeof cell === 'object' ? cell?.value : cell, max)
}

/** What people see: the label of a choice, the name of what a reference leads to. */
export function shownAt(row: Row, field: string, max = 300): string | null {
  const cell = row[field]
  return filled(typeof cell === 'object' ? (cell?.display_value ?? cell?.value) : cell, max)
}

export function proseAt(row: Row, field: string): string | null {
  return valueAt(row, field, PROSE)
}

export function idOf(row: Row): string | null {
  return valueAt(row, 'sys_id')
}

/** A time of ServiceNow, which is one in UTC, or a day, as ISO 8601; null for anything else. */
export function instantAt(row: Row, field: string): string | null {
  return instantOf(valueAt(row, field))
}

export function instantOf(value: string | null): string | null {
  const found = value === null ? null : /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(value)
  if (found === null) return null
  const at = new Date(`${found[1]}T${found[2] ?? '00:00:00'}Z`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** A duration of ServiceNow, which is a time counted from 1970, in seconds. */
export function secondsAt(row: Row, field: string): number | null {
  const end = instantAt(row, field)
  return end === null ? null : Math.max(0, Date.parse(end) / 1000)
}

/** A whole number in a range; null for anything else. */
export function levelAt(row: Row, field: string, most: number): number | null {
  const value = valueAt(row, field)
  return value !== null && /^\d$/.test(value) && Number(value) >= 1 && Number(value) <= most
    ? Number(value)
    : null
}
