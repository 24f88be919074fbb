/**
 * Text as a database can keep it, of at most so many UTF-16 units; what was longer ends with `…`, after a whole
 * character: no emoji or letter with marks is cut in two.
 */
export function truncate(text: string, max: number): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed()
  if (clean.length <= max) return clean
  return `${clean.slice(0, endOfCharacter(clean, max - 1))}…`
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** What people see as one character is hardly ever longer: a family of emoji with their tones has 31. */
const LONGEST = 64

/** The last place at or before `end` that is not inside of what people see as one character. */
function endOfCharacter(text: string, end: number): number {
  const start = Math.max(0, end - LONGEST)
  const near = characters.segment(text.slice(start, end + LONGEST)).containing(end - start)
  // One of that length is no emoji but marks upon marks: it is cut, though not within a pair of surrogates.
  const found = start + (near?.index ?? 0)
  if (found > start || start === 0) return found
  return /[\udc00-\udfff]/.test(text.charAt(end)) ? end - 1 : end
}

/** The same without white space at its ends; null where nothing is left, and for what is no text. */
export function filled(text: unknown, max: number): string | null {
  if (typeof text !== 'string') return null
  const clean = truncate(text.trim(), max).trim()
  return clean === '' ? null : clean
}
