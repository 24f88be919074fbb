import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { anyId } from '../../graph/sql-arrays.ts'
import type { LinkedTable } from './audit-snapshot.ts'

/** That a source says an entity is about a service or an asset. */
export interface SourceLink {
  readonly entityId: string
  readonly targetId: string
  readonly sourceId: string
}

/** Ties entities to what their sources say they are about. What a person has tied stays a person's. */
export async function addLinks(
  db: Kysely<Database>,
  table: LinkedTable,
  to: 'service' | 'asset',
  links: readonly SourceLink[],
): Promise<void> {
  if (links.length === 0) return
  await sql`
    insert into ${sql.table(`${table}_${to}`)} (${sql.ref(`${table}_id`)}, ${sql.ref(`${to}_id`)}, source_id)
    select distinct * from unnest(
      ${links.map(({ entityId }) => entityId)}::uuid[], ${links.map(({ targetId }) => targetId)}::uuid[],
      ${links.map(({ sourceId }) => sourceId)}::uuid[])
    on conflict do nothing`.execute(db)
}

/** Makes these the only links that a source has on some entities. */
export async function setLinks(
  db: Kysely<Database>,
  table: LinkedTable,
  to: 'service' | 'asset',
  owners: { readonly sourceId: string; readonly entityIds: readonly string[] },
  links: readonly SourceLink[],
): Promise<void> {
  if (owners.entityIds.length === 0) return
  await sql`
    delete from ${sql.table(`${table}_${to}`)} l
    where l.${sql.ref(`${table}_id`)} = ${anyId(owners.entityIds)} and l.source_id = ${owners.sourceId}
      and not exists (
        select from unnest(
          ${links.map(({ entityId }) => entityId)}::uuid[], ${links.map(({ targetId }) => targetId)}::uuid[])
          as said (entity_id, target_id)
        where said.entity_id = l.${sql.ref(`${table}_id`)} and said.target_id = l.${sql.ref(`${to}_id`)})`.execute(
    db,
  )
  await addLinks(db, table, to, links)
}
