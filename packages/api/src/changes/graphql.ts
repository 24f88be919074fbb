import { entityMutations } from '../access/entity-mutations.ts'
import { linkMutations } from '../access/link-mutations.ts'
import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { NodeType } from '../graph/node-type.ts'
import { NEVER } from '../graph/order.ts'
import { listField, oneField } from '../graph/query.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'
import { Ticket } from '../tickets/graphql.ts'

export const ChangeType = builder.enumType('ChangeType', {
  description: 'How a change comes to be allowed (ITIL 4, change enablement).',
  values: {
    STANDARD: { description: 'Well known and of low risk: allowed beforehand.' },
    NORMAL: { description: 'Assessed and allowed one by one.' },
    EMERGENCY: { description: 'Has to happen at once, e.g. to end an incident; assessed afterwards.' },
  } as const,
})

export const ChangeState = builder.enumType('ChangeState', {
  description: 'How far a change has come.',
  values: {
    DRAFT: { description: 'Being written.' },
    ASSESSING: { description: 'Its risk and conflicts are being looked at.' },
    AWAITING_APPROVAL: { description: 'Waits for somebody to allow it.' },
    SCHEDULED: { description: 'Allowed, and waits for its window.' },
    IMPLEMENTING: { description: 'Being carried out.' },
    REVIEW: { description: 'Carried out, and being looked at once more.' },
    CLOSED: { description: 'Done.' },
    REJECTED: { description: 'Not allowed.' },
    CANCELLED: { description: 'Given up before it was carried out.' },
  } as const,
})

export const ChangeOutcome = builder.enumType('ChangeOutcome', {
  description: 'How a change went.',
  values: {
    SUCCESSFUL: { description: 'As planned.' },
    SUCCESSFUL_WITH_ISSUES: { description: 'Done, but not without trouble.' },
    FAILED: { description: 'Did not do what it was to do.' },
    ROLLED_BACK: { description: 'Taken back by its backout plan.' },
  } as const,
})

export const Change = new NodeType('Change', 'change', {
  description: 'A change to services or assets, with its plan, its window and what it touches.',
  order: {
    TITLE: { column: 'title', description: 'By title.' },
    PLANNED_START: {
      column: 'planned_start',
      absent: NEVER,
      description: 'By the start of the planned window; those without one count as last.',
    },
    CREATED_AT: { column: 'created_at', description: 'By when it was first stored.' },
    UPDATED_AT: { column: 'updated_at', description: 'By when it last changed.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
  externalReference: 'change_id',
})

Change.fields((t) => ({
  title: t.column('title', { description: 'What is changed, in one line.' }),
  description: t.column('description', { description: 'What is changed and why, at length.' }),
  type: t.column('type', { type: ChangeType, description: 'How it comes to be allowed.' }),
  state: t.column('state', { type: ChangeState, description: 'How far it has come.' }),
  sourceState: t.column('source_state', {
    description: "The source's own word for the state; null where no source told of it.",
  }),
  plannedStart: t.column('planned_start', {
    description: 'The start of the planned window; the window includes it.',
  }),
  plannedEnd: t.column('planned_end', {
    description: 'The end of the planned window; the window excludes it.',
  }),
  actualStart: t.column('actual_start', { description: 'When it really began.' }),
  actualEnd: t.column('actual_end', { description: 'When it really ended.' }),
  implementationPlan: t.column('implementation_plan', { description: 'How it is done.' }),
  backoutPlan: t.column('backout_plan', {
    description: 'How it is taken back; empty where nobody has thought of that.',
  }),
  requester: t.column('requester', { description: 'Who asked for it.' }),
  implementingTeam: t.related(Team, {
    by: 'implementing_team_id',
    description: 'The team that carries it out.',
  }),
  outcome: t.column('outcome', { type: ChangeOutcome, description: 'How it went.' }),
  services: t.across(Service, {
    through: 'change_service',
    from: 'change_id',
    to: 'service_id',
    filter: 'service',
    description: 'The services it touches.',
  }),
  assets: t.across(Asset, {
    through: 'change_asset',
    from: 'change_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'The assets it touches.',
  }),
  removedAtSource: t.column('removed_at_source', {
    description: 'When its source no longer held it; null where it does, or has none.',
  }),
  labels: t.column('labels', { description: 'Free labels: an object of texts.' }),
  externalReferences: t.children(ExternalReference, { by: 'change_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Service.fields((t) => ({
  changes: t.across(Change, {
    through: 'change_service',
    from: 'service_id',
    to: 'change_id',
    filter: 'change',
    description: 'The changes that touch it.',
  }),
}))

Asset.fields((t) => ({
  changes: t.across(Change, {
    through: 'change_asset',
    from: 'asset_id',
    to: 'change_id',
    filter: 'change',
    description: 'The changes that touch it.',
  }),
}))

Team.fields((t) => ({
  changes: t.children(Change, {
    by: 'implementing_team_id',
    filter: 'change',
    description: 'The changes it carries out.',
  }),
}))

Change.fields((t) => ({
  causedTickets: t.children(Ticket, {
    by: 'caused_by_change_id',
    filter: 'causedTicket',
    description: 'The tickets that it caused.',
  }),
}))

Ticket.fields((t) => ({
  causedByChange: t.related(Change, {
    by: 'caused_by_change_id',
    description: 'The change that caused it; null where nobody says so.',
  }),
}))

listField('changes', Change, 'All changes, of every state.')
oneField('change', Change)

wordConstraint('change_planned_window', ['plannedEnd'], 'is not after plannedStart')
wordConstraint(
  'change_planned_complete',
  ['plannedEnd'],
  'belongs together with plannedStart: give both or neither',
)

entityMutations(Change, {
  visibleTo: 'ADMIN',
  fields: {
    title: {
      type: 'String',
      column: 'title',
      required: true,
      description: 'What is changed, in one line.',
      rule: 'has 1 to 300 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'What is changed and why, at length.',
      rule: 'has at most 20,000 characters',
    },
    type: { type: ChangeType, column: 'type', required: true, description: 'How it comes to be allowed.' },
    plannedStart: {
      type: 'DateTime',
      column: 'planned_start',
      description: 'The start of the planned window.',
    },
    plannedEnd: {
      type: 'DateTime',
      column: 'planned_end',
      description: 'The end of the planned window; not part of it.',
    },
    implementationPlan: {
      type: 'String',
      column: 'implementation_plan',
      description: 'How it is done.',
      rule: 'has at most 20,000 characters',
    },
    backoutPlan: {
      type: 'String',
      column: 'backout_plan',
      description: 'How it is taken back.',
      rule: 'has at most 20,000 characters',
    },
    requester: {
      type: 'String',
      column: 'requester',
      description: 'Who asked for it.',
      rule: 'has at most 300 characters',
    },
    implementingTeamId: {
      type: 'ID',
      column: 'implementing_team_id',
      node: 'Team',
      description: 'The team that carries it out.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Free labels: an object of texts.' },
  },
})

wordConstraint('change_service_change_id_fkey', ['id'], 'nothing has this id')
wordConstraint('change_asset_change_id_fkey', ['id'], 'nothing has this id')
wordConstraint('change_service_service_id_fkey', ['serviceIds'], 'holds an id that no service has')
wordConstraint('change_asset_asset_id_fkey', ['assetIds'], 'holds an id that no asset has')

linkMutations(
  Change,
  {
    visibleTo: 'ADMIN',
    link: 'Says which services and assets a change touches, beside those said before.',
    unlink: 'Says that a change does not touch some services and assets after all.',
  },
  [
    {
      field: 'serviceIds',
      type: 'Service',
      table: 'change_service',
      from: 'change_id',
      to: 'service_id',
      values: { source_id: null },
      description: 'Services it touches',
    },
    {
      field: 'assetIds',
      type: 'Asset',
      table: 'change_asset',
      from: 'change_id',
      to: 'asset_id',
      values: { source_id: null },
      description: 'Assets it touches',
    },
  ],
)
