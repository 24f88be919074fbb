/** An instant for people, to the minute: "2026-05-06 22:00". */
export function minuteIn(timeZone: string, instant: Date): string {
  const time = new Intl.DateTimeFormat('en', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return `${dayIn(timeZone, instant)} ${time.format(instant)}`
}

/** The calendar day of an instant in a time zone, YYYY-MM-DD. */
export function dayIn(timeZone: string, instant: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(instant)
    .map(({ type, value }) => [type, value] as const)
  const part = new Map(parts)
  return `${part.get('year')}-${part.get('month')}-${part.get('day')}`
}
