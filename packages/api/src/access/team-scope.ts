import type { TableName } from '@throughline/db'

/** How a row leads to the team that it belongs to. */
export type TeamPath =
  /** A column that references the team. */
  | { readonly column: string }
  /** The first of these references that is not null; the row belongs to the team of what it references. */
  | { readonly through: readonly { readonly column: string; readonly table: TableName }[] }
  /** To no team: only a role of the whole organisation writes it. */
  | 'ORGANISATION'

const through = (column: string, table: TableName): TeamPath => ({ through: [{ column, table }] })

/**
 * References through which a row changes figures of another row: a child objective counts in the progress and in the
 * weights of its parent. Setting one takes a role of the team of that row, too.
 */
export const REACHES: Readonly<
  Partial<Record<TableName, readonly { readonly column: string; readonly table: TableName }[]>>
> = {
  objective: [{ column: 'parent_id', table: 'objective' }],
}

/**
 * Whose team counts, for every table behind a type and for every table of links. A link belongs to the end that it is
 * a statement about: a contribution to the service that contributes, a dependency to the service that depends.
 */
export const TEAM_OF: Readonly<Partial<Record<TableName, TeamPath>>> = {
  objective: { column: 'owner_id' },
  process: { column: 'owner_id' },
  service: { column: 'owner_id' },
  asset: { column: 'owner_id' },
  change: { column: 'implementing_team_id' },
  ticket: { column: 'assignee_team_id' },
  key_result: through('objective_id', 'objective'),
  key_result_check_in: through('key_result_id', 'key_result'),
  redundancy_group: through('service_id', 'service'),
  survey: through('service_id', 'service'),
  effort: {
    through: [
      { column: 'ticket_id', table: 'ticket' },
      { column: 'change_id', table: 'change' },
    ],
  },
  ticket_event: through('ticket_id', 'ticket'),
  slo: through('service_id', 'service'),
  metric: {
    through: [
      { column: 'service_id', table: 'service' },
      { column: 'asset_id', table: 'asset' },
      { column: 'objective_id', table: 'objective' },
    ],
  },
  objective_service: through('service_id', 'service'),
  service_dependency: through('service_id', 'service'),
  process_objective: through('process_id', 'process'),
  process_service: through('process_id', 'process'),
  change_service: through('change_id', 'change'),
  change_asset: through('change_id', 'change'),
  ticket_service: through('ticket_id', 'ticket'),
  ticket_asset: through('ticket_id', 'ticket'),
  asset_relation: through('from_id', 'asset'),
  membership: { column: 'team_id' },
  // What is planned is a decision of the organisation.
  allocation: 'ORGANISATION',
  expectation: { column: 'team_id' },
  agreement: through('service_id', 'service'),
  agreement_version: through('agreement_id', 'agreement'),
  external_reference: {
    through: [
      { column: 'objective_id', table: 'objective' },
      { column: 'process_id', table: 'process' },
      { column: 'service_id', table: 'service' },
      { column: 'asset_id', table: 'asset' },
      { column: 'change_id', table: 'change' },
      { column: 'metric_id', table: 'metric' },
      { column: 'ticket_id', table: 'ticket' },
      { column: 'survey_id', table: 'survey' },
      { column: 'slo_id', table: 'slo' },
    ],
  },
  // Who is above whom decides who may write what.
  team: 'ORGANISATION',
  person: 'ORGANISATION',
  service_account: 'ORGANISATION',
  role_grant: 'ORGANISATION',
  // What sources and rules write.
  alert: 'ORGANISATION',
  alert_service: 'ORGANISATION',
  alert_asset: 'ORGANISATION',
  asset_identifier: 'ORGANISATION',
  asset_merge: 'ORGANISATION',
  audit_event: 'ORGANISATION',
  cost: 'ORGANISATION',
  dead_letter: 'ORGANISATION',
  dry_run_change: 'ORGANISATION',
  duplicate_task: 'ORGANISATION',
  duplicate_task_asset: 'ORGANISATION',
  duplicate_task_entity: 'ORGANISATION',
  identification_rule: 'ORGANISATION',
  // A window may hold for everything.
  change_window: 'ORGANISATION',
  change_window_service: 'ORGANISATION',
  change_window_asset: 'ORGANISATION',
  mapping_rule: 'ORGANISATION',
  mapping_rule_version: 'ORGANISATION',
  mapping_task: 'ORGANISATION',
  mapping_task_service: 'ORGANISATION',
  mapped_service: 'ORGANISATION',
  pending_record: 'ORGANISATION',
  precedence_rule: 'ORGANISATION',
  source: 'ORGANISATION',
  source_action: 'ORGANISATION',
  source_scope: 'ORGANISATION',
  // Who has a link can answer, and so learn what others answered.
  campaign: 'ORGANISATION',
  survey_invitation: 'ORGANISATION',
  survey_response: 'ORGANISATION',
  sync_run: 'ORGANISATION',
  webhook_delivery: 'ORGANISATION',
}

const WRITTEN_BY_TEAMS = [
  'Asset',
  'Change',
  'KeyResult',
  'Metric',
  'Objective',
  'Process',
  'RedundancyGroup',
  'Service',
  'Slo',
  'Survey',
  'Ticket',
].flatMap((type) => [`create${type}`, `update${type}`, `delete${type}`])

/**
 * Mutations that a role of a team may call: each row that they write is checked against the team that TEAM_OF names.
 * Every other mutation takes a role of the whole organisation.
 */
export const TEAM_MUTATIONS: ReadonlySet<string> = new Set([
  ...WRITTEN_BY_TEAMS,
  // Each of its mutations takes what it takes by itself.
  'applyMutations',
  'applyOpenSlo',
  'checkInKeyResult',
  'recordEffort',
  'recordChangeEffort',
  'deleteEffort',
  'linkServiceToObjective',
  'unlinkServiceFromObjective',
  'linkServiceToService',
  'unlinkServiceFromService',
  'linkAssetsToService',
  'unlinkAssetsFromService',
  'linkAssets',
  'unlinkAssets',
  'linkProcess',
  'unlinkProcess',
  'linkProcessToObjective',
  'linkProcessToService',
  'linkChange',
  'unlinkChange',
  'linkTicket',
  'unlinkTicket',
  'linkPersonToTeam',
  'unlinkPersonFromTeam',
  'addExternalReference',
  'removeExternalReference',
])
