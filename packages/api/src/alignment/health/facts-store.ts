import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { leaned } from '../unmapped-assets-store.ts'
import { freshSince } from './freshness.ts'
import type { FactAges, GapNode, Parts } from './stages.ts'
import type { WeighedLink } from './weighed-links.ts'

/** Rows of each gap that are named. */
export const NAMED_NODES = 10

export interface FactsQuery {
  readonly now: Date
  /** The day that is asked about, YYYY-MM-DD. */
  readonly on: string
  /** Only assets that these teams own (uuid); null for all. */
  readonly teams: readonly string[] | null
}

/** Live assets that no source has confirmed in time. */
export interface UnseenAssets {
  /** The source that read them last; null if no source has them. */
  readonly source: { readonly id: string; readonly name: string } | null
  readonly count: number
  readonly weight: number
  readonly nodes: readonly GapNode[]
}

interface Rows {
  readonly rows: Parts
  readonly weights: Parts
}

export interface AssetFacts {
  readonly found: Rows
  readonly unseen: readonly UnseenAssets[]
  readonly owned: Rows
  readonly unowned: readonly GapNode[]
  readonly mapped: Parts
  /** The dearest first. */
  readonly unmapped: readonly GapNode[]
  /** Live assets whose figures are not computed yet. */
  readonly pending: number
  readonly ages: { readonly found: FactAges; readonly owned: FactAges; readonly mapped: FactAges }
  readonly links: readonly WeighedLink[]
}

/** Reads what the stages count in rows: assets in one statement, whatever their number, and all links to objectives. */
export async function loadFacts(db: Kysely<Database>, query: FactsQuery): Promise<AssetFacts> {
  const sources = await db.selectFrom('source').select(['id', 'schedule', 'time_zone as timeZone']).execute()
  const since = sources.map((source) => freshSince(source, query.now).toISOString())
  const { rows } = await sql<AssetFacts>`
    ${leaned}, fresh(source_id, since) as materialized (
      select * from unnest(${sources.map(({ id }) => id)}::uuid[], ${since}::timestamptz[])
    ), read(source_id, at) as materialized (
      select source_id, min(succeeded_at) from source_scope where state <> 'GONE'
      group by source_id having count(*) = count(succeeded_at)
    ), confirmed as not materialized (
      select r.asset_id, r.service_id, r.source_id, v.at, v.at >= f.since as fresh
      from source_record r
      join fresh f on f.source_id = r.source_id
      left join source_scope c on c.source_id = r.source_id and c.stream = r.stream and c.scope = r.scope
        and c.state <> 'GONE'
      cross join lateral (select greatest(r.last_seen_at, c.succeeded_at) as at) v
      where r.missing_since is null and (r.asset_id is not null or r.service_id is not null)
    ), seen as (
      select asset_id, max(at) as at, bool_or(fresh) as fresh from confirmed where asset_id is not null group by asset_id
    ), live as materialized (
      select a.id, a.name, a.owner_id is not null as owned, l.id is not null as mapped,
        coalesce(s.fresh, false) as found, s.at as seen_at, greatest(a.updated_at, s.at) as stated_at,
        f.value_at_risk as weight, f.computed_at is null as pending, coalesce(a.cost_amount, -1) as cost
      from asset a
      join node_figure f on f.node_id = a.id
      left join seen s on s.asset_id = a.id
      left join leaned l on l.id = a.id
      where a.lifecycle = 'LIVE' ${ownedBy(sql.ref('a.owner_id'), query)}
    ), last_read as (
      select distinct on (l.id) l.id, c.source_id from live l join confirmed c on c.asset_id = l.id
      where not l.found order by l.id, c.at desc, c.source_id
    ), unseen as materialized (
      select l.id, l.name, l.weight, r.source_id,
        row_number() over (partition by r.source_id order by l.weight desc, l.id) as place
      from live l left join last_read r using (id) where not l.found
    ), totals as materialized (
      select ${parts(sql`found`)} as found, ${parts(sql`owned`)} as owned,
        json_build_object('covered', count(*) filter (where mapped), 'missing', count(*) filter (where not mapped)) as mapped,
        count(*) filter (where pending)::int as pending, ${ages(sql`seen_at`, query)} as ages
      from live
    )
    select totals.found, totals.owned, totals.mapped, totals.pending,
      (select coalesce(json_agg(u), '[]') from (
        select case when g.source_id is null then null else json_build_object('id', g.source_id, 'name', s.name) end as source,
          g.count, g.weight,
          (select json_agg(json_build_object('type', 'Asset', 'id', n.id, 'name', n.name, 'weight', n.weight) order by n.place)
            from unseen n where n.place <= ${NAMED_NODES} and n.source_id is not distinct from g.source_id) as nodes
        from (select source_id, count(*)::int as count, sum(weight) as weight from unseen group by source_id) g
        left join source s on s.id = g.source_id order by g.source_id) u) as unseen,
      ${first(sql`l.weight`, sql`where not l.owned order by l.weight desc, l.id`)} as unowned,
      ${first(sql`null::float8`, sql`where not l.mapped order by l.cost desc, l.id`)} as unmapped,
      json_build_object(
        'found', totals.ages,
        'owned', (select ${ages(sql`o.at`, query)} from (
          select stated_at as at from live where owned
          union all
          select greatest(s.updated_at, (select max(c.at) from confirmed c where c.service_id = s.id)) from service s
          where s.lifecycle = 'LIVE' and s.owner_id is not null ${ownedBy(sql.ref('s.owner_id'), query)}) o),
        'mapped', (select ${ages(sql`greatest(d.updated_at, r.at)`, query)}
          from service_dependency d join live l on l.id = d.on_asset_id join service s on s.id = d.service_id
          left join read r on r.source_id = d.source_id where s.lifecycle <> 'RETIRED')) as ages,
      ${links(query)} as links
    from totals
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('a statement without from answered no row')
  return row
}

const ownedBy = (owner: RawBuilder<unknown>, { teams }: FactsQuery) =>
  teams === null ? sql`` : sql`and ${owner} = any(${teams}::uuid[])`

/** How many rows have something, and what they weigh. */
const parts = (has: RawBuilder<unknown>) => sql`json_build_object(
  'rows', json_build_object('covered', count(*) filter (where ${has}), 'missing', count(*) filter (where not ${has})),
  'weights', json_build_object('covered', coalesce(sum(weight) filter (where ${has}), 0),
    'missing', coalesce(sum(weight) filter (where not ${has}), 0)))`

/** The first live assets of an order. */
const first = (weight: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql`(
  select coalesce(json_agg(json_build_object('type', 'Asset', 'id', n.id, 'name', n.name, 'weight', n.weight)), '[]')
  from (select l.id, l.name, ${weight} as weight from live l ${order} limit ${NAMED_NODES}) n)`

const age = (at: RawBuilder<unknown>, { now }: FactsQuery) =>
  sql`greatest(0, extract(epoch from ${now.toISOString()}::timestamptz - ${at}))::float8`

/** Nulls have no age. The median of an even number of facts is the younger of the two in the middle. */
const ages = (at: RawBuilder<unknown>, query: FactsQuery) => sql`json_build_object(
  'oldest', ${age(sql`min(${at})`, query)},
  'median', ${age(sql`percentile_disc(0.5) within group (order by ${at} desc)`, query)})`

/**
 * Links of live services and of processes to objectives, and of processes to live services. A share of 1 is also what
 * stands in where none is stated: it counts as stated if the link has a rationale.
 */
const links = (query: FactsQuery) => sql`(
  select coalesce(json_agg(json_build_object('type', l.type, 'id', l.id, 'name', l.name,
    'objectiveId', l.objective_id, 'stated', l.stated,
    'age', ${age(sql`greatest(l.updated_at, r.at)`, query)})), '[]')
  from (
    select 'Service' as type, s.id, s.name, o.objective_id, o.share <> 1 or o.rationale <> '' as stated, o.updated_at, o.source_id
    from objective_service o join service s on s.id = o.service_id
    where s.lifecycle = 'LIVE' and coalesce(o.valid_from <= ${query.on}::date, true)
      and coalesce(o.valid_to >= ${query.on}::date, true)
    union all
    select 'Process', p.id, p.name, o.objective_id, o.share is not null, o.updated_at, o.source_id
    from process_objective o join process p on p.id = o.process_id
    union all
    select 'Process', p.id, p.name, null, u.strength is not null, u.updated_at, u.source_id
    from process_service u join process p on p.id = u.process_id join service s on s.id = u.service_id
    where s.lifecycle = 'LIVE'
  ) l left join read r on r.source_id = l.source_id)`
