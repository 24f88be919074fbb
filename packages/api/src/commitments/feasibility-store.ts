import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { inSnapshot } from '../graph/snapshot.ts'
import type { GraphNode, ImpactGraph } from '../reasoning/network.ts'
import { loadDownward } from '../reasoning/store.ts'
import { feasibilityOf } from './feasibility.ts'
import type { Feasibility } from './feasibility-result.ts'

/** Answers what services can promise, from one graph. */
export class PossiblePromises {
  readonly #graph: ImpactGraph
  readonly #availability: ReadonlyMap<string, number>
  readonly #known = new Map<string, Feasibility | null>()

  constructor(graph: ImpactGraph, availability: ReadonlyMap<string, number>) {
    this.#graph = graph
    this.#availability = availability
  }

  /** Null for a service that is not part of the graph. */
  of(serviceId: string, promised: number | null): Feasibility | null {
    const key = `${serviceId} ${promised}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = feasibilityOf({
      graph: this.#graph,
      service: { type: 'Service', id: serviceId },
      availability: ({ id }: GraphNode) => this.#availability.get(id) ?? null,
      ...(promised === null ? {} : { promised }),
    })
    this.#known.set(key, found)
    return found
  }
}

/** Reads what services need, whatever their number, with two statements in one snapshot. @param on YYYY-MM-DD */
export function possiblePromises(
  db: Kysely<Database>,
  serviceIds: readonly string[],
  on: string,
): Promise<PossiblePromises> {
  return inSnapshot(db, async (snapshot) => {
    const graph = await loadDownward(snapshot, { services: [...new Set(serviceIds)] }, { on })
    return new PossiblePromises(graph, await ownAvailabilities(snapshot, graph))
  })
}

/** What services and assets of a graph are available by themselves; those of which it is not known are left out. */
async function ownAvailabilities(
  db: Kysely<Database>,
  graph: ImpactGraph,
): Promise<ReadonlyMap<string, number>> {
  const idsOf = (type: GraphNode['type']) =>
    graph.nodes.flatMap((node) => (node.type === type ? [node.id] : []))
  const { rows } = await sql<{ id: string; availability: number }>`
    select id, availability from service where id = any(${idsOf('Service')}::uuid[]) and availability is not null
    union all
    select id, availability from asset where id = any(${idsOf('Asset')}::uuid[]) and availability is not null
  `.execute(db)
  return new Map(rows.map(({ id, availability }) => [id, availability]))
}
