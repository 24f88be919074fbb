const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.]\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** The day that was read last: samples that arrive together are mostly of one day. */
const latest = { day: '', start: 0 }

/**
 * Milliseconds since 1970 of an instant as RFC 3339 writes it, such as 2026-03-01T12:00:00Z. What is finer is cut off.
 * Undefined for a text that is none: another form, no zone, or a day that the month does not have.
 */
export function instantFrom(text: string): number | undefined {
  return utcInstantFrom(text) ?? anyInstantFrom(text)
}

/** An instant of the forms that most programs write: in UTC, with milliseconds or without. Undefined for any other text. */
function utcInstantFrom(text: string): number | undefined {
  const { length } = text
  const hasMilliseconds = length === 24 && text.charCodeAt(19) === POINT
  if (!(hasMilliseconds || length === 20) || text.charCodeAt(length - 1) !== Z) return undefined
  if (text.charCodeAt(10) !== T || text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON)
    return undefined
  const [hours, minutes, seconds] = [digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19)]
  const milliseconds = hasMilliseconds ? digits(text, 20, 23) : 0
  // NaN is not below anything.
  if (!(hours < 24 && minutes < 60 && seconds < 60 && milliseconds < 1_000)) return undefined
  const day = text.slice(0, 10)
  if (day !== latest.day) {
    const start = anyInstantFrom(`${day}T00:00:00Z`)
    if (start === undefined) return undefined
    Object.assign(latest, { day, start })
  }
  return latest.start + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds
}

/** The number that decimal digits write; NaN for any other characters. */
function digits(text: string, start: number, end: number): number {
  let number = 0
  for (let place = start; place < end; place += 1) {
    const digit = text.charCodeAt(place) - ZERO
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN
  }
  return number
}

function anyInstantFrom(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined
  // JavaScript takes 30 February for 2 March.
  if (text.charCodeAt(8) === THREE || text.startsWith('29', 8)) {
    const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number)
    if (new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate() < (day ?? 0)) return undefined
  }
  return Date.parse(text)
}

const [ZERO, THREE, COLON, POINT, T, Z] = [0x30, 0x33, 0x3a, 0x2e, 0x54, 0x5a] as const
