import type { RowChanges } from '@throughline/db'
import { entityMutations } from '../access/entity-mutations.ts'
import { linkMutations } from '../access/link-mutations.ts'
import { wordReference } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { appendStates } from './events-store.ts'
import { Ticket, TicketKind, TicketStatus } from './graphql.ts'

entityMutations(Ticket, {
  visibleTo: 'MODELLERS',
  fields: {
    kind: { type: TicketKind, column: 'kind', required: true, description: 'Ticket kind.' },
    title: {
      type: 'String',
      column: 'title',
      required: true,
      description: 'Title, in one line.',
      rule: 'has 1 to 500 characters',
    },
    description: {
      type: 'String',
      column: 'description',
      description: 'Description.',
      rule: 'has at most 20,000 characters',
    },
    status: { type: TicketStatus, column: 'state', description: 'Status. Defaults to OPEN.' },
    impact: {
      type: 'Int',
      column: 'impact',
      description: 'Impact, from 1 (highest) to 3.',
      rule: 'is a number from 1 to 3',
    },
    urgency: {
      type: 'Int',
      column: 'urgency',
      description: 'Urgency, from 1 (highest) to 3.',
      rule: 'is a number from 1 to 3',
    },
    priority: {
      type: 'Int',
      column: 'priority',
      description: 'From 1 (highest) to 5.',
      rule: 'is a number from 1 to 5',
    },
    requester: {
      type: 'String',
      column: 'requester',
      description: 'Requester.',
      rule: 'has 1 to 300 characters',
    },
    assignee: {
      type: 'String',
      column: 'assignee',
      description: 'Assignee.',
      rule: 'has 1 to 300 characters',
    },
    requesterTeam: {
      column: 'requester_team_id',
      node: 'Team',
      description: 'Requesting team.',
    },
    assigneeTeam: {
      column: 'assignee_team_id',
      node: 'Team',
      description: 'Assigned team.',
    },
    objective: {
      column: 'objective_id',
      node: 'Objective',
      description: 'Objective that the work is for. Without one, its services tell.',
    },
    effortMinutes: {
      type: 'Int',
      column: 'stated_effort_minutes',
      description: 'Total effort in minutes. Used if the ticket has no time entries.',
      rule: 'is 0 or more',
    },
    causedByChange: {
      column: 'caused_by_change_id',
      node: 'Change',
      description: 'The change that caused it.',
    },
    causeConfidence: {
      type: 'Float',
      column: 'cause_confidence',
      description: 'Probability that this change caused the ticket, from 0 to 1. Defaults to 1.',
      rule: 'is a number from 0 to 1',
    },
    openedAt: { type: 'DateTime', column: 'opened_at', description: 'Time of opening. Defaults to now.' },
    resolvedAt: { type: 'DateTime', column: 'resolved_at', description: 'When it was resolved.' },
    dueAt: { type: 'DateTime', column: 'due_at', description: 'Due date.' },
    labels: { type: 'JSON', column: 'labels', description: 'Labels, as an object of strings.' },
  },
  prepare: withCause,
  written: ({ transaction, context }, { id }) =>
    appendStates(transaction, 'MANUAL', [{ ticketId: id, at: context.clock() }]),
})

/** A cause is named whole: the change, how that is known, and how sure it is. Here a person says so. */
async function withCause(
  given: RowChanges<'ticket'>,
  { transaction }: Work,
  id: string | undefined,
): Promise<RowChanges<'ticket'>> {
  const { caused_by_change_id: change, cause_confidence: confidence } = given
  if (change === undefined && confidence === undefined) return given
  const before =
    id === undefined
      ? undefined
      : await transaction
          .selectFrom('ticket')
          .select(['caused_by_change_id', 'cause_method', 'cause_confidence'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
  const cause = change === undefined ? before?.caused_by_change_id : change
  if (cause === null || cause === undefined) {
    if (confidence !== null && confidence !== undefined) {
      throw InvalidInput.at(['causeConfidence'], 'belongs to a causedByChange, and there is none')
    }
    return { ...given, caused_by_change_id: null, cause_method: null, cause_confidence: null }
  }
  if (confidence === null) {
    throw InvalidInput.at(['causeConfidence'], 'cannot be empty where there is a causedByChange')
  }
  const same = before?.caused_by_change_id === cause
  const sure = confidence ?? (same ? before?.cause_confidence : 1) ?? 1
  const method = same && sure === before?.cause_confidence ? before.cause_method : 'MANUAL'
  return { ...given, caused_by_change_id: cause, cause_method: method, cause_confidence: sure }
}

wordReference('ticket_service_ticket_id_fkey', 'ticket')
wordReference('ticket_asset_ticket_id_fkey', 'ticket')
wordReference('ticket_service_service_id_fkey', 'services')
wordReference('ticket_asset_asset_id_fkey', 'assets')

linkMutations(
  Ticket,
  {
    visibleTo: 'MODELLERS',
    link: 'Links a ticket to services and assets, in addition to its existing links. The source of the ticket does not remove these links.',
    unlink: 'Says that a ticket is not about some services and assets after all.',
  },
  [
    {
      field: 'services',
      type: 'Service',
      table: 'ticket_service',
      from: 'ticket_id',
      to: 'service_id',
      values: { source_id: null },
      description: 'Services it is about',
      share:
        'Part of the work that each of these services has, above 0 and up to 1; on one ticket they come to at most 1. Services without one divide what the others leave. Null takes it away.',
    },
    {
      field: 'assets',
      type: 'Asset',
      table: 'ticket_asset',
      from: 'ticket_id',
      to: 'asset_id',
      values: { source_id: null },
      description: 'Assets it is about',
    },
  ],
)
