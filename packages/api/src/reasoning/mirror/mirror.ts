import {
  contributionLink,
  dependencyLink,
  type GraphLink,
  linkedGraph,
  type PositionOf,
  parentLinks,
  processObjectiveLink,
  processServiceLink,
  relationLink,
} from '../graph-links.ts'
import type { GraphNode, GraphNodeRef, GraphNodeType, ImpactGraph, RedundancyGroup } from '../network.ts'
import { validOn } from '../strengths.ts'
import { countsOn, effectiveWeights } from '../weights.ts'
import type { GraphRows, GroupRow, ObjectiveRow, ProcessRow, ReadIds } from './rows.ts'

/** A link that is kept until its row changes; what depends on the day or on other rows is looked up for each graph. */
interface KeptLink {
  readonly link: GraphLink
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
    relations: new Map<string, KeptLink>(),
    dependencies: new Map<string, KeptLink>(),
    contributions: new Map<string, KeptLink>(),
  }
  #removed = 0
  #built: { readonly on: string; readonly graph: ImpactGraph } | undefined
  readonly #at: PositionOf = (type, id) => this.#positions[type].get(id)

  /** Whether so many nodes were deleted that reading everything again saves memory. */
  get worn(): boolean {
    return this.#removed > 1_000 && this.#removed > this.#nodes.length / 2
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
    for (const [id, fromId, toId, kind, strength] of rows.relations)
      relations.set(id, { ...ALWAYS, link: relationLink(this.#at, { fromId, toId, kind, strength }) })
    for (const [id, serviceId, onService, onAsset, strength, group] of rows.dependencies) {
      const on =
        onService === null
          ? ({ type: 'Asset', id: onAsset ?? '' } as const)
          : ({ type: 'Service', id: onService } as const)
      const link = dependencyLink(this.#at, { serviceId, on, strength })
      dependencies.set(id, { ...ALWAYS, link, group })
    }
    for (const [id, objectiveId, serviceId, share, validFrom, validTo] of rows.contributions) {
      const link = contributionLink(this.#at, { objectiveId, serviceId, share })
      contributions.set(id, { link, group: null, validFrom, validTo })
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
    const objectives = [...this.#objectives.values()]
    const weights = effectiveWeights(objectives.map((row) => ({ ...row, counts: countsOn(row, on) })))
    const nodes = this.#nodes.slice()
    for (const [id, position] of this.#positions.Objective) {
      const node = nodes[position]
      if (node !== undefined) nodes[position] = { ...node, counts: weights.has(id) }
    }
    const { groups, groupPositions } = this.#groupsOf(nodes)
    const size = nodes.length
    return linkedGraph(
      { nodes, groups, weights, position: (node) => this.#standsAt(node, size) },
      this.#linksOn(on, groupPositions),
    )
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
      groups.push({
        id,
        name,
        service: this.#at('Service', service) ?? -1,
        minAvailable,
        members: 0,
        strength: 0,
      })
    }
    for (const { group: id, link } of this.#links.dependencies.values()) {
      const group = id === null ? undefined : groups[groupPositions.get(id) ?? -1]
      if (group === undefined) continue
      if (link.from !== undefined && nodes[link.from]?.counts === true) group.members += 1
      group.strength = Math.max(group.strength, link.strength)
    }
    return { groups, groupPositions }
  }

  *#linksOn(on: string, groupPositions: ReadonlyMap<string, number>): Generator<GraphLink> {
    for (const kept of Object.values(this.#links)) {
      for (const row of kept.values()) {
        if (!validOn(row, on)) continue
        const group = row.group === null ? -1 : (groupPositions.get(row.group) ?? -1)
        yield group < 0 ? row.link : { ...row.link, group }
      }
    }
    for (const { id: processId, services, objectives } of this.#processes.values()) {
      for (const [serviceId, strength] of services)
        yield processServiceLink(this.#at, { processId, serviceId, strength })
      for (const [objectiveId, share] of objectives)
        yield processObjectiveLink(this.#at, { processId, objectiveId, share })
    }
    yield* parentLinks(this.#at, this.#objectives.values())
  }
}
