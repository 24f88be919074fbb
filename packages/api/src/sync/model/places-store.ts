import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { KeptRecord, Mapped } from '../entities/kept-records.ts'
import { lockIdentifiers } from '../records/ingestion-lock.ts'
import type { RunContext } from '../records/run-context.ts'
import { IN_EFFECT } from './claims-store.ts'
import type { ModelKind, ModelRecord } from './model-kinds.ts'

/** The entity of each record by external id, and why a record has none. */
export interface Places {
  readonly entities: ReadonlyMap<string, string>
  readonly refused: ReadonlyMap<string, string>
}

/** What a record is known by in addition to its external id: a name, or the address of a person. */
export function keyOf(record: ModelRecord): string | undefined {
  if (record.type === 'person') return record.email?.toLowerCase()
  return record.type === 'objective' ? record.title : record.name
}

/**
 * Finds the entity of each record: its own, else the one that has its external reference, else the one that has its
 * name or its address, else a new one. Two records of one source are two things: the name that one of them has does not
 * lead another one to its entity.
 * @param complete whether the page belongs to a complete listing: a record that it no longer holds has given up its name
 */
export async function findPlaces(
  db: Kysely<Database>,
  run: RunContext,
  kind: ModelKind,
  records: readonly Mapped<ModelRecord>[],
  kept: ReadonlyMap<string, KeptRecord>,
  complete: boolean,
): Promise<Places> {
  await lockIdentifiers(
    db,
    records.flatMap(({ record }) => {
      const key = keyOf(record)
      return key === undefined ? [] : [{ kind: `${kind.type} name`, value: key }]
    }),
  )
  const entities = new Map<string, string>()
  const refused = new Map<string, string>()
  const keys = new Map<string, string>()
  const strangers: ModelRecord[] = []
  for (const { record } of records) {
    const known = kept.get(record.externalId)?.entityId
    if (known == null) strangers.push(record)
    else {
      entities.set(record.externalId, known)
      keys.set(keyOf(record) ?? '', record.externalId)
    }
  }
  if (strangers.length === 0) return { entities, refused }
  const found = await lookUp(db, run, kind, strangers, complete)
  for (const record of strangers.toSorted((a, b) => (a.externalId < b.externalId ? -1 : 1))) {
    const { externalId } = record
    const key = keyOf(record)
    const { referenced, named, count, other, id } = found.get(externalId) ?? NOWHERE
    const same =
      key === undefined ? undefined : (keys.get(key) ?? (referenced === null ? other : null) ?? undefined)
    if (kind.type !== 'objective' && same !== undefined) {
      refused.set(
        externalId,
        `The record ${JSON.stringify(same)} of this source has the ${kind.type === 'person' ? 'address' : 'name'} ${JSON.stringify(key)}, too. Two records of one source are two things: correct one of them, or leave one out.`,
      )
      continue
    }
    if (referenced === null && count > 1) {
      refused.set(
        externalId,
        `${count} objectives have the title ${JSON.stringify(key)}. Note on one of them that the source ${run.sourceName} calls it ${JSON.stringify(externalId)}, with addExternalReference.`,
      )
      continue
    }
    if (key !== undefined) keys.set(key, externalId)
    entities.set(externalId, referenced ?? (other === null ? named : null) ?? id)
  }
  return { entities, refused }
}

interface Found {
  readonly referenced: string | null
  readonly named: string | null
  /** How many have the name. */
  readonly count: number
  /** Another record of the source that tells of the one with the name. */
  readonly other: string | null
  /** For a new one. */
  readonly id: string
}
const NOWHERE: Found = { referenced: null, named: null, count: 0, other: null, id: '' }

async function lookUp(
  db: Kysely<Database>,
  { listing, sourceName }: RunContext,
  { type, column }: ModelKind,
  records: readonly ModelRecord[],
  complete: boolean,
): Promise<ReadonlyMap<string, Found>> {
  const key = sql.ref(
    { person: 'email', objective: 'title', team: 'name', service: 'name', process: 'name' }[type],
  )
  const to = sql.ref(column)
  const referenced =
    type === 'person'
      ? sql`null::uuid`
      : sql`(select e.${to} from external_reference e
          where e.source = ${sourceName} and e.external_id = s.external_id and e.${to} is not null)`
  const seen = complete ? sql`and r.run_id = ${listing.runId}` : sql``
  const { rows } = await sql<Found & { external_id: string }>`
    select s.external_id, ${referenced} as referenced, n.id as named, coalesce(n.count, 0)::int as count, uuid_v7() as id,
      (select min(r.external_id) from source_record r
        where r.${to} = n.id and r.source_id = ${listing.sourceId} and r.external_id <> s.external_id and ${IN_EFFECT} ${seen}) as other
    from unnest(${records.map(({ externalId }) => externalId)}::text[],
      ${records.map((record) => keyOf(record) ?? null)}::text[]) as s (external_id, key)
    left join lateral (
      select min(e.id::text)::uuid as id, count(*) as count from ${sql.table(type)} e where e.${key} = s.key having count(*) > 0) n on true`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.external_id, row]))
}

/** Notes what the source calls entities, so that it is known by that even if its records are removed. */
export async function saveEntityReferences(
  db: Kysely<Database>,
  { sourceName }: RunContext,
  { type, column }: ModelKind,
  placed: readonly { readonly record: ModelRecord; readonly entityId: string }[],
): Promise<void> {
  // A sign-in is matched with the references of a person: a source must not write them.
  if (type === 'person' || placed.length === 0) return
  const to = sql.ref(column)
  await sql`
    insert into external_reference as r (source, external_id, url, ${to})
    select ${sourceName}, * from unnest(${placed.map(({ record }) => record.externalId)}::text[],
      ${placed.map(({ record }) => record.url ?? null)}::text[], ${placed.map(({ entityId }) => entityId)}::uuid[])
    on conflict (source, external_id) where ${to} is not null do update set url = excluded.url, ${to} = excluded.${to}
    where (r.url, r.${to}) is distinct from (excluded.url, excluded.${to})`.execute(db)
}
