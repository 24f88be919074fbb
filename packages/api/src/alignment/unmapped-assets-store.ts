import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { GapCursor, GapRange, MonthlyCost, NamedNode } from './gaps.ts'

interface UnmappedAsset extends NamedNode {
  readonly type: 'Asset'
  readonly cost: MonthlyCost | null
}

/**
 * Assets that some service leans on: those that services not yet retired depend on, also through retired services, and
 * all that these lean on through relations. What is behind something retired may still carry what leans on that, so
 * the report does not advise to switch it off. A strength of 0 does not count.
 */
const leaned = sql`
  with recursive needs(upper, lower) as materialized (
    select case kind when 'CONTAINS' then to_id else from_id end, case kind when 'CONTAINS' then from_id else to_id end
    from asset_relation where strength > 0
  ), used(id) as (
    select id from service where lifecycle <> 'RETIRED'
    union
    select d.on_service_id from used u
    join service_dependency d on d.service_id = u.id and d.on_service_id is not null and d.strength > 0
  ), leaned(id) as (
    select d.on_asset_id from service_dependency d join used u on u.id = d.service_id
    where d.on_asset_id is not null and d.strength > 0
    union
    select n.lower from leaned l join needs n on n.upper = l.id
  )`

/**
 * Live assets that no service leans on, dearest first (amounts as they are, whatever the currency), then by id;
 * the other way round where the range is read from its end.
 */
export async function loadUnmappedAssets(
  db: Kysely<Database>,
  { after, before, backward }: GapRange,
  limit: number,
): Promise<UnmappedAsset[]> {
  const place = sql`(-coalesce(a.cost_amount, -1), a.id)`
  const end = ({ rank, subject }: GapCursor) => sql`(-${rank}::numeric, ${subject}::uuid)`
  const behind = after === undefined ? sql`` : sql`and ${place} > ${end(after)}`
  const ahead = before === undefined ? sql`` : sql`and ${place} < ${end(before)}`
  const order = backward
    ? sql`-coalesce(a.cost_amount, -1) desc, a.id desc`
    : sql`-coalesce(a.cost_amount, -1), a.id`
  const { rows } = await sql<{ id: string; name: string; amount: string | null; currency: string | null }>`
    ${leaned}
    select a.id, a.name, a.cost_amount as amount, a.cost_currency as currency
    from asset a
    where a.lifecycle = 'LIVE' and not exists (select from leaned l where l.id = a.id) ${behind} ${ahead}
    order by ${order}
    limit ${limit}
  `.execute(db)
  return rows.map(({ id, name, amount, currency }) => ({
    type: 'Asset',
    id,
    name,
    cost: amount === null || currency === null ? null : { amount, currency },
  }))
}

export async function countUnmappedAssets(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    ${leaned}
    select count(*)::int as count from asset a
    where a.lifecycle = 'LIVE' and not exists (select from leaned l where l.id = a.id)
  `.execute(db)
  return rows[0]?.count ?? 0
}
