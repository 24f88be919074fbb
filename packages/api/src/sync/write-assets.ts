import type { Database, JsonObject, JsonValue, Row } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditEntry, recordAudit } from '../access/audit.ts'
import { assetFacts, winningValues } from '../assets/claims.ts'
import { claimsOf } from '../assets/store.ts'
import { anyId, chunked } from './arrays.ts'
import { type AssetDraft, draftsOf } from './asset-drafts.ts'
import type { RunContext } from './context.ts'
import type { PlacedAsset } from './place-assets.ts'

type Asset = Row<'asset'>

/** Writes the claims of a page, and the assets as the winners have them. */
export async function writeAssets(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly PlacedAsset[],
): Promise<void> {
  if (placed.length === 0) return
  const ids = [...new Set(placed.map(({ assetId }) => assetId))]
  const before = await lockAssets(db, ids)
  const retired = [...before.values()].filter(({ lifecycle }) => lifecycle === 'RETIRED')
  await dropStaleClaims(
    db,
    retired.map(({ id }) => id),
  )
  const drafts = draftsOf(run, placed, await claimsOf(db, ids))
  const after = await saveAssets(db, run, drafts)
  await recordAudits(
    db,
    run,
    after.flatMap((row) => {
      const known = before.get(row.id)
      if (known !== undefined && known.version === row.version && drafts.get(row.id)?.said !== true) return []
      return {
        action: known === undefined ? 'asset.create' : 'asset.update',
        entityType: 'Asset',
        entityId: row.id,
        before: known ?? null,
        after: row,
        reason: `sync of ${run.sourceName}`,
      }
    }),
  )
  await saveClaims(db, run, drafts)
  await saveIdentifiers(db, run, placed)
  await saveReferences(db, run, placed)
}

/** The assets among these that are there, locked, in the order in which everybody locks them. */
export async function lockAssets(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Asset>> {
  const rows = await db
    .selectFrom('asset')
    .selectAll()
    .where('id', '=', anyId(ids))
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The audit trail of many assets at once. */
export async function recordAudits(
  db: Kysely<Database>,
  run: RunContext,
  entries: readonly AuditEntry[],
): Promise<void> {
  for (const chunk of chunked(entries, 1000)) await recordAudit(db, run.doer, chunk)
}

/**
 * A retired asset keeps its last claim, to show what it was. When it lives again, what sources said that no
 * longer tell of it must not win.
 */
async function dropStaleClaims(db: Kysely<Database>, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length === 0) return
  await db
    .deleteFrom('asset_claim as c')
    .where('c.asset_id', '=', anyId(assetIds))
    .where('c.source_id', 'is not', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('source_record as r')
            .select('r.id')
            .whereRef('r.asset_id', '=', 'c.asset_id')
            .whereRef('r.source_id', '=', 'c.source_id')
            .where('r.gone_at', 'is', null),
        ),
      ),
    )
    .execute()
}

async function saveAssets(
  db: Kysely<Database>,
  run: RunContext,
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<Asset[]> {
  const rows = [...drafts].map(([id, { kind, claims, name }]) => {
    const facts = assetFacts(winningValues(claims))
    return {
      id,
      kind,
      name: facts.name ?? name,
      environment: facts.environment,
      attributes: json(facts.attributes as JsonValue),
      labels: json(facts.labels),
      first_seen_at: run.at,
      last_seen_at: run.at,
    }
  })
  return db
    .insertInto('asset')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        kind: row.ref('excluded.kind'),
        name: row.ref('excluded.name'),
        environment: row.ref('excluded.environment'),
        attributes: row.ref('excluded.attributes'),
        labels: row.ref('excluded.labels'),
        last_seen_at: sql<Date>`greatest(asset.last_seen_at, excluded.last_seen_at)`,
        // An asset that a source tells of again lives again.
        lifecycle: sql<
          Asset['lifecycle']
        >`case when asset.lifecycle = 'RETIRED' then 'LIVE' else asset.lifecycle end`,
        retired_at: null,
      })),
    )
    .returningAll()
    .execute()
}

async function saveClaims(
  db: Kysely<Database>,
  run: RunContext,
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<void> {
  const { sourceId } = run.listing
  const rows = [...drafts].flatMap(([assetId, { claims }]) =>
    claims
      .filter((claim) => claim.sourceId === sourceId)
      .map(({ attributes }) => ({
        asset_id: assetId,
        source_id: sourceId,
        attributes: JSON.parse(JSON.stringify(attributes)) as JsonObject,
      })),
  )
  await db
    .insertInto('asset_claim')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['asset_id', 'source_id'])
        .doUpdateSet((row) => ({ attributes: row.ref('excluded.attributes') })),
    )
    .execute()
}

async function saveIdentifiers(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly PlacedAsset[],
): Promise<void> {
  const { sourceId } = run.listing
  const said = placed.flatMap(({ assetId, record }) =>
    (record.identifiers ?? []).map((identifier) => ({ assetId, ...identifier })),
  )
  const column = (name: keyof (typeof said)[number]) => said.map((row) => row[name])
  const [assets, kinds, values] = [column('assetId'), column('kind'), column('value')]
  await sql`
    delete from asset_identifier i
    where i.source_id = ${sourceId} and i.asset_id = ${anyId(placed.map(({ assetId }) => assetId))}
      and not exists (
        select from unnest(${assets}::uuid[], ${kinds}::text[], ${values}::text[]) as said (asset_id, kind, value)
        where said.asset_id = i.asset_id and said.kind = i.kind and said.value = i.value)`.execute(db)
  if (said.length === 0) return
  await sql`
    insert into asset_identifier (asset_id, source_id, kind, value)
    select distinct said.asset_id, ${sourceId}::uuid, said.kind, said.value
    from unnest(${assets}::uuid[], ${kinds}::text[], ${values}::text[]) as said (asset_id, kind, value)
    on conflict (asset_id, kind, value, source_id) do nothing`.execute(db)
}

async function saveReferences(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly PlacedAsset[],
): Promise<void> {
  await db
    .insertInto('external_reference')
    .values(
      placed.map(({ assetId, record }) => ({
        source: run.sourceName,
        external_id: record.externalId,
        url: record.url ?? null,
        asset_id: assetId,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['source', 'external_id'])
        .where('asset_id', 'is not', null)
        .doUpdateSet((row) => ({ url: row.ref('excluded.url'), asset_id: row.ref('excluded.asset_id') })),
    )
    .execute()
}
