const INSTANT =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.]\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/**
 * Milliseconds since 1970 of an instant as RFC 3339 writes it, such as 2026-03-01T12:00:00Z. What is finer is cut off.
 * Undefined for a text that is none: another form, no zone, or a day that the month does not have.
 */
export function instantFrom(text: string): number | undefined {
  if (!INSTANT.test(text)) return undefined
  // JavaScript takes 30 February for 2 March.
  if (text.charCodeAt(8) === THREE || text.startsWith('29', 8)) {
    const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10)].map(Number)
    if (new Date(Date.UTC(year ?? 0, month ?? 0, 0)).getUTCDate() < (day ?? 0)) return undefined
  }
  return Date.parse(text)
}

const THREE = '3'.charCodeAt(0)
