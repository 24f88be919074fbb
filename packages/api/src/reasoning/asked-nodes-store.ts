import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { InvalidInput } from '../graph/errors.ts'
import { type NodeOf, type NodeRefInput, resolveNodes } from '../graph/node-ref.ts'
import type { GraphNodeRef } from './network.ts'

/** The most nodes that one argument may name. */
const MOST_NODES = 1_000

/** The nodes that an argument of a question names, as {@link resolveNodes} finds them. */
export function askedNodes<Type extends GraphNodeRef['type']>(
  db: Kysely<Database>,
  given: readonly NodeRefInput[],
  types: readonly Type[],
  argument: string,
): Promise<NodeOf<Type>[]> {
  if (given.length > MOST_NODES) {
    throw InvalidInput.at([argument], `has ${given.length} nodes; at most ${MOST_NODES} are answered at once`)
  }
  return resolveNodes(db, given, types, [argument])
}
