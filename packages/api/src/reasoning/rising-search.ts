import { PriorityQueue } from './priority-queue.ts'
import type { Ways } from './ways.ts'

/** A node that is hit harder than before, by its position. */
export interface Raised {
  readonly node: number
  /** How hard it was hit, 0 to 1. */
  readonly before: number
  /** How hard it is hit now, above `before`. */
  readonly after: number
}

/**
 * Reach of a set that grows, by the rules of propagation.ts, without the way that led there. Reach only rises with
 * the set, so a failure that is added costs what it makes worse, and not what the set reaches.
 */
export class RisingSearch {
  readonly #ways: Ways
  /** By group: its members. */
  readonly #members: readonly (readonly number[])[]
  readonly #reach: Float64Array
  readonly #frontier = new PriorityQueue()
  /** What the last failure raised, with the reach before it. */
  readonly #raised = new Map<number, number>()

  constructor(ways: Ways) {
    this.#ways = ways
    this.#reach = new Float64Array(ways.grouped.length)
    this.#members = membersOf(ways)
  }

  /** Adds nodes to the set that fails; returns the nodes that are hit harder, themselves included. */
  fail(positions: Iterable<number>): Raised[] {
    this.#raised.clear()
    const settled = new Set<number>()
    for (const position of positions) this.#raise(position, 1)
    // Strongest first: no way is stronger than the node that it begins at, so a settled reach is final.
    for (let node = this.#frontier.pop(); node !== undefined; node = this.#frontier.pop()) {
      if (settled.has(node)) continue
      settled.add(node)
      this.#pass(node)
    }
    return [...this.#raised].map(([node, before]) => ({ node, before, after: this.#reach[node] ?? 0 }))
  }

  /** Takes the last failure out of the set. */
  undo(): void {
    for (const [node, before] of this.#raised) this.#reach[node] = before
    this.#raised.clear()
  }

  #pass(node: number): void {
    const { offsets, grouped, to, strength, group } = this.#ways
    const own = this.#reach[node] ?? 0
    const middle = grouped[node] ?? 0
    const end = offsets[node + 1] ?? 0
    for (let way = offsets[node] ?? 0; way < end; way++) {
      const reach = way < middle ? own : this.#reachOfGroup(group[way] ?? -1)
      this.#raise(to[way] ?? -1, reach * (strength[way] ?? 0))
    }
  }

  #raise(node: number, reach: number): void {
    const before = this.#reach[node] ?? 0
    if (reach <= before) return
    if (!this.#raised.has(node)) this.#raised.set(node, before)
    this.#reach[node] = reach
    this.#frontier.push(reach, 0, node)
  }

  /** How hard the member is hit that makes the group fail, 0 while it holds. */
  #reachOfGroup(group: number): number {
    const hit = (this.#members[group] ?? []).map((member) => this.#reach[member] ?? 0)
    return hit.sort((a, b) => b - a)[(this.#ways.needed[group] ?? 1) - 1] ?? 0
  }
}

function membersOf({ offsets, grouped, group, needed }: Ways): number[][] {
  const members = Array.from(needed, (): number[] => [])
  for (let node = 0; node < grouped.length; node++) {
    const end = offsets[node + 1] ?? 0
    for (let way = grouped[node] ?? 0; way < end; way++) members[group[way] ?? -1]?.push(node)
  }
  return members
}
