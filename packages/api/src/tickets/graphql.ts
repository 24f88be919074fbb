import { Asset } from '../assets/graphql.ts'
import { builder } from '../graph/builder.ts'
import { NodeType } from '../graph/node-type.ts'
import { NEVER } from '../graph/order.ts'
import { listField, oneField } from '../graph/query.ts'
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

export const TicketState = builder.enumType('TicketState', {
  description: 'How far a ticket has come, whatever its source calls that.',
  values: {
    OPEN: { description: 'Nobody works on it yet.' },
    IN_PROGRESS: { description: 'Being worked on.' },
    ON_HOLD: { description: 'Waits for something or somebody.' },
    RESOLVED: { description: 'Done, but may be opened again.' },
    CLOSED: { description: 'Done for good.' },
    CANCELLED: { description: 'Given up.' },
  } as const,
})

export const CauseMethod = builder.enumType('CauseMethod', {
  description: 'How it is known that a change caused a ticket.',
  values: {
    SOURCE: { description: 'The source of the ticket says so.' },
    MANUAL: { description: 'A person says so.' },
  } as const,
})

export const Ticket = new NodeType('Ticket', 'ticket', {
  description: 'An incident, a request, a problem or a task.',
  order: {
    TITLE: { column: 'title', description: 'By title.' },
    PRIORITY: {
      column: 'priority',
      absent: '6',
      description: 'By priority, the highest (1) first; those without one count as last.',
    },
    OPENED_AT: { column: 'opened_at', description: 'By when it was opened.' },
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
    CREATED_AT: { column: 'created_at', description: 'By when it was first stored.' },
    UPDATED_AT: { column: 'updated_at', description: 'By when it last changed.' },
  },
  defaultOrder: { key: 'OPENED_AT', descending: true },
  externalReference: 'ticket_id',
})

export const Effort = new NodeType('Effort', 'effort', {
  description: 'Work that somebody booked on a ticket.',
  order: {
    PERFORMED_AT: { column: 'performed_at', description: 'By when it was done.' },
    MINUTES: { column: 'minutes', description: 'By how long it took.' },
    CREATED_AT: { column: 'created_at', description: 'By when it was first stored.' },
  },
  defaultOrder: { key: 'PERFORMED_AT', descending: true },
})

Ticket.fields((t) => ({
  kind: t.column('kind', { type: TicketKind, description: 'What it asks for.' }),
  title: t.column('title', { description: 'What it is about, in one line.' }),
  description: t.column('description', { description: 'The same at length.' }),
  state: t.column('state', { type: TicketState, description: 'How far it has come.' }),
  sourceState: t.column('source_state', {
    description: "The source's own word for the state; null where no source told of it.",
  }),
  impact: t.column('impact', {
    description: 'How much it touches, from 1 (most) to 3; null where nobody says.',
  }),
  urgency: t.column('urgency', {
    description: 'How soon it has to be done, from 1 (at once) to 3; null where nobody says.',
  }),
  priority: t.column('priority', {
    description: 'What its source makes of the two, from 1 (highest) to 5; null where nobody says.',
  }),
  requester: t.column('requester', { description: 'Who asked for it.' }),
  assignee: t.column('assignee', { description: 'Who works on it.' }),
  requesterTeam: t.related(Team, { by: 'requester_team_id', description: 'The team that asked for it.' }),
  assigneeTeam: t.related(Team, { by: 'assignee_team_id', description: 'The team that works on it.' }),
  services: t.across(Service, {
    through: 'ticket_service',
    from: 'ticket_id',
    to: 'service_id',
    filter: 'service',
    description: 'The services that it is about.',
  }),
  assets: t.across(Asset, {
    through: 'ticket_asset',
    from: 'ticket_id',
    to: 'asset_id',
    filter: 'asset',
    description: 'The assets that it is about.',
  }),
  effortMinutes: t.column('effort_minutes', {
    description:
      'What it took, in minutes: the sum of its efforts where there are any, else what was stated as a whole; null where neither is known.',
  }),
  efforts: t.children(Effort, {
    by: 'ticket_id',
    filter: 'effort',
    description: 'The work that was booked on it, the latest first.',
  }),
  causeMethod: t.column('cause_method', {
    type: CauseMethod,
    description: 'How it is known which change caused it; null where none is.',
  }),
  causeConfidence: t.column('cause_confidence', {
    description: 'How sure that is, from 0 to 1; null where no change is named.',
  }),
  openedAt: t.column('opened_at', { description: 'When it was opened.' }),
  resolvedAt: t.column('resolved_at', { description: 'When it was resolved; null where it is not.' }),
  dueAt: t.column('due_at', { description: 'By when it is to be done; null where nobody says.' }),
  removedAtSource: t.column('removed_at_source', {
    description: 'When its source no longer held it; null where it does, or has none.',
  }),
  labels: t.column('labels', { description: 'Free labels: an object of texts.' }),
  externalReferences: t.children(ExternalReference, { by: 'ticket_id', ...EXTERNAL_REFERENCES }),
  ...t.lifecycle(),
}))

Effort.fields((t) => ({
  ticket: t.related(Ticket, { by: 'ticket_id', description: 'The ticket that it went into.' }),
  minutes: t.column('minutes', { description: 'How long it took, in minutes.' }),
  performedAt: t.column('performed_at', { description: 'When it was done.' }),
  person: t.column('person', { description: 'Who did it, as its source calls them.' }),
  team: t.related(Team, { by: 'team_id', description: 'The team that did it.' }),
  comment: t.column('comment', { description: 'What was done.' }),
  ...t.lifecycle(),
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
    description: 'The work that it booked on tickets.',
  }),
}))

listField('tickets', Ticket, 'All tickets, of every state, the latest first.')
oneField('ticket', Ticket)
