import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { AssetRelationKind } from '../assets/relation-strength.ts'
import { buildImpactGraph } from './build-graph.ts'
import type { GraphParts, ImpactGraph } from './network.ts'
import type { EdgeKind } from './strengths.ts'

export interface LoadOptions {
  /** The day that is asked about, YYYY-MM-DD: it decides which objectives and contributions count. */
  readonly on: string
  /** Steps after which nothing more is needed; what is loaded may go somewhat further. */
  readonly depth?: number
  /** True also counts what is PLANNED. */
  readonly includePlanned?: boolean
}

/**
 * The part of the graph that failure of the set can reach: all that leans on it, the groups it touches, and
 * every objective (their weights hang together). One statement, so one snapshot.
 */
export async function loadUpward(
  db: Kysely<Database>,
  set: { readonly services?: readonly string[]; readonly assets?: readonly string[] },
  options: LoadOptions,
): Promise<ImpactGraph> {
  return load(db, { ...set, edges: edgesUp }, options)
}

/** The part of the graph that the set leans on, with every objective. One statement, so one snapshot. */
export async function loadDownward(
  db: Kysely<Database>,
  set: {
    readonly objectives?: readonly string[]
    readonly services?: readonly string[]
    readonly assets?: readonly string[]
  },
  options: LoadOptions,
): Promise<ImpactGraph> {
  return load(db, { ...set, edges: edgesDown }, options)
}

/**
 * All services, processes and objectives and what ties them, without assets: criticality of any number of services.
 * One statement, so one snapshot.
 */
export async function loadServiceGraph(
  db: Kysely<Database>,
  options: Pick<LoadOptions, 'on' | 'includePlanned'>,
): Promise<ImpactGraph> {
  const { on, includePlanned = false } = options
  return buildImpactGraph({ ...(await loadServiceParts(db, options)), on, includePlanned })
}

/** The rows of that graph, for questions about several days. */
export async function loadServiceParts(
  db: Kysely<Database>,
  options: Pick<LoadOptions, 'includePlanned'> = {},
): Promise<Omit<GraphParts, 'on'>> {
  const { rows } = await sql<Rows>`
    select '[]'::json as assets, '[]'::json as survivors,
      ${services(sql`from service s`)} as services,
      ${objectives} as objectives,
      ${processes(sql`from process p`)} as processes,
      ${contributions(sql`from objective_service l`)} as contributions,
      ${processServices(sql`from process_service u`)} as "processServices",
      ${processObjectives(sql`from process_objective c`)} as "processObjectives",
      ${groups(sql`from redundancy_group g`, options)} as groups,
      (select coalesce(json_agg(json_build_array('SERVICE_DEPENDENCY', d.service_id, d.on_service_id, d.strength,
          d.group_id, false)), '[]')
        from service_dependency d where d.on_service_id is not null) as edges
  `.execute(db)
  return partsOf(rows)
}

type Fragment = RawBuilder<unknown>

const list = (items: Fragment, from: Fragment): Fragment =>
  sql`(select coalesce(json_agg(${items}), '[]') ${from})`

const assets = (from: Fragment) =>
  list(sql`json_build_object('id', a.id, 'name', a.name, 'lifecycle', a.lifecycle)`, from)
const services = (from: Fragment) =>
  list(sql`json_build_object('id', s.id, 'name', s.name, 'lifecycle', s.lifecycle)`, from)
const processes = (from: Fragment) => list(sql`json_build_object('id', p.id, 'name', p.name)`, from)
const objectives = list(
  sql`json_build_object('id', o.id, 'title', o.title, 'parentId', o.parent_id, 'weight', o.weight,
    'status', o.status, 'startsOn', o.starts_on, 'endsOn', o.ends_on)`,
  sql`from objective o`,
)
const contributions = (from: Fragment) =>
  list(
    sql`json_build_object('objectiveId', l.objective_id, 'serviceId', l.service_id, 'share', l.share,
      'validFrom', l.valid_from, 'validTo', l.valid_to)`,
    from,
  )
const processServices = (from: Fragment) =>
  list(
    sql`json_build_object('processId', u.process_id, 'serviceId', u.service_id, 'strength', u.strength)`,
    from,
  )
const processObjectives = (from: Fragment) =>
  list(
    sql`json_build_object('processId', c.process_id, 'objectiveId', c.objective_id, 'share', c.share)`,
    from,
  )

/** Groups, each with the number of its members that count and the largest strength among all of them. */
const groups = (from: Fragment, { includePlanned = false }: Pick<LoadOptions, 'includePlanned'>) =>
  list(
    sql`json_build_object('id', g.id, 'name', g.name, 'serviceId', g.service_id, 'minAvailable', g.min_available,
      'members', m.counting, 'strength', m.strength)`,
    sql`${from} cross join lateral (
      select count(*) filter (where coalesce(ms.lifecycle, ma.lifecycle) = any(${
        includePlanned ? ['LIVE', 'PLANNED'] : ['LIVE']
      }::text[]))::int as counting,
        coalesce(max(md.strength), 0) as strength
      from service_dependency md
      left join service ms on ms.id = md.on_service_id
      left join asset ma on ma.id = md.on_asset_id
      where md.group_id = g.id) m`,
  )

type Edges = (near: RawBuilder<unknown>) => RawBuilder<unknown>

/**
 * What leans on a node, one row per edge: the far end (type, id), then the edge as it is stored.
 * Branches of another type than the node's are skipped by PostgreSQL without being run.
 */
const edgesUp: Edges = (near) => sql`
  select 'Service' as type, d.service_id as id,
    'SERVICE_DEPENDENCY' as kind, d.service_id as a, d.on_service_id as b, d.strength, d.group_id,
    false as on_asset
  from service_dependency d where ${near}.type = 'Service' and d.on_service_id = ${near}.id
  union all
  select 'Service', d.service_id, 'SERVICE_DEPENDENCY', d.service_id, d.on_asset_id, d.strength, d.group_id, true
  from service_dependency d where ${near}.type = 'Asset' and d.on_asset_id = ${near}.id
  union all
  select 'Asset', r.from_id, r.kind, r.from_id, r.to_id, r.strength, null, true
  from asset_relation r where ${near}.type = 'Asset' and r.to_id = ${near}.id and r.kind <> 'CONTAINS'
  union all
  select 'Asset', r.to_id, r.kind, r.from_id, r.to_id, r.strength, null, true
  from asset_relation r where ${near}.type = 'Asset' and r.from_id = ${near}.id and r.kind = 'CONTAINS'`

/** Kinds of edge whose rows are loaded by themselves, with what they say beyond a strength. */
const LINKS: readonly EdgeKind[] = [
  'CONTRIBUTION',
  'PARENT_OBJECTIVE',
  'PROCESS_OBJECTIVE',
  'PROCESS_SERVICE',
]

/** What a node leans on, in the same shape. */
const edgesDown: Edges = (near) => sql`
  select case when d.on_asset_id is null then 'Service' else 'Asset' end as type,
    coalesce(d.on_service_id, d.on_asset_id) as id, 'SERVICE_DEPENDENCY' as kind,
    d.service_id as a, coalesce(d.on_service_id, d.on_asset_id) as b, d.strength, d.group_id,
    d.on_asset_id is not null as on_asset
  from service_dependency d where ${near}.type = 'Service' and d.service_id = ${near}.id
  union all
  select 'Asset', r.to_id, r.kind, r.from_id, r.to_id, r.strength, null, true
  from asset_relation r where ${near}.type = 'Asset' and r.from_id = ${near}.id and r.kind <> 'CONTAINS'
  union all
  select 'Asset', r.from_id, r.kind, r.from_id, r.to_id, r.strength, null, true
  from asset_relation r where ${near}.type = 'Asset' and r.to_id = ${near}.id and r.kind = 'CONTAINS'
  union all
  select 'Service', l.service_id, 'CONTRIBUTION', l.objective_id, l.service_id, l.share, null, false
  from objective_service l where ${near}.type = 'Objective' and l.objective_id = ${near}.id
  union all
  select 'Objective', o.parent_id, 'PARENT_OBJECTIVE', o.id, o.parent_id, 1, null, false
  from objective o where ${near}.type = 'Objective' and o.id = ${near}.id and o.parent_id is not null
  union all
  select 'Process', c.process_id, 'PROCESS_OBJECTIVE', c.objective_id, c.process_id, 1, null, false
  from process_objective c where ${near}.type = 'Objective' and c.objective_id = ${near}.id
  union all
  select 'Service', u.service_id, 'PROCESS_SERVICE', u.process_id, u.service_id, 1, null, false
  from process_service u where ${near}.type = 'Process' and u.process_id = ${near}.id`

interface Rows extends Omit<GraphParts, 'relations' | 'dependencies' | 'on' | 'includePlanned'> {
  /** [kind, a, b, strength, group, whether b is an asset] */
  readonly edges: readonly (readonly [
    AssetRelationKind | 'SERVICE_DEPENDENCY',
    string,
    string,
    number,
    string | null,
    boolean,
  ])[]
}

async function load(
  db: Kysely<Database>,
  part: {
    readonly objectives?: readonly string[]
    readonly services?: readonly string[]
    readonly assets?: readonly string[]
    readonly edges: Edges
  },
  options: LoadOptions,
): Promise<ImpactGraph> {
  const { edges } = part
  // Without a depth all rows carry step 0, so that UNION keeps each node once, whatever the ways to it.
  const [limit, step] = options.depth === undefined ? [1, 0] : [Math.min(options.depth, 1_000_000), 1]
  const { rows } = await sql<Rows>`
    with recursive below(id) as (
      select unnest(${part.objectives ?? []}::uuid[])
      union
      select o.id from objective o join below b on o.parent_id = b.id
    ), asked(id, stands) as (
      select a.id, a.id from asset a where a.id = any(${part.assets ?? []}::uuid[])
      union
      select k.id, a.merged_into from asked k join asset a on a.id = k.stands where a.merged_into is not null
    ), found(type, id, step) as (
      select start.type, start.id, 0 from (
        select 'Objective'::text as type, id from below
        union all select 'Service', unnest(${part.services ?? []}::uuid[])
        union all select 'Asset', stands from asked
      ) start
      union
      select e.type, e.id, f.step + ${step}::int
      from found f cross join lateral (${edges(sql.ref('f'))}) e
      where f.step < ${limit}::int
    ), node as materialized (
      select distinct type, id from found
    ), edge as materialized (
      select e.* from node n cross join lateral (${edges(sql.ref('n'))}) e
    ), used as materialized (
      select u.* from node n join process_service u on u.service_id = n.id where n.type = 'Service'
    ), process_ids as (
      select process_id as id from used union select id from node where type = 'Process'
    )
    select
      ${assets(sql`from node n join asset a on a.id = n.id where n.type = 'Asset'`)} as assets,
      ${services(sql`from node n join service s on s.id = n.id where n.type = 'Service'`)} as services,
      ${objectives} as objectives,
      ${processes(sql`from process_ids i join process p on p.id = i.id`)} as processes,
      ${contributions(sql`from node n join objective_service l on l.service_id = n.id where n.type = 'Service'`)}
        as contributions,
      ${processServices(sql`from used u`)} as "processServices",
      ${processObjectives(sql`from process_ids i join process_objective c on c.process_id = i.id`)}
        as "processObjectives",
      ${groups(sql`from (select distinct group_id from edge) i join redundancy_group g on g.id = i.group_id`, options)} as groups,
      ${list(sql`json_build_array(k.id, k.stands)`, sql`from asked k join asset a on a.id = k.stands where k.id <> k.stands and a.merged_into is null`)}
        as survivors,
      ${list(
        sql`json_build_array(e.kind, e.a, e.b, e.strength, e.group_id, e.on_asset)`,
        sql`from edge e where e.kind <> all(${LINKS}::text[])`,
      )} as edges
  `.execute(db)
  return graphOf(rows, options)
}

function graphOf(rows: readonly Rows[], options: LoadOptions): ImpactGraph {
  const { on, includePlanned = false } = options
  return buildImpactGraph({ ...partsOf(rows), on, includePlanned })
}

function partsOf(rows: readonly Rows[]): Omit<GraphParts, 'on'> {
  const loaded = rows[0]
  if (loaded === undefined) throw new Error('the statement that loads a part of the graph gave no row')
  const { edges, ...parts } = loaded
  return { ...parts, ...edgesOf(edges) }
}

function edgesOf(rows: Rows['edges']): Pick<GraphParts, 'relations' | 'dependencies'> {
  const relations: GraphParts['relations'][number][] = []
  const dependencies: GraphParts['dependencies'][number][] = []
  for (const [kind, a, b, strength, groupId, onAsset] of rows) {
    if (kind === 'SERVICE_DEPENDENCY') {
      dependencies.push({
        serviceId: a,
        on: { type: onAsset ? 'Asset' : 'Service', id: b },
        strength,
        groupId,
      })
    } else {
      relations.push({ fromId: a, toId: b, kind, strength })
    }
  }
  return { relations, dependencies }
}
