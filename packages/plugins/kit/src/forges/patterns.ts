/** A pattern of the configuration, in which `*` stands for any text, whatever the case of its letters. */
export function fits(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().split('*')
  const [head = '', ...rest] = parts
  const tail = rest.pop()
  const subject = text.toLowerCase()
  if (tail === undefined) return subject === head
  if (!subject.startsWith(head)) return false
  let at = head.length
  for (const part of rest) {
    const found = subject.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return subject.length - at >= tail.length && subject.endsWith(tail)
}

/** What the first rule with one of these names says; rules count in the order in which they were written. */
export function ruled<Value>(
  rules: Readonly<Record<string, Value>>,
  names: readonly string[],
): Value | undefined {
  return Object.entries(rules).find(([pattern]) => names.some((name) => fits(pattern, name)))?.[1]
}

/** What follows a prefix in the labels that begin with it, each once. */
export function named(labels: readonly string[], prefix: string): string[] {
  const begins = labels.filter((label) => label.toLowerCase().startsWith(prefix.toLowerCase()))
  return [...new Set(begins.map((label) => label.slice(prefix.length).trim()).filter((name) => name !== ''))]
}
