import type { Database, JsonValue, Row } from '@throughline/db'
import { json } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { type AuditContext, type AuditEntry, recordAudit } from '../../access/audit.ts'
import { sameClaimant } from '../../assets/claims.ts'
import { savePersonClaim } from '../../assets/store.ts'
import { anyId, anyText, chunked } from '../../graph/sql-arrays.ts'
import { materializeAssetLinks, saveAssetLinks } from '../model/asset-links-store.ts'
import { canonicalIdentifier } from '../records/canonical-identifier.ts'
import type { RunContext } from '../records/run-context.ts'
import type { AssetDraft } from './asset-drafts.ts'
import type { MatchedAsset } from './match-assets.ts'

export type Asset = Row<'asset'>

/** Who writes what follows from the claims, when, and why. */
export interface Writer {
  readonly at: Date
  readonly auditContext: AuditContext
}

/** Writes the assets of a page with their effective values. */
export async function writeAssets(
  db: Kysely<Database>,
  run: RunContext,
  drafts: ReadonlyMap<string, AssetDraft>,
  before: ReadonlyMap<string, Asset>,
): Promise<void> {
  const after = await saveAssets(db, run, drafts)
  for (const [id, { ofUsers }] of drafts) {
    if (ofUsers !== undefined) await savePersonClaim(db, id, ofUsers.attributes)
  }
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

/**
 * The assets among these that are there, locked, in the order in which everybody locks them.
 * @param links whether links to them may be added meanwhile; not while one of them goes away
 */
export async function lockAssets(
  db: Kysely<Database>,
  ids: readonly string[],
  links: 'MAY_BE_ADDED' | 'ARE_REFUSED' = 'MAY_BE_ADDED',
): Promise<ReadonlyMap<string, Asset>> {
  const query = db.selectFrom('asset').selectAll().where('id', '=', anyId(ids)).orderBy('id')
  const rows = await (links === 'ARE_REFUSED' ? query.forUpdate() : query.forNoKeyUpdate()).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The audit trail of many assets at once. */
export async function recordAudits(
  db: Kysely<Database>,
  { auditContext }: Pick<Writer, 'auditContext'>,
  entries: readonly AuditEntry[],
): Promise<void> {
  for (const chunk of chunked(entries, 1000)) await recordAudit(db, auditContext, chunk)
}

async function saveAssets(
  db: Kysely<Database>,
  run: RunContext,
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<Asset[]> {
  if (drafts.size === 0) return []
  const rows = [...drafts].map(([id, { kind, facts, name, columns }]) => ({
    id,
    kind,
    name,
    environment: facts.environment,
    attributes: json(facts.attributes as JsonValue),
    labels: json(facts.labels),
    ...columns,
    claimed_columns: [...columns.claimed_columns],
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
        cost_amount: row.ref('excluded.cost_amount'),
        cost_currency: row.ref('excluded.cost_currency'),
        availability: row.ref('excluded.availability'),
        claimed_columns: row.ref('excluded.claimed_columns'),
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
export async function saveAssetClaims(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly MatchedAsset[],
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<void> {
  if (placed.length === 0) return
  const ids = await recordIds(db, run, placed)
  const told = placed.flatMap((entry) => {
    const recordId = ids.get(entry.record.externalId)
    return recordId === undefined ? [] : [{ ...entry, recordId }]
  })
  await dropUnrecorded(db, run, told)
  await saveClaims(db, run, told, drafts)
  await saveIdentifiers(db, run, told)
  await saveReferences(db, run, placed)
  if (!(await saveAssetLinks(db, told))) return
  await materializeAssetLinks(
    db,
    run,
    [...new Set(told.map(({ assetId }) => assetId))].sort(),
    `sync of ${run.sourceName}`,
  )
}

/** A placed record with the row that keeps it. */
type ToldAsset = MatchedAsset & { readonly recordId: string }

async function recordIds(
  db: Kysely<Database>,
  { listing }: RunContext,
  placed: readonly MatchedAsset[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('source_record')
    .select(['id', 'external_id'])
    .where('source_id', '=', listing.sourceId)
    .where('stream', '=', listing.stream)
    .where('external_id', '=', anyText(placed.map(({ record }) => record.externalId)))
    .execute()
  return new Map(rows.map(({ id, external_id }) => [external_id, id]))
}

/** What the source said of assets without a record goes, now that a record says it. */
async function dropUnrecorded(
  db: Kysely<Database>,
  { listing }: RunContext,
  told: readonly ToldAsset[],
): Promise<void> {
  const known = told.filter(({ isNew }) => !isNew).map(({ assetId }) => assetId)
  if (known.length === 0) return
  for (const table of ['asset_claim', 'asset_identifier'] as const) {
    await db
      .deleteFrom(table)
      .where('asset_id', '=', anyId(known))
      .where('source_id', '=', listing.sourceId)
      .where('record_id', 'is', null)
      .execute()
  }
}

async function saveClaims(
  db: Kysely<Database>,
  { listing }: RunContext,
  told: readonly ToldAsset[],
  drafts: ReadonlyMap<string, AssetDraft>,
): Promise<void> {
  const said = told.map(({ assetId, recordId, record: { externalId } }) => {
    const claimant = { sourceId: listing.sourceId, record: { stream: listing.stream, externalId } }
    const claim = drafts.get(assetId)?.claims.find((each) => sameClaimant(each, claimant))
    return { assetId, recordId, attributes: JSON.stringify(claim?.attributes ?? {}) }
  })
  await sql`
    insert into asset_claim (asset_id, source_id, record_id, attributes)
    select said.asset_id, ${listing.sourceId}::uuid, said.record_id, said.attributes::jsonb
    from unnest(${said.map(({ assetId }) => assetId)}::uuid[], ${said.map(({ recordId }) => recordId)}::uuid[],
      ${said.map(({ attributes }) => attributes)}::text[]) as said (asset_id, record_id, attributes)
    on conflict (record_id) do update set asset_id = excluded.asset_id, attributes = excluded.attributes
    where (asset_claim.asset_id, asset_claim.attributes) is distinct from (excluded.asset_id, excluded.attributes)
  `.execute(db)
}

async function saveIdentifiers(
  db: Kysely<Database>,
  { listing }: RunContext,
  told: readonly ToldAsset[],
): Promise<void> {
  const said = told.flatMap(({ assetId, recordId, record }) =>
    (record.identifiers ?? []).map((identifier) => ({
      assetId,
      recordId,
      environment: record.environment ?? null,
      ...identifier,
      canonical: canonicalIdentifier(identifier),
    })),
  )
  const rows = sql`
    unnest(${said.map(({ assetId }) => assetId)}::uuid[], ${said.map(({ recordId }) => recordId)}::uuid[],
      ${said.map(({ kind }) => kind)}::text[], ${said.map(({ value }) => value)}::text[],
      ${said.map(({ environment }) => environment)}::text[], ${said.map(({ canonical }) => canonical)}::text[])
      as said (asset_id, record_id, kind, value, environment, canonical)`
  await sql`
    delete from asset_identifier i
    where i.record_id = ${anyId(told.map(({ recordId }) => recordId))}
      and not exists (
        select from ${rows}
        where said.record_id = i.record_id and said.asset_id = i.asset_id and said.kind = i.kind
          and said.value = i.value)`.execute(db)
  if (said.length === 0) return
  await sql`
    insert into asset_identifier (asset_id, source_id, record_id, kind, value, environment, canonical)
    select distinct said.asset_id, ${listing.sourceId}::uuid, said.record_id, said.kind, said.value, said.environment,
      said.canonical
    from ${rows}
    on conflict (asset_id, kind, value, source_id, record_id)
      do update set environment = excluded.environment, canonical = excluded.canonical
    where (asset_identifier.environment, asset_identifier.canonical)
      is distinct from (excluded.environment, excluded.canonical)`.execute(db)
}

async function saveReferences(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly MatchedAsset[],
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
