import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { NEVER } from '../graph/order.ts'
import { listField, oneField } from '../graph/query.ts'
import { Objective } from '../objectives/graphql.ts'
import { EXTERNAL_REFERENCES, ExternalReference } from '../references/graphql.ts'
import { Service } from '../services/graphql.ts'
import { Team } from '../teams/graphql.ts'

export const TicketKind = builder.enumType('TicketKind', {
  description: 'What a ticket asks for (ITIL 4).',
  values: {
    INCIDENT: { description: 'An unplanned interruption is to end.' },
    SERVICE_REQUEST: { description: 'A user wants something that is on offer.' },
    PROBLEM: { description: 'The cause behind incidents is to be found.' },
    TASK: { description: 'Any other work.' },
  } as const,
})

export const TicketStatus = builder.enumType('TicketStatus', {
  description: 'Status of a ticket.',
  values: {
    OPEN: { description: 'Not started.' },
    IN_PROGRESS: { description: 'In progress.' },
    ON_HOLD: { description: 'Waiting for another event or person.' },
    RESOLVED: { description: 'Resolved; can be reopened.' },
    CLOSED: { description: 'Closed.' },
    CANCELLED: { description: 'Given up.' },
  } as const,
})

export const CauseMethod = builder.enumType('CauseMethod', {
  description: 'How the causing change of a ticket is known.',
  values: {
    SOURCE: { description: 'Reported by the source of the ticket.' },
    MANUAL: { description: 'Set by a user.' },
  } as const,
})

export const Ticket = new NodeType('Ticket', 'ticket', {
  description: 'An incident, a request, a problem or a task.',
  visibleTo: 'ANYONE',
  order: {
    TITLE: { column: 'title', description: 'By title.' },
    PRIORITY: {
      column: 'priority',
      absent: '6',
      description: 'By priority, the highest (1) first; those without one count as last.',
    },
    OPENED_AT: { column: 'opened_at', description: 'By the time of opening.' },
    RESOLVED_AT: {
      column: 'resolved_at',
      absent: NEVER,
      description: 'By when it was resolved; those that are not count as last.',
    },
    DUE_AT: {
      column: 'due_at',
      absent: NEVER,
      description: 'By when it is due; those that are not due count as last.',
    },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
    UPDATED_AT: { column: 'updated_at', description: 'By the time of the last update.' },
  },
  defaultOrder: { key: 'OPENED_AT', descending: true },
  externalReference: 'ticket_id',
})

export const TicketEventOrigin = builder.enumType('TicketEventOrigin', {
  description: 'How it is known that a ticket entered a status.',
  values: {
    SOURCE_EVENT: { description: 'The source reports the history of the ticket, and this is a part of it.' },
    OBSERVED: { description: 'The source reported the ticket with another status than before.' },
    MANUAL: { description: 'Entered by a user.' },
  } as const,
})

export const TicketEvent = new NodeType('TicketEvent', 'ticket_event', {
  description: 'A ticket enters a status. It never changes; a correction of its source replaces it.',
  visibleTo: 'ANYONE',
  order: { AT: { column: 'at', description: 'By the time at which the status began.' } },
  defaultOrder: { key: 'AT' },
})

export const Effort = new NodeType('Effort', 'effort', {
  description: 'Time spent on a ticket or on a change.',
  visibleTo: 'ANYONE',
  order: {
    PERFORMED_AT: { column: 'performed_at', description: 'By the time of the work.' },
    MINUTES: { column: 'minutes', description: 'By how long it took.' },
    CREATED_AT: { column: 'created_at', description: 'By the time of creation.' },
  },
  defaultOrder: { key: 'PERFORMED_AT', descending: true },
})

Ticket.fields((t) => ({
  kind: t.column('kind', { type: TicketKind, description: 'Ticket kind.' }),
  ...t.titled({ description: 'Title, in one line.' }),
  description: t.column('description', { description: 'Description.' }),
  status: t.column('state', { type: TicketStatus, description: 'Status.' }),
  sourceStatus: t.column('source_state', {
    description: 'Status as the source names it. Null if no source reported the entity.',
  }),
  impact: t.column('impact', {
    description: 'Impact, from 1 (highest) to 3. Null if it is not set.',
  }),
  urgency: t.column('urgency', {
    description: 'Urgency, from 1 (highest) to 3. Null if it is not set.',
  }),
  priority: t.column('priority', {
    description: 'Priority, from 1 (highest) to 5. Null if it is not set.',
  }),
  requester: t.column('requester', { description: 'Requester.' }),
  assignee: t.column('assignee', { description: 'Assignee.' }),
  requesterTeam: t.related(Team, { by: 'requester_team_id', description: 'Requesting team.' }),
  assigneeTeam: t.related(Team, { by: 'assignee_team_id', description: 'Assigned team.' }),
  objective: t.related(Objective, {
    by: 'objective_id',
    description: 'Objective that the work is for, if it names one; else its services tell.',
  }),
  services: t.across(Service, {
    through: 'ticket_service',
    from: 'ticket_id',
    to: 'service_id',
    filter: 'service',
    description: 'Services that it affects.',
    edge: {
      name: 'TicketService',
      fields: {
        share: {
          column: 'share',
          description: 'Part of its work that the service has, from 0 to 1. Null if it is not stated.',
        },
      },
    },
  }),
  assets: t.across(Asset, {
    through: 'ticket_asset',
    from: 'ticket_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'Assets that it affects.',
  }),
  effortMinutes: t.column('effort_minutes', {
    description:
      'Total effort in minutes: the sum of the time entries, or else the total that the source reports. Null if neither is known.',
  }),
  efforts: t.children(Effort, {
    by: 'ticket_id',
    filter: 'effort',
    description: 'Time entries, latest first.',
  }),
  events: t.children(TicketEvent, {
    by: 'history_of',
    filter: 'event',
    description:
      'History of the status, earliest first. If the source reports the history, events with the origin OBSERVED are left out, because they would repeat it.',
  }),
  historyKnown: t.expression({
    type: 'Boolean',
    description:
      'Whether `events` contains every status with its time: the source reports the history, or no source reported the ticket. Otherwise a status between two reports may be missing, and times are those of the reports.',
    sql: ({ row }) =>
      `(${row}."source_state" is null or exists (
        select from ticket_event h where h.ticket_id = ${row}."id" and h.origin = 'SOURCE_EVENT'))`,
  }),
  causeMethod: t.column('cause_method', {
    type: CauseMethod,
    description: 'How the causing change is known. Null if no change is named.',
  }),
  causeConfidence: t.column('cause_confidence', {
    description:
      'Probability that the named change caused the ticket, from 0 to 1. Null if no change is named.',
  }),
  openedAt: t.column('opened_at', { description: 'Time of opening.' }),
  resolvedAt: t.column('resolved_at', { description: 'Time of resolution. Null if it is not resolved.' }),
  dueAt: t.column('due_at', { description: 'Due date. Null if it is not set.' }),
  removedAtSource: t.column('removed_at_source', {
    description: 'Time at which the source no longer listed it. Null if it is listed or has no source.',
  }),
  labels: t.column('labels', { description: 'Labels, as an object of strings.' }),
  externalReferences: t.children(ExternalReference, { by: 'ticket_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Effort.fields((t) => ({
  ticket: t.related(Ticket, {
    by: 'ticket_id',
    description: 'Ticket that the time was spent on. Null if it was a change.',
  }),
  minutes: t.column('minutes', { description: 'Duration in minutes.' }),
  performedAt: t.column('performed_at', { description: 'Time at which the work was done.' }),
  person: t.column('person', { description: 'Who did it, as its source calls them.' }),
  team: t.related(Team, { by: 'team_id', description: 'Team that did the work.' }),
  comment: t.column('comment', { description: 'What was done.' }),
  ...t.lifecycle(),
}))

TicketEvent.fields((t) => ({
  ticket: t.related(Ticket, { by: 'ticket_id', description: 'The ticket.' }),
  status: t.column('state', { type: TicketStatus, description: 'Status that the ticket entered.' }),
  sourceStatus: t.column('source_state', {
    description: 'Status as the source names it. Null if a user entered it.',
  }),
  at: t.column('at', {
    description:
      'Time at which the status began. Of OBSERVED, the time of the last update in the source, or of the report if the source states none.',
  }),
  origin: t.column('origin', { type: TicketEventOrigin, description: 'How it is known.' }),
  ...t.lifecycle(),
}))

Objective.fields((t) => ({
  tickets: t.children(Ticket, {
    by: 'objective_id',
    filter: 'ticket',
    description: 'The tickets whose work is for it, as they say themselves.',
  }),
}))

const TICKETS = { filter: 'ticket', description: 'The tickets that are about it.' } as const
Service.fields((t) => ({
  tickets: t.across(Ticket, { through: 'ticket_service', from: 'service_id', to: 'ticket_id', ...TICKETS }),
}))
Asset.fields((t) => ({
  tickets: t.across(Ticket, { through: 'ticket_asset', from: 'asset_id', to: 'ticket_id', ...TICKETS }),
}))

Team.fields((t) => ({
  assignedTickets: t.children(Ticket, {
    by: 'assignee_team_id',
    filter: 'assignedTicket',
    description: 'The tickets that it works on.',
  }),
  requestedTickets: t.children(Ticket, {
    by: 'requester_team_id',
    filter: 'requestedTicket',
    description: 'The tickets that it asked for.',
  }),
  efforts: t.children(Effort, {
    by: 'team_id',
    filter: 'effort',
    description: 'The work that it booked on tickets and changes.',
  }),
}))

listField('tickets', Ticket, 'All tickets, of every status, the latest first.')
oneField('ticket', Ticket)
