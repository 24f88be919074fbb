import type { Links, Rows } from './links.ts'

/**
 * Adds up what a failure takes of the objectives, one affected service after the other, by the rules of losses.ts.
 * Made once and used for any number of failures: it goes over what was added and over nothing else.
 */
export class LossMeter {
  readonly #links: Links
  /** By leaf: what its services take, and what its processes take; not limited to 1. */
  readonly #byServices: Float64Array
  readonly #byProcesses: Float64Array
  readonly #leaves: number[] = []
  /** By position: how hard a process is hit. */
  readonly #hit: Float64Array
  readonly #processes: number[] = []

  constructor(links: Links) {
    this.#links = links
    this.#byServices = new Float64Array(links.weight.length)
    this.#byProcesses = new Float64Array(links.weight.length)
    this.#hit = new Float64Array(links.shares.offsets.length)
  }

  /** Takes in that a node is affected; what has no links is passed over. Each node once in a failure. */
  add(node: number, reach: number): void {
    const { uses, shares } = this.#links
    this.#addShares(shares, node, reach, this.#byServices)
    const end = uses.offsets[node + 1] ?? 0
    for (let at = uses.offsets[node] ?? 0; at < end; at++) {
      const process = uses.to[at] ?? -1
      const before = this.#hit[process] ?? 0
      const now = reach * (uses.value[at] ?? 0)
      if (now <= before) continue
      if (before === 0) this.#processes.push(process)
      this.#hit[process] = now
    }
  }

  /** The figures of the failure that was added; begins the next one. */
  take(): { valueAtRisk: number; weightyLoss: number } {
    for (const process of this.#processes) {
      this.#addShares(this.#links.shares, process, this.#hit[process] ?? 0, this.#byProcesses)
      this.#hit[process] = 0
    }
    this.#processes.length = 0
    let [valueAtRisk, weightyLoss] = [0, 0]
    for (const leaf of this.#leaves) {
      const loss = Math.min(1, Math.max(this.#byServices[leaf] ?? 0, this.#byProcesses[leaf] ?? 0))
      valueAtRisk += loss * (this.#links.weight[leaf] ?? 0)
      if (loss > weightyLoss && this.#links.weighty[leaf] === 1) weightyLoss = loss
      this.#byServices[leaf] = 0
      this.#byProcesses[leaf] = 0
    }
    this.#leaves.length = 0
    return { valueAtRisk: Math.min(1, valueAtRisk), weightyLoss }
  }

  #addShares({ offsets, to, value }: Rows, node: number, reach: number, sums: Float64Array): void {
    const end = offsets[node + 1] ?? 0
    for (let at = offsets[node] ?? 0; at < end; at++) {
      const loss = reach * (value[at] ?? 0)
      if (loss === 0) continue
      const leaf = to[at] ?? -1
      if (this.#byServices[leaf] === 0 && this.#byProcesses[leaf] === 0) this.#leaves.push(leaf)
      sums[leaf] = (sums[leaf] ?? 0) + loss
    }
  }
}
