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

/** How much of an objective a service or process carries, counted for each leaf at or below the objective. */
interface Share {
  leaf: string
  by: string
  share: number
}

/** The demo organisation as plain lists, from assets over services and processes up to the leaf objectives. */
export interface FailureGraph {
  /** Assets and services that are live. */
  live: ReadonlySet<string>
  edges: Edge[]
  services: Share[]
  processes: Share[]
  /** [process, service, strength]. */
  uses: readonly (readonly [string, string, number])[]
  /** Weight of each leaf objective that counts; they sum to 1. */
  weights: Map<string, number>
}

export async function loadFailureGraph(db: Kysely<Database>, today: string): Promise<FailureGraph> {
  const live = await sql<{ id: string }>`
    select id from asset where lifecycle = 'LIVE' union all select id from service where lifecycle = 'LIVE'
  `.execute(db)
  const edges = await sql<Edge>`
    select coalesce(on_service_id, on_asset_id) as "from", d.service_id as "to", strength, group_id as "group", min_available as "minAvailable"
      from service_dependency d left join redundancy_group g on g.id = d.group_id
    union all
    select case kind when 'CONTAINS' then from_id else to_id end, case kind when 'CONTAINS' then to_id else from_id end,
      strength, null, null
      from asset_relation
  `.execute(db)
  // No objective of the demo counts below one that does not, so that the tree may be cut there.
  const leaves = await sql<{ id: string; weight: number; line: string[] }>`
    with recursive counting as (
      select * from objective where status = 'ACTIVE'
        and ${today}::date between coalesce(starts_on, '-infinity') and coalesce(ends_on, 'infinity')
    ), tree(id, weight, line) as (
      select id, weight / sum(weight) over (), array[id] from counting where parent_id is null
      union all
      select o.id, tree.weight * o.weight / (select sum(s.weight) from counting s where s.parent_id = tree.id), tree.line || o.id
        from tree join counting o on o.parent_id = tree.id
    )
    select id, weight, line from tree where not exists (select from counting o where o.parent_id = tree.id)
  `.execute(db)
  const shares = async (table: 'service' | 'process') => {
    const from =
      table === 'service'
        ? sql`select objective_id, service_id as by, share from objective_service
            where ${today}::date between coalesce(valid_from, '-infinity') and coalesce(valid_to, 'infinity')`
        : sql`select objective_id, process_id, coalesce(share, 1) from process_objective`
    const { rows } = await sql<{ objective: string; by: string; share: number }>`
      select objective_id as objective, by, share from (${from}) l(objective_id, by, share)`.execute(db)
    return leaves.rows.flatMap(({ id, line }) =>
      rows
        .filter(({ objective }) => line.includes(objective))
        .map(({ by, share }) => ({ leaf: id, by, share })),
    )
  }
  const uses = await sql<{ process: string; service: string; strength: number }>`
    select process_id as process, service_id as service, coalesce(strength, 0.5) as strength from process_service
  `.execute(db)
  return {
    live: new Set(live.rows.map(({ id }) => id)),
    edges: edges.rows,
    services: await shares('service'),
    processes: await shares('process'),
    uses: uses.rows.map(({ process, service, strength }) => [process, service, strength]),
    weights: new Map(leaves.rows.map(({ id, weight }) => [id, weight])),
  }
}

/** How strongly the failure of one node reaches every asset and service, by naive iteration until nothing changes. */
export function reachFrom(graph: FailureGraph, start: string): Map<string, number> {
  const reach = new Map(graph.live.has(start) ? [[start, 1]] : [])
  for (let changed = true; changed; ) {
    changed = false
    for (const [to, value] of passedOn(graph, reach)) {
      if (!graph.live.has(to) || value <= (reach.get(to) ?? 0)) continue
      reach.set(to, value)
      changed = true
    }
  }
  return reach
}

/** What each leaf objective loses when one node fails. */
export function lossesFrom(graph: FailureGraph, start: string): Map<string, number> {
  const reach = reachFrom(graph, start)
  const processes = new Map<string, number>()
  for (const [process, service, strength] of graph.uses)
    processes.set(process, Math.max(processes.get(process) ?? 0, strength * (reach.get(service) ?? 0)))
  const sum = (shares: readonly Share[], leaf: string, reached: ReadonlyMap<string, number>) => {
    const largest = new Map<string, number>()
    for (const { by, share } of shares.filter((row) => row.leaf === leaf))
      largest.set(by, Math.max(largest.get(by) ?? 0, share))
    const total = [...largest].reduce((all, [by, share]) => all + share * (reached.get(by) ?? 0), 0)
    return Math.min(1, total)
  }
  const leaves = [...graph.weights.keys()]
  return new Map(
    leaves.map((leaf) => [
      leaf,
      Math.max(sum(graph.services, leaf, reach), sum(graph.processes, leaf, processes)),
    ]),
  )
}

/** Σ weight × loss over the leaf objectives. */
export function valueAtRisk(graph: FailureGraph, start: string): number {
  const losses = lossesFrom(graph, start)
  let sum = 0
  for (const [objective, weight] of graph.weights) sum += weight * (losses.get(objective) ?? 0)
  return sum
}

function* passedOn(
  { edges, live }: FailureGraph,
  reach: ReadonlyMap<string, number>,
): Generator<[string, number]> {
  const groups = new Map<string, { to: string; minAvailable: number; strength: number; values: number[] }>()
  for (const { from, to, strength, group, minAvailable } of edges) {
    const value = reach.get(from) ?? 0
    if (group === null || minAvailable === null) {
      yield [to, value * strength]
      continue
    }
    const members = groups.get(group) ?? { to, minAvailable, strength: 0, values: [] }
    members.strength = Math.max(members.strength, strength)
    if (live.has(from)) members.values.push(value)
    groups.set(group, members)
  }
  for (const { to, minAvailable, strength, values } of groups.values()) {
    const needed = Math.min(minAvailable, values.length)
    const deciding = values.toSorted((one, other) => other - one)[values.length - needed]
    if (deciding !== undefined) yield [to, deciding * strength]
  }
}
