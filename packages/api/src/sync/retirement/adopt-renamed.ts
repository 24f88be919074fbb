import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { reviewDuplicates } from '../reconciliation/duplicate-tasks.ts'
import { loadHoldings } from '../reconciliation/holdings-store.ts'
import { matchAsset } from '../reconciliation/identification.ts'
import { findByIdentifiers, identificationRules } from '../reconciliation/identification-store.ts'
import { materializeAssets } from '../reconciliation/materialize-assets.ts'
import { lockAssets, recordAudits } from '../reconciliation/write-assets.ts'
import type { RunContext } from '../records/run-context.ts'

/** A record that appeared in the listing from which another is missing, with the asset that was created for it. */
interface NewRecord {
  readonly id: string
  readonly external_id: string
  readonly asset_id: string
  readonly asset_kind: string
  readonly environment: string | null
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
}

/**
 * Lets records that a source calls by another external ID now keep their assets. While the listing was read, the
 * earlier record might still have come, so the new one became an asset of its own; the listing did not contain both.
 */
export async function adoptRenamed(
  db: Kysely<Database>,
  run: RunContext,
  missingAssetIds: readonly string[],
): Promise<void> {
  if (missingAssetIds.length === 0) return
  const candidates = await newRecords(db, run, missingAssetIds)
  if (candidates.length === 0) return
  const rules = await identificationRules(db)
  const holders = await findByIdentifiers(
    db,
    candidates.flatMap(({ identifiers }) => identifiers),
  )
  const holdings = await loadHoldings(db, run.listing.sourceId, missingAssetIds, rules)
  const columns = await linkColumns(db)
  for (const record of candidates) {
    const { asset_id: assetId, asset_kind: assetKind, environment, identifiers } = record
    const match = matchAsset({ assetKind, environment, identifiers }, rules, {
      holders: (identifier) => holders.of(identifier).filter((holder) => holder.assetId !== assetId),
      isOfAnother: (other) => holdings.isOfAnother(other, record.external_id),
      isRepeated: () => false,
      heldBy: (other) => holdings.heldBy(other),
    })
    if (match.kind !== 'KNOWN' || !missingAssetIds.includes(match.assetId)) continue
    if (await isLinked(db, columns, assetId)) continue
    await move(db, run, record, match.assetId)
    holdings.add(match.assetId, record.external_id, rules.telling(assetKind, identifiers))
  }
}

/** Records that this run has seen first, each the only one of its asset, that share something with these assets. */
async function newRecords(
  db: Kysely<Database>,
  { listing, at }: RunContext,
  assetIds: readonly string[],
): Promise<readonly NewRecord[]> {
  const { rows } = await sql<NewRecord>`
    select r.id, r.external_id, r.asset_id, a.kind as asset_kind, a.environment,
      (select json_agg(json_build_object('kind', i.kind, 'value', i.value)) from asset_identifier i
        where i.record_id = r.id) as identifiers
    from source_record r join asset a on a.id = r.asset_id
    where r.source_id = ${listing.sourceId} and r.stream = ${listing.stream} and r.run_id = ${listing.runId}
      and r.first_seen_at = ${at} and r.missing_since is null
      and r.id in (
        select own.record_id from asset_identifier old join asset_identifier own
          on own.kind = old.kind and coalesce(own.canonical, own.value) = coalesce(old.canonical, old.value)
        where old.asset_id = ${anyId(assetIds)} and own.asset_id <> old.asset_id)
      and not exists (
        select from asset_claim c where c.asset_id = r.asset_id and c.record_id is distinct from r.id)
    order by r.external_id`.execute(db)
  return rows
}

async function move(
  db: Kysely<Database>,
  run: RunContext,
  { id, external_id: externalId, asset_id: from }: NewRecord,
  to: string,
): Promise<void> {
  const before = await lockAssets(db, [from, to], 'ARE_REFUSED')
  await db.updateTable('source_record').set({ asset_id: to }).where('id', '=', id).execute()
  for (const table of ['asset_claim', 'asset_identifier'] as const)
    await db.updateTable(table).set({ asset_id: to }).where('record_id', '=', id).execute()
  await db
    .updateTable('external_reference')
    .set({ asset_id: to })
    .where('source', '=', run.sourceName)
    .where('external_id', '=', externalId)
    .where('asset_id', '=', from)
    .execute()
  const { rows: tasks } = await sql<{ asset_id: string }>`
    select distinct other.asset_id from duplicate_task_asset own
    join duplicate_task_asset other on other.task_id = own.task_id and other.asset_id <> own.asset_id
    where own.asset_id = ${from}`.execute(db)
  await db.deleteFrom('asset').where('id', '=', from).execute()
  const reason = `sync of ${run.sourceName}: ${externalId} is a new external ID of ${to}`
  await recordAudits(db, run, [
    {
      action: 'asset.delete',
      entityType: 'Asset',
      entityId: from,
      before: before.get(from) ?? null,
      after: null,
      reason,
    },
  ])
  await materializeAssets(db, run, [to], reason)
  await reviewDuplicates(db, run, [to, ...tasks.map(({ asset_id }) => asset_id)])
}

interface LinkColumn {
  readonly table: string
  readonly column: string
}

/** The columns by which rows that no record of the asset has made refer to assets. */
async function linkColumns(db: Kysely<Database>): Promise<readonly LinkColumn[]> {
  const { rows } = await sql<LinkColumn>`
    select t.relname as table, a.attname as column
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'asset'::regclass and t.relname not in (
      'asset_claim', 'asset_identifier', 'source_record', 'external_reference', 'duplicate_task_asset')`.execute(
    db,
  )
  return rows
}

/** Returns whether something refers to an asset: then it stays. */
async function isLinked(
  db: Kysely<Database>,
  columns: readonly LinkColumn[],
  assetId: string,
): Promise<boolean> {
  for (const { table, column } of columns) {
    const { rows } = await sql`
      select from ${sql.table(table)} where ${sql.ref(column)} = ${assetId} limit 1`.execute(db)
    if (rows.length > 0) return true
  }
  return false
}
