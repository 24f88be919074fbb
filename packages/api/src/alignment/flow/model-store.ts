import type { Database } from '@throughline/db'
import { type Kysely, sql } from 'kysely'
import { loadServiceParts } from '../../reasoning/store.ts'
import type { FlowModel } from './services.ts'

interface Extras {
  /** [service, owner, duty] */
  readonly services: readonly (readonly [string, string | null, string | null])[]
  /** [objective, service, effort share] */
  readonly shares: readonly (readonly [string, string, number])[]
}

/** All that work flows through but assets, with two statements. */
export async function readFlowModel(db: Kysely<Database>): Promise<FlowModel> {
  const parts = await loadServiceParts(db)
  const { rows } = await sql<Extras>`
    select
      (select coalesce(json_agg(json_build_array(s.id, s.owner_id, s.run_duty)), '[]') from service s) as services,
      (select coalesce(json_agg(json_build_array(l.objective_id, l.service_id, l.effort_share)), '[]')
        from objective_service l where l.effort_share is not null) as shares`.execute(db)
  const [extras] = rows
  const services = new Map(extras?.services.map(([id, ownerId, runDuty]) => [id, { ownerId, runDuty }]))
  const shares = new Map(
    extras?.shares.map(([objective, service, share]) => [`${objective} ${service}`, share]),
  )
  const byId = <Row extends { readonly id: string }>(all: readonly Row[]) =>
    all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return {
    ...parts,
    objectives: byId(parts.objectives),
    services: byId(parts.services).map((service) => ({
      ...service,
      ...(services.get(service.id) ?? { ownerId: null, runDuty: null }),
    })),
    contributions: parts.contributions.map((link) => ({
      ...link,
      effortShare: shares.get(`${link.objectiveId} ${link.serviceId}`) ?? null,
    })),
  }
}
