import type { NewRow } from '../../src/database.ts'
import { STORES } from '../assets/stores.ts'
import { CONTRIBUTIONS } from '../contributions.ts'
import { NEEDS, ONE_STORE } from '../dependencies.ts'
import { OBJECTIVES } from '../objectives.ts'
import { REDUNDANCY_GROUPS } from '../redundancy.ts'
import { SERVICES, type ServiceSpec } from '../services.ts'
import { CSAT_TARGETS } from '../surveys/surveys.ts'
import { type Context, writtenOnce } from './context.ts'
import { agreedOn } from './plan.ts'

const SERVICES_RECORDED = -640
const NEEDS_RECORDED = -520
const LOCKERS_RETIRED = -180

export function serviceRows({ ids, calendar }: Context): NewRow<'service'>[] {
  const targets = new Map(Object.entries(CSAT_TARGETS))
  return Object.entries<ServiceSpec>(SERVICES).map(([key, service]) => {
    const recorded = calendar.at(service.lifecycle === 'PLANNED' ? -60 : SERVICES_RECORDED, '09:00')
    const retired = service.lifecycle === 'RETIRED'
    return {
      id: ids.make('service', key),
      name: service.name,
      description: service.description,
      kind: service.kind,
      lifecycle: service.lifecycle,
      owner_id: service.owner === null ? null : ids.of('team', service.owner),
      csat_target: targets.get(key) ?? null,
      run_duty: service.runDuty ?? null,
      labels: { ...service.labels },
      created_at: recorded,
      updated_at: retired ? calendar.at(LOCKERS_RETIRED, '15:00') : recorded,
      version: retired ? 2 : 1,
    }
  })
}

export function contributionRows({ ids, calendar }: Context): NewRow<'objective_service'>[] {
  return CONTRIBUTIONS.map(({ objective, service, share, effortShare, rationale, valid }) => {
    const [from, to] = valid ?? [null, null]
    return {
      id: ids.make('objective_service', `${objective}/${service}`),
      objective_id: ids.of('objective', objective),
      service_id: ids.of('service', service),
      share,
      effort_share: effortShare ?? null,
      rationale,
      valid_from: from === null ? null : calendar.date(from),
      valid_to: to === null ? null : calendar.date(to),
      ...writtenOnce(calendar.at(agreedOn(OBJECTIVES[objective].period[0]), '14:00')),
    }
  })
}

export function redundancyGroupRows({ ids, calendar }: Context): NewRow<'redundancy_group'>[] {
  return REDUNDANCY_GROUPS.map(({ key, service, name, minAvailable }) => ({
    id: ids.make('redundancy_group', key),
    service_id: ids.of('service', service),
    name,
    min_available: minAvailable,
    ...writtenOnce(calendar.at(NEEDS_RECORDED, '09:00')),
  }))
}

/** Assets come first: services lean on them. */
export function dependencyRows(context: Context): NewRow<'service_dependency'>[] {
  return [...groupMembers(context), ...plainNeeds(context), ...storeByStore(context)]
}

function dependency(
  { ids, calendar }: Context,
  service: string,
  target: { service: string } | { asset: string },
  strength: number,
  group: string | null = null,
): NewRow<'service_dependency'> {
  const name = 'service' in target ? `service:${target.service}` : `asset:${target.asset}`
  return {
    id: ids.make('service_dependency', `${service}/${name}`),
    service_id: ids.of('service', service),
    on_service_id: 'service' in target ? ids.of('service', target.service) : null,
    on_asset_id: 'asset' in target ? ids.of('asset', target.asset) : null,
    strength,
    group_id: group === null ? null : ids.of('redundancy_group', group),
    ...writtenOnce(calendar.at(NEEDS_RECORDED, '10:00')),
  }
}

function groupMembers(context: Context): NewRow<'service_dependency'>[] {
  return REDUNDANCY_GROUPS.flatMap(({ key, service, members }) =>
    members.map((asset) => dependency(context, service, { asset }, 1, key)),
  )
}

function plainNeeds(context: Context): NewRow<'service_dependency'>[] {
  return Object.entries(NEEDS).flatMap(([service, { services = {}, assets = {} }]) => [
    ...Object.entries(services).map(([on, strength]) =>
      dependency(context, service, { service: on }, strength),
    ),
    ...Object.entries(assets).map(([on, strength]) => dependency(context, service, { asset: on }, strength)),
  ])
}

function storeByStore(context: Context): NewRow<'service_dependency'>[] {
  return STORES.flatMap(({ server, router }) => [
    dependency(context, 'store-tills', { asset: server }, ONE_STORE),
    dependency(context, 'store-network', { asset: router }, ONE_STORE),
  ])
}
