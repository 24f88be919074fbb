import type { Row } from '@throughline/db'
import type { RecurringWindow } from './recurrence.ts'
import { checkRule } from './recurrence-rule.ts'

/** What a stored window says of its occurrences. */
export type WindowRow = Pick<
  Row<'change_window'>,
  'start_time' | 'time_zone' | 'recurrence' | 'minutes' | 'excepted'
>

/** The rule of the occurrences of a stored window. */
export function recurringOf(row: WindowRow): RecurringWindow {
  return {
    startTime: row.start_time,
    timeZone: row.time_zone,
    rule: row.recurrence === null ? null : checkRule(row.recurrence, row.time_zone),
    length: row.minutes * 60_000,
    except: row.excepted,
  }
}
