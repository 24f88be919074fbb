/** Text as a database can keep it, of at most so many characters; what was longer ends with `…`. */
export function truncate(text: string, max: number): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed()
  if (clean.length <= max) return clean
  const end = max - 1
  const last = clean.charCodeAt(end - 1)
  return `${clean.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`
}

/** The same without white space at its ends; null where nothing is left, and for what is no text. */
export function filled(text: unknown, max: number): string | null {
  if (typeof text !== 'string') return null
  const clean = truncate(text.trim(), max).trim()
  return clean === '' ? null : clean
}
