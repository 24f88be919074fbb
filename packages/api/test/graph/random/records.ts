import { json } from '@throughline/db'
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
  const slos = await recordSlos(filler, services, metrics)
  const measures = [
    () => ({ metric_id: choice.maybe(ids(metrics)) }),
    () => ({ slo_id: choice.maybe(slos) }),
    () => ({
      score_measure: 'CSAT' as const,
      score_subject: 'SERVICE' as const,
      score_service_id: choice.maybe(services),
    }),
  ]
  const keyResults = objectives
    .filter(() => choice.chance(60))
    .map((objective_id) => ({
      ...filler.stamped(),
      objective_id,
      title: filler.word(),
      unit: '%',
      current_value: choice.maybe([0, 0.3]),
      weight: choice.one([1, 2]),
      ...(choice.chance(60)
        ? { start_value: 0, target_value: choice.one([1, 100]) }
        : {
            kind: 'MAINTAIN' as const,
            keep_above: 0.2,
            period_unit: choice.one(['WEEK', 'MONTH'] as const),
          }),
      ...choice.one(measures)(),
    }))
  await filler.insert('key_result', keyResults)
  await filler.insert(
    'key_result_check_in',
    filler.pairs(ids(keyResults), INSTANTS, 40).map(([key_result_id, at]) => ({
      ...filler.stamped(),
      ...{ key_result_id, at, value: choice.one([0, 0.3]), confidence: choice.maybe([0, 0.5]) },
      note: filler.word(),
    })),
  )
}

/** SLOs on gauges, some with kept figures, and change windows. */
async function recordSlos(
  filler: Filler,
  services: readonly string[],
  metrics: readonly { readonly id: string; readonly kind: string }[],
): Promise<string[]> {
  const { choice } = filler
  const gauges = metrics.filter(({ kind }) => kind === 'GAUGE')
  const slos = services
    .filter(() => gauges.length > 0 && choice.chance(60))
    .map((service_id, index) => ({
      ...filler.stamped(),
      name: `${filler.word()} ${index}`,
      service_id,
      indicator: 'THRESHOLD' as const,
      metric_id: choice.one(ids(gauges)),
      operator: choice.one(['LT', 'GTE'] as const),
      threshold: choice.one([0, 1.5]),
      target: choice.one([0.5, 0.99]),
      duration: choice.one(['30d', '1w']),
      alerting: choice.chance(50),
    }))
  await filler.insert('slo', slos)
  await filler.insert(
    'slo_figure',
    ids(slos)
      .filter(() => choice.chance(60))
      .map((slo_id) => ({
        slo_id,
        computed_at: choice.one(INSTANTS),
        status: choice.one(['MET', 'MISSED', 'NO_TRAFFIC'] as const),
        remaining: choice.one([1, 0.25, -0.5]),
        figures: json({}),
      })),
  )
  const windows = filler.several(3, (index) => ({
    ...filler.stamped(),
    name: `${filler.word()} ${index}`,
    kind: choice.one(['MAINTENANCE', 'FREEZE'] as const),
    start_time: choice.one(['2026-01-01 00:00:00', '2026-02-01 02:00:00']),
    time_zone: choice.one(['UTC', 'Europe/Berlin']),
    minutes: choice.one([60, 90]),
    everything: choice.chance(50),
  }))
  await filler.insert('change_window', windows)
  await filler.insert(
    'change_window_service',
    filler
      .pairs(ids(windows), services, 40)
      .map(([change_window_id, service_id]) => ({ change_window_id, service_id })),
  )
  return ids(slos)
}
