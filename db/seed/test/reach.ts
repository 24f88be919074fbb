import { type Kysely, sql } from 'kysely'
import type { Database } from '../../src/database.ts'

/** Failure of `from` reaches `to` with this strength; members of one group only together. */
interface Edge {
  from: string
  to: string
  strength: number
  group: string | null
  minAvailable: number | null
}

/** The demo organisation as a plain list of edges, from assets over services up to active leaf objectives. */
export interface FailureGraph {
  edges: Edge[]
  /** Weight of each active objective that has no active children; they sum to 1. */
  weights: Map<string, number>
}

export async function loadFailureGraph(db: Kysely<Database>, today: string): Promise<FailureGraph> {
  const edges = await sql<Edge>`
    select coalesce(on_service_id, on_asset_id) as "from", d.service_id as "to", strength, group_id as "group", min_available as "minAvailable"
      from service_dependency d left join redundancy_group g on g.id = d.group_id
    union all
    select case kind when 'CONTAINS' then from_id else to_id end, case kind when 'CONTAINS' then to_id else from_id end,
      strength, null, null
      from asset_relation
    union all
    select service_id, objective_id, share, null, null from objective_service
      where coalesce(valid_from, '-infinity') <= ${today}::date and coalesce(valid_to, 'infinity') >= ${today}::date
    union all
    select parent_id, id, 1, null, null from objective where parent_id is not null
  `.execute(db)
  const leaves = await sql<{ id: string; weight: number }>`
    with recursive tree(id, weight) as (
      select id, weight / sum(weight) over () from objective where status = 'ACTIVE' and parent_id is null
      union all
      select o.id, tree.weight * o.weight / (select sum(s.weight) from objective s where s.parent_id = tree.id and s.status = 'ACTIVE')
        from tree join objective o on o.parent_id = tree.id and o.status = 'ACTIVE'
    )
    select id, weight from tree
      where not exists (select from objective o where o.parent_id = tree.id and o.status = 'ACTIVE')
  `.execute(db)
  return { edges: edges.rows, weights: new Map(leaves.rows.map(({ id, weight }) => [id, weight])) }
}

/** How strongly the failure of one node reaches every other one, by naive iteration until nothing changes. */
export function reachFrom(graph: FailureGraph, start: string): Map<string, number> {
  const reach = new Map([[start, 1]])
  for (let changed = true; changed; ) {
    changed = false
    for (const [to, value] of passedOn(graph.edges, reach)) {
      if (value <= (reach.get(to) ?? 0)) continue
      reach.set(to, value)
      changed = true
    }
  }
  return reach
}

/** Σ weight × reach over the active leaf objectives. */
export function valueAtRisk(graph: FailureGraph, start: string): number {
  const reach = reachFrom(graph, start)
  let sum = 0
  for (const [objective, weight] of graph.weights) sum += weight * (reach.get(objective) ?? 0)
  return sum
}

function* passedOn(edges: readonly Edge[], reach: ReadonlyMap<string, number>): Generator<[string, number]> {
  const groups = new Map<string, { to: string; minAvailable: number; values: number[] }>()
  for (const { from, to, strength, group, minAvailable } of edges) {
    const value = (reach.get(from) ?? 0) * strength
    if (group === null || minAvailable === null) {
      yield [to, value]
      continue
    }
    const members = groups.get(group) ?? { to, minAvailable, values: [] }
    members.values.push(value)
    groups.set(group, members)
  }
  for (const { to, minAvailable, values } of groups.values()) {
    const deciding = values.toSorted((one, other) => other - one)[values.length - minAvailable]
    if (deciding !== undefined) yield [to, deciding]
  }
}
