import type { Database } from '@throughline/db'
import type { EntityReference, PersonReference } from '@throughline/plugin-kit'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import { canonicalIdentifier } from '../records/canonical-identifier.ts'
import type { RunContext } from '../records/run-context.ts'
import type { Found, Wanted } from './reference.ts'

const text = (field: 'name' | 'externalId') => sql`(w.reference->>${sql.lit(field)})`

/** By what the same source calls it. */
const told = (column: string, field: 'name' | 'externalId') => sql`
  select r.${sql.ref(column)} from external_reference r
  where r.source = w.source and r.external_id = ${text(field)} and r.${sql.ref(column)} is not null`

/** By its name as it is written, else whatever the case of its letters if one alone has it. */
const called = (table: 'service' | 'team') => sql`
  coalesce(
    (select n.id from ${sql.table(table)} n where n.name = ${text('name')}),
    (select min(n.id::text)::uuid from ${sql.table(table)} n
      where lower(n.name collate "default") = lower(${text('name')} collate "default") having count(*) = 1))`

const asset = sql`
  case
    when w.reference ? 'externalId' then coalesce(
      (select min(r.asset_id::text)::uuid from source_record r
        where r.source_id = w.source_id and r.external_id = ${text('externalId')}
          and r.asset_id is not null and r.missing_since is null
        having count(distinct r.asset_id) = 1),
      (${told('asset_id', 'externalId')}))
    when w.reference ? 'identifier' then (
      select min(i.asset_id::text)::uuid from asset_identifier i
      where i.kind = w.reference->'identifier'->>'kind'
        and coalesce(i.canonical, i.value) = any (array[w.reference->'identifier'->>'canonical', w.reference->'identifier'->>'value'])
      having count(distinct i.asset_id) = 1)
    else (
      select min(a.id::text)::uuid from asset a
      where a.name = ${text('name')} and a.lifecycle <> 'RETIRED' having count(*) = 1)
  end`

/**
 * The uuid that a reference leads to, or null. `w` has its role, the reference as jsonb, and the id and the name of
 * the source whose record holds it.
 */
export const TARGET: RawBuilder<string | null> = sql<string | null>`
  case
    when w.role in ('SERVICE', 'SUBJECT') then coalesce((${told('service_id', 'name')}), ${called('service')})
    when w.role = 'ASSET' then ${asset}
    when w.role = 'CAUSE' then (${told('change_id', 'externalId')})
    when w.role = 'TICKET' then (${told('ticket_id', 'externalId')})
    when w.role = 'SURVEY' then (${told('survey_id', 'externalId')})
    else coalesce((${told('team_id', 'name')}), ${called('team')})
  end`

/** Looks for what the records of a page refer to, all at once. */
export async function find(
  db: Kysely<Database>,
  run: Pick<RunContext, 'listing' | 'sourceName'>,
  wanted: readonly Wanted[],
): Promise<Found> {
  const keys = new Map(wanted.map((one) => [keyOf(one), one]))
  if (keys.size === 0) return () => undefined
  const asked = [...keys.values()]
  const { rows } = await sql<{ place: string; target: string | null }>`
    select w.place, ${TARGET} as target
    from (
      select place, role, reference::jsonb, ${run.listing.sourceId}::uuid as source_id, ${run.sourceName}::text as source
      from unnest(${asked.map(({ role }) => role)}::text[], ${asked.map(({ reference }) => referenceText(reference))}::text[])
        with ordinality as given (role, reference, place)
    ) w`.execute(db)
  const places = [...keys.keys()]
  const found = new Map(rows.map(({ place, target }) => [places[Number(place) - 1], target]))
  return (one) => found.get(keyOf(one)) ?? undefined
}

function keyOf({ role, reference }: Wanted): string {
  return `${role} ${JSON.stringify(reference)}`
}

/** A reference as TARGET reads it: an identifier with the form in which it is compared. */
export function referenceText(reference: Wanted['reference'] | EntityReference | PersonReference): string {
  if (!('identifier' in reference) || reference.identifier === undefined) return JSON.stringify(reference)
  const { identifier } = reference
  return JSON.stringify({ identifier: { ...identifier, canonical: canonicalIdentifier(identifier) } })
}

/** What a record still looks for. */
export interface Missing {
  readonly recordId: string
  readonly wanted: Wanted
  /** The record itself, where it cannot be in the graph before this is found. */
  readonly waiting?: object
}

/** Keeps what records look for in the place of what they looked for before. */
export async function keepMissing(
  db: Kysely<Database>,
  recordIds: readonly string[],
  missing: readonly Missing[],
): Promise<void> {
  if (recordIds.length === 0) return
  await db.deleteFrom('pending_reference').where('record_id', '=', anyId(recordIds)).execute()
  // A record may name one thing twice.
  const rows = [...new Map(missing.map((one) => [`${one.recordId} ${keyOf(one.wanted)}`, one])).values()]
  if (rows.length === 0) return
  await sql`
    insert into pending_reference (record_id, role, reference, waiting)
    select * from unnest(
      ${rows.map(({ recordId }) => recordId)}::uuid[], ${rows.map(({ wanted }) => wanted.role)}::text[],
      ${rows.map(({ wanted }) => referenceText(wanted.reference))}::jsonb[],
      ${rows.map(({ waiting }) => (waiting === undefined ? null : JSON.stringify(waiting)))}::jsonb[])`.execute(
    db,
  )
}
