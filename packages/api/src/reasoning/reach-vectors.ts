import { BareSearch } from './bare-search.ts'
import { circles } from './circles.ts'
import type { Ways } from './ways.ts'

/** How hard failure of one node hits others, of those that matter to figures; columns of one length. */
interface ReachVector {
  readonly nodes: Int32Array
  readonly reach: Float64Array
}

/** Entries of vectors that are kept, 12 bytes each; a node whose figures would need more is searched from. */
const MOST_ENTRIES = 20_000_000
/** Less than this share more is the noise of multiplying in another order. */
const NOISE = 1e-13

export interface ReachVectorOptions {
  readonly ways: Ways
  /** 1 for each node whose reach is asked for. */
  readonly isLinked: Uint8Array
  readonly isAsset: Uint8Array
  readonly mostEntries?: number
}

/**
 * Reach from one node after the other, as `BareSearch` finds it to the noise of multiplying, for nodes that are linked.
 *
 * A service is searched from once and its reach is kept as a vector. Failure of an asset hits at least the elementwise
 * maximum of strength times the vectors of its dependents. Only redundancy groups can add to that, where members fail
 * through different dependents: one pass over the groups proves the maximum, or raises it by the vector of the service
 * whose group fails, until nothing changes.
 */
export class ReachVectors {
  readonly #ways: Ways
  readonly #search: BareSearch
  readonly #groups: Groups
  /** 1 for what vectors have: linked nodes, and members and services of groups. */
  readonly #matters: Uint8Array
  /** 1 for nodes that are searched from: services, and assets in a circle. */
  readonly #isSearched: Uint8Array
  readonly #kept: (ReachVector | undefined)[]
  readonly #reach: Float64Array
  readonly #order: number[] = []
  /** 1 for members of groups; those that are hit. */
  readonly #isMember: Uint8Array
  readonly #members: number[] = []
  #reaches: Float64Array
  #entries: number

  constructor({ ways, isLinked, isAsset, mostEntries = MOST_ENTRIES }: ReachVectorOptions) {
    this.#ways = ways
    this.#search = new BareSearch(ways)
    this.#groups = groupsOf(ways)
    this.#isMember = isLinked.map((_, node) =>
      (ways.grouped[node] ?? 0) < (ways.offsets[node + 1] ?? 0) ? 1 : 0,
    )
    this.#matters = isLinked.map((linked, node) => linked | (this.#isMember[node] ?? 0))
    for (const service of this.#groups.service) if (service >= 0) this.#matters[service] = 1
    const circular = circles(ways, isAsset)
    this.#isSearched = isAsset.map((asset, node) => (asset === 1 && circular[node] === 0 ? 0 : 1))
    this.#kept = new Array(isAsset.length)
    this.#reach = new Float64Array(isAsset.length)
    this.#reaches = this.#reach
    this.#entries = mostEntries
  }

  /**
   * Nodes that failure of the one reaches, all that are linked among them; until the next call.
   * @param reach how hard that one is hit
   */
  from(start: number, reach: number): readonly number[] {
    this.#clear()
    this.#reaches = this.#reach
    if (this.#isSearched[start] === 1) {
      const vector = this.#vector(start)
      if (vector !== undefined) {
        this.#raise(vector, reach)
        return this.#order
      }
    } else if (this.#prepare(start) && this.#gather(start, reach)) return this.#order
    this.#reaches = this.#search.reaches
    return this.#search.from(start, reach)
  }

  /** By position: how hard the last call hits a node. */
  get reaches(): Float64Array {
    return this.#reaches
  }

  /** Makes the vectors of all that an asset hands its failure to; false where they would be too many. */
  #prepare(start: number): boolean {
    const pending = [start]
    for (let node = pending.at(-1); node !== undefined; node = pending.at(-1)) {
      const before = pending.length
      const { offsets, grouped, to } = this.#ways
      for (let way = offsets[node] ?? 0; way < (grouped[node] ?? 0); way++) {
        const far = to[way] ?? -1
        if (this.#kept[far] !== undefined) continue
        if (this.#isSearched[far] === 0) pending.push(far)
        else if (this.#vector(far) === undefined) return false
      }
      if (pending.length > before) continue
      pending.pop()
      if (node === start || this.#kept[node] !== undefined) continue
      this.#clear()
      if (!this.#gather(node, 1)) return false
      this.#keep(node, this.#order, this.#reach)
    }
    this.#clear()
    return this.#entries > 0
  }

  /** The vector of a node that is searched from; undefined where too many are kept. */
  #vector(node: number): ReachVector | undefined {
    const known = this.#kept[node]
    if (known !== undefined || this.#entries <= 0) return known
    const order = this.#search.from(node, 1)
    return this.#keep(node, order, this.#search.reaches)
  }

  #keep(node: number, order: readonly number[], reaches: Float64Array): ReachVector {
    const nodes = Int32Array.from(order.filter((reached) => this.#matters[reached] === 1))
    const vector = { nodes, reach: Float64Array.from(nodes, (reached) => reaches[reached] ?? 0) }
    this.#kept[node] = vector
    this.#entries -= nodes.length
    return vector
  }

  /** Reach from an asset whose dependents have their vectors; false where a group would need one more than are kept. */
  #gather(start: number, reach: number): boolean {
    const { offsets, grouped, to, strength } = this.#ways
    this.#hit(start, reach)
    for (let way = offsets[start] ?? 0; way < (grouped[start] ?? 0); way++) {
      const vector = this.#kept[to[way] ?? -1]
      if (vector === undefined) return false
      this.#raise(vector, reach * (strength[way] ?? 0))
    }
    return this.#failGroups()
  }

  #raise({ nodes, reach }: ReachVector, factor: number): void {
    for (let at = 0; at < nodes.length; at++) this.#hit(nodes[at] ?? -1, factor * (reach[at] ?? 0))
  }

  #hit(node: number, reach: number): void {
    const before = this.#reach[node] ?? 0
    if (reach <= before) return
    if (before === 0) {
      this.#order.push(node)
      if (this.#isMember[node] === 1) this.#members.push(node)
    }
    this.#reach[node] = reach
  }

  /** Adds what groups hand on whose members are hit through several dependents. */
  #failGroups(): boolean {
    const { service, factor } = this.#groups
    for (let raised = true; raised; ) {
      raised = false
      for (const group of this.#hitGroups()) {
        const failing = service[group] ?? -1
        const reach = (factor[group] ?? 0) * this.#failure(group)
        if (reach <= (this.#reach[failing] ?? 0) * (1 + NOISE)) continue
        const vector = this.#vector(failing)
        if (vector === undefined) return false
        this.#raise(vector, reach)
        raised = true
      }
    }
    return true
  }

  /** Groups with enough members that are hit. */
  #hitGroups(): readonly number[] {
    const { group, offsets, grouped, needed } = this.#ways
    const { hits } = this.#groups
    const touched: number[] = []
    for (const node of this.#members) {
      const end = offsets[node + 1] ?? 0
      for (let way = grouped[node] ?? 0; way < end; way++) {
        const position = group[way] ?? -1
        if (hits[position] === 0) touched.push(position)
        hits[position] = (hits[position] ?? 0) + 1
      }
    }
    const enough = touched.filter((position) => (hits[position] ?? 0) >= (needed[position] ?? 0))
    for (const position of touched) hits[position] = 0
    return enough
  }

  /** How hard the member is hit that makes a group fail. */
  #failure(group: number): number {
    const members = this.#groups.members[group] ?? []
    const reaches = Float64Array.from(members, (member) => this.#reach[member] ?? 0).sort()
    return reaches[reaches.length - (this.#ways.needed[group] ?? 1)] ?? 0
  }

  #clear(): void {
    for (const node of this.#order) this.#reach[node] = 0
    this.#order.length = 0
    this.#members.length = 0
  }
}

/** Redundancy groups that ways lead through, by position; columns of one length. */
interface Groups {
  /** -1 where no way leads through the group. */
  readonly service: Int32Array
  /** How much of the failure of the deciding member is passed on. */
  readonly factor: Float64Array
  readonly members: readonly (readonly number[])[]
  /** Scratch: members that are hit. */
  readonly hits: Int32Array
}

function groupsOf({ offsets, grouped, to, strength, group, needed }: Ways): Groups {
  const service = new Int32Array(needed.length).fill(-1)
  const factor = new Float64Array(needed.length)
  const members: number[][] = Array.from(needed, () => [])
  for (let node = 0; node < grouped.length; node++) {
    for (let way = grouped[node] ?? 0; way < (offsets[node + 1] ?? 0); way++) {
      const position = group[way] ?? -1
      service[position] = to[way] ?? -1
      factor[position] = strength[way] ?? 0
      members[position]?.push(node)
    }
  }
  return { service, factor, members, hits: new Int32Array(needed.length) }
}
