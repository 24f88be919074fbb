import type { ObjectFieldBuilder } from '@pothos/core'
import { limitRows } from '../../access/entity-writes.ts'
import { CostCategory } from '../../costs/graphql.ts'
import { builder, type Types } from '../../graph/builder.ts'
import { cost } from '../../graph/cost.ts'
import { encodeGlobalId } from '../../graph/global-id.ts'
import { mutation } from '../../graph/mutation.ts'
import { entityField } from '../../graph/query.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { ObjectiveStatus } from '../../objectives/graphql.ts'
import { MembershipRole } from '../../people/graphql.ts'
import { Lifecycle, ServiceKind } from '../../services/graphql.ts'
import { TeamKind } from '../../teams/graphql.ts'
import { TicketStatus } from '../../tickets/graphql.ts'
import { kindOfModel, MODEL_TYPES, type ModelType } from '../model/model-kinds.ts'
import { Source } from '../sources/graphql.ts'
import { RecordKind } from '../sources/plugin-graphql.ts'
import { storePage } from './ingest-page.ts'
import { type IngestedRow, IngestOutcome, ingestRows, ReferenceInput } from './mutations.ts'

const EXTERNAL_ID = 'External ID: unique within the source, and stable.'
const LABELS = 'Labels, as an object of strings.'
const URL_OF = 'Address of a page about it.'

const PersonReferenceInput = builder.inputType('IngestPersonReferenceInput', {
  description: 'A reference to a person: exactly one of the fields.',
  fields: (t) => ({
    externalId: t.string({ description: 'External ID in the same source.' }),
    email: t.string({ description: 'E-mail address, in any case.' }),
  }),
})

const AssetReferenceInput = builder.inputType('IngestAssetReferenceInput', {
  description: 'A reference to an asset: exactly one of the fields.',
  fields: (t) => ({
    externalId: t.string({ description: 'External ID in the same source.' }),
    name: t.string({ description: 'Name, if one asset alone has it.' }),
  }),
})

const PersonInput = builder.inputType('IngestPersonInput', {
  description: 'A person record of a source.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    name: t.string({ required: true, description: 'The name.' }),
    email: t.string({ description: 'E-mail address: the person who has it already is meant.' }),
    active: t.boolean({ description: 'False for a person who has left.' }),
    labels: t.field({ type: 'JSON', description: LABELS }),
  }),
})

const MemberInput = builder.inputType('IngestMemberInput', {
  description: 'A member of a team.',
  fields: (t) => ({
    person: t.field({ type: PersonReferenceInput, required: true, description: 'The person.' }),
    role: t.field({ type: MembershipRole, description: 'What it is in the team. Defaults to MEMBER.' }),
  }),
})

const TeamInput = builder.inputType('IngestTeamInput', {
  description: 'A team record of a source.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    name: t.string({ required: true, description: 'The name: the team that has it already is meant.' }),
    kind: t.field({ type: TeamKind, description: 'Business or IT. Defaults to IT for a new team.' }),
    parent: t.field({ type: ReferenceInput, description: 'Team that it is a part of.' }),
    costCentre: t.string({ description: 'Cost centre.' }),
    contact: t.string({ description: 'How to reach it.' }),
    members: t.field({ type: [MemberInput], description: 'All its members; up to 5,000.' }),
    labels: t.field({ type: 'JSON', description: LABELS }),
    url: t.string({ description: URL_OF }),
  }),
})

const DependencyInput = builder.inputType('IngestDependencyInput', {
  description: 'What a service depends on: a service or an asset.',
  fields: (t) => ({
    service: t.field({ type: ReferenceInput, description: 'The service that it depends on.' }),
    asset: t.field({ type: AssetReferenceInput, description: 'The asset that it depends on.' }),
    strength: t.float({ description: 'Dependency strength, from 0 (none) to 1 (certain). Defaults to 1.' }),
    group: t.string({ description: 'Name of the redundancy group of the service.' }),
  }),
})

const ServiceInput = builder.inputType('IngestServiceInput', {
  description: 'A service record of a source.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    name: t.string({ required: true, description: 'The name: the service that has it already is meant.' }),
    kind: t.field({ type: ServiceKind, description: 'Defaults to TECHNICAL for a new service.' }),
    lifecycle: t.field({ type: Lifecycle, description: 'Lifecycle state. Defaults to LIVE.' }),
    availability: t.float({
      description: 'Share of the time for which it is available by itself, from 0 to 1.',
    }),
    csatTarget: t.float({ description: 'Share of content users that it aims at, above 0 and up to 1.' }),
    description: t.string({ description: 'Description.' }),
    owner: t.field({ type: ReferenceInput, description: 'Owning team.' }),
    dependsOn: t.field({ type: [DependencyInput], description: 'All that it depends on; up to 5,000.' }),
    labels: t.field({ type: 'JSON', description: LABELS }),
    url: t.string({ description: URL_OF }),
  }),
})

const KeyResultInput = builder.inputType('IngestKeyResultInput', {
  description: 'A key result of an objective.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'What is measured; unique within the objective.' }),
    unit: t.string({ description: 'The unit of its values.' }),
    start: t.float({ required: true, description: 'The value it starts from.' }),
    target: t.float({ required: true, description: 'The value to reach.' }),
    current: t.float({ description: 'The value now. Defaults to what is known, else to the start.' }),
    weight: t.float({ description: 'Weight relative to the other key results. Defaults to 1.' }),
  }),
})

const ContributionInput = builder.inputType('IngestContributionInput', {
  description: 'A service that an objective rests on.',
  fields: (t) => ({
    service: t.field({ type: ReferenceInput, required: true, description: 'The service.' }),
    share: t.float({ description: 'Contribution share, from 0 to 1. Defaults to 1.' }),
  }),
})

const ObjectiveInput = builder.inputType('IngestObjectiveInput', {
  description: 'An objective record of a source.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    title: t.string({ required: true, description: 'What is to be reached.' }),
    description: t.string({ description: 'Description.' }),
    benefit: t.string({ description: 'What the business gains by it.' }),
    owner: t.field({ type: ReferenceInput, description: 'Owning team.' }),
    parent: t.field({ type: ReferenceInput, description: 'Parent objective.' }),
    weight: t.float({ description: 'Weight relative to sibling objectives. Defaults to 1.' }),
    status: t.field({ type: ObjectiveStatus, description: 'Status. Defaults to DRAFT.' }),
    startsOn: t.string({ description: 'The first day of its period, such as 2026-01-01.' }),
    endsOn: t.string({ description: 'The last day of its period.' }),
    keyResults: t.field({ type: [KeyResultInput], description: 'All its key results; up to 100.' }),
    services: t.field({
      type: [ContributionInput],
      description: 'All services that it rests on; up to 1,000.',
    }),
    labels: t.field({ type: 'JSON', description: LABELS }),
    url: t.string({ description: URL_OF }),
  }),
})

const UseInput = builder.inputType('IngestUseInput', {
  description: 'A service that a process uses.',
  fields: (t) => ({
    service: t.field({ type: ReferenceInput, required: true, description: 'The service.' }),
    strength: t.float({ description: 'How strongly it is needed, from 0 to 1.' }),
  }),
})

const SupportInput = builder.inputType('IngestSupportInput', {
  description: 'An objective that a process supports.',
  fields: (t) => ({
    objective: t.field({ type: ReferenceInput, required: true, description: 'The objective.' }),
    share: t.float({ description: 'Share of the objective, from 0 to 1.' }),
  }),
})

const ProcessInput = builder.inputType('IngestProcessInput', {
  description: 'A process record of a source.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    name: t.string({ required: true, description: 'The name: the process that has it already is meant.' }),
    description: t.string({ description: 'Description.' }),
    owner: t.field({ type: ReferenceInput, description: 'Owning team.' }),
    services: t.field({ type: [UseInput], description: 'All services that it uses; up to 1,000.' }),
    objectives: t.field({
      type: [SupportInput],
      description: 'All objectives that it supports; up to 1,000.',
    }),
    labels: t.field({ type: 'JSON', description: LABELS }),
    url: t.string({ description: URL_OF }),
  }),
})

const IdentifierReferenceInput = builder.inputType('IngestIdentifierReferenceInput', {
  description: 'An identifier of an asset.',
  fields: (t) => ({
    kind: t.string({ required: true, description: 'Kind of identifier, such as cloud.resource-id.' }),
    value: t.string({ required: true, description: 'The identifier.' }),
  }),
})

const CostAssetInput = builder.inputType('IngestCostAssetInput', {
  description: 'A reference to the asset of a cost: exactly one of the fields.',
  fields: (t) => ({
    externalId: t.string({ description: 'External ID in the same source.' }),
    identifier: t.field({ type: IdentifierReferenceInput, description: 'An identifier.' }),
    name: t.string({ description: 'Name, if only one asset has it.' }),
  }),
})

const CostInput = builder.inputType('IngestCostInput', {
  description:
    'A cost record of a source. It belongs to the first of its assets, then of its services, that is known; without one it is unallocated.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    periodStart: t.field({ type: 'DateTime', required: true, description: 'Start of the period, included.' }),
    periodEnd: t.field({ type: 'DateTime', required: true, description: 'End of the period, excluded.' }),
    amount: t.string({
      required: true,
      description:
        'Amortized cost with its sign, as a decimal number such as "-12.50": up to 16 digits before the point and 18 after it.',
    }),
    currency: t.string({ required: true, description: 'ISO 4217, e.g. EUR.' }),
    category: t.field({ type: CostCategory, required: true, description: 'What the charge is.' }),
    assets: t.field({ type: [CostAssetInput], description: 'Assets, in the order of preference; up to 10.' }),
    services: t.stringList({
      description: 'Services, by external reference or name, in the order of preference; up to 10.',
    }),
    resource: t.string({ description: 'What the source calls the subject.' }),
    provider: t.string({ description: 'Who charges.' }),
    product: t.string({ description: 'What is charged for.' }),
    account: t.string({ description: 'Account of the provider.' }),
  }),
})

const TicketEventInput = builder.inputType('IngestTicketEventInput', {
  description: 'A ticket event record of a source: the ticket enters a status.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    ticket: t.string({ required: true, description: 'External ID of the ticket in the same source.' }),
    state: t.field({ type: TicketStatus, required: true, description: 'Status that it entered.' }),
    sourceState: t.string({ required: true, description: 'Status as the source names it.' }),
    at: t.field({ type: 'DateTime', required: true, description: 'Time at which the status began.' }),
  }),
})

const InvitationInput = builder.inputType('IngestSurveyInvitationInput', {
  description: 'A record of a source that says how many persons were invited to a survey.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: EXTERNAL_ID }),
    survey: t.string({ required: true, description: 'External ID of the survey in the same source.' }),
    team: t.string({
      description: 'Their team, by external reference or name. Leave it out for persons of no team.',
    }),
    invited: t.int({ required: true, description: 'Number of persons.' }),
    invitedAt: t.field({ type: 'DateTime', description: 'Time of the invitation.' }),
  }),
})

const NODE_OF = { cost: 'Cost', ticketEvent: 'TicketEvent', surveyInvitation: 'SurveyInvitation' } as const

const RecordResult = builder.objectRef<IngestedRow>('IngestRecordResult').implement({
  description: 'Result for one record of the input.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    record: t.field({ type: RecordKind, description: 'Record type.', resolve: ({ type }) => type }),
    externalId: t.exposeString('externalId', {
      description: 'External ID: the key of the record in its source.',
    }),
    outcome: t.field({ type: IngestOutcome, description: 'Result.', resolve: ({ outcome }) => outcome }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Why the record was rejected. Null if it was not.',
    }),
    id: t.id({
      nullable: true,
      description:
        'ID of the entity that the record describes. Null for a rejected record, and for one that waits for its ticket or survey.',
      resolve: ({ type, id }) =>
        id === null
          ? null
          : encodeGlobalId(
              type in NODE_OF ? NODE_OF[type as keyof typeof NODE_OF] : kindOfModel(type as ModelType).node,
              id,
            ),
    }),
  }),
})

interface Payload extends Readonly<Record<string, unknown>> {
  readonly source: string
  readonly results: readonly IngestedRow[]
}

const FIELDS = {
  person: 'people',
  team: 'teams',
  service: 'services',
  objective: 'objectives',
  process: 'processes',
  cost: 'costs',
  ticketEvent: 'ticketEvents',
  surveyInvitation: 'surveyInvitations',
} as const satisfies Readonly<Record<ModelType | keyof typeof NODE_OF, string>>

mutation('ingestRecords', {
  visibleTo: 'FEEDERS',
  description:
    'Stores persons, teams, services, objectives, processes, costs, events of tickets and invitations to surveys of a source that a script sends, in this order. Each record is stored or rejected independently. Sending a record again has no effect, and records that are left out are kept. What users have entered takes precedence.',
  rowByRow: true,
  input: builder.inputType('IngestRecordsInput', {
    description:
      'Records of one source about what stands above its assets, costs, events of tickets and invitations to surveys.',
    fields: (t) => ({
      source: t.string({
        required: true,
        description: 'Name of the source. It is created if it does not exist.',
      }),
      people: t.field({ type: [PersonInput], description: 'Up to 1,000 persons.' }),
      teams: t.field({ type: [TeamInput], description: 'Up to 1,000 teams.' }),
      services: t.field({ type: [ServiceInput], description: 'Up to 1,000 services.' }),
      objectives: t.field({ type: [ObjectiveInput], description: 'Up to 1,000 objectives.' }),
      processes: t.field({ type: [ProcessInput], description: 'Up to 1,000 processes.' }),
      costs: t.field({ type: [CostInput], description: 'Up to 1,000 costs.' }),
      ticketEvents: t.field({ type: [TicketEventInput], description: 'Up to 1,000 events of tickets.' }),
      surveyInvitations: t.field({ type: [InvitationInput], description: 'Up to 1,000 invitations.' }),
    }),
  }),
  payload: (t: ObjectFieldBuilder<Types, Payload>) => ({
    source: entityField(Source, { description: 'The source.', id: () => null }),
    results: t.field({
      type: [RecordResult],
      extensions: cost({ size: 'page', perItem: 0 }),
      description:
        'Result of each record: persons, teams, services, objectives, processes, costs, events, invitations, each in their order.',
      resolve: ({ results }) => results,
    }),
  }),
  run: async (input, work) => {
    const rows = [...MODEL_TYPES, ...(Object.keys(NODE_OF) as (keyof typeof NODE_OF)[])].map((type) => {
      const list = input[FIELDS[type]] ?? []
      limitRows(list, FIELDS[type])
      return [type, list] as const
    })
    return ingestRows(work, input.source, rows, storePage)
  },
})
