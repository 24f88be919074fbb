import { instantIn } from '@throughline/plugin-kit'

/** The instants, in milliseconds, at which days begin in a time zone; worked out once for each day. */
export function dayStarts(timeZone: string): (day: string) => number {
  const known = new Map<string, number>()
  return (day) => {
    const before = known.get(day)
    if (before !== undefined) return before
    const start = instantIn(timeZone, `${day} 00:00:00`)
    if (start === undefined) throw new RangeError(`"${day}" is not a day`)
    known.set(day, start.getTime())
    return start.getTime()
  }
}
