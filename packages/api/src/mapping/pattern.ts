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
  const texts = new Set(patterns.filter((pattern) => patternStart(pattern) === undefined))
  const tests = patterns.filter((pattern) => !texts.has(pattern)).map(patternTest)
  return (text) => texts.has(text) || tests.some((test) => test(text))
}

/** How all texts begin that a pattern matches; undefined for a pattern without `*`, which matches one text. */
export function patternStart(pattern: string): string | undefined {
  const star = pattern.indexOf('*')
  return star === -1 ? undefined : pattern.slice(0, star)
}
