import { DAYS, type Entities, type Filler, ids, SHARES, WORDS } from './filler.ts'

/** Ties the entities together: to others, to several, to none. */
export async function tieTogether(filler: Filler, entities: Entities): Promise<void> {
  const { objectives, processes, services } = entities
  const { choice } = filler
  await filler.insert(
    'objective_service',
    filler.pairs(objectives, services, 35).map(([objective_id, service_id]) => ({
      ...filler.stamped(),
      objective_id,
      service_id,
      share: choice.one(SHARES),
      rationale: choice.one(['', ...WORDS]),
      valid_from: choice.maybe(DAYS.slice(0, 1)),
      valid_to: choice.maybe(DAYS.slice(1)),
    })),
  )
  await filler.insert(
    'process_objective',
    filler
      .pairs(processes, objectives, 35)
      .map(([process_id, objective_id]) => ({ process_id, objective_id })),
  )
  await filler.insert(
    'process_service',
    filler.pairs(processes, services, 35).map(([process_id, service_id]) => ({ process_id, service_id })),
  )
  await tieDependencies(filler, entities)
}

/** What services need; some of it stands in for each other. */
async function tieDependencies(filler: Filler, { services, assets }: Entities): Promise<void> {
  const { choice } = filler
  const groups = services
    .filter(() => choice.chance(40))
    .map((service_id) => ({
      ...filler.stamped(),
      service_id,
      name: filler.word(),
      min_available: 1 + choice.below(2),
    }))
  await filler.insert('redundancy_group', groups)
  const need = (service_id: string) => ({
    ...filler.stamped(),
    service_id,
    strength: choice.one(SHARES),
    group_id: choice.maybe(ids(groups.filter((group) => group.service_id === service_id))),
  })
  await filler.insert('service_dependency', [
    ...filler
      .pairs(services, services, 30)
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => ({ ...need(from), on_service_id: to, on_asset_id: null })),
    ...filler
      .pairs(services, assets, 30)
      .map(([from, to]) => ({ ...need(from), on_service_id: null, on_asset_id: to })),
  ])
}
