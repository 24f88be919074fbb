/** Text as records hold it: at most so many characters, no NUL, no half of a character. */
export function prose(text: string, max: number): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed()
  if (clean.length <= max) return clean
  return `${clean.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
