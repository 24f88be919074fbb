import type { Database } from '@throughline/db'
import type { AssetRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { type Identifier, isJunk, matchAsset } from './identification.ts'
import type { MappedRecord, RejectedRecord } from './page.ts'
import type { StoredRecord } from './source-records.ts'

export type MappedAsset = MappedRecord & { readonly record: AssetRecord }

/** An asset record with the asset it tells of. */
export interface PlacedAsset extends MappedAsset {
  readonly assetId: string
  /** True for the record that the asset is made from. */
  readonly isNew: boolean
}

/** Finds the asset of each record: known, by identifiers, or a new one. */
export async function placeAssets(
  db: Kysely<Database>,
  records: readonly MappedAsset[],
  stored: ReadonlyMap<string, StoredRecord>,
): Promise<{ placed: PlacedAsset[]; rejected: RejectedRecord[] }> {
  const placed: PlacedAsset[] = []
  const rejected: RejectedRecord[] = []
  if (records.length === 0) return { placed, rejected }
  const telling = (record: AssetRecord) => (record.identifiers ?? []).filter((known) => !isJunk(known))
  const answering = await assetsByIdentifier(
    db,
    records.flatMap(({ record }) => telling(record)),
  )
  const ids = await newIds(db, records.length)
  for (const entry of records) {
    const { record, identity, raw } = entry
    const identifiers = telling(record)
    const known = stored.get(record.externalId)?.asset_id
    const match = matchAsset(known, identifiers, (identifier) => [...(answering.get(key(identifier)) ?? [])])
    if (match.kind === 'AMBIGUOUS') {
      rejected.push({ identity, raw, reason: ambiguity(match.assetIds) })
      continue
    }
    const assetId = match.kind === 'KNOWN' ? match.assetId : (ids.pop() ?? '')
    placed.push({ ...entry, assetId, isNew: match.kind === 'NEW' })
    // The next record of the page with one of these identifiers tells of the same asset.
    for (const identifier of identifiers) {
      answering.set(key(identifier), (answering.get(key(identifier)) ?? new Set()).add(assetId))
    }
  }
  return { placed, rejected }
}

function ambiguity(assetIds: readonly string[]): string {
  return `Its identifiers belong to ${assetIds.length} assets (${assetIds.join(', ')}); nothing was changed. Remove the wrong identifier, or retire the duplicate, and sync again.`
}

async function newIds(db: Kysely<Database>, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select uuid_v7() as id from generate_series(1, ${count}::int)`.execute(db)
  return rows.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1))
}

/** The assets that answer to these identifiers, whichever source says so. */
async function assetsByIdentifier(
  db: Kysely<Database>,
  identifiers: readonly Identifier[],
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  if (identifiers.length === 0) return found
  const rows = await sql<Identifier & { asset_id: string }>`
    select distinct i.kind, i.value, i.asset_id
    from (select distinct kind, value
          from unnest(${identifiers.map(({ kind }) => kind)}::text[], ${identifiers.map(({ value }) => value)}::text[])
            as wanted (kind, value)) wanted
    join asset_identifier i on i.kind = wanted.kind and i.value = wanted.value`.execute(db)
  for (const row of rows.rows) found.set(key(row), (found.get(key(row)) ?? new Set()).add(row.asset_id))
  return found
}

function key({ kind, value }: Identifier): string {
  return `${kind} ${value}`
}
