import { BY_PROVIDER, COMMON, type Words } from './kind-tables.ts'
import type { Kind } from './kinds.ts'

const table = (words: Words): ReadonlyMap<string, Kind> =>
  new Map(
    Object.entries(words).flatMap(([kind, starts]) =>
      starts.split(' ').map((start) => [start, kind as Kind] as const),
    ),
  )

const COMMON_TABLE = table(COMMON)
const TABLES: ReadonlyMap<string, ReadonlyMap<string, Kind>> = new Map(
  Object.entries(BY_PROVIDER).map(([provider, words]) => [provider, table(words)]),
)

/** The kind of thing a resource type is: `aws_db_instance` is a database. What is not known is `cloud.other`. */
export function kindOf(resourceType: string): Kind {
  const [provider = '', ...words] = resourceType.split('_')
  return longest(TABLES.get(provider) ?? COMMON_TABLE, words) ?? 'cloud.other'
}

function longest(starts: ReadonlyMap<string, Kind> | undefined, words: readonly string[]): Kind | undefined {
  for (let count = words.length; count > 0; count -= 1) {
    const kind = starts?.get(words.slice(0, count).join('_'))
    if (kind !== undefined) return kind
  }
  return undefined
}
