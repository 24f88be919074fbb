import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyText } from '../../graph/sql-arrays.ts'
import { identificationRules } from '../reconciliation/identification-store.ts'
import { lockAssetsOf } from '../reconciliation/lock-assets-store.ts'
import { type MappedAsset, referencedAssets } from '../reconciliation/match-assets.ts'
import { unchangedAsset } from '../reconciliation/plan-assets.ts'
import type { MappedPage, MappedRecord } from '../records/map-page.ts'
import type { RunContext } from '../records/run-context.ts'
import { storedRecords } from '../records/source-records.ts'
import { expiringAssets } from '../retirement/expire-claims.ts'

/** Locks what a page of a source is going to write, for the transaction of the caller. */
export async function lockPage(
  transaction: Kysely<Database>,
  { listing, sourceName }: Pick<RunContext, 'listing' | 'sourceName'>,
  page: MappedPage,
): Promise<void> {
  const assets = page.records.filter(isAsset)
  const rules = await identificationRules(transaction)
  await lockAssetsOf(transaction, [listing.sourceId], async () => {
    const stored = await storedRecords(transaction, listing, assets)
    const seen: string[] = []
    const changed: string[] = []
    const unknown: MappedAsset[] = []
    const identifiers = assets.flatMap((entry) => {
      const { record } = entry
      const before = stored.get(record.externalId)
      const same = unchangedAsset(entry, before)
      if (same !== undefined) {
        seen.push(same)
        return []
      }
      if (before?.asset_id == null) unknown.push(entry)
      else changed.push(before.asset_id)
      return (record.identifiers ?? []).filter((identifier) => rules.tells(record.kind, identifier))
    })
    changed.push(...(await referencedAssets(transaction, sourceName, unknown)).values())
    changed.push(...(await withdrawnAssets(transaction, listing, page)))
    return { seen, changed, identifiers }
  })
}

/** The assets of records that the page withdraws, and of those whose grace period ends with it. */
async function withdrawnAssets(
  db: Kysely<Database>,
  { sourceId, stream }: RunContext['listing'],
  { records, whole = [] }: MappedPage,
): Promise<readonly string[]> {
  if (whole.length === 0) return []
  const { rows } = await sql<{ asset_id: string | null }>`
    select asset_id from source_record
    where source_id = ${sourceId} and stream = ${stream} and primary_key = ${anyText(whole)}
      and missing_since is null and not external_id = ${anyText(records.map(({ record }) => record.externalId))}`.execute(
    db,
  )
  if (rows.length === 0) return []
  return [...rows.flatMap(({ asset_id }) => asset_id ?? []), ...(await expiringAssets(db, sourceId))]
}

function isAsset(mapped: MappedRecord): mapped is MappedAsset {
  return mapped.record.type === 'asset'
}
