import type { Existing } from './existing.ts'
import { KIND_NAMES, type KindName } from './kind.ts'
import { KINDS } from './kinds.ts'
import type { ObjectChange, PlacedStep } from './planned.ts'
import type { Item } from './resolve.ts'

/** A move of an object to a position, from 1 on. */
export interface Move {
  readonly id: string
  readonly position: number
}

/**
 * The moves that bring the objects of kinds with an order into the order in which the files list them. Objects that no
 * file lists keep their place among the others.
 */
export function planOrder(
  items: readonly Item[],
  state: ReadonlyMap<KindName, readonly Existing[]>,
): { readonly changes: readonly ObjectChange[]; readonly steps: readonly PlacedStep[] } {
  const changes: ObjectChange[] = []
  const steps: PlacedStep[] = []
  for (const kind of KIND_NAMES) {
    const { order } = KINDS[kind]
    const declared = items.filter((item) => item.declared.kind === kind)
    if (order === undefined || declared.length === 0) continue
    const stored = (state.get(kind) ?? []).toSorted((a, b) => order.position(a.row) - order.position(b.row))
    const byId = new Map(declared.map((item) => [item.existing?.id ?? `$${item.key}`, item]))
    const created = [...byId.keys()].filter((id) => id.startsWith('$'))
    for (const { id, position } of movesFor([...stored.map(({ id }) => id), ...created], [...byId.keys()])) {
      const item = byId.get(id)
      if (item === undefined) continue
      steps.push({
        step: { name: order.mutation, input: { id, position } },
        place: item.declared.placeOf([]),
      })
      if (item.existing !== undefined) {
        const before = order.position(item.existing.row)
        const fields = [{ field: 'position', before, after: position }]
        changes.push({ kind, name: item.name, action: 'update', fields, entries: [] })
      }
    }
  }
  return { changes, steps }
}

/**
 * Moves after which `wanted` is a subsequence of the order: as few as possible, one after the other, each to the place
 * after its predecessor.
 * @param current all IDs in their order; has those of `wanted`
 */
export function movesFor(current: readonly string[], wanted: readonly string[]): Move[] {
  const kept = longestInOrder(wanted, current)
  const order = [...current]
  const moves: Move[] = []
  for (const [index, id] of wanted.entries()) {
    if (kept.has(id)) continue
    order.splice(order.indexOf(id), 1)
    const before = wanted[index - 1]
    const next = wanted.find((one) => kept.has(one))
    const at = before === undefined ? order.indexOf(next ?? '') : order.indexOf(before) + 1
    order.splice(at, 0, id)
    moves.push({ id, position: at + 1 })
  }
  return moves
}

/** The longest part of `wanted` that is in `current` in the same order. */
function longestInOrder(wanted: readonly string[], current: readonly string[]): ReadonlySet<string> {
  const best: string[][] = []
  for (const [index, id] of wanted.entries()) {
    const place = current.indexOf(id)
    let longest: string[] = []
    for (const chain of best.slice(0, index)) {
      const last = chain.at(-1) ?? ''
      if (current.indexOf(last) < place && chain.length > longest.length) longest = chain
    }
    best.push([...longest, id])
  }
  return new Set(best.reduce((longest, chain) => (chain.length > longest.length ? chain : longest), []))
}
