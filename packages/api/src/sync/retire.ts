import type { Database, JsonValue, Row } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { assetFacts, type Claim, winningValues } from '../assets/claims.ts'
import { claimsOf } from '../assets/store.ts'
import { anyId, chunked } from './arrays.ts'
import type { RunContext } from './context.ts'
import { removeUntold } from './reconcile-relations.ts'
import { mayRetire, type Retirement } from './retirement.ts'
import { absence } from './source-records.ts'
import { lockAssets, recordAudits } from './write-assets.ts'

/** What the end of a complete listing did. */
export interface Retired {
  readonly decision: Retirement
  /** How many records ended. */
  readonly count: number
  /** How many records the listing held. */
  readonly present: number
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
  const { before, present, missing } = await absence(db, run.listing)
  const relationIds = missing.flatMap(({ relationId }) => relationId ?? [])
  // A relation whose asset is gone goes with it, so it says nothing about the listing's health.
  const gone = await relationsOfRetiredAssets(db, relationIds)
  const telling = missing.filter(({ relationId }) => relationId === null || !gone.has(relationId))
  const decision = mayRetire(before - gone.size, telling.length, `records of ${run.listing.scope}`, approved)
  if (!decision.allowed || missing.length === 0) return { decision, count: 0, present }

  await db
    .updateTable('source_record')
    .set({ gone_at: run.at, relation_id: null })
    .where('id', '=', anyId(missing.map(({ id }) => id)))
    .execute()
  await removeUntold(db, relationIds)
  for (const chunk of chunked([...new Set(missing.flatMap(({ assetId }) => assetId ?? []))], 1000)) {
    await endClaims(db, run, chunk)
  }
  return { decision, count: missing.length, present }
}

async function relationsOfRetiredAssets(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('asset_relation as r')
    .innerJoin('asset as f', 'f.id', 'r.from_id')
    .innerJoin('asset as t', 't.id', 'r.to_id')
    .select('r.id')
    .where('r.id', '=', anyId(ids))
    .where((where) => where.or([where('f.lifecycle', '=', 'RETIRED'), where('t.lifecycle', '=', 'RETIRED')]))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function endClaims(db: Kysely<Database>, run: RunContext, assetIds: readonly string[]): Promise<void> {
  const { sourceId } = run.listing
  // The same source may tell of an asset twice; the claim ends with the last record.
  const stillTold = await db
    .selectFrom('source_record')
    .select('asset_id')
    .distinct()
    .where('source_id', '=', sourceId)
    .where('asset_id', '=', anyId(assetIds))
    .where('gone_at', 'is', null)
    .execute()
  const told = new Set(stillTold.map(({ asset_id }) => asset_id))
  const before = await lockAssets(
    db,
    assetIds.filter((id) => !told.has(id)),
  )
  const ended = [...before.keys()]
  if (ended.length === 0) return
  await db
    .deleteFrom('asset_identifier')
    .where('source_id', '=', sourceId)
    .where('asset_id', '=', anyId(ended))
    .execute()
  const others = new Map<string, readonly Claim[]>()
  for (const [id, claims] of await claimsOf(db, ended)) {
    others.set(
      id,
      claims.filter((claim) => claim.sourceId !== sourceId),
    )
  }
  const claimed = ended.filter((id) => others.get(id)?.some((claim) => claim.sourceId !== null))
  const after = [
    ...(await showOthers(
      db,
      run,
      claimed.flatMap((id) => before.get(id) ?? []),
      others,
    )),
    ...(await retireAssets(
      db,
      run,
      ended.filter((id) => !claimed.includes(id)),
    )),
  ]
  await recordAudits(
    db,
    run,
    after
      .filter(({ id, version }) => before.get(id)?.version !== version)
      .map((row) => ({
        action: row.lifecycle === 'RETIRED' ? 'asset.retire' : 'asset.update',
        entityType: 'Asset',
        entityId: row.id,
        before: before.get(row.id) ?? null,
        after: row,
        reason: `sync of ${run.sourceName}: its listing no longer holds the asset`,
      })),
  )
}

/** What only this source said goes; what it won, the next one wins. A name that nobody else gives stays. */
async function showOthers(
  db: Kysely<Database>,
  run: RunContext,
  assets: readonly Row<'asset'>[],
  others: ReadonlyMap<string, readonly Claim[]>,
): Promise<Row<'asset'>[]> {
  if (assets.length === 0) return []
  await db
    .deleteFrom('asset_claim')
    .where('asset_id', '=', anyId(assets.map(({ id }) => id)))
    .where('source_id', '=', run.listing.sourceId)
    .execute()
  return db
    .insertInto('asset')
    .values(
      assets.map(({ id, kind, name }) => {
        const facts = assetFacts(winningValues(others.get(id) ?? []))
        return {
          id,
          kind,
          name: facts.name ?? name,
          environment: facts.environment,
          attributes: json(facts.attributes as JsonValue),
          labels: json(facts.labels),
        }
      }),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        environment: row.ref('excluded.environment'),
        attributes: row.ref('excluded.attributes'),
        labels: row.ref('excluded.labels'),
      })),
    )
    .returningAll()
    .execute()
}

async function retireAssets(
  db: Kysely<Database>,
  run: RunContext,
  ids: readonly string[],
): Promise<Row<'asset'>[]> {
  if (ids.length === 0) return []
  return db
    .updateTable('asset')
    .set({ lifecycle: 'RETIRED', retired_at: sql<Date>`coalesce(retired_at, ${run.at})` })
    .where('id', '=', anyId(ids))
    .returningAll()
    .execute()
}
