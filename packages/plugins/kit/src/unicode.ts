/** Form C leaves all characters before these as they are. */
const MAY_CHANGE = /[\u0300-\u{10ffff}]/u

/** A text in Unicode normalization form C: one way to write each accented character. */
export function normalizedText(text: string): string {
  return MAY_CHANGE.test(text) ? text.normalize('NFC') : text
}

/**
 * The value with all its texts and the names of its objects in form C; the very same value where they are already. What
 * is no plain data, such as a date, stays as it is, and so does everything below a depth that no input may have.
 */
export function normalized<T>(value: T): T {
  return changes(value, 0) ? (normalizedAt(value, 0) as T) : value
}

/** Deeper than all input that is accepted, so that the walk cannot exhaust the stack. */
const MAX_DEPTH = 200

function changes(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return MAY_CHANGE.test(value)
  if (!isPlain(value) || depth > MAX_DEPTH) return false
  for (const [name, part] of Object.entries(value)) {
    if (MAY_CHANGE.test(name) || changes(part, depth + 1)) return true
  }
  return false
}

function normalizedAt(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return normalizedText(value)
  if (!isPlain(value) || depth > MAX_DEPTH) return value
  if (Array.isArray(value)) return value.map((part: unknown) => normalizedAt(part, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [normalizedText(name), normalizedAt(part, depth + 1)]),
  )
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}
