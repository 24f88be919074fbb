import { z } from 'zod'
import { nameReferenceSchema, subjectFields } from './reference.ts'
import { externalIdSchema, filledText, instantSchema, labelsSchema, proseSchema, urlSchema } from './text.ts'

/** ITIL 4: an unplanned interruption, a request of a user, the cause behind incidents, any other work. */
export const TICKET_KINDS = ['INCIDENT', 'SERVICE_REQUEST', 'PROBLEM', 'TASK'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

/** How far a ticket has come, whatever its source calls that. RESOLVED: done, but may be opened again. */
export const TICKET_STATES = ['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'RESOLVED', 'CLOSED', 'CANCELLED'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/**
 * An incident, a request, a problem or a task of a ticketing system.
 *
 * - `state` is the normalised state, `sourceState` the source's own word for it.
 * - `impact` and `urgency` are 1 (highest) to 3; `priority` is 1 (highest) to 5. Leave out what the source does not say.
 * - `requesterTeam` and `assigneeTeam` name teams; `requester` and `assignee` are what the source calls the person.
 * - `effortMinutes` is what the source itself sums up; leave it out where a stream of efforts tells it piece by piece.
 * - `updatedAt` is when the source last changed it: a difference in `state` that is seen is dated by it.
 * - `causedByChange` is the external id of a change of the same source, where the source says so.
 */
export const ticketRecordSchema = z.strictObject({
  type: z.literal('ticket'),
  externalId: externalIdSchema,
  kind: z.enum(TICKET_KINDS),
  title: filledText(500),
  description: proseSchema.exactOptional(),
  state: z.enum(TICKET_STATES),
  sourceState: filledText(200),
  impact: z.int().min(1).max(3).exactOptional(),
  urgency: z.int().min(1).max(3).exactOptional(),
  priority: z.int().min(1).max(5).exactOptional(),
  requester: filledText(300).exactOptional(),
  assignee: filledText(300).exactOptional(),
  requesterTeam: nameReferenceSchema.exactOptional(),
  assigneeTeam: nameReferenceSchema.exactOptional(),
  effortMinutes: z.int().min(0).max(100_000_000).exactOptional(),
  causedByChange: externalIdSchema.exactOptional(),
  openedAt: instantSchema,
  resolvedAt: instantSchema.exactOptional(),
  updatedAt: instantSchema.exactOptional(),
  dueAt: instantSchema.exactOptional(),
  labels: labelsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
  ...subjectFields,
})
export type TicketRecord = z.infer<typeof ticketRecordSchema>

/**
 * Work that somebody booked on a ticket of the same source. `person` is what the source calls whoever did it;
 * `minutes` are whole minutes. A booking on a ticket that is not known yet waits for it.
 */
export const effortRecordSchema = z.strictObject({
  type: z.literal('effort'),
  externalId: externalIdSchema,
  ticket: externalIdSchema,
  minutes: z.int().min(0).max(10_000_000),
  performedAt: instantSchema,
  person: filledText(300).exactOptional(),
  team: nameReferenceSchema.exactOptional(),
  comment: proseSchema.exactOptional(),
})
export type EffortRecord = z.infer<typeof effortRecordSchema>

/**
 * A ticket of the same source enters a state: when it is opened, and with each transition. `state` is the normalised
 * state, `sourceState` the source's own word, as in the ticket. Events may come in any order; one of a ticket that is
 * not known yet waits for it. A record with an external id that is known replaces its event.
 */
export const ticketEventRecordSchema = z.strictObject({
  type: z.literal('ticketEvent'),
  externalId: externalIdSchema,
  ticket: externalIdSchema,
  state: z.enum(TICKET_STATES),
  sourceState: filledText(200),
  at: instantSchema,
})
export type TicketEventRecord = z.infer<typeof ticketEventRecordSchema>
