import type { Database, NewRow, Row, TableName } from '@throughline/db'
import type { AlertRecord, ChangeRecord, SurveyRecord, TicketRecord } from '@throughline/plugin-kit'
import { type Kysely, sql } from 'kysely'
import { countsOf, type PageOutcome, type RecordOutcome } from '../records/outcomes.ts'
import type { RunContext } from '../records/run-context.ts'
import { auditDifferences, type EntityTable, type Snapshot, snapshots } from './audit-snapshot.ts'
import { setLinks } from './entity-links.ts'
import {
  hasEnded,
  isUnchanged,
  type KeptRecord,
  keepRecords,
  keptRecords,
  type Mapped,
  seeAgain,
  statedFields,
} from './kept-records.ts'
import type { Found, Wanted } from './reference.ts'
import { find, keepMissing } from './references.ts'

/** The records that are one entity each, by the table that the entities stand in. */
export interface RecordsOf {
  readonly ticket: TicketRecord
  readonly change: ChangeRecord
  readonly alert: AlertRecord
  readonly survey: SurveyRecord
}

/** What a row is made from. */
export interface Draft<Type extends EntityTable> {
  readonly id: string
  readonly record: RecordsOf[Type]
  readonly before: Row<Type> | undefined
  /**
   * The value of a field: what the record says where the source speaks of the field or did so last time, else what
   * is there, which is a person's.
   */
  readonly take: <Value>(
    field: keyof RecordsOf[Type] & string,
    said: Value,
    there: Value | undefined,
  ) => Value
  /** What a field refers to, null where that is not known. */
  readonly find: (wanted: readonly Wanted[]) => string | null
  readonly sourceId: string
}

/** How records of a type become rows of the table of the same name. */
export interface EntityKind<Type extends EntityTable> {
  readonly type: Type
  readonly column: `${Type}_id`
  /** What a record refers to: the services and assets that it is about, and what else leads to other rows. */
  readonly references: (record: RecordsOf[Type]) => readonly Wanted[]
  /** Fields that only make sense together: who says one of them says them all. */
  readonly groups?: readonly (readonly (keyof RecordsOf[Type] & string)[])[]
  readonly row: (draft: Draft<Type>) => NewRow<Type>
}

/** Brings a page of records that are one entity each into the graph. */
export async function storeEntities<Type extends EntityTable>(
  db: Kysely<Database>,
  run: RunContext,
  kind: EntityKind<Type>,
  records: readonly Mapped<RecordsOf[Type]>[],
): Promise<PageOutcome> {
  const kept = await keptRecords(db, run.listing, records, kind.column)
  const outcomes = new Map<string, RecordOutcome>()
  const changed: Mapped<RecordsOf[Type]>[] = []
  for (const entry of records) {
    const known = kept.get(entry.record.externalId)
    if (isUnchanged(entry, known)) {
      outcomes.set(entry.record.externalId, { outcome: 'UNCHANGED', id: known.entityId ?? known.id })
    } else changed.push(entry)
  }
  await seeAgain(db, run, [...outcomes.keys()])
  const places = await write(db, run, kind, changed, kept)
  for (const { record } of changed) {
    const known = kept.get(record.externalId)
    const isNew = known === undefined || known.entityId === null || hasEnded(known)
    outcomes.set(record.externalId, {
      outcome: isNew ? 'ADDED' : 'CHANGED',
      id: places.get(record.externalId) ?? '',
    })
  }
  return { rejected: [], outcomes, counts: countsOf(run, records, kept, outcomes) }
}

/** Writes what records say, with all that hangs on it; gives the ids of their entities by external id. */
async function write<Type extends EntityTable>(
  db: Kysely<Database>,
  run: RunContext,
  kind: EntityKind<Type>,
  records: readonly Mapped<RecordsOf[Type]>[],
  kept: ReadonlyMap<string, KeptRecord>,
): Promise<ReadonlyMap<string, string>> {
  if (records.length === 0) return new Map()
  const ids = await placesOf(db, run, kind, records, kept)
  const idOf = ({ record }: Mapped<RecordsOf[Type]>) => ids.get(record.externalId) ?? ''
  const wantedBy = ({ record }: Mapped<RecordsOf[Type]>) => kind.references(record)
  const found = await find(db, run, records.flatMap(wantedBy))
  const before = await snapshots(db, kind.type, [...new Set(ids.values())])
  // Two records of a source may tell of one entity: the last one counts.
  const rows = new Map(
    records.map((entry) => [
      idOf(entry),
      kind.row(draftOf(run, kind, entry, idOf(entry), before, kept, found)),
    ]),
  )
  await upsert(db, kind.type, [...rows.values()])
  await writeLinks(db, run, kind, records, idOf, found)
  await auditDifferences(
    db,
    kind.type,
    { auditContext: run.auditContext, reason: `sync of ${run.sourceName}` },
    before,
    await snapshots(db, kind.type, [...rows.keys()]),
  )
  await writeReferences(db, run, kind.column, records, idOf)
  const recordIds = await keepRecords(
    db,
    run,
    kind.column,
    records.map((entry) => ({ ...entry, entityId: idOf(entry) })),
  )
  await keepMissing(
    db,
    [...recordIds.values()],
    records.flatMap((entry) => {
      const recordId = recordIds.get(entry.record.externalId) ?? ''
      return wantedBy(entry).flatMap((wanted) => (found(wanted) === undefined ? [{ recordId, wanted }] : []))
    }),
  )
  return ids
}

function draftOf<Type extends EntityTable>(
  run: RunContext,
  kind: EntityKind<Type>,
  { record }: Mapped<RecordsOf[Type]>,
  id: string,
  before: ReadonlyMap<string, Snapshot>,
  kept: ReadonlyMap<string, KeptRecord>,
  found: Found,
): Draft<Type> {
  const said = new Set([...statedFields(record), ...(kept.get(record.externalId)?.stated_fields ?? [])])
  for (const group of kind.groups ?? []) {
    if (group.some((field) => said.has(field))) for (const field of group) said.add(field)
  }
  return {
    id,
    record,
    before: before.get(id) as Row<Type> | undefined,
    sourceId: run.listing.sourceId,
    take: (field, value, there) => (said.has(field) || there === undefined ? value : there),
    find: ([wanted]) => (wanted === undefined ? null : (found(wanted) ?? null)),
  }
}

/** The entity of each record: its own, else the one that the source is known to call so, else a new one. */
async function placesOf<Type extends EntityTable>(
  db: Kysely<Database>,
  run: RunContext,
  { column }: EntityKind<Type>,
  records: readonly Mapped<RecordsOf[Type]>[],
  kept: ReadonlyMap<string, KeptRecord>,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  const strangers: string[] = []
  for (const { record } of records) {
    const known = kept.get(record.externalId)?.entityId
    if (known != null) places.set(record.externalId, known)
    else strangers.push(record.externalId)
  }
  if (strangers.length === 0) return places
  const { rows } = await sql<{ external_id: string; id: string }>`
    select s.external_id, coalesce(r.${sql.ref(column)}, uuid_v7()) as id
    from unnest(${strangers}::text[]) with ordinality as s (external_id, place)
    left join external_reference r
      on r.source = ${run.sourceName} and r.external_id = s.external_id and r.${sql.ref(column)} is not null
    order by s.place`.execute(db)
  for (const row of rows) places.set(row.external_id, row.id)
  return places
}

async function upsert<Type extends EntityTable>(
  db: Kysely<Database>,
  table: Type,
  rows: readonly NewRow<Type>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id')
  await db
    .insertInto<TableName>(table)
    .values(rows as readonly NewRow<TableName>[])
    .onConflict((conflict) =>
      conflict
        .constraint(`${table}_pkey`)
        .doUpdateSet(Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)]))),
    )
    .execute()
}

async function writeLinks<Type extends EntityTable>(
  db: Kysely<Database>,
  run: RunContext,
  { type: table, references }: EntityKind<Type>,
  records: readonly Mapped<RecordsOf[Type]>[],
  idOf: (entry: Mapped<RecordsOf[Type]>) => string,
  found: Found,
): Promise<void> {
  if (table === 'survey') return
  const { sourceId } = run.listing
  const owners = { sourceId, entityIds: [...new Set(records.map(idOf))] }
  for (const to of ['service', 'asset'] as const) {
    const links = records.flatMap((entry) =>
      references(entry.record).flatMap((wanted) => {
        const targetId = wanted.role === to.toUpperCase() ? found(wanted) : undefined
        return targetId === undefined ? [] : [{ entityId: idOf(entry), targetId, sourceId }]
      }),
    )
    await setLinks(db, table, to, owners, links)
  }
}

/** Notes what the source calls the entities, so that other records of it find them. */
async function writeReferences<Type extends EntityTable>(
  db: Kysely<Database>,
  run: RunContext,
  column: `${EntityTable}_id`,
  records: readonly Mapped<RecordsOf[Type]>[],
  idOf: (entry: Mapped<RecordsOf[Type]>) => string,
): Promise<void> {
  const to = sql.ref(column)
  await sql`
    insert into external_reference as r (source, external_id, url, ${to})
    select ${run.sourceName}, * from unnest(
      ${records.map(({ record }) => record.externalId)}::text[], ${records.map(({ record }) => record.url ?? null)}::text[],
      ${records.map(idOf)}::uuid[])
    on conflict (source, external_id) where ${to} is not null do update set url = excluded.url, ${to} = excluded.${to}
    where (r.url, r.${to}) is distinct from (excluded.url, excluded.${to})`.execute(db)
}
