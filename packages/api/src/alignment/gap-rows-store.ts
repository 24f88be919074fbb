import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { dayIn } from '../graph/calendar.ts'
import { anyId } from '../graph/sql-arrays.ts'
import type { ServiceFacts } from './coverage.ts'
import type { GroupBelowMinimum, Period, Retirement } from './gaps.ts'

export function loadServiceFacts(db: Kysely<Database>): Promise<ServiceFacts[]> {
  return db.selectFrom('service').select(['id', 'kind', 'lifecycle', 'owner_id as ownerId']).execute()
}

/** Ids of the services that depend on a live asset themselves. */
export async function servicesOnLiveAssets(db: Kysely<Database>): Promise<Set<string>> {
  const rows = await db
    .selectFrom('service_dependency as d')
    .innerJoin('asset as a', 'a.id', 'd.on_asset_id')
    .select('d.service_id as id')
    .where('a.lifecycle', '=', 'LIVE')
    .where('d.strength', '>', 0)
    .distinct()
    .execute()
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
