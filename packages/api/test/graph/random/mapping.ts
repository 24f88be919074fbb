import { json } from '@throughline/db'
import { type Filler, INSTANTS, ids, SHARES } from './filler.ts'

/** Drafts of mapping rules, what earlier versions of them made, and assets for which they give no service. */
export async function recordMapping(
  filler: Filler,
  { services, assets }: { readonly services: readonly string[]; readonly assets: readonly string[] },
): Promise<void> {
  const { choice } = filler
  const rules = filler.several(4, (index) => {
    const service = choice.chance(30) ? choice.maybe(services) : null
    return {
      ...filler.stamped(),
      number: index + 1,
      name: filler.word(),
      description: filler.word(),
      position: choice.one([1, 1, 2]),
      enabled: false,
      rule_set: choice.maybe(['KUBERNETES', 'BACKSTAGE']),
      rule_version: choice.one([1, 2]),
      filter: json(choice.one([{}, { kinds: ['server'] }])),
      service_id: service,
      service_name: service === null ? '{name}' : null,
      creates_service: service === null && choice.chance(50),
      strength: choice.one(SHARES),
      group_name: choice.maybe(['hosts']),
    }
  })
  await filler.insert('mapping_rule', rules)
  const versions = [...rules.keys()].map((index) => ({
    id: choice.uuid(),
    created_at: choice.one(INSTANTS),
    rule_id: choice.chance(80) ? (rules[index]?.id ?? null) : null,
    number: index + 1,
    rule_version: choice.one([1, 2]),
    name: filler.word(),
    definition: json({ filter: {} }),
  }))
  await filler.insert('mapping_rule_version', versions)
  if (versions.length === 0) return
  await filler.insert(
    'mapped_service',
    services
      .filter(() => choice.chance(30))
      .map((service_id, index) => ({
        service_id,
        rule_version_id: choice.one(ids(versions)),
        name: filler.word(),
        namespace: `${index}`,
        created_at: choice.one(INSTANTS),
      })),
  )
  const tasks = assets
    .filter(() => choice.chance(60))
    .map((asset_id) => ({
      ...filler.stamped(),
      asset_id,
      rule_version_id: choice.one(ids(versions)),
      reason: choice.one(['SEVERAL_NAMES', 'SIMILAR_NAME', 'NO_SERVICE'] as const),
      names: [filler.word()],
      name_keys: [],
    }))
  await filler.insert('mapping_task', tasks)
  await filler.insert(
    'mapping_task_service',
    filler.pairs(ids(tasks), services, 40).map(([task_id, service_id]) => ({ task_id, service_id })),
  )
}
