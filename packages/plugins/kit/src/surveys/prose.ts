const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: ' ',
  quot: '"',
}

/** The text of HTML in one line: what people see of a question that was written in an editor. */
export function plainText(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>|<!--[\s\S]*?-->/gi, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text as a database can keep it, of at most so many characters; what was longer ends with `…`. */
export function cut(text: string, max: number): string {
  const clean = text.replaceAll('\u0000', '').toWellFormed()
  if (clean.length <= max) return clean
  const end = max - 1
  const last = clean.charCodeAt(end - 1)
  return `${clean.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end)}…`
}
