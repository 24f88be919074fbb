import { entityMutations } from '../access/entity-mutations.ts'
import { linkMutations } from '../access/link-mutations.ts'
import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint, wordReference } from '../graph/constraints.ts'
import { NodeType } from '../graph/node-type.ts'
import { NEVER } from '../graph/order.ts'
import { listField, oneField } from '../graph/query.ts'
import { Objective } from '../objectives/graphql.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'
import { Effort, Ticket } from '../tickets/graphql.ts'

export const ChangeType = builder.enumType('ChangeType', {
  description: 'Change type (ITIL 4, change enablement).',
  values: {
    STANDARD: { description: 'Low risk and pre-authorized.' },
    NORMAL: { description: 'Assessed and authorized individually.' },
    EMERGENCY: { description: 'Implemented as soon as possible, for example to resolve an incident.' },
  } as const,
})

export const ChangeStatus = builder.enumType('ChangeStatus', {
  description: 'Status of a change.',
  values: {
    DRAFT: { description: 'Draft.' },
    ASSESSING: { description: 'Risk and conflicts are being assessed.' },
    AWAITING_APPROVAL: { description: 'Awaiting authorization.' },
    SCHEDULED: { description: 'Authorized and waiting for its window.' },
    IMPLEMENTING: { description: 'In implementation.' },
    REVIEW: { description: 'Implemented and under review.' },
    CLOSED: { description: 'Done.' },
    REJECTED: { description: 'Not authorized.' },
    CANCELLED: { description: 'Cancelled before implementation.' },
  } as const,
})

export const ChangeOutcome = builder.enumType('ChangeOutcome', {
  description: 'Outcome of a change.',
  values: {
    SUCCESSFUL: { description: 'As planned.' },
    SUCCESSFUL_WITH_ISSUES: { description: 'Completed with issues.' },
    FAILED: { description: 'Did not reach its goal.' },
    ROLLED_BACK: { description: 'Reverted by its backout plan.' },
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
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'CREATED_AT', descending: true },
  externalReference: 'change_id',
})

Change.fields((t) => ({
  ...t.titled({ description: 'What is changed, in one line.' }),
  description: t.column('description', { description: 'What is changed and why, at length.' }),
  type: t.column('type', { type: ChangeType, description: 'Change type.' }),
  status: t.column('state', { type: ChangeStatus, description: 'Status.' }),
  sourceStatus: t.column('source_state', {
    description: 'Status as the source names it. Null if no source reported the entity.',
  }),
  plannedStart: t.column('planned_start', {
    description: 'The start of the planned window; the window includes it.',
  }),
  plannedEnd: t.column('planned_end', {
    description: 'The end of the planned window; the window excludes it.',
  }),
  actualStart: t.column('actual_start', { description: 'Actual start. Null before it.' }),
  actualEnd: t.column('actual_end', { description: 'Actual end. Null before it.' }),
  firstCommitAt: t.column('first_commit_at', {
    description:
      'Time of the earliest commit that the change delivers, as its source reports it. The change lead time (DORA) is `actualEnd` minus this time. Null if no source reports it; the creation of the change is no substitute.',
  }),
  implementationPlan: t.column('implementation_plan', { description: 'Implementation plan.' }),
  backoutPlan: t.column('backout_plan', {
    description: 'Backout plan. Null if there is none.',
  }),
  requester: t.column('requester', { description: 'Requester.' }),
  implementingTeam: t.related(Team, {
    by: 'implementing_team_id',
    description: 'Implementing team.',
  }),
  outcome: t.column('outcome', {
    type: ChangeOutcome,
    description: 'Outcome. Null before the change is closed.',
  }),
  objective: t.related(Objective, {
    by: 'objective_id',
    description: 'Objective that the work is for, if it names one; else its services tell.',
  }),
  effortMinutes: t.column('effort_minutes', {
    description:
      'Total effort in minutes: the sum of the time entries, or else the total that was stated. Null if neither is known.',
  }),
  efforts: t.children(Effort, {
    by: 'change_id',
    filter: 'effort',
    description: 'Time entries, latest first.',
  }),
  services: t.across(Service, {
    through: 'change_service',
    from: 'change_id',
    to: 'service_id',
    filter: 'service',
    description: 'Services affected by the change.',
    edge: {
      name: 'ChangeService',
      fields: {
        share: {
          column: 'share',
          description: 'Part of its work that the service has, from 0 to 1. Null if it is not stated.',
        },
      },
    },
  }),
  assets: t.across(Asset, {
    through: 'change_asset',
    from: 'change_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'Assets affected by the change.',
  }),
  removedAtSource: t.column('removed_at_source', {
    description: 'Time at which the source no longer listed it. Null if it is listed or has no source.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'change_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Service.fields((t) => ({
  changes: t.across(Change, {
    through: 'change_service',
    from: 'service_id',
    to: 'change_id',
    filter: 'change',
    description: 'Changes that affect it.',
  }),
}))

Asset.fields((t) => ({
  changes: t.across(Change, {
    through: 'change_asset',
    from: 'asset_id',
    to: 'change_id',
    filter: 'change',
    description: 'Changes that affect it.',
  }),
}))

Team.fields((t) => ({
  changes: t.children(Change, {
    by: 'implementing_team_id',
    filter: 'change',
    description: 'Changes that the team implements.',
  }),
}))

Effort.fields((t) => ({
  change: t.related(Change, {
    by: 'change_id',
    description: 'Change that the time was spent on. Null if it was a ticket.',
  }),
}))

Objective.fields((t) => ({
  changes: t.children(Change, {
    by: 'objective_id',
    filter: 'change',
    description: 'The changes whose work is for it, as they say themselves.',
  }),
}))

Change.fields((t) => ({
  causedTickets: t.children(Ticket, {
    by: 'caused_by_change_id',
    filter: 'causedTicket',
    description: 'Tickets caused by the change.',
  }),
}))

Ticket.fields((t) => ({
  causedByChange: t.related(Change, {
    by: 'caused_by_change_id',
    description: 'Change that caused the ticket. Null if no cause is known.',
  }),
}))

listField('changes', Change, 'All changes, of every status.')
oneField('change', Change)

wordConstraint('change_planned_window', ['plannedEnd'], 'is not after plannedStart')
wordConstraint(
  'change_planned_complete',
  ['plannedEnd'],
  'belongs together with plannedStart: give both or neither',
)

entityMutations(Change, {
  visibleTo: 'MODELLERS',
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
    type: { type: ChangeType, column: 'type', required: true, description: 'Change type.' },
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
    objective: {
      column: 'objective_id',
      node: 'Objective',
      description: 'Objective that the work is for. Without one, its services tell.',
    },
    effortMinutes: {
      type: 'Int',
      column: 'stated_effort_minutes',
      description: 'Total effort in minutes. Used if the change has no time entries.',
      rule: 'is 0 or more',
    },
    implementationPlan: {
      type: 'String',
      column: 'implementation_plan',
      description: 'Implementation plan.',
      rule: 'has at most 20,000 characters',
    },
    backoutPlan: {
      type: 'String',
      column: 'backout_plan',
      description: 'Backout plan.',
      rule: 'has at most 20,000 characters',
    },
    requester: {
      type: 'String',
      column: 'requester',
      description: 'Requester.',
      rule: 'has at most 300 characters',
    },
    implementingTeam: {
      column: 'implementing_team_id',
      node: 'Team',
      description: 'Implementing team.',
    },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
})

wordReference('change_service_change_id_fkey', 'change')
wordReference('change_asset_change_id_fkey', 'change')
wordReference('change_service_service_id_fkey', 'services')
wordReference('change_asset_asset_id_fkey', 'assets')

linkMutations(
  Change,
  {
    visibleTo: 'MODELLERS',
    link: 'Links a change to services and assets that it affects, in addition to its existing links.',
    unlink: 'Unlinks services and assets from a change.',
  },
  [
    {
      field: 'services',
      type: 'Service',
      table: 'change_service',
      from: 'change_id',
      to: 'service_id',
      values: { source_id: null },
      description: 'Services it touches',
      share:
        'Part of the work that each of these services has, above 0 and up to 1; on one change they come to at most 1. Services without one divide what the others leave. Null takes it away.',
    },
    {
      field: 'assets',
      type: 'Asset',
      table: 'change_asset',
      from: 'change_id',
      to: 'asset_id',
      values: { source_id: null },
      description: 'Assets it touches',
    },
  ],
)
