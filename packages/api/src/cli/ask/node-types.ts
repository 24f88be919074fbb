import { UsageError } from '../exit.ts'

/** The types that `search` finds, as --type names them. */
export const NODE_TYPES = [
  'alert',
  'asset',
  'change',
  'key-result',
  'metric',
  'objective',
  'person',
  'process',
  'redundancy-group',
  'service',
  'service-account',
  'source',
  'survey',
  'team',
  'ticket',
] as const
export type NodeType = (typeof NODE_TYPES)[number]

/** Those that have external references, each with a query of its own. */
export const REFERENCED: ReadonlySet<NodeType> = new Set([
  'alert',
  'asset',
  'change',
  'metric',
  'objective',
  'person',
  'process',
  'service',
  'survey',
  'team',
  'ticket',
])

/** The member of the enum `SearchType`. */
export function searchType(type: NodeType): string {
  return type.replaceAll('-', '_').toUpperCase()
}

/**
 * The types that were named so far and one more, written in upper or lower case.
 *
 * @throws UsageError if there is no such type.
 */
export function nodeTypesFrom(text: string, before: readonly NodeType[] = []): readonly NodeType[] {
  const wanted = text.toLowerCase().replaceAll('_', '-')
  const type = NODE_TYPES.find((known) => known === wanted)
  if (type === undefined) throw new UsageError(`--type ${text}: Allowed choices are ${NODE_TYPES.join(', ')}`)
  return [...before, type]
}
