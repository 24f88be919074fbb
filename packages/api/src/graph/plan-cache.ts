import type { FieldNode, OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** How many compiled plans are kept. Callers control how many shapes there are, so there is a bound. */
const MOST_PLANS = 1_000

/** Plans by what they were compiled from; the least recently used go first. */
export const plans = new LRUCache<string, object>({ max: MOST_PLANS })

const identities = new WeakMap<object, number>()
let latest = 0

/**
 * A number for a part of a parsed document. The server parses a text once and keeps the document, so equal
 * requests share their parts.
 */
export function identityOf(node: OperationDefinitionNode | FieldNode): number {
  const known = identities.get(node)
  if (known !== undefined) return known
  latest += 1
  identities.set(node, latest)
  return latest
}
