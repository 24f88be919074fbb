import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { actFor } from '../../access/audit.ts'
import { anyId } from '../../graph/sql-arrays.ts'
import {
  hasEnded,
  isUnchanged,
  keepRecords,
  keptRecords,
  type Mapped,
  seeAgain,
} from '../entities/kept-records.ts'
import { lockSources } from '../records/ingestion-lock.ts'
import type { MappedRecord } from '../records/map-page.ts'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import { retriedTransaction } from '../records/retried-transaction.ts'
import type { RunContext } from '../records/run-context.ts'
import { materializeAssetLinks } from './asset-links-store.ts'
import { saveClaims } from './claims-store.ts'
import { findTargets, openLinks, type Reporter, saveLinks } from './links-store.ts'
import { materializeEntities } from './materialize-store.ts'
import { kindOfModel, MODEL_TYPES, type ModelKind, type ModelRecord, type ModelType } from './model-kinds.ts'
import { findPlaces, saveEntityReferences } from './places-store.ts'

function isOfType(type: ModelType) {
  return (entry: MappedRecord): entry is Mapped<ModelRecord> => entry.record.type === type
}

/**
 * Brings the persons, teams, services, objectives and processes of a page into the graph, at most 1,000 at once: finds
 * or makes what each describes, keeps what it claims and refers to, and writes what follows.
 * @param complete whether the page belongs to a complete listing
 */
export async function storeModelRecords(
  db: Kysely<Database>,
  run: RunContext,
  type: ModelType,
  all: readonly MappedRecord[],
  complete: boolean,
): Promise<PageOutcome> {
  const kind = kindOfModel(type)
  const records = all.filter(isOfType(type))
  const kept = await keptRecords(db, run.listing, records, kind.column)
  const outcomes = new Map<string, RecordOutcome>()
  const changed: Mapped<ModelRecord>[] = []
  for (const entry of records) {
    const known = kept.get(entry.record.externalId)
    if (isUnchanged(entry, known)) {
      outcomes.set(entry.record.externalId, { outcome: 'UNCHANGED', id: known.entityId ?? known.id })
    } else changed.push(entry)
  }
  await seeAgain(db, run, [...outcomes.keys()])
  if (changed.length === 0) return { rejected: [], outcomes, counts: countsOf(run, records, kept, outcomes) }
  const { entities, refused } = await findPlaces(db, run, kind, changed, kept, complete)
  const placed = changed.flatMap((entry) => {
    const entityId = entities.get(entry.record.externalId)
    return entityId === undefined ? [] : [{ ...entry, entityId }]
  })
  await write(db, run, kind, placed, await leftBy(db, kind, placed, kept))
  for (const { record, entityId } of placed) {
    const known = kept.get(record.externalId)
    const isNew = known === undefined || known.entityId === null || hasEnded(known)
    outcomes.set(record.externalId, { outcome: isNew ? 'ADDED' : 'CHANGED', id: entityId })
  }
  const rejected = changed.flatMap(({ primaryKey, raw, record }) => {
    const reason = refused.get(record.externalId)
    return reason === undefined ? [] : [{ primaryKey, raw, reason }]
  })
  return { rejected, outcomes, counts: countsOf(run, records, kept, outcomes) }
}

type PlacedRecord = Mapped<ModelRecord> & { readonly entityId: string }

/** The entities that records described before and do not describe any more. */
async function leftBy(
  db: Kysely<Database>,
  { column }: ModelKind,
  placed: readonly PlacedRecord[],
  kept: Awaited<ReturnType<typeof keptRecords>>,
): Promise<readonly string[]> {
  const ids = placed.flatMap(({ record }) => kept.get(record.externalId)?.id ?? [])
  if (ids.length === 0) return []
  const now = new Set(placed.map(({ entityId }) => entityId))
  const { rows } = await sql<{ entity_id: string | null }>`
    select ${sql.ref(column)} as entity_id from entity_claim where record_id = ${anyId(ids)}`.execute(db)
  return rows.flatMap(({ entity_id: id }) => (id === null || now.has(id) ? [] : [id]))
}

async function write(
  db: Kysely<Database>,
  run: RunContext,
  kind: ModelKind,
  placed: readonly PlacedRecord[],
  left: readonly string[],
): Promise<void> {
  if (placed.length === 0) return
  const recordIds = await keepRecords(db, run, kind.column, placed)
  const kept = placed.flatMap((entry) => {
    const recordId = recordIds.get(entry.record.externalId)
    return recordId === undefined ? [] : [{ ...entry, recordId }]
  })
  await saveClaims(db, run, kind, kept)
  await saveLinks(
    db,
    kept.map(({ recordId }) => recordId),
    kept.flatMap(({ record, recordId }) =>
      kind.links(record as never).map((link) => ({ ...link, recordId })),
    ),
  )
  await materializeEntities(
    db,
    run,
    kind,
    [...placed.map(({ entityId }) => entityId), ...left],
    `sync of ${run.sourceName}`,
  )
  await saveEntityReferences(db, run, kind, placed)
}

/** How many links are looked up in one transaction. */
const AT_ONCE = 2500
/** Before every id that there is. */
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Looks up once more what records refer to and that was not known before, and writes what follows. Run it at the end of
 * every run. Returns how many records have found something.
 */
export async function resolveModelLinks(db: Kysely<Database>, writer: Reporter): Promise<number> {
  let found = 0
  let after = FIRST
  for (;;) {
    const open = await openLinks(db, after, AT_ONCE)
    const last = open.at(-1)
    if (last === undefined) return found
    const step = (transaction: Kysely<Database>) => resolveSome(transaction, writer, open)
    found += db.isTransaction ? await step(db) : await retriedTransaction(db, step)
    after = last.id
  }
}

async function resolveSome(
  db: Kysely<Database>,
  writer: Reporter,
  open: readonly { readonly id: string; readonly source_id: string }[],
): Promise<number> {
  await lockSources(db, new Set(open.map(({ source_id }) => source_id)))
  const recordIds = await findTargets(db, sql`l.id = ${anyId(open.map(({ id }) => id))}`)
  if (recordIds.length === 0) return 0
  const reason = 'what its source refers to has become known'
  await actFor(db, writer.auditContext, reason)
  await materializeRecords(db, writer, recordIds, reason)
  return recordIds.length
}

/** Recomputes what follows from some records. */
export async function materializeRecords(
  db: Kysely<Database>,
  writer: Reporter,
  recordIds: readonly string[],
  reason: string,
): Promise<void> {
  const records = await db
    .selectFrom('source_record')
    .select(['person_id', 'team_id', 'service_id', 'objective_id', 'process_id', 'asset_id'])
    .where('id', '=', anyId(recordIds))
    .execute()
  for (const type of MODEL_TYPES) {
    const kind = kindOfModel(type)
    const ids = records.flatMap((record) => record[kind.column] ?? [])
    await materializeEntities(db, writer, kind, ids, reason)
  }
  await materializeAssetLinks(
    db,
    writer,
    [...new Set(records.flatMap(({ asset_id }) => asset_id ?? []))].sort(),
    reason,
  )
}
