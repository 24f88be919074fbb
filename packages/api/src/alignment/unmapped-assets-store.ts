import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { GapCursor, MonthlyCost, NamedNode } from './gaps.ts'

interface UnmappedAsset extends NamedNode {
  readonly type: 'Asset'
  readonly cost: MonthlyCost | null
}

/**
 * Assets that some service leans on: those that services not yet retired depend on, and all that these lean on
 * through relations. What is behind a retired asset does not count, and neither does a strength of 0.
 */
const leaned = sql`
  with recursive needs(upper, lower) as materialized (
    select case kind when 'CONTAINS' then to_id else from_id end, case kind when 'CONTAINS' then from_id else to_id end
    from asset_relation where strength > 0
  ), leaned(id) as (
    select d.on_asset_id from service_dependency d
    join service s on s.id = d.service_id and s.lifecycle <> 'RETIRED'
    where d.on_asset_id is not null and d.strength > 0
    union
    select n.lower from leaned l
    join asset a on a.id = l.id and a.lifecycle <> 'RETIRED'
    join needs n on n.upper = l.id
  )`

/** Live assets that no service leans on, dearest first (amounts as they are, whatever the currency), then by id. */
export async function loadUnmappedAssets(
  db: Kysely<Database>,
  after: GapCursor | undefined,
  limit: number,
): Promise<UnmappedAsset[]> {
  const behind =
    after === undefined
      ? sql``
      : sql`and (-coalesce(a.cost_amount, -1), a.id) > (-${after.rank}::numeric, ${after.subject}::uuid)`
  const { rows } = await sql<{ id: string; name: string; amount: string | null; currency: string | null }>`
    ${leaned}
    select a.id, a.name, a.cost_amount as amount, a.cost_currency as currency
    from asset a
    where a.lifecycle = 'LIVE' and not exists (select from leaned l where l.id = a.id) ${behind}
    order by -coalesce(a.cost_amount, -1), a.id
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
