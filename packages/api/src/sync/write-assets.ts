import type { Database, JsonValue, Row } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditEntry, type Doer, recordAudit } from '../access/audit.ts'
import { anyId, chunked } from './arrays.ts'
import type { AssetDraft } from './asset-drafts.ts'
import type { RunContext } from './context.ts'
import type { PlacedAsset } from './place-assets.ts'

export type Asset = Row<'asset'>

/** Who writes what follows from the claims, when, and why. */
export interface Writer {
  readonly at: Date
  readonly doer: Doer
}

/** Writes the assets of a page as the winners have them. */
export async function writeAssets(
  db: Kysely<Database>,
  run: RunContext,
  drafts: ReadonlyMap<string, AssetDraft>,
  before: ReadonlyMap<string, Asset>,
): Promise<void> {
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
  { doer }: Pick<Writer, 'doer'>,
  entries: readonly AuditEntry[],
): Promise<void> {
  for (const chunk of chunked(entries, 1000)) await recordAudit(db, doer, chunk)
}

async function saveAssets(
  db: Kysely<Database>,
  run: RunContext,
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<Asset[]> {
  if (drafts.size === 0) return []
  const rows = [...drafts].map(([id, { kind, facts, name }]) => ({
    id,
    kind,
    name,
    environment: facts.environment,
    attributes: json(facts.attributes as JsonValue),
    labels: json(facts.labels),
    first_seen_at: run.at,
    last_seen_at: run.at,
  }))
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

/** Keeps what the records of a page say of their assets; the records themselves are stored by then. */
export async function saveSaid(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly PlacedAsset[],
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<void> {
  if (placed.length === 0) return
  await saveClaims(db, run, placed, drafts)
  await saveIdentifiers(db, run, placed)
  await saveReferences(db, run, placed)
}

async function saveClaims(
  db: Kysely<Database>,
  { listing }: RunContext,
  placed: readonly PlacedAsset[],
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<void> {
  const said = placed.map(({ assetId, record }) => {
    const claim = drafts
      .get(assetId)
      ?.claims.find(
        (each) =>
          each.sourceId === listing.sourceId &&
          each.record?.stream === listing.stream &&
          each.record.externalId === record.externalId,
      )
    return { assetId, externalId: record.externalId, attributes: JSON.stringify(claim?.attributes ?? {}) }
  })
  const assetIds = said.map(({ assetId }) => assetId)
  await sql`
    delete from asset_claim
    where source_id = ${listing.sourceId} and record_id is null and asset_id = ${anyId(assetIds)}`.execute(db)
  await sql`
    insert into asset_claim (asset_id, source_id, record_id, attributes)
    select said.asset_id, r.source_id, r.id, said.attributes::jsonb
    from unnest(${assetIds}::uuid[], ${said.map(({ externalId }) => externalId)}::text[],
      ${said.map(({ attributes }) => attributes)}::text[]) as said (asset_id, external_id, attributes)
    join source_record r on r.source_id = ${listing.sourceId} and r.stream = ${listing.stream}
      and r.external_id = said.external_id
    on conflict (record_id) do update set asset_id = excluded.asset_id, attributes = excluded.attributes
    where (asset_claim.asset_id, asset_claim.attributes) is distinct from (excluded.asset_id, excluded.attributes)
  `.execute(db)
}

async function saveIdentifiers(
  db: Kysely<Database>,
  { listing }: RunContext,
  placed: readonly PlacedAsset[],
): Promise<void> {
  const said = placed.flatMap(({ assetId, record }) =>
    (record.identifiers ?? []).map((identifier) => ({
      assetId,
      externalId: record.externalId,
      environment: record.environment ?? null,
      ...identifier,
    })),
  )
  const rows = sql`
    select distinct said.asset_id, r.source_id, r.id as record_id, said.kind, said.value, said.environment
    from unnest(${said.map(({ assetId }) => assetId)}::uuid[], ${said.map(({ externalId }) => externalId)}::text[],
      ${said.map(({ kind }) => kind)}::text[], ${said.map(({ value }) => value)}::text[],
      ${said.map(({ environment }) => environment)}::text[])
      as said (asset_id, external_id, kind, value, environment)
    join source_record r on r.source_id = ${listing.sourceId} and r.stream = ${listing.stream}
      and r.external_id = said.external_id`
  await sql`
    with said as (${rows})
    delete from asset_identifier i
    using source_record own
    where own.source_id = ${listing.sourceId} and own.stream = ${listing.stream}
      and own.external_id = any(${placed.map(({ record }) => record.externalId)}::text[])
      and (i.record_id = own.id
        or i.record_id is null and i.source_id = own.source_id and i.asset_id = own.asset_id)
      and not exists (
        select from said
        where said.record_id = i.record_id and said.asset_id = i.asset_id and said.kind = i.kind
          and said.value = i.value)`.execute(db)
  if (said.length === 0) return
  await sql`
    insert into asset_identifier (asset_id, source_id, record_id, kind, value, environment) ${rows}
    on conflict (asset_id, kind, value, source_id, record_id) do update set environment = excluded.environment
    where asset_identifier.environment is distinct from excluded.environment`.execute(db)
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
