import {
  CHANGE_OUTCOMES,
  CHANGE_TYPES,
  COST_CATEGORIES,
  changeRecordSchema,
  costRecordSchema,
  type NeutralRecord,
  OBJECTIVE_STATUSES,
  objectiveRecordSchema,
  parseRecord,
  personRecordSchema,
  processRecordSchema,
  publicAddress,
  SERVICE_KINDS,
  SERVICE_LIFECYCLES,
  serviceRecordSchema,
  surveyInvitationRecordSchema,
  TEAM_KINDS,
  teamRecordSchema,
  ticketEventRecordSchema,
  truncate,
} from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { MODEL_TABLES, type ModelColumns, type ModelTable } from './model-config.ts'
import { ModelRow } from './model-row.ts'
import { type Ids, idsIn, partsOf } from './references.ts'
import { type Origin, refuseUnusable } from './refusals.ts'
import { type RowsRead, rowsOf } from './rows.ts'

/** A row as it is listed and stored: a record of its type. */
export interface ModelFacts {
  readonly type: (typeof TYPES)[ModelTable]
  readonly externalId: string
  readonly [field: string]: unknown
}

const TYPES = {
  people: 'person',
  teams: 'team',
  services: 'service',
  objectives: 'objective',
  processes: 'process',
  costs: 'cost',
  changes: 'change',
  ticketEvents: 'ticketEvent',
  surveyInvitations: 'surveyInvitation',
} as const

const SCHEMAS = {
  people: personRecordSchema,
  teams: teamRecordSchema,
  services: serviceRecordSchema,
  objectives: objectiveRecordSchema,
  processes: processRecordSchema,
  costs: costRecordSchema,
  changes: changeRecordSchema,
  ticketEvents: ticketEventRecordSchema,
  surveyInvitations: surveyInvitationRecordSchema,
} as const

/** What a row means. Pure. */
export function mapModel(facts: ModelFacts): NeutralRecord {
  return parseRecord(facts)
}

export type ModelRead = Readonly<Record<ModelTable, RowsRead<ModelFacts>>>

/** What the tables of what stands above the assets say. @throws InputError with row and column */
export function readModel(readings: readonly Reading[], config: CsvConfig): ModelRead {
  const ids: Ids = new Map([
    ['assets', idsIn(readings, 'assets', config.columns?.externalId)],
    ...MODEL_TABLES.map((table) => [table, idsIn(readings, table, config[table]?.externalId)] as const),
  ])
  const read = (table: ModelTable): RowsRead<ModelFacts> => {
    const columns = config[table]
    if (columns === undefined) return { facts: [], unusable: [] }
    return rowsOf(readings, table, columns.externalId, (cells) => {
      const row = new ModelRow(cells, columns, config, ids)
      const facts = factsOf(row, table)
      refuseUnusable(SCHEMAS[table], facts, cells, (path) => originOf(path, row, columns))
      return facts
    })
  }
  return {
    people: read('people'),
    teams: read('teams'),
    services: read('services'),
    objectives: read('objectives'),
    processes: read('processes'),
    costs: read('costs'),
    changes: read('changes'),
    ticketEvents: read('ticketEvents'),
    surveyInvitations: read('surveyInvitations'),
  }
}

/** The settings of fields of records that are called otherwise. */
const FIELD_OF: Readonly<Record<string, string>> = {
  assets: 'asset',
  services: 'service',
  sourceState: 'state',
}

/** Where a field of a record comes from. */
function originOf([part, key, field]: readonly PropertyKey[], row: ModelRow, columns: ModelColumns): Origin {
  if (part === 'externalId') return { column: columns.externalId }
  if (part === 'labels') return { column: columns.labels[String(key)] }
  if (part === 'keyResults') {
    const name = field === undefined || field === 'title' ? 'keyResult' : String(field)
    return { column: columns.fields[name] }
  }
  const name = columns.fields[String(part)] === undefined ? FIELD_OF[String(part)] : String(part)
  if (typeof key !== 'number') return { column: columns.fields[name ?? ''] }
  // What a service depends on stands in two columns, one after the other.
  const parts = partsOf(row.at(name ?? ''))
  if (part === 'dependsOn' && key >= parts.length)
    return { column: columns.fields.assets, part: partsOf(row.at('assets'))[key - parts.length] }
  return { column: columns.fields[name ?? ''], part: parts[key] }
}

function factsOf(row: ModelRow, table: ModelTable): ModelFacts {
  const externalId = row.id
  const common = { type: TYPES[table], externalId, ...row.named('url', publicAddress), ...row.labels() }
  const text = (field: string) => row.named(field, (cell) => truncate(cell, 20_000))
  const name = { name: row.at('name') ?? externalId }
  switch (table) {
    case 'people':
      return { ...common, ...name, ...text('email'), ...row.value('active', 'boolean') }
    case 'teams':
      return {
        ...common,
        ...name,
        ...row.word('kind', TEAM_KINDS),
        ...row.reference('parent', 'teams'),
        ...text('costCentre'),
        ...text('contact'),
        ...row.members(),
      }
    case 'services': {
      const dependsOn = [
        ...row.list('dependsOn', 'services', 'service', 'strength'),
        ...row.list('assets', undefined, 'asset', 'strength'),
      ]
      return {
        ...common,
        ...name,
        ...row.word('kind', SERVICE_KINDS),
        ...row.word('lifecycle', SERVICE_LIFECYCLES),
        ...row.value('availability', 'number'),
        ...row.value('csatTarget', 'number'),
        ...text('description'),
        ...row.reference('owner', 'teams'),
        ...(dependsOn.length === 0 ? {} : { dependsOn }),
      }
    }
    case 'objectives':
      return {
        ...common,
        title: row.at('title') ?? externalId,
        ...text('description'),
        ...text('benefit'),
        ...row.reference('owner', 'teams'),
        ...row.reference('parent', 'objectives'),
        ...row.value('weight', 'number'),
        ...row.word('status', OBJECTIVE_STATUSES),
        ...row.value('startsOn', 'date'),
        ...row.value('endsOn', 'date'),
        ...row.listed('services', 'services', 'service', 'share'),
        ...row.keyResults(),
      }
    case 'processes':
      return {
        ...common,
        ...name,
        ...text('description'),
        ...row.reference('owner', 'teams'),
        ...row.listed('services', 'services', 'service', 'strength'),
        ...row.listed('objectives', 'objectives', 'objective', 'share'),
      }
    case 'costs':
      return {
        ...common,
        ...row.period(),
        ...row.amount(),
        category: 'USAGE',
        ...row.word('category', COST_CATEGORIES),
        ...row.subject(),
        ...text('resource'),
        ...text('provider'),
        ...text('product'),
        ...text('account'),
      }
    case 'changes':
      return {
        ...common,
        title: row.at('title') ?? externalId,
        ...text('description'),
        changeType: 'NORMAL',
        ...row.word('changeType', CHANGE_TYPES),
        ...row.changeState(),
        ...row.instants('plannedStart', 'plannedEnd', 'actualStart', 'actualEnd', 'firstCommitAt'),
        ...row.word('outcome', CHANGE_OUTCOMES),
        ...text('plan'),
        ...text('backoutPlan'),
        ...text('requester'),
        ...text('implementingTeam'),
        ...row.about(),
      }
    case 'ticketEvents':
      return { ...common, ticket: row.at('ticket'), ...row.entered(), ...row.instant('at') }
    case 'surveyInvitations':
      return {
        ...common,
        ...text('survey'),
        ...row.named('team', (cell) => cell),
        ...row.value('invited', 'number'),
        ...row.instants('invitedAt'),
      }
  }
}
