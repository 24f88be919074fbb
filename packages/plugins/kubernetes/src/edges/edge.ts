import type { RelationKind } from '@throughline/plugin-kit'
import { externalId, type Inventory } from '../inventory.ts'
import type { Manifest } from '../manifests.ts'

/** That two objects hang together, between the objects themselves. */
export interface Link {
  readonly kind: RelationKind
  readonly from: Manifest
  readonly to: Manifest
  /** What in the manifest says so, where it is not obvious: `server: CART_ADDR`. Never a value. */
  readonly because?: string
}

/** A relation as it is listed and stored: plain data between external ids. */
export interface Edge {
  readonly kind: RelationKind
  readonly from: string
  readonly to: string
  readonly because: readonly string[]
}

/** Links as edges: one per kind and pair, in a fixed order, with all that speaks for it. */
export function edgesOf(links: Iterable<Link>, inventory: Inventory): Edge[] {
  const { cluster } = inventory.config
  const edges = new Map<string, { edge: Edge; because: Set<string> }>()
  for (const { kind, from, to, because } of links) {
    const edge = { kind, from: externalId(cluster, from), to: externalId(cluster, to), because: [] }
    if (edge.from === edge.to) continue
    const key = `${edge.from} ${kind} ${edge.to}`
    const known = edges.get(key) ?? { edge, because: new Set() }
    if (because !== undefined) known.because.add(because)
    edges.set(key, known)
  }
  return [...edges]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { edge, because }]) => ({ ...edge, because: [...because].sort() }))
}
