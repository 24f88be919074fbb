import { CHANGE_OUTCOMES, CHANGE_STATES, CHANGE_TYPES, COST_CATEGORIES } from '@throughline/plugin-kit'
import { z } from 'zod'
import { type ByTemplate, templateHeader, templateOrSettings } from './by-template.ts'
import { column, labels } from './column.ts'

const REFERENCE =
  'An external ID if the input has a row of that kind with it, otherwise the name as it is written.'
const LIST = `Separated by ;, each with its number after = where there is one, such as Cart = 0.5. ${REFERENCE}`

const optional = (text: string) => column.exactOptional().describe(text)
const externalId = column.describe('What the rows are told apart by: every value once, and always the same.')
const name = optional('Left out or empty, the external id stands for it.')
const description = optional('A text.')
const owner = optional(`The owning team. ${REFERENCE}`)
const url = optional('An http or https address.')

/** The columns of each kind of table of what stands above the assets, of costs, of changes, of events of tickets, and of invitations. */
export const MODEL_COLUMNS = {
  people: z.strictObject({
    externalId,
    name,
    email: optional('The e-mail address; a person who has it already is that person.'),
    active: optional('yes or no; no for a person who has left.'),
    labels,
  }),
  teams: z.strictObject({
    externalId,
    name,
    kind: optional('BUSINESS or IT.'),
    parent: optional(`The team that it is a part of. ${REFERENCE}`),
    costCentre: optional('A text.'),
    contact: optional('How to reach it.'),
    members: optional(
      'E-mail addresses or external IDs of persons, separated by ;, with = LEAD after a lead.',
    ),
    url,
    labels,
  }),
  services: z.strictObject({
    externalId,
    name,
    kind: optional('BUSINESS or TECHNICAL.'),
    lifecycle: optional('PLANNED, LIVE or RETIRED.'),
    availability: optional('How much of the time it is available by itself, 0 to 1.'),
    csatTarget: optional('The share of content users that it aims at, above 0 and up to 1.'),
    description,
    owner,
    dependsOn: optional(`Services. ${LIST}`),
    assets: optional('Assets that it depends on, by name, written as in dependsOn.'),
    url,
    labels,
  }),
  objectives: z.strictObject({
    externalId,
    title: optional('Left out or empty, the external id stands for it.'),
    description,
    benefit: optional('What the business gains by it.'),
    owner,
    parent: optional(`The parent objective. ${REFERENCE}`),
    weight: optional('A number of 0 or more.'),
    status: optional('DRAFT, ACTIVE, ACHIEVED or ABANDONED.'),
    startsOn: optional('A day.'),
    endsOn: optional('A day.'),
    services: optional(`Services that it rests on, with shares. ${LIST}`),
    keyResult: optional('What is measured. It takes start and target.'),
    unit: optional('The unit of the key result.'),
    start: optional('A number.'),
    target: optional('A number.'),
    current: optional('A number.'),
    url,
    labels,
  }),
  processes: z.strictObject({
    externalId,
    name,
    description,
    owner,
    services: optional(`Services that it uses, with strengths. ${LIST}`),
    objectives: optional(`Objectives that it supports, with shares. ${LIST}`),
    url,
    labels,
  }),
  costs: z.strictObject({
    externalId,
    periodStart: column.describe('The first day or moment of the period; in UTC if it has no offset.'),
    periodEnd: optional('The day or moment after its last. Left out or empty, the period is the month.'),
    amount: column.describe('A number with its sign: credits are negative.'),
    currency: optional('Such as EUR; see the setting currency.'),
    category: optional(`${COST_CATEGORIES.join(', ')}. Left out or empty, USAGE.`),
    asset: optional('The asset that it is a cost of: an external ID of the input, otherwise a name.'),
    service: optional('The service that it is a cost of. Left out or empty, the cost is unallocated.'),
    resource: optional('What the invoice calls the subject.'),
    provider: optional('Who charges.'),
    product: optional('What is charged for.'),
    account: optional('The account of the provider.'),
  }),
  changes: z.strictObject({
    externalId,
    title: optional('Left out or empty, the external id stands for it.'),
    description,
    changeType: optional(`${CHANGE_TYPES.join(', ')}. Left out or empty, NORMAL.`),
    state: column.describe(`${CHANGE_STATES.join(', ')}.`),
    plannedStart: optional('A time. The planned window has both its ends or none.'),
    plannedEnd: optional('A time.'),
    actualStart: optional('A time.'),
    actualEnd: optional('A time.'),
    firstCommitAt: optional('The time of the earliest commit that it delivers.'),
    outcome: optional(`${CHANGE_OUTCOMES.join(', ')}; of a change in REVIEW or CLOSED.`),
    plan: optional('How it is made.'),
    backoutPlan: optional('How it is taken back.'),
    requester: optional('Who asked for it.'),
    implementingTeam: optional('The team that makes it, by its external ID or its name.'),
    services: optional('Services that it is about, by name, separated by ;'),
    assets: optional(`Assets that it is about, separated by ;. ${REFERENCE}`),
    url,
    labels,
  }),
  ticketEvents: z.strictObject({
    externalId,
    ticket: column.describe('The external ID of the ticket.'),
    state: column.describe('The state that the ticket entered; see tickets.states.'),
    at: column.describe('When it entered the state.'),
  }),
  surveyInvitations: z.strictObject({
    externalId,
    survey: column.describe('The external ID of the survey.'),
    team: optional('The team, by its external ID or its name. Left out or empty, persons of no team.'),
    invited: column.describe('How many persons were invited.'),
    invitedAt: optional('When they were invited.'),
  }),
} as const

export const MODEL_TABLES = [
  'people',
  'teams',
  'services',
  'objectives',
  'processes',
  'costs',
  'changes',
  'ticketEvents',
  'surveyInvitations',
] as const
export type ModelTable = (typeof MODEL_TABLES)[number]

/** The columns of a table by the fields that they mean. */
export interface ModelColumns extends ByTemplate {
  readonly externalId: string
  readonly labels: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
}

function tableOf(table: ModelTable) {
  return z
    .union(
      [
        z.literal('template').describe('The columns are named as in `throughline template`.'),
        z.strictObject({ columns: MODEL_COLUMNS[table] }),
      ],
      { error: templateOrSettings },
    )
    .transform((given): ModelColumns => {
      const named: Readonly<Record<string, unknown>> =
        given === 'template'
          ? Object.fromEntries(templateHeader(MODEL_COLUMNS[table]).map((field) => [field, field]))
          : given.columns
      const fields = Object.entries(named).flatMap(([field, value]) =>
        typeof value === 'string' && field !== 'externalId' ? [[field, value] as const] : [],
      )
      return {
        externalId: String(named.externalId),
        labels: given === 'template' || !('labels' in given.columns) ? {} : given.columns.labels,
        fields: Object.fromEntries(fields),
        template: given === 'template',
      }
    })
    .exactOptional()
    .describe(`What the columns of ${table} mean. Left out, none are read.`)
}

/** The settings of these tables. */
export const modelSchemas = {
  people: tableOf('people'),
  teams: tableOf('teams'),
  services: tableOf('services'),
  objectives: tableOf('objectives'),
  processes: tableOf('processes'),
  costs: tableOf('costs'),
  changes: tableOf('changes'),
  ticketEvents: tableOf('ticketEvents'),
  surveyInvitations: tableOf('surveyInvitations'),
}
