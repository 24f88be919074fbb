import { recordAuditEvents } from './audit.ts'
import { recordCosts } from './costs.ts'
import { type Entities, type Filler, INSTANTS, ids, WORDS } from './filler.ts'
import { recordReconciliation } from './reconciliation.ts'
import { recordSources } from './syncing.ts'
import { recordWork } from './work.ts'

/** What happened to the entities, what is measured of them, and who else tells of them. */
export async function recordFacts(filler: Filler, entities: Entities): Promise<void> {
  const changes = await recordChanges(filler, entities)
  const sources = await recordSources(filler)
  await recordReconciliation(filler, entities, sources)
  await recordCosts(filler, entities, sources)
  await recordMetrics(filler, entities)
  await recordAuditEvents(filler, entities)
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
