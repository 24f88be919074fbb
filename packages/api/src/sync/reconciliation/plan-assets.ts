import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import { PrecedenceRules } from '../../assets/precedence.ts'
import { claimsOf, rulebook } from '../../assets/store.ts'
import type { MappedRecord } from '../records/map-page.ts'
import type { RunContext } from '../records/run-context.ts'
import { type StoredRecord, storedRecords } from '../records/source-records.ts'
import { type AssetDraft, draftsOf, type KnownAssets } from './asset-drafts.ts'
import { excludeExpired } from './expired-claims.ts'
import { identificationRules } from './identification-store.ts'
import { type AmbiguousAsset, type MappedAsset, type MatchedAsset, matchAssets } from './match-assets.ts'
import { lockAssets } from './write-assets.ts'

/** What is to become of a page of asset records; nothing of it is written yet. */
export interface AssetPlan {
  readonly stored: ReadonlyMap<string, StoredRecord>
  /** The assets of records that say what they said before, by external id. */
  readonly unchanged: ReadonlyMap<string, string>
  readonly placed: readonly MatchedAsset[]
  readonly ambiguous: readonly AmbiguousAsset[]
  readonly known: KnownAssets
  readonly drafts: ReadonlyMap<string, AssetDraft>
}

/** Decides what is to become of asset records. The assets that they tell of are locked by it. */
export async function planAssets(
  db: Kysely<Database>,
  run: RunContext,
  records: readonly MappedAsset[],
): Promise<AssetPlan> {
  const stored = await storedRecords(db, run.listing, records)
  const unchanged = new Map<string, string>()
  const others: MappedAsset[] = []
  for (const entry of records) {
    const id = unchangedAsset(entry, stored.get(entry.record.externalId))
    if (id === undefined) others.push(entry)
    else unchanged.set(entry.record.externalId, id)
  }
  if (others.length === 0) return { stored, unchanged, ...NOTHING_ELSE }
  const rules = await identificationRules(db)
  const { placed, ambiguous } = await matchAssets(db, run, others, stored, rules)
  const ids = [...new Set(placed.map(({ assetId }) => assetId))]
  const assets = await lockAssets(db, ids)
  const retired = [...assets.values()].filter(({ lifecycle }) => lifecycle === 'RETIRED').map(({ id }) => id)
  const known = {
    assets,
    claims: await excludeExpired(db, await claimsOf(db, ids), retired),
    rules: await rulebook(db),
  }
  return { stored, unchanged, placed, ambiguous, known, drafts: draftsOf(run, placed, known) }
}

const NOTHING_ELSE = {
  placed: [],
  ambiguous: [],
  known: { assets: new Map(), claims: new Map(), rules: new PrecedenceRules([]) },
  drafts: new Map(),
} satisfies Partial<AssetPlan>

/** The asset of a record that says what it said before. */
export function unchangedAsset(entry: MappedRecord, stored: StoredRecord | undefined): string | undefined {
  if (stored?.asset_id == null || stored.missing_since !== null) return undefined
  return stored.content_hash.equals(entry.hash) ? stored.asset_id : undefined
}
