import type { Calendar } from '../calendar.ts'
import type { Ids } from '../ids.ts'

/** What the makers of rows share. Rows refer to each other by key, so the order of making matters. */
export interface Context {
  ids: Ids
  calendar: Calendar
}

export interface Stamp {
  created_at: Date
  updated_at: Date
  version: number
}

/** A row written once and never touched again. */
export function writtenOnce(at: Date): Stamp {
  return { created_at: at, updated_at: at, version: 1 }
}
