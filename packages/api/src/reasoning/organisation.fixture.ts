import { createHash } from 'node:crypto'
import type { Database } from '@throughline/db'
import type { Kysely } from 'kysely'
import type { GraphParts } from './network.ts'

/** What {@link insertOrganisation} writes to, in an order in which it can be deleted. */
const TABLES = [
  'objective_service',
  'process_objective',
  'process_service',
  'process',
  'service_dependency',
  'redundancy_group',
  'asset_relation',
  'asset',
  'service',
  'objective',
] as const

/** The uuid that stands for a short id in the database. */
export function uuidOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export async function emptyOrganisation(db: Kysely<Database>): Promise<void> {
  // Few rows: emptying each table with all that leads to it would make hundreds of files anew.
  for (const table of TABLES) await db.deleteFrom(table).execute()
}

/** Writes the rows of the parts, with {@link uuidOf} each id; the services are technical and owned by nobody. */
export async function insertOrganisation(db: Kysely<Database>, parts: GraphParts): Promise<void> {
  const objectives = parts.objectives.map(({ id, title, parentId, weight, status, startsOn, endsOn }) => ({
    id: uuidOf(id),
    title,
    weight,
    status,
    starts_on: startsOn,
    ends_on: endsOn,
    parent_id: parentId === null ? null : uuidOf(parentId),
  }))
  const services = parts.services.map(({ id, name, lifecycle }) => ({
    id: uuidOf(id),
    name,
    lifecycle,
    kind: 'TECHNICAL' as const,
  }))
  const assets = parts.assets.map(({ id, name, lifecycle }) => ({
    id: uuidOf(id),
    name,
    lifecycle,
    kind: 'server.virtual',
    retired_at: lifecycle === 'RETIRED' ? '2026-03-01T12:00:00Z' : null,
  }))
  const relations = parts.relations.map(({ fromId, toId, kind, strength }) => ({
    from_id: uuidOf(fromId),
    to_id: uuidOf(toId),
    kind,
    strength,
  }))
  const groups = parts.groups.map(({ id, name, serviceId, minAvailable }) => ({
    id: uuidOf(id),
    service_id: uuidOf(serviceId),
    name,
    min_available: minAvailable,
  }))
  const dependencies = parts.dependencies.map(({ serviceId, on, strength, groupId }) => ({
    service_id: uuidOf(serviceId),
    on_service_id: on.type === 'Service' ? uuidOf(on.id) : null,
    on_asset_id: on.type === 'Asset' ? uuidOf(on.id) : null,
    strength,
    group_id: groupId === null ? null : uuidOf(groupId),
  }))
  const contributions = parts.contributions.map(({ objectiveId, serviceId, share, validFrom, validTo }) => ({
    objective_id: uuidOf(objectiveId),
    service_id: uuidOf(serviceId),
    share,
    valid_from: validFrom,
    valid_to: validTo,
  }))
  const processes = parts.processes.map(({ id, name }) => ({ id: uuidOf(id), name }))
  const uses = parts.processServices.map(({ processId, serviceId, strength }) => ({
    process_id: uuidOf(processId),
    service_id: uuidOf(serviceId),
    strength,
  }))
  const supports = parts.processObjectives.map(({ processId, objectiveId, share }) => ({
    process_id: uuidOf(processId),
    objective_id: uuidOf(objectiveId),
    share,
  }))
  if (objectives.length > 0) await db.insertInto('objective').values(objectives).execute()
  if (services.length > 0) await db.insertInto('service').values(services).execute()
  if (assets.length > 0) await db.insertInto('asset').values(assets).execute()
  if (relations.length > 0) await db.insertInto('asset_relation').values(relations).execute()
  if (groups.length > 0) await db.insertInto('redundancy_group').values(groups).execute()
  if (dependencies.length > 0) await db.insertInto('service_dependency').values(dependencies).execute()
  if (processes.length > 0) await db.insertInto('process').values(processes).execute()
  if (uses.length > 0) await db.insertInto('process_service').values(uses).execute()
  if (supports.length > 0) await db.insertInto('process_objective').values(supports).execute()
  if (contributions.length > 0) await db.insertInto('objective_service').values(contributions).execute()
}
