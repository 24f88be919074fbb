import type { ChangeOutcome, ChangeState, ChangeType, TicketKind, TicketState } from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import type { ServiceNowConfig } from './config.ts'
import { idOf, instantAt, levelAt, proseAt, type Row, secondsAt, shownAt, valueAt } from './row.ts'
import * as vocabulary from './vocabulary.ts'

/** What every task says, be it a ticket or a change. It is stored; map needs nothing else. */
interface TaskFacts {
  readonly id: string
  readonly table: string
  readonly number: string | null
  readonly url: string
  readonly title: string
  readonly description: string | null
  readonly stateLabel: string
  readonly requester: string | null
  readonly team: string | null
  readonly openedAt: string | null
  readonly category: string | null
  readonly services: readonly string[]
  readonly assets: readonly string[]
}

/** What a ticket says, and what the configuration makes of its words. */
export interface TicketFacts extends TaskFacts {
  readonly kind: TicketKind
  readonly state: TicketState
  readonly impact: number | null
  readonly urgency: number | null
  readonly priority: number | null
  readonly assignee: string | null
  readonly requesterTeam: string | null
  readonly resolvedAt: string | null
  readonly dueAt: string | null
  readonly causedBy: string | null
  readonly workedSeconds: number | null
}

/** What a change says, and what the configuration makes of its words. */
export interface ChangeFacts extends TaskFacts {
  readonly state: ChangeState
  readonly changeType: ChangeType
  readonly outcome: ChangeOutcome | null
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  readonly actualStart: string | null
  readonly actualEnd: string | null
  readonly plan: string | null
  readonly backoutPlan: string | null
}

const TASK_FIELDS = [
  'number',
  'sys_class_name',
  'short_description',
  'description',
  'state',
  'active',
  'opened_at',
  'sys_created_on',
  'opened_by',
  'assigned_to',
  'assignment_group',
  'category',
]

export function ticketFields(config: ServiceNowConfig): string[] {
  return distinct([
    ...TASK_FIELDS,
    'impact',
    'urgency',
    'priority',
    'caller_id',
    'request.requested_for',
    'requested_for',
    'resolved_at',
    'closed_at',
    'due_date',
    config.causedByField,
    ...(config.requesterTeamField === undefined ? [] : [config.requesterTeamField]),
    ...(config.efforts === 'sum' ? ['time_worked'] : []),
    ...config.serviceFields,
    ...config.assetFields,
  ])
}

export function changeFields(config: ServiceNowConfig): string[] {
  return distinct([
    ...TASK_FIELDS,
    'type',
    'approval',
    'close_code',
    'requested_by',
    'start_date',
    'end_date',
    'work_start',
    'work_end',
    'implementation_plan',
    'backout_plan',
    ...config.serviceFields,
    ...config.assetFields,
  ])
}

export function ticketFacts({ config }: Context, scope: string, row: Row): TicketFacts {
  const table = valueAt(row, 'sys_class_name') ?? scope
  return {
    ...taskFacts(config, table, row, ['caller_id', 'request.requested_for', 'requested_for', 'opened_by']),
    kind:
      config.kinds[table] ??
      config.kinds[scope] ??
      vocabulary.KIND_OF_TABLE[table] ??
      vocabulary.KIND_OF_TABLE[scope] ??
      'TASK',
    state: ticketState(config, scope, row),
    impact: levelAt(row, 'impact', 3),
    urgency: levelAt(row, 'urgency', 3),
    priority: levelAt(row, 'priority', 5),
    assignee: shownAt(row, 'assigned_to'),
    requesterTeam: config.requesterTeamField === undefined ? null : shownAt(row, config.requesterTeamField),
    resolvedAt: instantAt(row, 'resolved_at') ?? instantAt(row, 'closed_at'),
    dueAt: instantAt(row, 'due_date'),
    causedBy: valueAt(row, config.causedByField),
    workedSeconds: config.efforts === 'sum' ? secondsAt(row, 'time_worked') : null,
  }
}

export function changeFacts({ config }: Context, scope: string, row: Row): ChangeFacts {
  const choice = (field: string) => ({ value: valueAt(row, field), label: shownAt(row, field) })
  return {
    ...taskFacts(config, valueAt(row, 'sys_class_name') ?? scope, row, ['requested_by', 'opened_by']),
    state: changeState(config, row),
    changeType:
      vocabulary.meaningOf(choice('type'), config.changeTypes, vocabulary.CHANGE_TYPES_OF) ?? 'NORMAL',
    outcome: vocabulary.meaningOf(choice('close_code'), config.outcomes, vocabulary.OUTCOMES_OF) ?? null,
    plannedStart: instantAt(row, 'start_date'),
    plannedEnd: instantAt(row, 'end_date'),
    actualStart: instantAt(row, 'work_start'),
    actualEnd: instantAt(row, 'work_end'),
    plan: proseAt(row, 'implementation_plan'),
    backoutPlan: proseAt(row, 'backout_plan'),
  }
}

function taskFacts(
  config: ServiceNowConfig,
  table: string,
  row: Row,
  requesters: readonly string[],
): TaskFacts {
  const id = idOf(row) ?? ''
  const number = valueAt(row, 'number', 100)
  return {
    id,
    table,
    number,
    url: `${config.url.replace(/\/+$/, '')}/${table}.do?sys_id=${id}`,
    title: shownAt(row, 'short_description', 500) ?? number ?? id,
    description: proseAt(row, 'description'),
    stateLabel: shownAt(row, 'state', 200) ?? 'unknown',
    requester: requesters.map((field) => shownAt(row, field)).find((name) => name !== null) ?? null,
    team: shownAt(row, 'assignment_group'),
    openedAt: instantAt(row, 'opened_at') ?? instantAt(row, 'sys_created_on'),
    category: shownAt(row, 'category', 200),
    services: distinct(config.serviceFields.flatMap((field) => shownAt(row, field) ?? [])),
    assets: distinct(config.assetFields.flatMap((field) => valueAt(row, field) ?? [])),
  }
}

function ticketState({ states }: ServiceNowConfig, table: string, row: Row): TicketState {
  const choice = { value: valueAt(row, 'state'), label: shownAt(row, 'state') }
  const known = vocabulary.STATES_OF_TABLE[table] ?? vocabulary.TASK_STATES
  const meant = vocabulary.meaningOf(choice, states[table] ?? {}, known)
  return meant ?? (valueAt(row, 'active') === 'false' ? 'CLOSED' : 'OPEN')
}

/** A change that was rejected is cancelled, or begun anew, and keeps the mark of its approval. */
function changeState({ changeStates }: ServiceNowConfig, row: Row): ChangeState {
  const choice = { value: valueAt(row, 'state'), label: shownAt(row, 'state') }
  const meant = vocabulary.meaningOf(choice, changeStates, vocabulary.CHANGE_STATES_OF)
  if (meant === 'CANCELLED' && valueAt(row, 'approval') === 'rejected') return 'REJECTED'
  return meant ?? (valueAt(row, 'active') === 'false' ? 'CLOSED' : 'DRAFT')
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)]
}
