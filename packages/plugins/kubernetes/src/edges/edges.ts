import type { Inventory } from '../inventory.ts'
import { calls } from './calls.ts'
import { type Edge, edgesOf, type Link } from './edge.ts'
import { routesTo, selects } from './network.ts'
import { contains, mounts, ownedBy, runsOn } from './placement.ts'

/** Every relation between the assets of an inventory. Pure. */
export function relationsOf(inventory: Inventory): Edge[] {
  return edgesOf(links(inventory), inventory)
}

function* links(inventory: Inventory): Generator<Link> {
  yield* contains(inventory)
  yield* selects(inventory)
  yield* routesTo(inventory)
  yield* mounts(inventory)
  yield* runsOn(inventory)
  yield* ownedBy(inventory)
  yield* calls(inventory)
}
