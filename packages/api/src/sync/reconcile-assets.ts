import type { Database, JsonObject, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import type { AssetRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { recordAudit } from '../access/audit.ts'
import { assetFacts, type Claim, renewed, winningValues } from '../assets/claims.ts'
import { claimsOf } from '../assets/store.ts'
import type { RunContext } from './context.ts'
import { type Counts, NOTHING } from './counts.ts'
import { type Identifier, isJunk, matchAsset } from './identification.ts'
import type { MappedRecord, RejectedRecord } from './page.ts'
import { type StoredRecord, saveRecords, storedRecords, touchRecords } from './source-records.ts'

/** An asset record with the asset it tells of. */
interface Placed extends MappedRecord {
  readonly record: AssetRecord
  readonly assetId: string
  readonly isNew: boolean
}

/** What became of the records of a page, by external id. */
export interface PageOutcome {
  readonly counts: Counts
  readonly rejected: readonly RejectedRecord[]
  readonly outcomes: ReadonlyMap<
    string,
    { readonly outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED'; readonly id: string }
  >
}

/** Brings a page of asset records into the graph: finds or makes the assets, notes the claim, lets the winners show. */
export async function reconcileAssets(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly (MappedRecord & { readonly record: AssetRecord })[],
): Promise<PageOutcome> {
  const stored = await storedRecords(db, run.listing, records)
  const same = records.filter((record) => isSame(record, stored.get(record.record.externalId)))
  await touchRecords(
    db,
    run.listing,
    same.map(({ record }) => record.externalId),
    run.at,
  )
  await touchAssets(
    db,
    same.flatMap(({ record }) => stored.get(record.externalId)?.asset_id ?? []),
    run.at,
  )

  const outcomes = new Map<string, { outcome: 'ADDED' | 'CHANGED' | 'UNCHANGED'; id: string }>()
  for (const { record } of same) {
    const id = stored.get(record.externalId)?.asset_id
    if (id) outcomes.set(record.externalId, { outcome: 'UNCHANGED', id })
  }
  const others = records.filter((record) => !same.includes(record))
  const { placed, rejected } = await place(db, others, stored)
  await writeAssets(db, run, placed)
  await saveRecords(db, run.listing, placed, run.at)
  for (const { record, isNew, assetId } of placed) {
    const revived = stored.get(record.externalId)?.gone_at instanceof Date
    outcomes.set(record.externalId, { outcome: isNew || revived ? 'ADDED' : 'CHANGED', id: assetId })
  }
  const again = records.filter(({ record }) => stored.get(record.externalId)?.run_id === run.listing.runId)
  const count = (what: string) => [...outcomes.values()].filter(({ outcome }) => outcome === what).length
  return {
    rejected,
    outcomes,
    counts: {
      ...NOTHING,
      found: records.length - again.length,
      added: count('ADDED'),
      changed: count('CHANGED'),
      // What this run has seen before is counted once.
      unchanged: same.length - again.filter((record) => same.includes(record)).length,
      rejected: rejected.length,
    },
  }
}

function isSame(record: MappedRecord, stored: StoredRecord | undefined): boolean {
  return stored?.asset_id != null && stored.gone_at === null && stored.content_hash.equals(record.hash)
}

/** Finds the asset of each record: known, by identifiers, or a new one. */
async function place(
  db: Kysely<Database>,
  records: readonly (MappedRecord & { readonly record: AssetRecord })[],
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<{ placed: Placed[]; rejected: RejectedRecord[] }> {
  const answering = await assetsByIdentifier(
    db,
    records.flatMap(({ record }) => record.identifiers ?? []),
  )
  const placed: Placed[] = []
  const rejected: RejectedRecord[] = []
  for (const record of records) {
    const known = stored.get(record.record.externalId)?.asset_id
    const match = matchAsset(
      known,
      record.record.identifiers ?? [],
      (identifier) => answering.get(key(identifier)) ?? [],
    )
    if (match.kind === 'AMBIGUOUS') {
      rejected.push({
        identity: record.identity,
        raw: record.raw,
        reason: `Its identifiers belong to ${match.assetIds.length} assets (${match.assetIds.join(', ')}); nothing was changed. Remove the wrong identifier, or retire the duplicate, and sync again.`,
      })
    } else if (match.kind === 'KNOWN') {
      placed.push({ ...record, assetId: match.assetId, isNew: false })
    } else {
      const assetId = await newId(db)
      placed.push({ ...record, assetId, isNew: true })
      // The next record of the page with one of these identifiers tells of the same asset.
      for (const identifier of record.record.identifiers ?? []) {
        if (!isJunk(identifier))
          answering.set(key(identifier), [...(answering.get(key(identifier)) ?? []), assetId])
      }
    }
  }
  return { placed, rejected }
}

async function newId(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuid_v7() as id`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('uuid_v7() gave nothing')
  return row.id
}

async function assetsByIdentifier(
  db: Kysely<Database>,
  identifiers: readonly Identifier[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (identifiers.length === 0) return found
  const rows = await db
    .selectFrom('asset_identifier')
    .select(['kind', 'value', 'asset_id'])
    .distinct()
    .where('value', 'in', [...new Set(identifiers.map(({ value }) => value))])
    .execute()
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row.asset_id])
  return found
}

function key({ kind, value }: Identifier): string {
  return `${kind} ${value}`
}

async function touchAssets(db: Kysely<Database>, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('asset')
    .set({ last_seen_at: at })
    .where('id', 'in', ids)
    .where('last_seen_at', '<', at)
    .execute()
}

/** Writes the claims of a page, and the assets as the winners have them. */
async function writeAssets(db: Kysely<Database>, run: RunContext, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return
  const at = run.at.toISOString()
  const existing = placed.filter(({ isNew }) => !isNew).map(({ assetId }) => assetId)
  const claims = new Map(existing.length === 0 ? [] : await claimsOf(db, existing))
  const before = new Map(
    existing.length === 0
      ? []
      : (await db.selectFrom('asset').selectAll().where('id', 'in', existing).forUpdate().execute()).map(
          (row) => [row.id, row],
        ),
  )
  await dropStaleClaims(
    db,
    [...before.values()].filter(({ lifecycle }) => lifecycle === 'RETIRED').map(({ id }) => id),
    claims,
  )
  for (const { assetId, record, isNew } of placed) {
    const others = (claims.get(assetId) ?? []).filter(({ sourceId }) => sourceId !== run.listing.sourceId)
    const own = (claims.get(assetId) ?? []).find(({ sourceId }) => sourceId === run.listing.sourceId)
    const claim: Claim = {
      sourceId: run.listing.sourceId,
      precedence: run.precedence,
      attributes: renewed(own?.attributes ?? {}, saidOf(record), at),
    }
    const facts = assetFacts(winningValues([claim, ...others]))
    const row = {
      kind: record.kind,
      name: facts.name ?? record.name,
      environment: facts.environment,
      attributes: json(facts.attributes as JsonValue),
      labels: json(facts.labels),
    }
    const after = isNew
      ? await db
          .insertInto('asset')
          .values({ id: assetId, ...row, first_seen_at: run.at, last_seen_at: run.at })
          .returningAll()
          .executeTakeFirstOrThrow()
      : await db
          .updateTable('asset')
          .set({
            ...row,
            last_seen_at: sql`greatest(last_seen_at, ${run.at})`,
            // An asset that a source tells of again lives again.
            lifecycle: sql`case when lifecycle = 'RETIRED' then 'LIVE' else lifecycle end`,
            retired_at: null,
          })
          .where('id', '=', assetId)
          .returningAll()
          .executeTakeFirstOrThrow()
    await recordAudit(db, run.doer, [
      {
        action: isNew ? 'asset.create' : 'asset.update',
        entityType: 'Asset',
        entityId: assetId,
        before: before.get(assetId) ?? null,
        after,
        reason: `sync of ${run.sourceName}`,
      },
    ])
    await saveClaim(db, assetId, claim)
  }
  await saveIdentifiers(db, run, placed)
  await saveReferences(db, run, placed)
}

/**
 * A retired asset keeps its last claim, to show what it was. When it lives again, what sources said that no
 * longer tell of it must not win.
 */
async function dropStaleClaims(
  db: Kysely<Database>,
  assetIds: readonly string[],
  claims: Map<string, readonly Claim[]>,
): Promise<void> {
  if (assetIds.length === 0) return
  await db
    .deleteFrom('asset_claim as c')
    .where('c.asset_id', 'in', assetIds)
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
  for (const [id, left] of await claimsOf(db, assetIds)) claims.set(id, left)
}

/** The attributes that a record speaks of, by their place. */
function saidOf(record: AssetRecord): Record<string, JsonValue> {
  const said: Record<string, JsonValue> = { name: record.name }
  if (record.environment !== undefined) said.environment = record.environment
  for (const [attribute, value] of Object.entries(record.attributes ?? {}))
    said[`attributes.${attribute}`] = value as JsonValue
  for (const [label, value] of Object.entries(record.labels ?? {})) said[`labels.${label}`] = value
  return said
}

async function saveClaim(db: Kysely<Database>, assetId: string, claim: Claim): Promise<void> {
  const attributes = JSON.parse(JSON.stringify(claim.attributes)) as JsonObject
  await db
    .insertInto('asset_claim')
    .values({ asset_id: assetId, source_id: claim.sourceId, attributes })
    .onConflict((conflict) => conflict.columns(['asset_id', 'source_id']).doUpdateSet({ attributes }))
    .execute()
}

async function saveIdentifiers(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly Placed[],
): Promise<void> {
  const sourceId = run.listing.sourceId
  await db
    .deleteFrom('asset_identifier')
    .where('source_id', '=', sourceId)
    .where(
      'asset_id',
      'in',
      placed.map(({ assetId }) => assetId),
    )
    .execute()
  const rows = placed.flatMap(({ assetId, record }) =>
    (record.identifiers ?? []).map(({ kind, value }) => ({
      asset_id: assetId,
      source_id: sourceId,
      kind,
      value,
    })),
  )
  if (rows.length === 0) return
  await db
    .insertInto('asset_identifier')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['asset_id', 'kind', 'value', 'source_id']).doNothing())
    .execute()
}

async function saveReferences(
  db: Kysely<Database>,
  run: RunContext,
  placed: readonly Placed[],
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
