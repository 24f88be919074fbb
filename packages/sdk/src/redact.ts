/** Takes the values the caller sent out of what the server says. */
export type Redact = (text: string) => string

/** Shorter ones are words like "asc": taking them out would hide nothing and make messages unreadable. */
const shortestSecret = 4
const mark = '[redacted]'

/** Written like a member of an enum. */
const constantCase = /^[A-Z][A-Z0-9_]*$/

/**
 * Servers quote input in their messages ("Variable $input got invalid value …"), and messages end up in logs. The
 * returned function replaces every text and number of at least four characters found in `secrets` (strings, or
 * anything made of them), written plainly or as JSON. Inside a longer word in constant case, such as the enum member
 * BUSINESS that the server suggests for BUSINES, it is left. It looks through them only when called, so a call that
 * succeeds pays nothing.
 */
export function redactor(secrets: () => readonly unknown[]): Redact {
  return (text) => textsIn(secrets()).reduce(hide, text)
}

function hide(text: string, secret: string): string {
  if (!constantCase.test(secret)) return text.replaceAll(secret, mark)
  return text.replace(new RegExp(`(^|[^A-Z0-9_])${secret}(?![A-Z0-9_])`, 'g'), `$1${mark}`)
}

/** The same for the texts inside a value. */
export function redactDeep(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactDeep(item, redact)]))
}

/** Longest first, so that a text inside another does not leave the rest of it behind. */
function textsIn(value: unknown): string[] {
  const texts = new Set<string>()
  JSON.stringify(value, (_, item) => {
    if (typeof item === 'string' || typeof item === 'number') {
      const text = String(item)
      if (text.length >= shortestSecret) texts.add(text).add(JSON.stringify(text).slice(1, -1))
    }
    return item
  })
  return [...texts].sort((a, b) => b.length - a.length)
}
