import {
  COST_CATEGORIES,
  costRecordSchema,
  type EntityReference,
  MEMBER_ROLES,
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
import type { Cells } from './cells.ts'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { MODEL_TABLES, type ModelColumns, type ModelTable } from './model-config.ts'
import { type RowsRead, refuseUnusable, rowsOf } from './rows.ts'
import { stateOf } from './tickets.ts'
import { parseInstant } from './times.ts'
import { type Parsed, parseAmount, parseDate, parseNumber, parseValue } from './values.ts'

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
  const ids = new Map(MODEL_TABLES.map((table) => [table, idsIn(readings, table, config[table])]))
  const read = (table: ModelTable): RowsRead<ModelFacts> => {
    const columns = config[table]
    if (columns === undefined) return { facts: [], unusable: [] }
    return rowsOf(readings, table, columns.externalId, (cells) => {
      const facts = factsOf(new Row(cells, columns, config, ids), table)
      refuseUnusable(SCHEMAS[table], facts, cells, ([part, key]) =>
        part === 'labels'
          ? columns.labels[String(key)]
          : columns.fields[FIELD_OF[String(part)] ?? String(part)],
      )
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
    ticketEvents: read('ticketEvents'),
    surveyInvitations: read('surveyInvitations'),
  }
}

/** The settings of fields of records that are called otherwise. */
const FIELD_OF: Readonly<Record<string, string>> = {
  keyResults: 'keyResult',
  assets: 'asset',
  services: 'service',
  sourceState: 'state',
}

/** The ids that the rows of a kind of table have. */
export function idsIn(
  readings: readonly Reading[],
  table: ModelTable,
  columns: ModelColumns | undefined,
): ReadonlySet<string> {
  if (columns === undefined) return new Set()
  const held = readings.filter(({ holds }) => holds.has(table))
  return new Set(
    held.flatMap(({ table: { rows }, positions }) => {
      const position = positions.get(columns.externalId)
      return position === undefined ? [] : rows.flatMap(({ cells }) => cells[position] ?? [])
    }),
  )
}

function factsOf(row: Row, table: ModelTable): ModelFacts {
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
    case 'ticketEvents':
      return { ...common, ticket: row.at('ticket'), ...row.entered(), ...row.instant('at') }
    case 'surveyInvitations':
      return {
        ...common,
        ...text('survey'),
        ...row.named('team', (cell) => cell),
        ...row.value('invited', 'number'),
        ...(row.at('invitedAt') === undefined ? {} : row.instant('invitedAt')),
      }
  }
}

type Named = Readonly<Record<string, unknown>>

/** A row whose cells are asked for by the fields that their columns mean. */
class Row {
  readonly id: string
  readonly #cells: Cells
  readonly #columns: ModelColumns
  readonly #config: CsvConfig
  readonly #ids: ReadonlyMap<ModelTable, ReadonlySet<string>>

  constructor(
    cells: Cells,
    columns: ModelColumns,
    config: CsvConfig,
    ids: ReadonlyMap<ModelTable, ReadonlySet<string>>,
  ) {
    this.id = cells.required(columns.externalId)
    this.#cells = cells
    this.#columns = columns
    this.#config = config
    this.#ids = ids
  }

  at(field: string): string | undefined {
    return this.#cells.at(this.#columns.fields[field])
  }

  named(field: string, read: (cell: string) => unknown): Named {
    const cell = this.at(field)
    return cell === undefined ? {} : { [field]: read(cell) }
  }

  value(field: string, type: 'number' | 'boolean' | 'date'): Named {
    return this.#parsed(field, (cell) =>
      type === 'date' ? parseDate(cell, this.#config) : parseValue(type, cell, this.#config),
    )
  }

  word(field: string, words: readonly string[]): Named {
    return this.#parsed(field, (cell) => {
      const value = words.find((word) => word === cell.toUpperCase())
      return value === undefined
        ? { problem: 'is not one of its values', hint: `Write one of ${words.join(', ')}.` }
        : { value }
    })
  }

  reference(field: string, to: ModelTable): Named {
    return this.named(field, (cell) => this.#referenceTo(cell, to))
  }

  /** The links that a cell lists. */
  list(field: string, to: ModelTable | undefined, end: string, amount: string): Named[] {
    return partsOf(this.at(field)).map((part) => {
      const [, name = part, number] = /^(.*\S)\s*=\s*(\S+)$/.exec(part) ?? []
      const parsed = number === undefined ? undefined : parseNumber(number, this.#config)
      if (parsed !== undefined && !('value' in parsed)) {
        throw this.#cells.refusal(
          `${JSON.stringify(truncate(part, 61))} in the column ${JSON.stringify(this.#columns.fields[field])} has no number after =`,
          'Write a number from 0 to 1 there, such as Cart = 0.5.',
        )
      }
      return {
        [end]: this.#referenceTo(name, to),
        ...(parsed === undefined ? {} : { [amount]: parsed.value }),
      }
    })
  }

  listed(field: string, to: ModelTable, end: string, amount: string): Named {
    const links = this.list(field, to, end, amount)
    return links.length === 0 ? {} : { [field]: links }
  }

  members(): Named {
    const members = partsOf(this.at('members')).map((part) => {
      const [, who = part, role] = /^(.*\S)\s*=\s*(\S+)$/.exec(part) ?? []
      const known = MEMBER_ROLES.find((word) => word === role?.toUpperCase())
      if (role !== undefined && known === undefined) {
        throw this.#cells.refusal(
          `${JSON.stringify(truncate(part, 61))} in the column ${JSON.stringify(this.#columns.fields.members)} has no role after =`,
          `Write one of ${MEMBER_ROLES.join(', ')} there, or leave it out.`,
        )
      }
      return {
        person: who.includes('@') ? { email: who } : { externalId: who },
        ...(known === undefined ? {} : { role: known }),
      }
    })
    return members.length === 0 ? {} : { members }
  }

  keyResults(): Named {
    const title = this.at('keyResult')
    if (title === undefined) return {}
    const number = (field: string) => this.value(field, 'number')
    return {
      keyResults: [
        {
          title,
          ...this.named('unit', (cell) => cell),
          ...number('start'),
          ...number('target'),
          ...number('current'),
        },
      ],
    }
  }

  /** The period of a cost, in UTC as sums of costs are; the month of its start if it has no end. */
  period(): Named {
    const instant = (cell: string) => parseInstant(cell, { ...this.#config, timeZone: 'UTC' })
    const start = this.#cells.requiredAs(this.#columns.fields.periodStart ?? '', instant)
    const end = this.#cells.parsed(this.#columns.fields.periodEnd, instant)
    if (end !== undefined) return { periodStart: start, periodEnd: end }
    const day = new Date(start)
    const month = (offset: number) =>
      new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + offset)).toISOString()
    return { periodStart: month(0), periodEnd: month(1) }
  }

  /** The state that a ticket entered. */
  entered(): Named {
    const column = this.#columns.fields.state ?? ''
    const states = this.#config.tickets?.states ?? {}
    return {
      state: this.#cells.requiredAs(column, (cell) => stateOf(cell, states)),
      sourceState: this.#cells.required(column),
    }
  }

  instant(field: string): Named {
    const column = this.#columns.fields[field] ?? ''
    return { [field]: this.#cells.requiredAs(column, (cell) => parseInstant(cell, this.#config)) }
  }

  /** What a cost is of. */
  subject(): Named {
    const [asset, service] = [this.at('asset'), this.at('service')]
    return {
      ...(asset === undefined ? {} : { assets: [{ externalId: asset }, { name: asset }] }),
      ...(service === undefined ? {} : { services: [service] }),
    }
  }

  /** The amount of a cost, exact. */
  amount(): Named {
    const column = this.#columns.fields.amount ?? ''
    const amount = this.#cells.requiredAs(column, (cell) => parseAmount(cell, this.#config))
    const currency = this.at('currency') ?? this.#config.currency
    if (currency !== undefined) return { amount, currency }
    throw this.#cells.refusal(
      `the amount in the column ${JSON.stringify(column)} has no currency`,
      'Name a column with costs.columns.currency, or one for all rows with currency.',
    )
  }

  labels(): Named {
    const labels = Object.entries(this.#columns.labels).flatMap(([name, column]) => {
      const cell = this.#cells.at(column)
      return cell === undefined ? [] : [[name, cell] as const]
    })
    return labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }
  }

  #referenceTo(cell: string, to: ModelTable | undefined): Named {
    return referenceTo(cell, to === undefined ? undefined : this.#ids.get(to))
  }

  #parsed(field: string, parse: (cell: string) => Parsed<unknown>): Named {
    const value = this.#cells.parsed(this.#columns.fields[field], parse)
    return value === undefined ? {} : { [field]: value }
  }
}

/** An external ID if the input has a row with it, otherwise a name. */
export function referenceTo(cell: string, ids: ReadonlySet<string> | undefined): EntityReference {
  return ids?.has(cell) === true ? { externalId: cell } : { name: cell }
}

/** The parts of a cell that lists several things. */
export function partsOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
