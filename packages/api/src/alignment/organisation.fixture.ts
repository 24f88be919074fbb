import { createHash } from 'node:crypto'
import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import type { GraphParts } from './network.ts'

/** The uuid that stands for a short id in the database. */
export function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export async function emptyOrganisation(db: Kysely<Database>): Promise<void> {
  await sql`truncate team, objective, service, asset, source cascade`.execute(db)
}

/** Writes the rows of the parts, with {@link uuidOf} each id; the services are technical and owned by nobody. */
export async function insertOrganisation(db: Kysely<Database>, parts: GraphParts): Promise<void> {
  for (const { id, title, parentId, weight, status } of parts.objectives) {
    const parent_id = parentId === null ? null : uuidOf(parentId)
    await db
      .insertInto('objective')
      .values({ id: uuidOf(id), title, parent_id, weight, status })
      .execute()
  }
  for (const { id, name, lifecycle } of parts.services) {
    await db
      .insertInto('service')
      .values({ id: uuidOf(id), name, kind: 'TECHNICAL', lifecycle })
      .execute()
  }
  for (const { id, name, lifecycle } of parts.assets) {
    const retired_at = lifecycle === 'RETIRED' ? '2026-03-01T12:00:00Z' : null
    await db
      .insertInto('asset')
      .values({ id: uuidOf(id), name, kind: 'server.virtual', lifecycle, retired_at })
      .execute()
  }
  for (const { fromId, toId, kind, strength } of parts.relations) {
    const ends = { from_id: uuidOf(fromId), to_id: uuidOf(toId) }
    await db
      .insertInto('asset_relation')
      .values({ ...ends, kind, strength })
      .execute()
  }
  for (const { id, name, serviceId, minUp } of parts.groups) {
    const group = { id: uuidOf(id), service_id: uuidOf(serviceId), name, min_up: minUp }
    await db.insertInto('redundancy_group').values(group).execute()
  }
  for (const { serviceId, on, strength, groupId } of parts.dependencies) {
    await db
      .insertInto('service_dependency')
      .values({
        service_id: uuidOf(serviceId),
        on_service_id: on.type === 'Service' ? uuidOf(on.id) : null,
        on_asset_id: on.type === 'Asset' ? uuidOf(on.id) : null,
        strength,
        group_id: groupId === null ? null : uuidOf(groupId),
      })
      .execute()
  }
  for (const { objectiveId, serviceId, share, validFrom, validTo } of parts.contributions) {
    const ends = { objective_id: uuidOf(objectiveId), service_id: uuidOf(serviceId) }
    const period = { valid_from: validFrom, valid_to: validTo }
    await db
      .insertInto('objective_service')
      .values({ ...ends, ...period, share })
      .execute()
  }
}
