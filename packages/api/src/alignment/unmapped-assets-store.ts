import type { Database } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { GapCursor, GapRange, MonthlyCost, NamedNode } from './gaps.ts'

interface UnmappedAsset extends NamedNode {
  readonly type: 'Asset'
  readonly cost: MonthlyCost | null
  /** Whether something that no service needs either leans on it, e.g. another asset. */
  readonly carries: boolean
}

/** Whether a dependency carries anything: a member of a group does as far as the strongest of its members. */
const carrying = sql`(d.strength > 0 or exists (
  select from service_dependency m where m.group_id = d.group_id and m.strength > 0))`

/**
 * Assets that some service leans on: those that services not yet retired depend on, also through retired services, and
 * all that these lean on through relations. What is behind something retired may still carry what leans on that, so
 * the report does not advise to switch it off. A strength of 0 does not count. Begins a statement; more tables may follow.
 */
export const leaned = sql`
  with recursive needs(upper, lower) as materialized (
    select case kind when 'CONTAINS' then to_id else from_id end, case kind when 'CONTAINS' then from_id else to_id end
    from asset_relation where strength > 0
  ), used(id) as (
    select id from service where lifecycle <> 'RETIRED'
    union
    select d.on_service_id from used u
    join service_dependency d on d.service_id = u.id and d.on_service_id is not null and ${carrying}
  ), leaned(id) as (
    select d.on_asset_id from service_dependency d join used u on u.id = d.service_id
    where d.on_asset_id is not null and ${carrying}
    union
    select n.lower from leaned l join needs n on n.upper = l.id
  )`

/**
 * Live assets that no service leans on, dearest first (amounts as they are, whatever the currency), then by id;
 * the other way round where the range is read from its end.
 * @param teams only assets that these own; null for all
 * @param on the day that is asked about, YYYY-MM-DD
 */
export async function loadUnmappedAssets(
  db: Kysely<Database>,
  { after, before, backward }: GapRange,
  { on, limit, teams }: { on: string; limit: number; teams: readonly string[] | null },
): Promise<UnmappedAsset[]> {
  const place = sql`(-coalesce(a.cost_amount, -1), a.id)`
  const end = ({ rank, subject }: GapCursor) => sql`(-${rank}::numeric, ${subject}::uuid)`
  const behind = after === undefined ? sql`` : sql`and ${place} > ${end(after)}`
  const ahead = before === undefined ? sql`` : sql`and ${place} < ${end(before)}`
  const order = backward
    ? sql`-coalesce(a.cost_amount, -1) desc, a.id desc`
    : sql`-coalesce(a.cost_amount, -1), a.id`
  const { rows } = await sql<{
    id: string
    name: string
    amount: string | null
    currency: string | null
    carries: boolean
  }>`
    ${leaned}
    select a.id, a.name, a.cost_amount as amount, a.cost_currency as currency,
      ${carries(on)} as carries
    from asset a
    where a.lifecycle = 'LIVE' and not exists (select from leaned l where l.id = a.id) ${ownedBy(teams)} ${behind} ${ahead}
    order by ${order}
    limit ${limit}
  `.execute(db)
  return rows.map(({ id, name, amount, currency, carries }) => ({
    type: 'Asset',
    id,
    name,
    cost: amount === null || currency === null ? null : { amount, currency },
    carries,
  }))
}

export async function countUnmappedAssets(
  db: Kysely<Database>,
  teams: readonly string[] | null,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    ${leaned}
    select count(*)::int as count from asset a
    where a.lifecycle = 'LIVE' and not exists (select from leaned l where l.id = a.id) ${ownedBy(teams)}
  `.execute(db)
  return rows[0]?.count ?? 0
}

/** Assets and services that lean on one, by its id. */
const above = (id: RawBuilder<unknown>) => sql`
  select case r.kind when 'CONTAINS' then r.to_id else r.from_id end as id
  from asset_relation r
  where r.strength > 0 and ((r.kind <> 'CONTAINS' and r.to_id = ${id}) or (r.kind = 'CONTAINS' and r.from_id = ${id}))
  union all
  select d.service_id from service_dependency d
  where (d.on_asset_id = ${id} or d.on_service_id = ${id}) and ${carrying}`

/**
 * Whether something leans on an asset all the same, directly or through what is retired: an asset or service that is
 * not retired, or a retired service with a process, or with an objective by a link that is not over. Computed for the
 * rows of a page only.
 */
const carries = (on: string) => sql`exists (
  with recursive leaning(id) as (
    ${above(sql.ref('a.id'))}
    union
    select n.id from leaning l cross join lateral (${above(sql.ref('l.id'))}) n
    where exists (select from asset r where r.id = l.id and r.lifecycle = 'RETIRED')
      or exists (select from service r where r.id = l.id and r.lifecycle = 'RETIRED')
  )
  select from leaning l
  where exists (select from asset u where u.id = l.id and u.lifecycle <> 'RETIRED')
    or exists (select from service u where u.id = l.id and u.lifecycle <> 'RETIRED')
    or exists (select from process_service u where u.service_id = l.id and (u.strength is null or u.strength > 0))
    or exists (select from objective_service u where u.service_id = l.id and coalesce(u.valid_to >= ${on}::date, true))
)`

const ownedBy = (teams: readonly string[] | null) =>
  teams === null ? sql`` : sql`and a.owner_id = any(${teams}::uuid[])`
