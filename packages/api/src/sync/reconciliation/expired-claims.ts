import type { Database, JsonObject } from '@throughline/db'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Claim, sameClaimant } from '../../assets/claims.ts'
import { anyId } from '../../graph/sql-arrays.ts'

/**
 * Claims of sources that no longer report the asset: their records are missing, and the grace period has passed. A
 * retired asset keeps the last ones, to show what it was; when it is live again they must not be effective.
 */
function ended(): RawBuilder<boolean> {
  return sql<boolean>`c.source_id is not null and case
    when c.record_id is not null then exists (
      select from source_record r where r.id = c.record_id and r.missing_since is not null and r.retired_at is not null)
    else not exists (
      select from source_record r where r.source_id = c.source_id and r.asset_id = c.asset_id
        and (r.missing_since is null or r.retired_at is null))
    end`
}

/** The claims on assets without those that ended, of the assets that are retired. */
export async function excludeExpired(
  db: Kysely<Database>,
  claims: ReadonlyMap<string, readonly Claim[]>,
  retired: readonly string[],
): Promise<ReadonlyMap<string, readonly Claim[]>> {
  if (retired.length === 0) return claims
  const { rows } = await sql<{
    asset_id: string
    source_id: string
    stream: string | null
    external_id: string | null
  }>`
    select c.asset_id, c.source_id, own.stream, own.external_id
    from asset_claim c left join source_record own on own.id = c.record_id
    where c.asset_id = ${anyId(retired)} and ${ended()}`.execute(db)
  const gone = Map.groupBy(rows, ({ asset_id }) => asset_id)
  return new Map(
    [...claims].map(([assetId, all]) => [
      assetId,
      all.filter(
        (claim) =>
          gone.get(assetId)?.some(({ source_id: sourceId, stream, external_id: externalId }) => {
            const record = stream === null || externalId === null ? null : { stream, externalId }
            return sameClaimant(claim, { sourceId, record })
          }) !== true,
      ),
    ]),
  )
}

/** Removes the claims on these assets that ended. */
export async function deleteExpired(db: Kysely<Database>, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length === 0) return
  await sql`delete from asset_claim c where c.asset_id = ${anyId(assetIds)} and ${ended()}`.execute(db)
}

/** The same; gives the rows as they were. */
export async function deleteExpiredReturning(
  db: Kysely<Database>,
  assetIds: readonly string[],
): Promise<JsonObject[]> {
  const { rows } = await sql<{ row: JsonObject }>`
    delete from asset_claim c where c.asset_id = ${anyId(assetIds)} and ${ended()}
    returning to_jsonb(c) as row`.execute(db)
  return rows.map(({ row }) => row)
}

/** Those of these assets that a source still tells of. */
export async function stillClaimed(
  db: Kysely<Database>,
  assetIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ asset_id: string }>`
    select distinct c.asset_id from asset_claim c
    where c.asset_id = ${anyId(assetIds)} and c.source_id is not null and not (${ended()})`.execute(db)
  return new Set(rows.map(({ asset_id }) => asset_id))
}
