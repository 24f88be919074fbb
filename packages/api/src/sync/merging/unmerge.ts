import type { Database, JsonObject, Row } from '@throughline/db'
import { json } from '@throughline/db'
import { canonicalJson, truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { actFor } from '../../access/audit.ts'
import { claimedValues } from '../../assets/claims.ts'
import { savePersonClaim } from '../../assets/store.ts'
import { InvalidInput } from '../../graph/errors.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import { reviewDuplicates } from '../reconciliation/duplicate-tasks.ts'
import { stillClaimed } from '../reconciliation/expired-claims.ts'
import { materializeAssets } from '../reconciliation/materialize-assets.ts'
import { type Asset, lockAssets, recordAudits, type Writer } from '../reconciliation/write-assets.ts'
import { lockMerge } from './lock-merge-store.ts'
import { type MergeSnapshot, parseSnapshot, plainRow } from './merge-snapshot.ts'
import { withdrawIngested } from './pending-records.ts'
import { assetColumns, restoreReferences, restoreRow } from './repoint-rows.ts'

type Merge = Row<'asset_merge'>

/**
 * Takes merges back: what moved goes back to the duplicates, with what their records have come to say since; what joined
 * the survivor since stays there. Later merges into the same asset are to be taken back first, or with it.
 */
export async function unmergeAssets(
  db: Kysely<Database>,
  writer: Writer,
  duplicateIds: readonly string[],
): Promise<void> {
  await actFor(db, writer.auditContext, 'a merge was undone')
  await lockMerge(db, () => mergedWith(db, duplicateIds))
  const merges = await db
    .selectFrom('asset_merge')
    .selectAll()
    .where('duplicate_id', '=', anyId(duplicateIds))
    .where('undone_at', 'is', null)
    .orderBy('ordinal', 'desc')
    .execute()
  for (const id of duplicateIds) {
    if (!merges.some(({ duplicate_id }) => duplicate_id === id)) {
      throw InvalidInput.at(['duplicates'], 'holds an asset that is not merged into another')
    }
  }
  for (const merge of merges) {
    await checkLast(db, merge)
    await undo(db, writer, merge)
  }
}

/** These duplicates, and the assets that they are merged into. */
async function mergedWith(db: Kysely<Database>, duplicateIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('asset_merge')
    .select('survivor_id')
    .where('duplicate_id', '=', anyId(duplicateIds))
    .where('undone_at', 'is', null)
    .execute()
  return [...duplicateIds, ...rows.map(({ survivor_id }) => survivor_id)]
}

/** What was merged later stands on what is there by now. */
async function checkLast(db: Kysely<Database>, merge: Merge): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select a.name from asset_merge m join asset a on a.id = m.duplicate_id
    where m.undone_at is null and (m.duplicate_id = ${merge.survivor_id}
      or m.survivor_id = ${merge.survivor_id} and m.ordinal > ${merge.ordinal}::bigint)
    order by m.ordinal desc`.execute(db)
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw InvalidInput.at(['duplicates'], `cannot be undone before these later merges: ${names}`)
}

async function undo(db: Kysely<Database>, writer: Writer, merge: Merge): Promise<void> {
  const { survivor_id: survivorId, duplicate_id: duplicateId } = merge
  const kept = parseSnapshot(merge.snapshot)
  const before = await lockAssets(db, [survivorId, duplicateId], 'ARE_REFUSED')
  // Rows move back to the duplicate while it is still marked as merged.
  await sql`select set_config('throughline.unmerge', 'on', true)`.execute(db)
  const { again, assets, created } = await takeWaitingOut(db, kept)
  await giveBack(db, kept, survivorId, duplicateId)
  await givePersonClaimBack(db, kept, survivorId)
  await reopen(db, writer, kept, again)
  await restoreLives(db, writer, kept, before)
  await sql`select set_config('throughline.unmerge', '', true)`.execute(db)
  const gone = await deleteLeftBehind(db, writer, created)
  await materializeAssets(
    db,
    writer,
    [...new Set([survivorId, duplicateId, ...assets])].filter((id) => !gone.has(id)),
    `the merge of ${duplicateId} into ${survivorId} was undone`,
  )
  await reviewDuplicates(db, writer, [survivorId, duplicateId])
  await db
    .updateTable('asset_merge')
    .set({ undone_at: writer.at, undone_by: truncate(writer.auditContext.actor, 200) })
    .where('id', '=', merge.id)
    .execute()
}

/**
 * What waited for the merge leaves the asset that took it in: the survivor, or another one that it met too. Gives what is
 * to wait again, these assets, and those of them that were created for it.
 */
async function takeWaitingOut(
  db: Kysely<Database>,
  kept: MergeSnapshot,
): Promise<{
  readonly again: readonly JsonObject[]
  readonly assets: readonly string[]
  readonly created: readonly string[]
}> {
  const again: JsonObject[] = []
  const assets: string[] = []
  const created: string[] = []
  for (const row of kept.pending) {
    const record = {
      source_id: String(row.source_id),
      stream: String(row.stream),
      external_id: String(row.external_id),
    }
    const withdrawn = await withdrawIngested(db, record)
    assets.push(...withdrawn.assets)
    created.push(...withdrawn.created)
    if (withdrawn.waitsAgain) again.push(plainRow(row))
  }
  return { again, assets, created }
}

/**
 * Deletes assets that were created for a record that waits again, if it was their only record and nothing else claims,
 * owns, prices or links them. Gives those that are gone.
 */
async function deleteLeftBehind(
  db: Kysely<Database>,
  writer: Writer,
  assets: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Asset>`
    delete from asset a where a.id = ${anyId(assets)} and a.owner_id is null and a.cost_amount is null
      and not exists (select from source_record where asset_id = a.id)
      and not exists (select from asset_claim where asset_id = a.id)
      and not exists (select from asset_merge where a.id in (survivor_id, duplicate_id))
      and not exists (select from service_dependency where on_asset_id = a.id)
      and not exists (select from change_asset where asset_id = a.id)
      and not exists (select from ticket_asset where asset_id = a.id)
      and not exists (select from alert_asset where asset_id = a.id)
      and not exists (select from metric where asset_id = a.id)
      and not exists (select from external_reference where asset_id = a.id)
      and not exists (select from asset_relation where a.id in (from_id, to_id) and source_id is null)
    returning *`.execute(db)
  await recordAudits(
    db,
    writer,
    rows.map((asset) => ({
      action: 'asset.delete',
      entityType: 'Asset',
      entityId: asset.id,
      before: asset,
      after: null,
      reason: 'its only record waits again, since the merge was undone',
    })),
  )
  return new Set(rows.map(({ id }) => id))
}

/** Lets everything that moved point back, and puts back what had no place. */
async function giveBack(
  db: Kysely<Database>,
  kept: MergeSnapshot,
  survivorId: string,
  duplicateId: string,
): Promise<void> {
  const columns = await assetColumns(db)
  for (const { table, column, moved } of kept.rows.toReversed()) {
    const where = columns.find((each) => each.table === table && each.column === column)
    if (where !== undefined) await restoreReferences(db, where, moved.map(plainRow), survivorId, duplicateId)
  }
  const records = kept.rows
    .filter(({ table }) => table === 'source_record')
    .flatMap(({ moved }) => moved.map(({ id }) => String(id)))
  // What the records have come to say since is theirs as well.
  for (const table of ['asset_claim', 'asset_identifier'] as const) {
    await db
      .updateTable(table)
      .set({ asset_id: duplicateId })
      .where('record_id', '=', anyId(records))
      .where('asset_id', '=', survivorId)
      .execute()
  }
  await sql`
    update external_reference e set asset_id = ${duplicateId}
    from source_record r join source s on s.id = r.source_id
    where r.id = ${anyId(records)} and e.source = s.name and e.external_id = r.external_id
      and e.asset_id = ${survivorId}`.execute(db)
  for (const { table, aside } of kept.rows.toReversed()) {
    for (const row of aside) {
      if (table !== 'asset_relation' || (await isStillClaimed(db, kept, String(row.id)))) {
        await restoreRow(db, table, plainRow(row))
      }
    }
  }
  for (const { record, relation } of kept.orphaned) {
    await sql`
      update source_record set relation_id = ${relation}
      where id = ${record} and missing_since is null
        and exists (select from asset_relation where id = ${relation})`.execute(db)
  }
}

/** Whether a relation that was put aside has a record that is still there, or never had one. */
async function isStillClaimed(db: Kysely<Database>, kept: MergeSnapshot, relation: string): Promise<boolean> {
  const records = kept.orphaned.filter((told) => told.relation === relation).map(({ record }) => record)
  if (records.length === 0) return true
  const found = await db
    .selectFrom('source_record')
    .select('id')
    .where('id', '=', anyId(records))
    .where('missing_since', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** What the survivor took over of a person's words goes back, unless a person has said something else since. */
async function givePersonClaimBack(
  db: Kysely<Database>,
  { user: person }: MergeSnapshot,
  survivorId: string,
): Promise<void> {
  if (person.claim === null) return
  const lent = claimedValues(plainRow(person.lent))
  const claim = await db
    .selectFrom('asset_claim')
    .select('attributes')
    .where('asset_id', '=', survivorId)
    .where('source_id', 'is', null)
    .executeTakeFirst()
  const said = claimedValues(claim === undefined ? undefined : plainRow(claim).attributes)
  const own = Object.fromEntries(
    Object.entries(said).filter(([attribute, value]) => {
      const taken = Object.hasOwn(lent, attribute) ? lent[attribute] : undefined
      return taken === undefined || canonicalJson(plainRow(taken)) !== canonicalJson(plainRow(value))
    }),
  )
  await savePersonClaim(db, survivorId, own)
  await restoreRow(db, 'asset_claim', plainRow(person.claim))
}

/** Opens the tasks again that the merge decided, and lets wait who waited. */
async function reopen(
  db: Kysely<Database>,
  writer: Writer,
  kept: MergeSnapshot,
  again: readonly JsonObject[],
): Promise<void> {
  for (const id of kept.tasks) {
    const opened = await sql<{ id: string }>`
      update duplicate_task t set state = 'OPEN', decided_at = null, decided_by = null, reason = null
      where t.id = ${id} and t.state in ('MERGED', 'OBSOLETE') and not exists (
        select from duplicate_task o where o.asset_key = t.asset_key and o.state in ('OPEN', 'DISMISSED'))
      returning t.id`.execute(db)
    if (opened.rows.length === 0) continue
    await recordAudits(db, writer, [
      {
        action: 'duplicate_task.reopen',
        entityType: 'DuplicateTask',
        entityId: id,
        before: null,
        after: { state: 'OPEN' },
      },
    ])
  }
  for (const row of again) await restoreRow(db, 'pending_record', row)
}

/**
 * Both live as they did, unless their sources have said something else since: what nobody tells of any more retires,
 * what is told of again lives. What nobody claims anything of shows what it showed.
 */
async function restoreLives(
  db: Kysely<Database>,
  writer: Writer,
  kept: MergeSnapshot,
  before: ReadonlyMap<string, Asset>,
): Promise<void> {
  const claimed = await stillClaimed(db, [...before.keys()])
  for (const asset of before.values()) {
    const was = asset.id === kept.duplicate.row.id ? kept.duplicate : kept.survivor
    const wasRetired = was.row.lifecycle === 'RETIRED'
    // The survivor may have been changed since, but for what the merge itself did to it.
    const stays = was === kept.survivor && !(wasRetired && asset.lifecycle !== 'RETIRED')
    const lifecycle = stays ? asset.lifecycle : (was.row.lifecycle as Asset['lifecycle'])
    const lives = claimed.has(asset.id)
    const now =
      was.claimed && !lives
        ? 'RETIRED'
        : !was.claimed && lives && lifecycle === 'RETIRED'
          ? 'LIVE'
          : lifecycle
    const since = wasRetired ? String(was.row.retired_at) : (asset.retired_at ?? writer.at)
    const after = await db
      .updateTable('asset')
      .set({
        merged_into: null,
        lifecycle: now,
        retired_at: now === 'RETIRED' ? since : null,
        ...((await isClaimed(db, asset.id)) ? {} : shownBefore(was.row)),
      })
      .where('id', '=', asset.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordAudits(db, writer, [
      {
        action: 'asset.unmerge',
        entityType: 'Asset',
        entityId: asset.id,
        before: asset,
        after,
        reason: 'the merge was undone',
      },
    ])
  }
}

async function isClaimed(db: Kysely<Database>, assetId: string): Promise<boolean> {
  const claim = await db
    .selectFrom('asset_claim')
    .select('id')
    .where('asset_id', '=', assetId)
    .executeTakeFirst()
  return claim !== undefined
}

function shownBefore(row: MergeSnapshot['survivor']['row']) {
  return {
    kind: String(row.kind),
    name: String(row.name),
    environment: row.environment === null ? null : String(row.environment),
    attributes: json(row.attributes ?? {}),
    labels: json(row.labels ?? {}),
  }
}
