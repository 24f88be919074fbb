import type { Database, JsonObject } from '@throughline/db'
import type { Kysely } from 'kysely'
import { type Claim, type ClaimedValue, PERSON_PRECEDENCE } from './claims.ts'

/** What is claimed of some assets, by their uuid. */
export async function claimsOf(
  db: Kysely<Database>,
  assetIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Claim[]>> {
  const rows = await db
    .selectFrom('asset_claim as c')
    .leftJoin('source as s', 's.id', 'c.source_id')
    .select(['c.asset_id', 'c.source_id', 's.precedence', 'c.attributes'])
    .where('c.asset_id', 'in', assetIds)
    .execute()
  const claims = new Map<string, Claim[]>(assetIds.map((id) => [id, []]))
  for (const row of rows) {
    claims.get(row.asset_id)?.push({
      sourceId: row.source_id,
      precedence: row.precedence ?? PERSON_PRECEDENCE,
      attributes: row.attributes as Readonly<Record<string, ClaimedValue & JsonObject>>,
    })
  }
  return claims
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
