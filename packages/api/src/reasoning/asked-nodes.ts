import { InvalidInput } from '../graph/errors.ts'
import { decodeGlobalId } from '../graph/global-id.ts'
import type { GraphNodeRef } from './network.ts'

/** The most ids that one question may name. */
const MOST_IDS = 1_000

/** @throws InvalidInput for an id of another type, or too many ids */
export function askedNodes<Type extends GraphNodeRef['type']>(
  given: readonly string[],
  types: readonly Type[],
  argument: string,
): (GraphNodeRef & { readonly type: Type })[] {
  if (given.length > MOST_IDS)
    throw InvalidInput.at([argument], `has ${given.length} ids; at most ${MOST_IDS} are answered at once`)
  return given.map(
    (id, index) =>
      decodeGlobalId(id, types, [argument, String(index)]) as GraphNodeRef & { readonly type: Type },
  )
}
