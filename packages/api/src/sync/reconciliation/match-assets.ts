import type { Database } from '@throughline/db'
import type { AssetRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { MappedRecord } from '../records/map-page.ts'
import type { StoredRecord } from '../records/source-records.ts'
import {
  type IdentificationRules,
  type Identifier,
  type Match,
  type MatchedBy,
  matchAsset,
} from './identification.ts'
import { findByIdentifiers } from './identification-store.ts'

export type MappedAsset = MappedRecord & { readonly record: AssetRecord }

/** An asset record with the asset it tells of. */
export interface MatchedAsset extends MappedAsset {
  readonly assetId: string
  /** True for the record that the asset is made from. */
  readonly isNew: boolean
  /** What told the asset; null: what the source calls it, or nothing where it is new. */
  readonly by: MatchedBy | null
}

/** A record that several assets answer to. */
export interface AmbiguousAsset extends MappedAsset {
  readonly assetIds: readonly string[]
  /** What of it they answer to. */
  readonly met: readonly Identifier[]
}

/** Finds the asset of each record: known, by identifiers, or a new one. */
export async function matchAssets(
  db: Kysely<Database>,
  records: readonly MappedAsset[],
  stored: ReadonlyMap<string, StoredRecord>,
  rules: IdentificationRules,
): Promise<{ placed: MatchedAsset[]; ambiguous: AmbiguousAsset[] }> {
  const placed: MatchedAsset[] = []
  const ambiguous: AmbiguousAsset[] = []
  if (records.length === 0) return { placed, ambiguous }
  const answering = await findByIdentifiers(
    db,
    records.flatMap(({ record }) => telling(record, rules)),
  )
  const ids = await newIds(db, records.length)
  for (const entry of records) {
    const { record } = entry
    const environment = record.environment ?? null
    const known = stored.get(record.externalId)?.asset_id
    const likeness = { assetKind: record.kind, environment, identifiers: record.identifiers ?? [] }
    const match = matchAsset(known, likeness, rules, (identifier) => answering.of(identifier))
    if (match.kind === 'AMBIGUOUS') {
      ambiguous.push({ ...entry, assetIds: match.assetIds, met: match.met })
      continue
    }
    const assetId = match.kind === 'KNOWN' ? match.assetId : (ids.pop() ?? '')
    placed.push({ ...entry, assetId, isNew: match.kind === 'NEW', by: byOf(match) })
    // The next record of the page with one of these identifiers tells of the same asset.
    for (const identifier of telling(record, rules)) answering.add(identifier, { assetId, environment })
  }
  return { placed, ambiguous }
}

function byOf(match: Match): MatchedBy | null {
  return match.kind === 'KNOWN' ? match.by : null
}

/** What of a record can tell an asset from others. */
function telling(record: AssetRecord, rules: IdentificationRules): Identifier[] {
  return (record.identifiers ?? []).filter((identifier) => rules.tells(record.kind, identifier))
}

async function newIds(db: Kysely<Database>, count: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select uuid_v7() as id from generate_series(1, ${count}::int)`.execute(db)
  return rows.map(({ id }) => id).sort((a, b) => (a < b ? 1 : -1))
}
