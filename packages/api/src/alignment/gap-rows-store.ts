import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { dayIn } from '../graph/calendar.ts'
import { anyId } from '../graph/sql-arrays.ts'
import type { Criticality } from '../reasoning/criticality.ts'
import { SHARE_OF_PROCESS } from '../reasoning/strengths.ts'
import type { ServiceFacts } from './coverage.ts'
import type { GroupBelowMinimum, Period, Retirement } from './gaps.ts'
import type { LinkedObjective, ShareLink } from './link-gaps.ts'

/** A service with its kept figures; null until they are computed. */
export interface FiguredService extends ServiceFacts {
  readonly kept: { readonly valueAtRisk: number; readonly level: Criticality } | null
}

export async function loadServiceFacts(db: Kysely<Database>): Promise<FiguredService[]> {
  const rows = await db
    .selectFrom('service as s')
    .innerJoin('node_figure as f', 'f.node_id', 's.id')
    .select(['s.id', 's.kind', 's.lifecycle', 's.owner_id as ownerId'])
    .select(['f.value_at_risk as valueAtRisk', 'f.criticality as level', 'f.computed_at as computedAt'])
    .execute()
  return rows.map(({ valueAtRisk, level, computedAt, ...facts }) => ({
    ...facts,
    kept: computedAt === null ? null : { valueAtRisk, level },
  }))
}

/** A team with all teams below it, and what they own apart from assets: objectives with their key results, services, processes. */
export interface Owned {
  readonly teams: readonly string[]
  readonly ids: ReadonlySet<string>
}

export async function loadOwned(db: Kysely<Database>, teamId: string): Promise<Owned> {
  const { rows } = await sql<{ teams: string[]; ids: string[] }>`
    with recursive below(id) as (
      select ${teamId}::uuid
      union
      select t.id from team t join below b on t.parent_id = b.id
    ), owned(id) as (
      select id from objective where owner_id in (select id from below)
      union all select id from service where owner_id in (select id from below)
      union all select id from process where owner_id in (select id from below)
      union all select k.id from key_result k join objective o on o.id = k.objective_id
        where o.owner_id in (select id from below)
    )
    select array(select id::text from below) as teams, array(select id::text from owned) as ids
  `.execute(db)
  return { teams: rows[0]?.teams ?? [], ids: new Set(rows[0]?.ids) }
}

/** Live services that no survey is about. Surveys that their source no longer has do not count. */
export async function servicesWithoutSurvey(db: Kysely<Database>): Promise<string[]> {
  const rows = await db
    .selectFrom('service as s')
    .select('s.id')
    .where('s.lifecycle', '=', 'LIVE')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('survey as v')
            .select('v.id')
            .whereRef('v.service_id', '=', 's.id')
            .where('v.removed_at_source', 'is', null),
        ),
      ),
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** All links of services and processes to objectives, and the objectives, by id. */
export async function loadShareLinks(
  db: Kysely<Database>,
): Promise<{ links: ShareLink[]; objectives: Map<string, LinkedObjective> }> {
  const { rows } = await sql<{ links: ShareLink[]; objectives: LinkedObjective[] }>`
    select
      (select coalesce(json_agg(json_build_object('subject', json_build_object('type', l.type, 'id', l.id, 'name', l.name),
          'objectiveId', l.objective_id, 'share', l.share, 'validFrom', l.valid_from, 'validTo', l.valid_to)), '[]')
        from (
          select 'Service' as type, s.id, s.name, o.objective_id, o.share, o.valid_from, o.valid_to
          from objective_service o join service s on s.id = o.service_id
          union all
          select 'Process', p.id, p.name, o.objective_id, coalesce(o.share, ${SHARE_OF_PROCESS}::float8), null, null
          from process_objective o join process p on p.id = o.process_id
        ) l) as links,
      (select coalesce(json_agg(json_build_object('id', o.id, 'title', o.title, 'parentId', o.parent_id,
          'status', o.status, 'startsOn', o.starts_on, 'endsOn', o.ends_on)), '[]') from objective o) as objectives
  `.execute(db)
  const [row] = rows
  return {
    links: row?.links ?? [],
    objectives: new Map((row?.objectives ?? []).map((objective) => [objective.id, objective])),
  }
}

/** Ids of the services that depend on a live asset themselves. Of each service, links are read up to the first such asset. */
export async function servicesOnLiveAssets(db: Kysely<Database>): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select s.id from service s
    where exists (
      select from service_dependency d join asset a on a.id = d.on_asset_id
      where d.service_id = s.id and d.strength > 0 and a.lifecycle = 'LIVE' offset 0)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Live services (subject) and the retired assets (related) that they depend on. */
export function dependenciesOnRetiredAssets(
  db: Kysely<Database>,
): Promise<{ subject: string; related: string }[]> {
  return db
    .selectFrom('service_dependency as d')
    .innerJoin('service as s', 's.id', 'd.service_id')
    .innerJoin('asset as a', 'a.id', 'd.on_asset_id')
    .select(['s.id as subject', 'a.id as related'])
    .where('s.lifecycle', '=', 'LIVE')
    .where('a.lifecycle', '=', 'RETIRED')
    .execute()
}

/** Live services (subject) and the retired services (related) that they depend on. */
export function dependenciesOnRetiredServices(
  db: Kysely<Database>,
): Promise<{ subject: string; related: string }[]> {
  return db
    .selectFrom('service_dependency as d')
    .innerJoin('service as s', 's.id', 'd.service_id')
    .innerJoin('service as r', 'r.id', 'd.on_service_id')
    .select(['s.id as subject', 'r.id as related'])
    .where('s.lifecycle', '=', 'LIVE')
    .where('r.lifecycle', '=', 'RETIRED')
    .execute()
}

/** Active objectives whose period does not hold a day, by id. */
export async function objectivesOutsidePeriod(
  db: Kysely<Database>,
  on: string,
): Promise<Map<string, Period>> {
  const rows = await db
    .selectFrom('objective')
    .select(['id', 'starts_on as startsOn', 'ends_on as endsOn'])
    .where('status', '=', 'ACTIVE')
    .where((where) => where.or([where('starts_on', '>', on), where('ends_on', '<', on)]))
    .execute()
  return new Map(rows.map(({ id, ...period }) => [id, period]))
}

/** Retired assets by id: since when, and which source was the last to stop seeing them. */
export async function loadRetirements(
  db: Kysely<Database>,
  assetIds: readonly string[],
  timeZone: string,
): Promise<Map<string, Retirement>> {
  const rows = await db
    .selectFrom('asset as a')
    .leftJoinLateral(
      (last) =>
        last
          .selectFrom('source_record as r')
          .innerJoin('source as s', 's.id', 'r.source_id')
          .select(['s.id', 's.name'])
          .whereRef('r.asset_id', '=', 'a.id')
          .where('r.missing_since', 'is not', null)
          .orderBy('r.missing_since', 'desc')
          .orderBy('s.id')
          .limit(1)
          .as('source'),
      (join) => join.onTrue(),
    )
    .select(['a.id', 'a.name', 'a.retired_at as since', 'source.id as sourceId', 'source.name as sourceName'])
    .where('a.id', '=', anyId(assetIds))
    .execute()
  const retirements = new Map<string, Retirement>()
  for (const { id, name, since, sourceId, sourceName } of rows) {
    if (since === null) continue
    const source =
      sourceId === null || sourceName === null
        ? null
        : ({ type: 'Source', id: sourceId, name: sourceName } as const)
    retirements.set(id, { asset: { type: 'Asset', id, name }, since: dayIn(timeZone, since), source })
  }
  return retirements
}

/** Live services (subject) and their redundancy groups (related) with fewer live members than they need. */
export function groupsBelowMinimum(db: Kysely<Database>): Promise<{ subject: string; related: string }[]> {
  return db
    .selectFrom('redundancy_group as g')
    .innerJoin('service as s', 's.id', 'g.service_id')
    .select(['s.id as subject', 'g.id as related'])
    .where('s.lifecycle', '=', 'LIVE')
    .where(liveMembers, '<', (where) => where.ref('g.min_available'))
    .execute()
}

/** Redundancy groups by id, with the number of their live members. */
export async function loadGroups(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Map<string, GroupBelowMinimum>> {
  const rows = await db
    .selectFrom('redundancy_group as g')
    .select(['g.id', 'g.name', 'g.min_available as minAvailable', liveMembers.as('live')])
    .where('g.id', '=', anyId(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, { type: 'RedundancyGroup', ...row }]))
}

const liveMembers: RawBuilder<number> = sql<number>`(
  select count(*)::int from service_dependency d
  left join service ms on ms.id = d.on_service_id
  left join asset ma on ma.id = d.on_asset_id
  where d.group_id = g.id and coalesce(ms.lifecycle, ma.lifecycle) = 'LIVE')`
