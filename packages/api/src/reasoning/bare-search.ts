import { PriorityQueue } from './priority-queue.ts'
import type { Ways } from './ways.ts'

/**
 * Reach from one node after the other, by the rules of propagation.ts, without the way that led there. A search
 * touches what it reaches; its arrays are made once.
 */
export class BareSearch {
  readonly #ways: Ways
  readonly #reach: Float64Array
  readonly #settled: Uint8Array
  /** By group: members that are hit. */
  readonly #hits: Int32Array
  readonly #groups: number[] = []
  readonly #order: number[] = []
  readonly #frontier = new PriorityQueue()
  /** Nodes that are hit as hard as the one that is being settled: nothing comes before them. */
  readonly #next: number[] = []

  constructor(ways: Ways) {
    this.#ways = ways
    this.#reach = new Float64Array(ways.grouped.length)
    this.#settled = new Uint8Array(ways.grouped.length)
    this.#hits = new Int32Array(ways.needed.length)
  }

  /**
   * Nodes that failure of the one reaches, itself included, hardest hit first; until the next search.
   * @param reach how hard that one is hit
   */
  from(start: number, reach: number): readonly number[] {
    this.#clear()
    this.#reach[start] = reach
    this.#next.push(start)
    for (let node = this.#pop(); node !== undefined; node = this.#pop()) {
      if (this.#settled[node] === 1) continue
      this.#settled[node] = 1
      this.#order.push(node)
      this.#pass(node)
    }
    return this.#order
  }

  /** By position: how hard the last search hits a node. */
  get reaches(): Float64Array {
    return this.#reach
  }

  #pop(): number | undefined {
    return this.#next.pop() ?? this.#frontier.pop()
  }

  #pass(node: number): void {
    const { offsets, grouped, to, strength, group, needed } = this.#ways
    const own = this.#reach[node] ?? 0
    const middle = grouped[node] ?? 0
    const end = offsets[node + 1] ?? 0
    for (let way = offsets[node] ?? 0; way < end; way++) {
      if (way >= middle) {
        // Members are settled hardest first: the one that makes the group fail decides how hard it does.
        const position = group[way] ?? -1
        const hits = (this.#hits[position] ?? 0) + 1
        this.#hits[position] = hits
        if (hits === 1) this.#groups.push(position)
        if (hits !== needed[position]) continue
      }
      const far = to[way] ?? -1
      const reach = own * (strength[way] ?? 0)
      if (reach <= (this.#reach[far] ?? 0)) continue
      this.#reach[far] = reach
      if (reach === own) this.#next.push(far)
      else this.#frontier.push(reach, 0, far)
    }
  }

  #clear(): void {
    for (const node of this.#order) {
      this.#reach[node] = 0
      this.#settled[node] = 0
    }
    for (const group of this.#groups) this.#hits[group] = 0
    this.#order.length = 0
    this.#groups.length = 0
  }
}
