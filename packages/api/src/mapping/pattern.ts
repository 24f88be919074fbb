/** Tests texts against a pattern, in which `*` stands for any characters, also none. Upper and lower case differ. */
export function patternTest(pattern: string): (text: string) => boolean {
  const parts = pattern.split('*')
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return (text) => text === pattern
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false
    let from = first.length
    for (const part of rest) {
      const found = text.indexOf(part, from)
      if (found === -1) return false
      from = found + part.length
    }
    return from <= text.length - last.length
  }
}

/** Tests whether a text matches one of these patterns. */
export function anyPattern(patterns: readonly string[]): (text: string) => boolean {
  const tests = patterns.map(patternTest)
  return (text) => tests.some((test) => test(text))
}
