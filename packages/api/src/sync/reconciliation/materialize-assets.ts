import type { Database, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type ClaimedColumns, claimedColumns } from '../../assets/asset-columns.ts'
import { type AssetFacts, assetFacts, type Claim, sameJson } from '../../assets/claims.ts'
import { effectiveValues, kindOf, type PrecedenceRules } from '../../assets/precedence.ts'
import { claimsOf, rulebook } from '../../assets/store.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { materializeAssetLinks } from '../model/asset-links-store.ts'
import { type Asset, lockAssets, recordAudits, type Writer } from './write-assets.ts'

/**
 * Recomputes the effective values of these assets from their claims and writes them. Returns the assets that changed.
 * An asset without claims is left unchanged, and so are a name and a kind that no claim supplies.
 */
export async function materializeAssets(
  db: Kysely<Database>,
  writer: Writer,
  assetIds: readonly string[],
  reason: string,
): Promise<readonly Asset[]> {
  if (assetIds.length === 0) return []
  const assets = await lockAssets(db, assetIds)
  const claims = await claimsOf(db, [...assets.keys()])
  const rules = await rulebook(db)
  const changed = [...assets.values()].flatMap((asset) => {
    const facts = factsBy(asset, claims.get(asset.id) ?? [], rules, writer.at)
    return facts === undefined || shows(asset, facts) ? [] : [{ asset, facts }]
  })
  if (changed.length === 0) {
    await materializeAssetLinks(db, writer, [...assets.keys()], reason)
    return []
  }
  const after = await writeFacts(db, changed)
  await recordAudits(
    db,
    writer,
    after.map((row) => ({
      action: 'asset.update',
      entityType: 'Asset',
      entityId: row.id,
      before: assets.get(row.id) ?? null,
      after: row,
      reason,
    })),
  )
  await materializeAssetLinks(db, writer, [...assets.keys()], reason)
  return after
}

/** What an asset is to show; undefined where nobody claims anything. */
function factsBy(
  asset: Asset,
  claims: readonly Claim[],
  rules: PrecedenceRules,
  now: Date,
): (AssetFacts & ClaimedColumns) | undefined {
  if (claims.length === 0) return undefined
  const kind = kindOf(claims, rules, now) ?? asset.kind
  const values = effectiveValues(claims, rules, kind, now)
  return { ...assetFacts(values), ...claimedColumns(values, asset) }
}

function shows(asset: Asset, facts: AssetFacts & ClaimedColumns): boolean {
  return (
    asset.kind === (facts.kind ?? asset.kind) &&
    asset.name === (facts.name ?? asset.name) &&
    asset.environment === facts.environment &&
    Number(asset.cost_amount) === Number(facts.cost_amount) &&
    asset.cost_currency === facts.cost_currency &&
    asset.availability === facts.availability &&
    sameJson(asset.attributes, facts.attributes as JsonValue) &&
    sameJson(asset.labels, facts.labels)
  )
}

async function writeFacts(
  db: Kysely<Database>,
  changed: readonly { readonly asset: Asset; readonly facts: AssetFacts & ClaimedColumns }[],
): Promise<Asset[]> {
  return db
    .insertInto('asset')
    .values(
      changed.map(({ asset, facts }) => ({
        id: asset.id,
        kind: facts.kind ?? asset.kind,
        name: facts.name ?? asset.name,
        environment: facts.environment,
        attributes: json(facts.attributes as JsonValue),
        labels: json(facts.labels),
        cost_amount: facts.cost_amount,
        cost_currency: facts.cost_currency,
        availability: facts.availability,
        claimed_columns: [...facts.claimed_columns],
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        name: row.ref('excluded.name'),
        environment: row.ref('excluded.environment'),
        attributes: row.ref('excluded.attributes'),
        labels: row.ref('excluded.labels'),
        cost_amount: row.ref('excluded.cost_amount'),
        cost_currency: row.ref('excluded.cost_currency'),
        availability: row.ref('excluded.availability'),
        claimed_columns: row.ref('excluded.claimed_columns'),
      })),
    )
    .returningAll()
    .execute()
}

/** The same for those of these assets that have several claims: with one claim, precedence cannot change a value. */
export async function materializeContested(
  db: Kysely<Database>,
  writer: Writer,
  assetIds: readonly string[],
  reason: string,
): Promise<readonly Asset[]> {
  const { rows } = await sql<{ asset_id: string }>`
    select asset_id from asset_claim where asset_id = ${anyId(assetIds)}
    group by asset_id having count(*) > 1`.execute(db)
  return materializeAssets(
    db,
    writer,
    rows.map(({ asset_id }) => asset_id),
    reason,
  )
}
