import type { Database, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../access/audit.ts'
import { assetFacts, winningValues } from '../assets/claims.ts'
import { claimsOf } from '../assets/store.ts'
import type { RunContext } from './context.ts'
import { mayRetire, type Retirement } from './retirement.ts'
import { missingRecords } from './source-records.ts'

/** What the end of a complete listing did. */
export interface Retired {
  readonly decision: Retirement
  readonly count: number
}

/**
 * Ends the source's claim on what a complete listing no longer holds. An asset retires when no source claims it
 * any more; a relation that only this source told of is removed.
 */
export async function retireMissing(
  db: Kysely<Database>,
  run: RunContext,
  approved: boolean,
): Promise<Retired> {
  const { before, missing } = await missingRecords(db, run.listing)
  // A relation whose asset is gone goes with it, so it says nothing about the listing's health.
  const gone = await relationsOfGoneAssets(
    db,
    missing.flatMap(({ relationId }) => relationId ?? []),
  )
  const telling = missing.filter(({ relationId }) => relationId === null || !gone.has(relationId))
  const decision = mayRetire(before, telling.length, `records of ${run.listing.scope}`, approved)
  if (!decision.allowed || missing.length === 0) return { decision, count: 0 }

  await db
    .updateTable('source_record')
    .set({ gone_at: run.at, relation_id: null })
    .where(
      'id',
      'in',
      missing.map(({ id }) => id),
    )
    .execute()
  const relations = missing.flatMap(({ relationId }) => relationId ?? [])
  if (relations.length > 0) {
    await db.deleteFrom('asset_relation').where('id', 'in', relations).execute()
  }
  await endClaims(
    db,
    run,
    missing.flatMap(({ assetId }) => assetId ?? []),
  )
  return { decision, count: missing.length }
}

async function relationsOfGoneAssets(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('asset_relation as r')
    .innerJoin('asset as f', 'f.id', 'r.from_id')
    .innerJoin('asset as t', 't.id', 'r.to_id')
    .select('r.id')
    .where('r.id', 'in', ids)
    .where((where) => where.or([where('f.lifecycle', '=', 'RETIRED'), where('t.lifecycle', '=', 'RETIRED')]))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function endClaims(db: Kysely<Database>, run: RunContext, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length === 0) return
  const { sourceId } = run.listing
  // The same source may tell of an asset twice; the claim ends with the last record.
  const stillTold = await db
    .selectFrom('source_record')
    .select('asset_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .where('asset_id', 'in', assetIds)
    .where('gone_at', 'is', null)
    .execute()
  const told = new Set(stillTold.map(({ asset_id }) => asset_id))
  const ended = [...new Set(assetIds)].filter((id) => !told.has(id))
  if (ended.length === 0) return
  await db
    .deleteFrom('asset_identifier')
    .where('source_id', '=', sourceId)
    .where('asset_id', 'in', ended)
    .execute()
  const claims = await claimsOf(db, ended)
  for (const assetId of ended) {
    const others = (claims.get(assetId) ?? []).filter((claim) => claim.sourceId !== sourceId)
    const claimed = others.some((claim) => claim.sourceId !== null)
    const before = await db
      .selectFrom('asset')
      .selectAll()
      .where('id', '=', assetId)
      .forUpdate()
      .executeTakeFirst()
    if (before === undefined) continue
    if (claimed) {
      // What only this source said goes; what it won, the next one wins. What nobody else names stays.
      await db
        .deleteFrom('asset_claim')
        .where('asset_id', '=', assetId)
        .where('source_id', '=', sourceId)
        .execute()
    }
    const facts = assetFacts(winningValues(others))
    const after = await db
      .updateTable('asset')
      .set(
        claimed
          ? {
              name: facts.name ?? before.name,
              environment: facts.environment,
              attributes: json(facts.attributes as JsonValue),
              labels: json(facts.labels),
            }
          : { lifecycle: 'RETIRED', retired_at: sql`coalesce(retired_at, ${run.at})` },
      )
      .where('id', '=', assetId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudit(db, run.doer, [
      {
        action: claimed ? 'asset.update' : 'asset.retire',
        entityType: 'Asset',
        entityId: assetId,
        before,
        after,
        reason: `sync of ${run.sourceName}: its listing no longer holds the asset`,
      },
    ])
  }
}
