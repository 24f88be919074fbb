import type { z } from 'zod'

/** Members of `metadata` that an entity is taken without, as it is without parts of its profile. */
const NEEDLESS: ReadonlySet<unknown> = new Set([
  'uid',
  'title',
  'description',
  'labels',
  'annotations',
  'tags',
  'links',
])

type Path = readonly PropertyKey[]

/**
 * An entity without what is wrong in it and not needed: a label that is a number, an annotation without a value, a link
 * without an address. Only the smallest such part is left out. What is wrong and needed stays, for the schema to refuse.
 */
export function withoutNeedless(value: unknown, schema: z.ZodType): { value: unknown; without: Path[] } {
  const result = schema.safeParse(value)
  if (result.success) return { value, without: [] }
  const parts = new Map(
    result.error.issues
      .flatMap(({ path }) => needlessPart(path))
      .map((path) => [path.map(String).join('\n'), path] as const),
  )
  return { value: without(value, [], new Set(parts.keys())), without: [...parts.values()] }
}

/** The smallest part around a path that an entity is taken without: a label, a tag, a whole title. */
function needlessPart(path: Path): Path[] {
  const [first, member] = path
  if (first === 'relations' && typeof member === 'number') return [path.slice(0, 2)]
  const isNeedless = first === 'metadata' ? NEEDLESS.has(member) : first === 'spec' && member === 'profile'
  return isNeedless ? [path.slice(0, 3)] : []
}

function without(value: unknown, here: Path, parts: ReadonlySet<string>): unknown {
  if (typeof value !== 'object' || value === null || here.length > 2) return value
  const isLeftOut = (key: PropertyKey) => parts.has([...here, key].map(String).join('\n'))
  if (Array.isArray(value)) {
    return value.filter((_item, index) => !isLeftOut(index))
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isLeftOut(key))
      .map(([key, member]) => [key, without(member, [...here, key], parts)]),
  )
}
