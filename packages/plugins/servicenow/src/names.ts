/** Something that is to have a name that nothing else of its kind has. */
export interface Named {
  readonly id: string
  readonly name: string
  /** What tells it from others of its name, such as its class. */
  readonly hint: string
}

const LONGEST_NAME = 200

/**
 * A name for each, by its ID, that no other has, also not with other capitals or spaces. The first one
 * keeps its name; others get the hint, else their ID, in parentheses.
 */
export function distinctNames(all: readonly Named[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id, name, hint } of all) {
    const choices = [name, `${name} (${hint})`, `${name} (${id})`].map((each) => each.slice(0, LONGEST_NAME))
    const free = choices.find((each) => !taken.has(keyOf(each))) ?? id
    taken.add(keyOf(free))
    names.set(id, free)
  }
  return names
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '')
}
