import type { Database, JsonObject } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../graph/sql-arrays.ts'
import { type Claim, type ClaimedValue, PERSON_PRECEDENCE } from './claims.ts'
import { PrecedenceRules } from './precedence.ts'

interface ClaimRow {
  readonly asset_id: string
  readonly source_id: string | null
  readonly source: string | null
  readonly precedence: number | null
  readonly stream: string | null
  readonly external_id: string | null
  readonly confirmed_at: Date | null
  readonly attributes: Readonly<Record<string, ClaimedValue>>
}

/** What is claimed of some assets, by their uuid. */
export async function claimsOf(
  db: Kysely<Database>,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Claim[]>> {
  const claims = new Map<string, Claim[]>(assetIds.map((id) => [id, []]))
  if (assetIds.length === 0) return claims
  const { rows } = await sql<ClaimRow>`
    select c.asset_id, c.source_id, s.name as source, s.precedence, r.stream, r.external_id,
      -- A claim without a record of its own is confirmed by any record of its source.
      case when c.source_id is null then null
        else coalesce(r.last_seen_at, (
          select max(o.last_seen_at) from source_record o where o.source_id = c.source_id and o.asset_id = c.asset_id))
      end as confirmed_at, c.attributes
    from asset_claim c
    left join source s on s.id = c.source_id
    -- One look-up for each claim: a plan made before the table was counted would read all of it.
    left join lateral (
      select r.stream, r.external_id, r.last_seen_at from source_record r where r.id = c.record_id offset 0) r on true
    where c.asset_id = ${anyId(assetIds)}`.execute(db)
  for (const row of rows) {
    claims.get(row.asset_id)?.push({
      sourceId: row.source_id,
      source: row.source,
      record:
        row.stream === null || row.external_id === null
          ? null
          : { stream: row.stream, externalId: row.external_id },
      precedence: row.precedence ?? PERSON_PRECEDENCE,
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
      attributes: row.attributes,
    })
  }
  return claims
}

/** The precedence rules that are in force. */
export async function rulebook(db: Kysely<Database>): Promise<PrecedenceRules> {
  const rules = await db
    .selectFrom('precedence_rule')
    .select(['asset_kind', 'attribute', 'source_id', 'precedence'])
    .select(sql<number | null>`extract(epoch from stale_after)::float8`.as('stale_after'))
    .execute()
  return new PrecedenceRules(
    rules.map((rule) => ({
      assetKind: rule.asset_kind,
      attribute: rule.attribute,
      sourceId: rule.source_id,
      precedence: rule.precedence,
      staleAfter: rule.stale_after,
    })),
  )
}

/** Keeps what a person says of an asset; saying nothing takes the claim away. */
export async function savePersonClaim(
  db: Kysely<Database>,
  assetId: string,
  attributes: Readonly<Record<string, ClaimedValue>>,
): Promise<void> {
  await db.deleteFrom('asset_claim').where('asset_id', '=', assetId).where('source_id', 'is', null).execute()
  if (Object.keys(attributes).length === 0) return
  await db
    .insertInto('asset_claim')
    .values({
      asset_id: assetId,
      source_id: null,
      attributes: JSON.parse(JSON.stringify(attributes)) as JsonObject,
    })
    .execute()
}
