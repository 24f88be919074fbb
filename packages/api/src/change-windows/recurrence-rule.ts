import { instantIn } from '@throughline/plugin-kit'
import { InvalidInput } from '../graph/errors.ts'
import { parseLocal } from './local-time.ts'

/** An RRULE that was checked. */
export interface RecurrenceRule {
  /** As entered, such as `FREQ=WEEKLY;BYDAY=SU`. */
  readonly text: string
  /** The last instant at which an occurrence may begin; null without UNTIL. */
  readonly until: number | null
}

const WEEKDAY = '(?:MO|TU|WE|TH|FR|SA|SU)'
const list = (one: string) => new RegExp(`^${one}(?:,${one})*$`)

/** The parts of a rule that a window may have, with what each may be. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^(?:[1-9]\d{0,2}|1000)$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  WKST: new RegExp(`^${WEEKDAY}$`),
  BYDAY: list(`(?:[+-]?[1-9]\\d?)?${WEEKDAY}`),
  BYMONTH: list('(?:[1-9]|1[0-2])'),
  BYMONTHDAY: list('[+-]?(?:[1-9]|[12]\\d|3[01])'),
  BYYEARDAY: list('[+-]?[1-9]\\d{0,2}'),
  BYWEEKNO: list('[+-]?(?:[1-9]|[1-4]\\d|5[0-3])'),
  BYSETPOS: list('[+-]?[1-9]\\d{0,2}'),
  BYHOUR: list('(?:\\d|1\\d|2[0-3])'),
}

/** Checks the value of an RRULE. @throws InvalidInput that names the part that cannot be used */
export function checkRule(
  text: string,
  timeZone: string,
  path: readonly string[] = ['rule'],
): RecurrenceRule {
  const parts = new Map<string, string>()
  for (const part of text.split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    const pattern = PARTS[name]
    if (pattern === undefined || more.length > 0)
      throw InvalidInput.at(
        path,
        `"${part}" is not a part of an RRULE such as FREQ=WEEKLY;BYDAY=SU; parts are ${Object.keys(PARTS).join(', ')}, in capitals`,
      )
    if (parts.has(name)) throw InvalidInput.at(path, `${name} stands twice`)
    if (!pattern.test(value)) throw InvalidInput.at(path, `${name}=${value} cannot be used${hintOf(name)}`)
    parts.set(name, value)
  }
  if (!parts.has('FREQ')) throw InvalidInput.at(path, 'has no FREQ, such as FREQ=WEEKLY')
  const until = parts.get('UNTIL')
  if (until === undefined) return { text, until: null }
  if (parts.has('COUNT')) throw InvalidInput.at(path, 'has both COUNT and UNTIL; leave one of them out')
  const instant = untilOf(until, timeZone)
  if (instant === undefined) throw InvalidInput.at(path, `UNTIL=${until} is not a time that the calendar has`)
  return { text, until: instant }
}

/** The rule without its UNTIL, which is an instant and no time on the clock of the zone. */
export function withoutUntil({ text }: RecurrenceRule): string {
  return text
    .split(';')
    .filter((part) => !part.startsWith('UNTIL='))
    .join(';')
}

/** What a part may be, where its name does not say it. */
const HINTS: Readonly<Record<string, string>> = {
  FREQ: 'a window recurs DAILY, WEEKLY, MONTHLY or YEARLY',
  INTERVAL: 'write a number from 1 to 9999',
  COUNT: 'write a number from 1 to 1000',
  UNTIL: 'write 20261231 or 20261231T235959Z',
  BYDAY: 'write MO, TU, WE, TH, FR, SA or SU, with a number before it for one of a month, as in 1SU',
  BYMONTH: 'write months from 1 to 12',
  BYMONTHDAY: 'write days from 1 to 31, or from -31 to -1 counted from the end of the month',
  BYHOUR: 'write hours from 0 to 23',
}

function hintOf(name: string): string {
  const hint = HINTS[name]
  return hint === undefined ? '' : `: ${hint}`
}

/** A date includes its whole day; a time without Z is one of the zone. */
function untilOf(text: string, timeZone: string): number | undefined {
  const [date, time = '235959'] = text.replace('Z', '').split('T')
  const local = `${date?.replace(/(\d{4})(\d{2})(\d{2})/, '$1-$2-$3')} ${time.replace(/(\d{2})(\d{2})(\d{2})/, '$1:$2:$3')}`
  const wall = parseLocal(local)
  if (wall === undefined || text.endsWith('Z')) return wall
  return instantIn(timeZone, local)?.getTime()
}
