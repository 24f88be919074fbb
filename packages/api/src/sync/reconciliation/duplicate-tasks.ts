import type { Database, JsonValue } from '@throughline/db'
import { json } from '@throughline/db'
import { truncate } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import type { AuditEntry } from '../../access/audit.ts'
import { anyId, anyText } from '../../graph/sql-arrays.ts'
import { canonicalIdentifier, type WrittenIdentifier } from '../records/canonical-identifier.ts'
import type { RunContext } from '../records/run-context.ts'
import type { ScopeRun } from '../records/source-records.ts'
import {
  assetKey,
  type DuplicateGroup,
  findDuplicateGroups,
  type HeldIdentifier,
  inOrder,
  type SharedIdentifier,
} from './duplicate-detection.ts'
import type { IdentificationRules, Identifier } from './identification.ts'
import { comparedForms, identificationRules } from './identification-store.ts'
import type { AmbiguousAsset } from './match-assets.ts'
import { recordAudits, type Writer } from './write-assets.ts'

/** A task that stands: to be decided, or decided for good. */
interface Task {
  readonly id: string
  readonly state: 'OPEN' | 'DISMISSED'
  readonly asset_key: string
  readonly identifiers: readonly SharedIdentifier[]
  readonly asset_ids: readonly string[]
  /** What records that wait for it say. */
  readonly met: readonly SharedIdentifier[] | null
  /** Whether a record has left one of the assets for another, and none of them has retired since. */
  readonly contradicts: boolean
}

/**
 * Lets records wait for a person to say whether the assets that answer to them are one. Gives the external ids of
 * those for which that was denied before: they wait for nothing.
 */
export async function holdForReview(
  db: Kysely<Database>,
  run: RunContext,
  ambiguous: readonly AmbiguousAsset[],
): Promise<ReadonlySet<string>> {
  const dismissed = new Set<string>()
  if (ambiguous.length === 0) return dismissed
  const freed: string[] = []
  for (const entry of ambiguous) {
    const { record, assetIds, met } = entry
    const task = await taskFor(db, run, { assetIds, identifiers: inOrder(met) })
    if (task.state === 'DISMISSED') {
      dismissed.add(record.externalId)
      freed.push(...(await releasePending(db, run.listing, [record.externalId])))
      continue
    }
    freed.push(...(await wait(db, run.listing, task.id, entry)))
  }
  await reviewDuplicates(db, run, [...freed, ...ambiguous.flatMap(({ assetIds }) => assetIds)])
  return dismissed
}

/** Notes that a record waits for a task; gives the assets of the task that it waited for before. */
async function wait(
  db: Kysely<Database>,
  listing: ScopeRun,
  taskId: string,
  { record, primaryKey, raw, hash, met }: AmbiguousAsset,
): Promise<readonly string[]> {
  const before = await db
    .selectFrom('pending_record as w')
    .innerJoin('duplicate_task_asset as a', 'a.task_id', 'w.task_id')
    .select('a.asset_id')
    .where('w.source_id', '=', listing.sourceId)
    .where('w.stream', '=', listing.stream)
    .where('w.external_id', '=', record.externalId)
    .where('w.task_id', '<>', taskId)
    .execute()
  await db
    .insertInto('pending_record')
    .values({
      task_id: taskId,
      source_id: listing.sourceId,
      stream: listing.stream,
      scope: listing.scope,
      external_id: record.externalId,
      primary_key: primaryKey,
      raw,
      record: JSON.stringify(record),
      content_hash: hash,
      matched_identifiers: jsonOf(met),
      run_id: listing.runId,
    })
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'stream', 'external_id']).doUpdateSet((row) => ({
        task_id: row.ref('excluded.task_id'),
        scope: row.ref('excluded.scope'),
        primary_key: row.ref('excluded.primary_key'),
        raw: row.ref('excluded.raw'),
        record: row.ref('excluded.record'),
        content_hash: row.ref('excluded.content_hash'),
        matched_identifiers: row.ref('excluded.matched_identifiers'),
        run_id: row.ref('excluded.run_id'),
      })),
    )
    .execute()
  return before.map(({ asset_id }) => asset_id)
}

/** Notes that records wait no longer; gives the assets of the tasks that they waited for. */
export async function releasePending(
  db: Kysely<Database>,
  listing: Pick<ScopeRun, 'sourceId' | 'stream'>,
  externalIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ asset_id: string }>`
    with taken as (
      delete from pending_record
      where source_id = ${listing.sourceId} and stream = ${listing.stream}
        and external_id = ${anyText(externalIds)}
      returning task_id)
    select distinct a.asset_id from taken join duplicate_task_asset a on a.task_id = taken.task_id`.execute(
    db,
  )
  return rows.map(({ asset_id }) => asset_id)
}

/** The same for records that waited and that a complete listing no longer holds. */
export async function releaseMissingPending(
  db: Kysely<Database>,
  listing: ScopeRun,
): Promise<readonly string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from pending_record
    where source_id = ${listing.sourceId} and stream = ${listing.stream} and scope = ${listing.scope}
      and run_id is distinct from ${listing.runId}`.execute(db)
  if (rows.length === 0) return []
  return releasePending(
    db,
    listing,
    rows.map(({ external_id }) => external_id),
  )
}

/**
 * Brings the tasks that concern these assets in line with what the assets have in common and with who waits: opens
 * those that are missing, and lets those lapse that have lost their reason.
 */
export async function reviewDuplicates(
  db: Kysely<Database>,
  writer: Writer,
  assetIds: readonly string[],
): Promise<void> {
  if (assetIds.length === 0) return
  const rules = await identificationRules(db)
  let alike = findDuplicateGroups(await sharedBy(db, rules, assetIds), rules)
  let tasks = await standingTasks(db, assetIds)
  // What one asset gains or loses also concerns those that it shares something with.
  const concerned = new Set([
    ...assetIds,
    ...alike.flatMap((group) => group.assetIds),
    ...tasks.flatMap((task) => task.asset_ids),
  ])
  if (concerned.size > new Set(assetIds).size) {
    alike = findDuplicateGroups(await sharedBy(db, rules, [...concerned]), rules)
    tasks = await standingTasks(db, [...concerned])
  }
  const audits: AuditEntry[] = []
  for (const found of alike) {
    const known = tasks.find(({ asset_key }) => asset_key === assetKey(found.assetIds))
    if (known === undefined) await taskFor(db, writer, found)
  }
  for (const task of tasks) {
    if (task.state !== 'OPEN') continue
    const common = alike.find(({ assetIds: ids }) => assetKey(ids) === task.asset_key)?.identifiers ?? []
    const met = (task.met ?? []).map((one) => ({ ...one, value: canonicalIdentifier(one) }))
    const identifiers = inOrder([...common, ...met])
    const reason = identifiers.length > 0 || task.contradicts
    if (!reason || task.asset_ids.length < 2) audits.push(await lapse(db, writer, task))
    else if (JSON.stringify(identifiers) !== JSON.stringify(inOrder(task.identifiers))) {
      await db
        .updateTable('duplicate_task')
        .set({ identifiers: jsonOf(identifiers) })
        .where('id', '=', task.id)
        .execute()
    }
  }
  await recordAudits(db, writer, audits)
}

/** Opens a task for assets because a record that was of the one contradicts it and is of the other now. */
export async function openContradiction(
  db: Kysely<Database>,
  writer: Writer,
  assetIds: readonly string[],
  contradictions: readonly Identifier[],
): Promise<void> {
  const task = await taskFor(db, writer, { assetIds, identifiers: [] })
  await db
    .updateTable('duplicate_task')
    .set({ contradictions: jsonOf(contradictions) })
    .where('id', '=', task.id)
    .where('state', '=', 'OPEN')
    .execute()
}

async function lapse(db: Kysely<Database>, { at, auditContext }: Writer, task: Task): Promise<AuditEntry> {
  const after = await db
    .updateTable('duplicate_task')
    .set({
      state: 'OBSOLETE',
      decided_at: at,
      decided_by: truncate(auditContext.actor, 200),
      reason: 'What the assets had in common is gone.',
    })
    .where('id', '=', task.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return {
    action: 'duplicate_task.lapse',
    entityType: 'DuplicateTask',
    entityId: task.id,
    before: { state: task.state },
    after,
  }
}

/** The task for these assets that stands, opened where there is none. */
async function taskFor(
  db: Kysely<Database>,
  writer: Writer,
  { assetIds, identifiers }: DuplicateGroup,
): Promise<{ readonly id: string; readonly state: string }> {
  const key = assetKey(assetIds)
  const known = await db
    .selectFrom('duplicate_task')
    .select(['id', 'state'])
    .where('asset_key', '=', key)
    .where('state', 'in', ['OPEN', 'DISMISSED'])
    .executeTakeFirst()
  if (known !== undefined) return known
  const made = await db
    .insertInto('duplicate_task')
    .values({ asset_key: key, identifiers: jsonOf(identifiers), created_at: writer.at })
    .returningAll()
    .executeTakeFirstOrThrow()
  await db
    .insertInto('duplicate_task_asset')
    .values(assetIds.map((asset_id) => ({ task_id: made.id, asset_id })))
    .execute()
  await recordAudits(db, writer, [
    {
      action: 'duplicate_task.create',
      entityType: 'DuplicateTask',
      entityId: made.id,
      before: null,
      after: made,
    },
  ])
  return made
}

/** Who else holds the identifiers that these assets hold and that can tell anything. */
async function sharedBy(
  db: Kysely<Database>,
  rules: IdentificationRules,
  assetIds: readonly string[],
): Promise<readonly HeldIdentifier[]> {
  const held = await sql<WrittenIdentifier & { asset_kind: string }>`
    select distinct i.kind, i.value, a.kind as asset_kind
    from asset_identifier i join asset a on a.id = i.asset_id
    where i.asset_id = ${anyId(assetIds)}`.execute(db)
  const telling = held.rows.filter(({ asset_kind, ...identifier }) => rules.tells(asset_kind, identifier))
  if (telling.length === 0) return []
  const wanted = comparedForms(telling)
  const { rows } = await sql<
    WrittenIdentifier & { asset_id: string; asset_kind: string; environment: string | null }
  >`
    with wanted as (
      select kind, canonical, compared from unnest(${wanted.kinds}::text[], ${wanted.canonical}::text[],
        ${wanted.compared}::text[]) as wanted (kind, canonical, compared)),
    held as (
      select i.kind, wanted.canonical as value, i.environment, i.asset_id
      from wanted join asset_identifier i on i.kind = wanted.kind and coalesce(i.canonical, i.value) = wanted.compared
      where wanted.compared = wanted.canonical or i.canonical is null),
    shared as (
      select kind, value from held group by kind, value having min(asset_id::text) <> max(asset_id::text))
    select distinct held.kind, held.value, held.environment, held.asset_id, a.kind as asset_kind
    from shared join held using (kind, value) join asset a on a.id = held.asset_id`.execute(db)
  return rows.map(({ asset_id: assetId, asset_kind: assetKind, ...rest }) => ({
    ...rest,
    assetId,
    assetKind,
  }))
}

async function standingTasks(db: Kysely<Database>, assetIds: readonly string[]): Promise<readonly Task[]> {
  const { rows } = await sql<Task>`
    select t.id, t.state, t.asset_key, t.identifiers,
      (select array_agg(a.asset_id order by a.asset_id) from duplicate_task_asset a where a.task_id = t.id) as asset_ids,
      (select json_agg(each.one) from pending_record w, jsonb_array_elements(w.matched_identifiers) as each (one)
        where w.task_id = t.id) as met,
      t.contradictions <> '[]' and not exists (
        select from duplicate_task_asset a join asset on asset.id = a.asset_id
        where a.task_id = t.id and asset.lifecycle = 'RETIRED') as contradicts
    from duplicate_task t
    where t.state in ('OPEN', 'DISMISSED')
      and t.id in (select task_id from duplicate_task_asset where asset_id = ${anyId(assetIds)})`.execute(db)
  return rows
}

function jsonOf(identifiers: readonly SharedIdentifier[]) {
  return json(JSON.parse(JSON.stringify(identifiers)) as JsonValue)
}
