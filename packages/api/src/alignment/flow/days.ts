const DAY = 86_400_000

/** A calendar day (YYYY-MM-DD) as a number that rises by one each day. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY)
}

/** The calendar day of such a number, YYYY-MM-DD. */
export function dayOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10)
}

export function dayAfter(day: string): string {
  return dayOf(dayNumber(day) + 1)
}

/** The number of days from one to another, both included; 0 if the second is before the first. */
export function daysBetween(from: string, to: string): number {
  return Math.max(0, dayNumber(to) - dayNumber(from) + 1)
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b
}

export function later(a: string, b: string): string {
  return a > b ? a : b
}

/** First days of the calendar months that begin after the first day and up to the second. */
export function monthsWithin(from: string, to: string): string[] {
  const found: string[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  for (;;) {
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
    const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
    if (first > to) return found
    found.push(first)
  }
}
