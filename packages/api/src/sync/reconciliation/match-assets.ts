import type { Database } from '@throughline/db'
import type { AssetRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { newIds } from '../../graph/new-ids.ts'
import type { MappedRecord } from '../records/map-page.ts'
import type { RunContext } from '../records/run-context.ts'
import type { StoredRecord } from '../records/source-records.ts'
import { loadHoldings } from './holdings-store.ts'
import {
  contradictions,
  type IdentificationRules,
  type Identifier,
  type Match,
  type MatchContext,
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
  /** Set if the record was of another asset before, which it contradicts now. */
  readonly separated?: Separation
}

/** An asset that a record has left, and the identifiers of both that contradict each other. */
export interface Separation {
  readonly fromAssetId: string
  readonly identifiers: readonly Identifier[]
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
  run: Pick<RunContext, 'listing' | 'sourceName'>,
  records: readonly MappedAsset[],
  stored: ReadonlyMap<string, StoredRecord>,
  rules: IdentificationRules,
): Promise<{ placed: MatchedAsset[]; ambiguous: AmbiguousAsset[] }> {
  const placed: MatchedAsset[] = []
  const ambiguous: AmbiguousAsset[] = []
  if (records.length === 0) return { placed, ambiguous }
  const holders = await findByIdentifiers(
    db,
    records.flatMap(({ record }) =>
      (record.identifiers ?? []).filter((identifier) => rules.tells(record.kind, identifier)),
    ),
  )
  const repeated = repeatedIdentifiers(records, rules)
  const unknown = records.filter(({ record }) => stored.get(record.externalId)?.asset_id == null)
  const referenced = await referencedAssets(db, run.sourceName, unknown)
  const candidates = new Set<string>()
  for (const { record } of records) {
    const known = stored.get(record.externalId)?.asset_id ?? referenced.get(record.externalId)
    if (known != null) candidates.add(known)
    for (const identifier of rules.telling(record.kind, record.identifiers ?? []))
      for (const { assetId } of holders.of(identifier)) candidates.add(assetId)
  }
  const holdings = await loadHoldings(db, run.listing.sourceId, [...candidates], rules)
  const ids = (await newIds(db, records.length)).reverse()
  for (const entry of records) {
    const { record } = entry
    const { externalId } = record
    const environment = record.environment ?? null
    const likeness = { assetKind: record.kind, environment, identifiers: record.identifiers ?? [] }
    const telling = rules.telling(record.kind, likeness.identifiers)
    const before = stored.get(externalId)?.asset_id ?? null
    const separation = before === null ? [] : holdings.separates(before, externalId, telling)
    const context: MatchContext = {
      holders: (identifier) =>
        holders.of(identifier).filter(({ assetId }) => separation.length === 0 || assetId !== before),
      isOfAnother: (assetId) => holdings.isOfAnother(assetId, externalId),
      isRepeated: (identifier) => repeated.has(keyOf(record, identifier, rules)),
      heldBy: (assetId) => holdings.heldBy(assetId),
    }
    const match = knownAsset() ?? matchAsset(likeness, rules, context)
    if (match.kind === 'AMBIGUOUS') {
      ambiguous.push({ ...entry, assetIds: match.assetIds, met: match.met })
      continue
    }
    const assetId = match.kind === 'KNOWN' ? match.assetId : (ids.pop() ?? '')
    placed.push({
      ...entry,
      assetId,
      isNew: match.kind === 'NEW',
      by: match.kind === 'KNOWN' ? match.by : null,
      ...(before === null || separation.length === 0
        ? {}
        : { separated: { fromAssetId: before, identifiers: separation } }),
    })
    // The next record of the page is of another asset.
    holdings.add(assetId, externalId, telling)

    /** By the external ID: of a record that is known, or of one that a source of this name had before. */
    function knownAsset(): Match | undefined {
      if (before !== null)
        return separation.length > 0 ? undefined : { kind: 'KNOWN', assetId: before, by: null }
      const reference = referenced.get(externalId)
      if (reference === undefined || holdings.isOfAnother(reference, externalId)) return undefined
      if (contradictions(telling, holdings.heldBy(reference)).length > 0) return undefined
      return { kind: 'KNOWN', assetId: reference, by: null }
    }
  }
  return { placed, ambiguous }
}

/** Identifiers that several records of the page have: the source lists them as several assets. */
function repeatedIdentifiers(
  records: readonly MappedAsset[],
  rules: IdentificationRules,
): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const { record } of records) {
    for (const identifier of rules.telling(record.kind, record.identifiers ?? [])) {
      const key = keyOf(record, identifier, rules)
      if (seen.has(key)) repeated.add(key)
      seen.add(key)
    }
  }
  return repeated
}

function keyOf(record: AssetRecord, { kind, value }: Identifier, rules: IdentificationRules): string {
  const { scopedToEnvironment } = rules.of(record.kind, kind)
  return JSON.stringify([kind, value, scopedToEnvironment ? (record.environment ?? null) : undefined])
}

/**
 * The assets that a source of this name reported under these external IDs, for records that are not stored: the source
 * was deleted and created again, or a user has entered the reference. The name or the page must be the same, because
 * the name of a source may be used for another system.
 */
export async function referencedAssets(
  db: Kysely<Database>,
  sourceName: string,
  records: readonly MappedAsset[],
): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map()
  // `offset 0` looks each reference up by the index: in the first run of a source PostgreSQL knows no size of the table, and
  // a join may read all of it for each record.
  const { rows } = await sql<{ external_id: string; asset_id: string }>`
    select e.external_id, e.asset_id
    from unnest(${records.map(({ record }) => record.externalId)}::text[], ${records.map(({ record }) => record.kind)}::text[],
      ${records.map(({ record }) => record.name)}::text[], ${records.map(({ record }) => record.url ?? null)}::text[])
      as w (external_id, kind, name, url)
    cross join lateral (
      select r.external_id, r.asset_id, r.url from external_reference r
      where r.source = ${sourceName} and r.external_id = w.external_id and r.asset_id is not null offset 0) e
    cross join lateral (
      select a.kind, a.name from asset a where a.id = e.asset_id and a.merged_into is null offset 0) a
    where e.url = w.url or a.kind = w.kind and a.name = w.name`.execute(db)
  return new Map(rows.map((row) => [row.external_id, row.asset_id]))
}
