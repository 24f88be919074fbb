import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { type Breach, creating, GONE, long, type Rows } from './breaking.ts'
import { KEY_RESULT_BREACHES } from './key-result-breaches.ts'
import { WORK_BREACHES } from './work-breaches.ts'

const referring =
  (given: (rows: Rows) => object): Breach =>
  (rows) => ({
    mutation: 'addExternalReference',
    input: { node: { id: rows.to.team }, source: 'jira', externalId: 'X-1', ...given(rows) },
  })

/** Each constraint that an input can break: what breaks it, and the place and the words of the answer. */
export const BREACHES: Record<string, readonly [breach: Breach, path: string, message: RegExp]> = {
  team_name_check: [creating('Team', () => ({ name: '  ' })), 'name', /has 1 to 200 characters/],
  team_name_key: [
    creating('Team', () => ({ name: 'Neighbour' })),
    'name',
    /is taken already; choose another/,
  ],
  team_cost_centre_check: [
    creating('Team', () => ({ costCentre: long(100) })),
    'costCentre',
    /at most 100 char/,
  ],
  team_contact_check: [creating('Team', () => ({ contact: long(300) })), 'contact', /at most 300 characters/],
  team_parent_id_fkey: [creating('Team', ({ gone }) => ({ parent: { id: gone.Team } })), 'parent.id', GONE],
  team_own_parent: [
    ({ to }) => ({ mutation: 'updateTeam', input: { team: { id: to.team }, parent: { id: to.team } } }),
    'parent',
    /is the team itself/,
  ],
  person_name_check: [creating('Person', () => ({ name: ' ' })), 'name', /has 1 to 200 characters/],
  person_email_check: [creating('Person', () => ({ email: 'ada' })), 'email', /is an e-mail address/],
  person_email_key: [
    creating('Person', () => ({ email: 'Neighbour@Example.org' })),
    'email',
    /is taken already; choose another/,
  ],
  service_account_name_check: [
    creating('ServiceAccount', () => ({ name: ' ' })),
    'name',
    /has 1 to 200 characters/,
  ],
  service_account_name_key: [
    creating('ServiceAccount', () => ({ name: 'ADMIN 1' })),
    'name',
    /is taken already; choose another/,
  ],
  service_account_description_check: [
    creating('ServiceAccount', () => ({ description: long(2_000) })),
    'description',
    /has at most 2,000 characters/,
  ],
  objective_title_check: [
    creating('Objective', () => ({ title: long(200) })),
    'title',
    /1 to 200 characters/,
  ],
  objective_description_check: [
    creating('Objective', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000 characters/,
  ],
  objective_benefit_check: [
    creating('Objective', () => ({ benefit: long(20_000) })),
    'benefit',
    /at most 20,000/,
  ],
  objective_owner_id_fkey: [
    creating('Objective', ({ gone }) => ({ owner: { id: gone.Team } })),
    'owner.id',
    GONE,
  ],
  objective_parent_id_fkey: [
    creating('Objective', ({ gone }) => ({ parent: { id: gone.Objective } })),
    'parent.id',
    GONE,
  ],
  objective_weight_check: [
    creating('Objective', () => ({ weight: -0.5 })),
    'weight',
    /from 0 to 1,000,000,000/,
  ],
  objective_period: [
    creating('Objective', () => ({ startsOn: '2026-02-01', endsOn: '2026-01-31' })),
    'endsOn',
    /lies before startsOn/,
  ],
  objective_own_parent: [
    ({ to }) => ({
      mutation: 'updateObjective',
      input: { objective: { id: to.objective }, parent: { id: to.objective } },
    }),
    'parent',
    /is the objective itself/,
  ],
  process_name_check: [creating('Process', () => ({ name: ' ' })), 'name', /has 1 to 200 characters/],
  process_name_key: [creating('Process', () => ({ name: 'Taken' })), 'name', /is taken already/],
  process_description_check: [
    creating('Process', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000/,
  ],
  process_owner_id_fkey: [
    creating('Process', ({ gone }) => ({ owner: { id: gone.Team } })),
    'owner.id',
    GONE,
  ],
  service_availability_check: [
    creating('Service', () => ({ availability: 1.5 })),
    'availability',
    /from 0 to 1/,
  ],
  service_csat_target_check: [
    creating('Service', () => ({ csatTarget: 0 })),
    'csatTarget',
    /above 0 and up to 1/,
  ],
  service_run_duty_check: [
    creating('Service', () => ({ runDuty: ' ' })),
    'runDuty',
    /has 1 to 500 characters/,
  ],
  change_objective_id_fkey: [
    creating('Change', ({ gone }) => ({ objective: { id: gone.Objective } })),
    'objective.id',
    GONE,
  ],
  change_stated_effort_minutes_check: [
    creating('Change', () => ({ effortMinutes: -1 })),
    'effortMinutes',
    /is 0 or more/,
  ],
  service_name_check: [creating('Service', () => ({ name: long(200) })), 'name', /has 1 to 200 characters/],
  service_name_key: [creating('Service', () => ({ name: 'Neighbour' })), 'name', /is taken already/],
  service_description_check: [
    creating('Service', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000/,
  ],
  service_owner_id_fkey: [
    creating('Service', ({ gone }) => ({ owner: { id: gone.Team } })),
    'owner.id',
    GONE,
  ],
  redundancy_group_service_id_fkey: [
    creating('RedundancyGroup', ({ gone }) => ({ service: { id: gone.Service } })),
    'service.id',
    GONE,
  ],
  redundancy_group_name_check: [creating('RedundancyGroup', () => ({ name: '' })), 'name', /has 1 to 200/],
  redundancy_group_min_available_check: [
    creating('RedundancyGroup', () => ({ minAvailable: 0 })),
    'minAvailable',
    /from 1 to 10,000/,
  ],
  redundancy_group_service_id_name_key: [
    creating('RedundancyGroup', () => ({ name: 'Taken' })),
    'name',
    /is taken by another group of this service/,
  ],
  asset_kind_check: [
    creating('Asset', () => ({ kind: 'Virtual Server' })),
    'kind',
    /lower-case words joined by/,
  ],
  asset_name_check: [creating('Asset', () => ({ name: long(300) })), 'name', /has 1 to 300 characters/],
  asset_environment_check: [creating('Asset', () => ({ environment: '' })), 'environment', /has 1 to 100/],
  asset_owner_id_fkey: [creating('Asset', ({ gone }) => ({ owner: { id: gone.Team } })), 'owner.id', GONE],
  asset_cost_amount_check: [
    creating('Asset', () => ({ costPerMonth: { amount: '-0.01', currency: 'EUR' } })),
    'costPerMonth.amount',
    /is 0 or more/,
  ],
  asset_availability_check: [creating('Asset', () => ({ availability: 1.5 })), 'availability', /from 0 to 1/],
  asset_cost_currency_check: [
    creating('Asset', () => ({ costPerMonth: { amount: '1', currency: 'eur' } })),
    'costPerMonth.currency',
    /is three capital letters, e.g. EUR/,
  ],
  asset_merged_is_retired: [
    ({ merged }) => ({ mutation: 'updateAsset', input: { asset: { id: merged }, lifecycle: 'LIVE' } }),
    'lifecycle',
    /stays RETIRED while the asset is merged into another/,
  ],
  change_title_check: [creating('Change', () => ({ title: long(300) })), 'title', /has 1 to 300 characters/],
  change_description_check: [
    creating('Change', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000/,
  ],
  change_implementation_plan_check: [
    creating('Change', () => ({ implementationPlan: long(20_000) })),
    'implementationPlan',
    /at most 20,000 characters/,
  ],
  change_backout_plan_check: [
    creating('Change', () => ({ backoutPlan: long(20_000) })),
    'backoutPlan',
    /at most 20,000 characters/,
  ],
  change_requester_check: [
    creating('Change', () => ({ requester: long(300) })),
    'requester',
    /at most 300 char/,
  ],
  change_implementing_team_id_fkey: [
    creating('Change', ({ gone }) => ({ implementingTeam: { id: gone.Team } })),
    'implementingTeam.id',
    GONE,
  ],
  change_planned_window: [
    creating('Change', () => ({ plannedStart: '2026-05-02T10:00:00Z', plannedEnd: '2026-05-02T10:00:00Z' })),
    'plannedEnd',
    /is not after plannedStart/,
  ],
  change_planned_complete: [
    creating('Change', () => ({ plannedStart: '2026-05-02T10:00:00Z' })),
    'plannedEnd',
    /belongs together with plannedStart: give both or neither/,
  ],
  metric_name_check: [creating('Metric', () => ({ name: '' })), 'name', /has 1 to 200 characters/],
  metric_unit_check: [creating('Metric', () => ({ unit: '' })), 'unit', /has 1 to 50 characters/],
  metric_service_id_fkey: [
    creating('Metric', ({ gone }) => ({ asset: null, service: { id: gone.Service } })),
    'service.id',
    GONE,
  ],
  metric_asset_id_fkey: [creating('Metric', ({ gone }) => ({ asset: { id: gone.Asset } })), 'asset.id', GONE],
  metric_objective_id_fkey: [
    creating('Metric', ({ gone }) => ({ asset: null, objective: { id: gone.Objective } })),
    'objective.id',
    GONE,
  ],
  metric_sample_seconds_check: [
    creating('Metric', () => ({ sampleSeconds: 0 })),
    'sampleSeconds',
    /is a whole number from 1 to 2,678,400/,
  ],
  slo_name_check: [creating('Slo', () => ({ name: '' })), 'name', /has 1 to 200 characters/],
  slo_name_key: [creating('Slo', () => ({ name: 'taken' })), 'name', /is taken/],
  slo_description_check: [
    creating('Slo', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000 characters/,
  ],
  slo_service_id_fkey: [
    creating('Slo', ({ gone }) => ({ service: { id: gone.Service } })),
    'service.id',
    GONE,
  ],
  slo_metric_id_fkey: [creating('Slo', ({ gone }) => ({ metric: { id: gone.Metric } })), 'metric.id', GONE],
  slo_total_metric_id_fkey: [
    creating('Slo', ({ gone }) => ({
      indicator: 'GOOD_RATIO',
      operator: null,
      threshold: null,
      totalMetric: { id: gone.Metric },
    })),
    'totalMetric.id',
    GONE,
  ],
  slo_total_metric: [
    creating('Slo', ({ to }) => ({ totalMetric: { id: to.metric } })),
    'totalMetric',
    /is given with GOOD_RATIO and BAD_RATIO, and only there/,
  ],
  slo_comparison: [
    creating('Slo', () => ({ threshold: null })),
    'threshold',
    /is given with THRESHOLD together with operator/,
  ],
  slo_slices: [
    creating('Slo', () => ({ timeSliceWindow: '5m' })),
    'timeSliceWindow',
    /is given unless the budgeting method is OCCURRENCES/,
  ],
  slo_time_slice_target: [
    creating('Slo', () => ({ timeSliceTarget: 0.5 })),
    'timeSliceTarget',
    /is given with TIMESLICES, and only there/,
  ],
  change_window_name_check: [
    creating('ChangeWindow', () => ({ name: '' })),
    'name',
    /has 1 to 200 characters/,
  ],
  change_window_name_key: [creating('ChangeWindow', () => ({ name: 'taken' })), 'name', /is taken/],
  change_window_description_check: [
    creating('ChangeWindow', () => ({ description: long(20_000) })),
    'description',
    /at most 20,000 characters/,
  ],
  change_window_minutes_check: [
    creating('ChangeWindow', () => ({ minutes: 525_601 })),
    'minutes',
    /is a whole number from 1 to 525,600/,
  ],
  change_window_excepted_check: [
    creating('ChangeWindow', () => ({
      except: Array.from({ length: 1_001 }, () => '2026-01-01 00:00:00'),
    })),
    'except',
    /has at most 1,000 entries/,
  ],
  metric_one_subject: [
    creating('Metric', ({ to }) => ({ service: { id: to.service } })),
    'service',
    /belongs to exactly one of service, asset and objective/,
  ],
  metric_name_service_id_asset_id_objective_id_key: [
    creating('Metric', ({ to }) => ({ name: 'neighbour', asset: null, service: { id: to.service } })),
    'name',
    /is taken by another metric of the same subject/,
  ],
  external_reference_source_check: [referring(() => ({ source: ' ' })), 'source', /has 1 to 100 characters/],
  external_reference_external_id_check: [
    referring(() => ({ externalId: long(500) })),
    'externalId',
    /has 1 to 500 characters/,
  ],
  external_reference_url_check: [referring(() => ({ url: long(2_000) })), 'url', /at most 2,000 characters/],
  ...Object.fromEntries(
    [
      'Team',
      'Person',
      'Objective',
      'Process',
      'Service',
      'Asset',
      'Change',
      'Metric',
      'Slo',
      'Ticket',
      'Survey',
    ].map((type) => [
      `external_reference_${type.toLowerCase()}_id_fkey`,
      [referring(({ gone }) => ({ node: { id: gone[type] } })), 'node.id', GONE] as const,
    ]),
  ),
  external_reference_change_window_id_fkey: [
    referring(({ gone }) => ({ node: { id: gone.ChangeWindow } })),
    'node.id',
    GONE,
  ],
  external_reference_alert_id_fkey: [
    referring(() => ({ node: { id: encodeGlobalId('Alert', '01920000-0000-7000-8000-000000000000') } })),
    'node.id',
    GONE,
  ],
  ...KEY_RESULT_BREACHES,
  ...WORK_BREACHES,
}
