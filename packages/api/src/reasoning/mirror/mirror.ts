import { adjacency } from '../adjacency.ts'
import type {
  Edges,
  GraphNode,
  GraphNodeRef,
  GraphNodeType,
  ImpactGraph,
  RedundancyGroup,
} from '../network.ts'
import { type EdgeKind, failureOf, SHARE_OF_PROCESS, STRENGTH_OF_PROCESS, validOn } from '../strengths.ts'
import { countsOn, effectiveWeights } from '../weights.ts'
import type { GraphRows, GroupRow, ObjectiveRow, ProcessRow, ReadIds } from './rows.ts'

/** An edge between two positions; failure of `from` reaches `to`. */
interface Link {
  readonly from: number
  readonly to: number
  readonly kind: EdgeKind
  readonly strength: number
  readonly group: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
}

const ALWAYS = { group: null, validFrom: null, validTo: null } as const

/**
 * All rows of the graph in memory, kept right by the rows that change. A node keeps its position as long as it exists,
 * so a change costs the rows that changed and, when a graph is asked for next, one pass over the edges.
 */
export class GraphMirror {
  readonly #nodes: GraphNode[] = []
  readonly #positions: Readonly<Record<GraphNodeType, Map<string, number>>> = {
    Asset: new Map(),
    Service: new Map(),
    Process: new Map(),
    Objective: new Map(),
  }
  readonly #mergedInto = new Map<string, string>()
  readonly #objectives = new Map<string, ObjectiveRow>()
  readonly #processes = new Map<string, ProcessRow>()
  readonly #groups = new Map<string, GroupRow>()
  readonly #links = {
    relations: new Map<string, Link>(),
    dependencies: new Map<string, Link>(),
    contributions: new Map<string, Link>(),
  }
  #removed = 0
  #built: { readonly on: string; readonly graph: ImpactGraph } | undefined

  /** Whether so many nodes were deleted that reading everything again saves memory. */
  get worn(): boolean {
    return this.#removed > 1_000 && this.#removed > this.#nodes.length / 2
  }

  get objectives(): readonly ObjectiveRow[] {
    return [...this.#objectives.values()]
  }

  /** Takes rows over as they are now; a row that was read and did not come is gone. */
  apply(rows: GraphRows, read?: ReadIds): void {
    if (read !== undefined) this.#remove(rows, read)
    for (const [id, name, lifecycle, mergedInto] of rows.assets) {
      this.#put({ type: 'Asset', id, name, lifecycle })
      if (mergedInto === null) this.#mergedInto.delete(id)
      else this.#mergedInto.set(id, mergedInto)
    }
    for (const [id, name, lifecycle] of rows.services) this.#put({ type: 'Service', id, name, lifecycle })
    for (const row of rows.processes) {
      this.#put({ type: 'Process', id: row.id, name: row.name, lifecycle: null })
      this.#processes.set(row.id, row)
    }
    for (const row of rows.objectives) {
      this.#put({ type: 'Objective', id: row.id, name: row.title, lifecycle: null })
      this.#objectives.set(row.id, row)
    }
    for (const row of rows.groups) this.#groups.set(row[0], row)
    this.#applyLinks(rows)
    this.#built = undefined
  }

  #applyLinks(rows: GraphRows): void {
    const { relations, dependencies, contributions } = this.#links
    for (const [id, fromId, toId, kind, strength] of rows.relations) {
      const { failing, hit } = failureOf({ fromId, toId, kind })
      const ends = { from: this.#at('Asset', failing), to: this.#at('Asset', hit) }
      relations.set(id, { ...ALWAYS, ...ends, kind, strength })
    }
    for (const [id, service, onService, onAsset, strength, group] of rows.dependencies) {
      const from = onService === null ? this.#at('Asset', onAsset ?? '') : this.#at('Service', onService)
      const to = this.#at('Service', service)
      dependencies.set(id, { ...ALWAYS, from, to, kind: 'SERVICE_DEPENDENCY', strength, group })
    }
    for (const [id, objective, service, strength, validFrom, validTo] of rows.contributions) {
      const ends = { from: this.#at('Service', service), to: this.#at('Objective', objective) }
      contributions.set(id, { ...ends, kind: 'CONTRIBUTION', strength, group: null, validFrom, validTo })
    }
  }

  #remove(rows: GraphRows, read: ReadIds): void {
    const gone = (table: keyof GraphRows) => {
      const there = new Set(rows[table].map((row) => ('id' in row ? row.id : row[0])))
      return read[table].filter((id) => !there.has(id))
    }
    for (const id of gone('assets')) {
      this.#drop('Asset', id)
      this.#mergedInto.delete(id)
    }
    for (const id of gone('services')) this.#drop('Service', id)
    for (const id of gone('processes')) {
      this.#drop('Process', id)
      this.#processes.delete(id)
    }
    for (const id of gone('objectives')) {
      this.#drop('Objective', id)
      this.#objectives.delete(id)
    }
    for (const id of gone('groups')) this.#groups.delete(id)
    for (const id of gone('relations')) this.#links.relations.delete(id)
    for (const id of gone('dependencies')) this.#links.dependencies.delete(id)
    for (const id of gone('contributions')) this.#links.contributions.delete(id)
  }

  #put({ type, id, name, lifecycle }: Omit<GraphNode, 'counts'>): void {
    const known = this.#positions[type].get(id)
    const position = known ?? this.#nodes.length
    if (known === undefined) this.#positions[type].set(id, position)
    // Of objectives it depends on the day.
    const counts = type === 'Process' || lifecycle === 'LIVE'
    this.#nodes[position] = { type, id, name, lifecycle, counts }
  }

  #drop(type: GraphNodeType, id: string): void {
    const position = this.#positions[type].get(id)
    if (position === undefined) return
    this.#positions[type].delete(id)
    this.#nodes[position] = { type, id, name: '', lifecycle: null, counts: false }
    this.#removed += 1
  }

  #at(type: GraphNodeType, id: string): number {
    return this.#positions[type].get(id) ?? -1
  }

  /** Positions of the nodes with this uuid. */
  positionsOf(id: string): number[] {
    return Object.values(this.#positions).flatMap((positions) => positions.get(id) ?? [])
  }

  /** Merged assets, each with the one that it was merged into. */
  get merged(): ReadonlyMap<string, string> {
    return this.#mergedInto
  }

  /** The graph of a day (YYYY-MM-DD). It does not change with the mirror. */
  graph(on: string): ImpactGraph {
    if (this.#built?.on !== on) this.#built = { on, graph: this.#build(on) }
    return this.#built.graph
  }

  #build(on: string): ImpactGraph {
    const weights = effectiveWeights(this.objectives.map((row) => ({ ...row, counts: countsOn(row, on) })))
    const nodes = this.#nodes.slice()
    for (const [id, position] of this.#positions.Objective) {
      const node = nodes[position]
      if (node !== undefined) nodes[position] = { ...node, counts: weights.has(id) }
    }
    const { groups, groupPositions } = this.#groupsOf(nodes)
    const edges = this.#edgesOf(on, groups, groupPositions)
    const size = nodes.length
    return {
      nodes,
      edges,
      groups,
      weights,
      up: adjacency(size, edges.from),
      down: adjacency(size, edges.to),
      position: (node) => this.#standsAt(node, size),
    }
  }

  /** Where a node stands, for a merged asset the one that it was merged into in the end. */
  #standsAt({ type, id }: GraphNodeRef, size: number): number | undefined {
    let stands = id
    for (let next = type === 'Asset' ? this.#mergedInto.get(stands) : undefined; next !== undefined; ) {
      stands = next
      next = this.#mergedInto.get(stands)
    }
    const position = this.#positions[type].get(stands)
    return position === undefined || position >= size ? undefined : position
  }

  #groupsOf(nodes: readonly GraphNode[]) {
    const groups: (RedundancyGroup & { members: number; strength: number })[] = []
    const groupPositions = new Map<string, number>()
    for (const [id, name, service, minAvailable] of this.#groups.values()) {
      groupPositions.set(id, groups.length)
      groups.push({ id, name, service: this.#at('Service', service), minAvailable, members: 0, strength: 0 })
    }
    for (const { group: id, from, strength } of this.#links.dependencies.values()) {
      const group = id === null ? undefined : groups[groupPositions.get(id) ?? -1]
      if (group === undefined) continue
      if (nodes[from]?.counts === true) group.members += 1
      group.strength = Math.max(group.strength, strength)
    }
    return { groups, groupPositions }
  }

  #edgesOf(
    on: string,
    groups: readonly RedundancyGroup[],
    groupPositions: ReadonlyMap<string, number>,
  ): Edges {
    const { relations, dependencies, contributions } = this.#links
    const links = [...relations.values(), ...dependencies.values(), ...contributions.values()]
    const others = [...this.#processLinks(), ...this.#parentLinks()]
    const most = links.length + others.length
    const from = new Int32Array(most)
    const to = new Int32Array(most)
    const strength = new Float64Array(most)
    const group = new Int32Array(most).fill(-1)
    const byDefault = new Uint8Array(most)
    const kind: EdgeKind[] = []
    const add = (link: Link, stands: boolean) => {
      const inGroup = link.group === null ? -1 : (groupPositions.get(link.group) ?? -1)
      const carries = link.strength > 0 || (groups[inGroup]?.strength ?? 0) > 0
      if (!carries || link.from < 0 || link.to < 0 || link.from === link.to || !validOn(link, on)) return
      const edge = kind.length
      from[edge] = link.from
      to[edge] = link.to
      strength[edge] = link.strength
      group[edge] = inGroup
      byDefault[edge] = stands ? 1 : 0
      kind.push(link.kind)
    }
    for (const link of links) add(link, false)
    for (const { byDefault: stands, ...link } of others) add(link, stands)
    const size = kind.length
    return {
      from: from.subarray(0, size),
      to: to.subarray(0, size),
      strength: strength.subarray(0, size),
      group: group.subarray(0, size),
      kind,
      byDefault: byDefault.subarray(0, size),
    }
  }

  #processLinks(): (Link & { byDefault: boolean })[] {
    return [...this.#processes.values()].flatMap(({ id, services, objectives }) => {
      const process = this.#at('Process', id)
      return [
        ...services.map(([service, strength]) => ({
          ...ALWAYS,
          from: this.#at('Service', service),
          to: process,
          kind: 'PROCESS_SERVICE' as const,
          strength: strength ?? STRENGTH_OF_PROCESS,
          byDefault: strength === null,
        })),
        ...objectives.map(([objective, share]) => ({
          ...ALWAYS,
          from: process,
          to: this.#at('Objective', objective),
          kind: 'PROCESS_OBJECTIVE' as const,
          strength: share ?? SHARE_OF_PROCESS,
          byDefault: share === null,
        })),
      ]
    })
  }

  #parentLinks(): (Link & { byDefault: boolean })[] {
    return [...this.#objectives.values()].flatMap(({ id, parentId }) =>
      parentId === null
        ? []
        : [
            {
              ...ALWAYS,
              from: this.#at('Objective', parentId),
              to: this.#at('Objective', id),
              kind: 'PARENT_OBJECTIVE' as const,
              strength: 1,
              byDefault: false,
            },
          ],
    )
  }
}
