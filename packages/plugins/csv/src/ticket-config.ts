import { TICKET_KINDS, TICKET_STATES } from '@throughline/plugin-kit'
import { z } from 'zod'
import { orTemplate } from './by-template.ts'
import { column, labels } from './column.ts'

const unit = z.enum(['minutes', 'hours']).default('minutes').describe('What effort is counted in.')

export const ticketColumns = z.strictObject({
  externalId: column.describe('What the tickets are told apart by.'),
  title: column.exactOptional().describe('Left out or empty, the external id stands for it.'),
  description: column.exactOptional(),
  kind: column.exactOptional().describe('See kinds.'),
  state: column.describe('See states.'),
  openedAt: column,
  resolvedAt: column.exactOptional(),
  updatedAt: column.exactOptional().describe('When the ticket was last changed.'),
  dueAt: column.exactOptional(),
  impact: column.exactOptional().describe('1 (highest) to 3; see levels.'),
  urgency: column.exactOptional().describe('1 (highest) to 3; see levels.'),
  priority: column.exactOptional().describe('1 (highest) to 5; see levels.'),
  requester: column.exactOptional(),
  assignee: column.exactOptional(),
  requesterTeam: column.exactOptional(),
  assigneeTeam: column.exactOptional(),
  effort: column.exactOptional().describe('All the effort of a ticket, where no table of efforts tells it.'),
  causedByChange: column.exactOptional(),
  services: column.exactOptional().describe('Services by name, separated by ;'),
  assets: column
    .exactOptional()
    .describe('Assets, separated by ;: an external ID if the input has it, otherwise a name.'),
  url: column.exactOptional().describe('An http or https address.'),
  labels,
})

const tickets = z.strictObject({
  columns: ticketColumns,
  kind: z.enum(TICKET_KINDS).default('TASK').describe('Of rows that name none.'),
  kinds: z
    .record(z.string().trim(), z.enum(TICKET_KINDS))
    .default({})
    .describe('What the words in the kind column mean, such as {"Störung": "INCIDENT"}.'),
  states: z
    .record(z.string().trim(), z.enum(TICKET_STATES))
    .default({})
    .describe('What the words in the state column mean, such as {"Wartet": "ON_HOLD"}.'),
  levels: z
    .record(z.string().trim(), z.int().min(1).max(5))
    .default({})
    .describe('What words for impact, urgency and priority mean, such as {"High": 1, "Low": 3}.'),
  unit,
})
/** How a table of tickets is read. */
export const ticketsSchema = orTemplate(tickets, ticketColumns)
export type TicketSettings = z.infer<typeof ticketsSchema>

export const effortColumns = z.strictObject({
  externalId: column.describe('What the bookings are told apart by.'),
  ticket: column.describe('The external id of the ticket.'),
  effort: column,
  performedAt: column,
  person: column.exactOptional(),
  team: column.exactOptional(),
  comment: column.exactOptional(),
})
/** How a table of bookings of effort is read. */
export const effortsSchema = orTemplate(z.strictObject({ columns: effortColumns, unit }), effortColumns)
export type EffortSettings = z.infer<typeof effortsSchema>
