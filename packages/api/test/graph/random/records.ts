import { type Entities, type Filler, INSTANTS, ids, SHARES, WORDS } from './filler.ts'
import { recordWork } from './work.ts'

/** What happened to the entities, what is measured of them, and who else tells of them. */
export async function recordFacts(filler: Filler, entities: Entities): Promise<void> {
  const changes = await recordChanges(filler, entities)
  await recordSources(filler, entities)
  await recordMetrics(filler, entities)
  const tickets = await recordWork(filler, { ...entities, changes })
  const { choice } = filler
  const named = [
    ...entities.services.map((service_id) => ({ service_id })),
    ...entities.teams.map((team_id) => ({ team_id })),
    ...changes.map((change_id) => ({ change_id })),
    ...tickets.map((ticket_id) => ({ ticket_id })),
  ]
  await filler.insert(
    'external_reference',
    named
      .filter(() => choice.chance(50))
      .map((entity, index) => ({
        ...filler.stamped(),
        ...entity,
        source: choice.one(['cmdb', 'jira']),
        external_id: `${index}`,
        url: choice.maybe(WORDS),
      })),
  )
}

async function recordChanges(filler: Filler, { teams, services, assets }: Entities): Promise<string[]> {
  const { choice } = filler
  const rows = filler.several(4, () => ({
    ...filler.stamped(),
    title: filler.word(),
    type: choice.one(['STANDARD', 'NORMAL'] as const),
    planned_start: null,
    planned_end: null,
    ...(choice.chance(60)
      ? { planned_start: choice.one(INSTANTS.slice(0, 4)), planned_end: INSTANTS[4] }
      : {}),
    actual_start: choice.maybe(INSTANTS),
    requester: choice.maybe(WORDS),
    implementing_team_id: choice.maybe(teams),
  }))
  await filler.insert('change', rows)
  await filler.insert(
    'change_service',
    filler.pairs(ids(rows), services, 35).map(([change_id, service_id]) => ({ change_id, service_id })),
  )
  await filler.insert(
    'change_asset',
    filler.pairs(ids(rows), assets, 35).map(([change_id, asset_id]) => ({ change_id, asset_id })),
  )
  return ids(rows)
}

async function recordSources(filler: Filler, { assets }: Entities): Promise<void> {
  const { choice } = filler
  const sources = filler.several(2, (index) => ({
    ...filler.stamped(),
    name: `source-${index}`,
    plugin: 'csv',
    precedence: choice.one([100, 100, 7]),
  }))
  await filler.insert('source', sources)
  await filler.insert(
    'sync_run',
    filler.pairs(ids(sources), INSTANTS, 40).map(([source_id, at]) => ({
      ...filler.stamped(),
      source_id,
      status: choice.one(['SUCCEEDED', 'FAILED'] as const),
      actor: filler.word(),
      until: at,
      started_at: at,
      finished_at: choice.one(INSTANTS),
    })),
  )
  const tellers = [null, ...ids(sources)]
  await filler.insert(
    'asset_identifier',
    filler.pairs(assets, tellers, 30).map(([asset_id, source_id]) => ({
      ...filler.stamped(),
      asset_id,
      source_id,
      kind: choice.one(['fqdn', 'serial-number']),
      value: filler.word(),
    })),
  )
  await filler.insert(
    'asset_claim',
    filler.pairs(assets, tellers, 30).map(([asset_id, source_id]) => ({
      ...filler.stamped(),
      asset_id,
      source_id,
      attributes: { name: { value: filler.word(), setAt: '2024-01-01T00:00:00.000Z' } },
    })),
  )
  await filler.insert(
    'asset_relation',
    filler
      .pairs(assets, assets, 20)
      .filter(([from, to]) => from !== to)
      .map(([from_id, to_id]) => ({
        ...filler.stamped(),
        from_id,
        to_id,
        kind: choice.one(['RUNS_ON', 'CALLS'] as const),
        strength: choice.one(SHARES),
        source_id: choice.one(tellers),
      })),
  )
}

async function recordMetrics(filler: Filler, { services, assets, objectives }: Entities): Promise<void> {
  const { choice } = filler
  const subjects = [
    ...services.map((service_id) => ({ service_id })),
    ...assets.map((asset_id) => ({ asset_id })),
    ...objectives.map((objective_id) => ({ objective_id })),
  ]
  const metrics = subjects
    .filter(() => choice.chance(35))
    .map((subject) => ({
      ...filler.stamped(),
      ...subject,
      name: filler.word(),
      unit: 'ms',
      kind: choice.one(['GAUGE', 'COUNTER', 'RATIO'] as const),
    }))
  await filler.insert('metric', metrics)
  await filler.insert(
    'metric_sample',
    filler.pairs(metrics, INSTANTS, 40).map(([metric, at]) => ({
      metric_id: metric.id,
      at,
      value: choice.one([0, 1.5, 2]),
      total: metric.kind === 'RATIO' ? choice.one([2, 4]) : null,
    })),
  )
  await filler.insert(
    'key_result',
    objectives
      .filter(() => choice.chance(60))
      .map((objective_id) => ({
        ...filler.stamped(),
        objective_id,
        title: filler.word(),
        unit: '%',
        start_value: 0,
        target_value: choice.one([1, 100]),
        current_value: choice.one([0, 0.3]),
        weight: choice.one([1, 2]),
        metric_id: choice.maybe(ids(metrics)),
      })),
  )
}
