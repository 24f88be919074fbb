import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { inSnapshot } from '../graph/snapshot.ts'
import { buildImpactGraph, type GraphParts, type ImpactGraph } from './network.ts'
import type { EdgeKind } from './strengths.ts'

export interface LoadOptions {
  /** The day that is asked about, YYYY-MM-DD: it decides which contributions count. */
  readonly on: string
  /** Steps after which nothing more is needed; what is loaded may go somewhat further. */
  readonly depth?: number
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
 * All services and objectives and what ties them, without assets: criticality of any number of services. Several
 * statements of one snapshot.
 */
export function loadServiceGraph(
  db: Kysely<Database>,
  options: Pick<LoadOptions, 'on'>,
): Promise<ImpactGraph> {
  return inSnapshot(db, (snapshot) => readServiceGraph(snapshot, options))
}

async function readServiceGraph(
  db: Kysely<Database>,
  options: Pick<LoadOptions, 'on'>,
): Promise<ImpactGraph> {
  const services = await db.selectFrom('service').select(['id', 'name', 'lifecycle']).execute()
  const objectives = await db
    .selectFrom('objective')
    .select(['id', 'title', 'parent_id as parentId', 'weight', 'status'])
    .execute()
  const dependencies = await db
    .selectFrom('service_dependency')
    .select(['service_id as serviceId', 'on_service_id as on', 'strength', 'group_id as groupId'])
    .where('on_service_id', 'is not', null)
    .$narrowType<{ on: string }>()
    .execute()
  const contributions = await db
    .selectFrom('objective_service')
    .select([
      'objective_id as objectiveId',
      'service_id as serviceId',
      'share',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .execute()
  const groups = await db
    .selectFrom('redundancy_group as g')
    .select(['g.id', 'g.name', 'g.service_id as serviceId', 'g.min_available as minAvailable'])
    .select(standingMembers(sql.ref('g.id')).as('members'))
    .execute()
  return buildImpactGraph({
    assets: [],
    services,
    objectives,
    relations: [],
    dependencies: dependencies.map(({ on, ...row }) => ({ ...row, on: { type: 'Service', id: on } })),
    groups,
    contributions,
    on: options.on,
  })
}

/** How many members of a group are not retired. */
function standingMembers(groupId: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(
    select count(*)::int from service_dependency d
    left join service s on s.id = d.on_service_id
    left join asset a on a.id = d.on_asset_id
    where d.group_id = ${groupId} and coalesce(s.lifecycle, a.lifecycle) <> 'RETIRED')`
}

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
  from objective o where ${near}.type = 'Objective' and o.id = ${near}.id and o.parent_id is not null`

interface Loaded extends Pick<GraphParts, 'assets' | 'services' | 'objectives' | 'groups' | 'contributions'> {
  /** [kind, a, b, strength, group, whether b is an asset] */
  readonly edges: readonly (readonly [EdgeKind, string, string, number, string | null, boolean])[]
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
  const { objectives = [], services = [], assets = [], edges } = part
  // Without a depth all rows carry step 0, so that UNION keeps each node once, whatever the ways to it.
  const [limit, step] = options.depth === undefined ? [1, 0] : [Math.min(options.depth, 1_000_000), 1]
  const { rows } = await sql<Loaded>`
    with recursive below(id) as (
      select unnest(${objectives}::uuid[])
      union
      select o.id from objective o join below b on o.parent_id = b.id
    ), found(type, id, step) as (
      select start.type, start.id, 0 from (
        select 'Objective'::text as type, id from below
        union all select 'Service', unnest(${services}::uuid[])
        union all select 'Asset', unnest(${assets}::uuid[])
      ) start
      union
      select e.type, e.id, f.step + ${step}::int
      from found f cross join lateral (${edges(sql.ref('f'))}) e
      where f.step < ${limit}::int
    ), node as materialized (
      select distinct type, id from found
    ), edge as materialized (
      select e.* from node n cross join lateral (${edges(sql.ref('n'))}) e
    )
    select
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'lifecycle', a.lifecycle)), '[]')
        from node n join asset a on a.id = n.id where n.type = 'Asset') as assets,
      (select coalesce(json_agg(json_build_object('id', s.id, 'name', s.name, 'lifecycle', s.lifecycle)), '[]')
        from node n join service s on s.id = n.id where n.type = 'Service') as services,
      (select coalesce(json_agg(json_build_object('id', o.id, 'title', o.title, 'parentId', o.parent_id,
          'weight', o.weight, 'status', o.status)), '[]')
        from objective o) as objectives,
      (select coalesce(json_agg(json_build_object('objectiveId', l.objective_id, 'serviceId', l.service_id,
          'share', l.share, 'validFrom', l.valid_from, 'validTo', l.valid_to)), '[]')
        from node n join objective_service l on l.service_id = n.id where n.type = 'Service') as contributions,
      (select coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'serviceId', g.service_id,
          'minAvailable', g.min_available, 'members', ${standingMembers(sql.ref('g.id'))})), '[]')
        from redundancy_group g where g.id in (select group_id from edge)) as groups,
      (select coalesce(json_agg(json_build_array(e.kind, e.a, e.b, e.strength, e.group_id, e.on_asset)), '[]')
        from edge e where e.kind not in ('CONTRIBUTION', 'PARENT_OBJECTIVE')) as edges
  `.execute(db)
  const loaded = rows[0]
  if (loaded === undefined) throw new Error('the statement that loads a part of the graph gave no row')
  return buildImpactGraph({ ...loaded, ...edgesOf(loaded.edges), on: options.on })
}

function edgesOf(rows: Loaded['edges']): Pick<GraphParts, 'relations' | 'dependencies'> {
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
    } else if (kind !== 'CONTRIBUTION' && kind !== 'PARENT_OBJECTIVE') {
      relations.push({ fromId: a, toId: b, kind, strength })
    }
  }
  return { relations, dependencies }
}
