import type { Links } from './links.ts'
import type { Raised } from './rising-search.ts'

/** What services and what processes take of a leaf, not limited to 1. */
interface Taken {
  readonly services: number
  readonly processes: number
}

/** Value at risk of a failure that grows, by the rules of losses.ts. A step costs what it makes worse. */
export class RisingLosses {
  readonly #links: Links
  readonly #byServices: Float64Array
  readonly #byProcesses: Float64Array
  /** By position: how hard a process is hit. */
  readonly #hit: Float64Array
  /** What the last step changed, as it was before: by leaf, and how hard processes were hit. */
  readonly #leaves = new Map<number, Taken>()
  readonly #processes = new Map<number, number>()

  constructor(links: Links) {
    this.#links = links
    this.#byServices = new Float64Array(links.weight.length)
    this.#byProcesses = new Float64Array(links.weight.length)
    this.#hit = new Float64Array(links.shares.offsets.length)
  }

  /** Takes in that nodes are hit harder; returns by how much value at risk rises. */
  add(raised: readonly Raised[]): number {
    this.#leaves.clear()
    this.#processes.clear()
    const { uses } = this.#links
    for (const { node, before, after } of raised) {
      this.#addShares(node, after - before, this.#byServices)
      const end = uses.offsets[node + 1] ?? 0
      for (let at = uses.offsets[node] ?? 0; at < end; at++)
        this.#hitProcess(uses.to[at] ?? -1, after * (uses.value[at] ?? 0))
    }
    for (const [process, before] of this.#processes)
      this.#addShares(process, (this.#hit[process] ?? 0) - before, this.#byProcesses)
    let rise = 0
    for (const [leaf, before] of this.#leaves)
      rise += (lossOf(this.#taken(leaf)) - lossOf(before)) * (this.#links.weight[leaf] ?? 0)
    return rise
  }

  /** Takes the last step back out. */
  undo(): void {
    for (const [leaf, { services, processes }] of this.#leaves) {
      this.#byServices[leaf] = services
      this.#byProcesses[leaf] = processes
    }
    for (const [process, before] of this.#processes) this.#hit[process] = before
    this.#leaves.clear()
    this.#processes.clear()
  }

  #hitProcess(process: number, reach: number): void {
    const before = this.#hit[process] ?? 0
    if (reach <= before) return
    if (!this.#processes.has(process)) this.#processes.set(process, before)
    this.#hit[process] = reach
  }

  #addShares(node: number, more: number, sums: Float64Array): void {
    const { offsets, to, value } = this.#links.shares
    const end = offsets[node + 1] ?? 0
    for (let at = offsets[node] ?? 0; at < end; at++) {
      const leaf = to[at] ?? -1
      if (!this.#leaves.has(leaf)) this.#leaves.set(leaf, this.#taken(leaf))
      sums[leaf] = (sums[leaf] ?? 0) + more * (value[at] ?? 0)
    }
  }

  #taken(leaf: number): Taken {
    return { services: this.#byServices[leaf] ?? 0, processes: this.#byProcesses[leaf] ?? 0 }
  }
}

function lossOf({ services, processes }: Taken): number {
  return Math.min(1, Math.max(services, processes))
}
