import { z } from 'zod'
import type { PluginContext } from './context.ts'
import { externalIdSchema, filledText, labelsSchema, proseSchema } from './records/text.ts'
import { TICKET_KINDS } from './records/ticket.ts'

/** A ticket to be made. `project` is where, in the source's own words; left out, where the configuration says. */
export const ticketDraftSchema = z.strictObject({
  title: filledText(300),
  /** Markdown. */
  body: proseSchema,
  kind: z.enum(TICKET_KINDS).default('TASK'),
  project: filledText(300).exactOptional(),
  /** 1 (highest) to 5. */
  priority: z.int().min(1).max(5).exactOptional(),
  labels: labelsSchema.exactOptional(),
})
export type TicketDraft = z.infer<typeof ticketDraftSchema>

/** A comment to be made on a ticket or a change, by its external id. */
export const commentDraftSchema = z.strictObject({
  ticket: externalIdSchema,
  /** Markdown. */
  body: proseSchema.pipe(filledText(20_000)),
})
export type CommentDraft = z.infer<typeof commentDraftSchema>

/** People to be asked to answer a survey, by its external id. */
export const invitationSchema = z.strictObject({
  survey: externalIdSchema,
  recipients: z.array(z.email()).min(1).max(1000),
})
export type Invitation = z.infer<typeof invitationSchema>

/** What each action takes. */
export const ACTION_INPUTS = {
  createTicket: ticketDraftSchema,
  comment: commentDraftSchema,
  sendSurvey: invitationSchema,
} as const
export type ActionName = keyof typeof ACTION_INPUTS
export const ACTION_NAMES = ['createTicket', 'comment', 'sendSurvey'] as const satisfies readonly ActionName[]

/** What came of an action, in the other system. */
export interface ActionResult {
  /** What the other system calls what was made. */
  readonly externalId: string
  readonly url?: string
}

/**
 * What a plugin can do in its source's system. Each does its work at most once for a key (22 to 64 letters, digits,
 * `-` and `_`), which is the same each time the same thing is tried: look first whether it is done already, where the
 * other system cannot be told the key, and leave the key where it will be found, such as in a label or a hidden mark
 * of the text.
 */
export interface Actions<Config = unknown> {
  createTicket?(ctx: PluginContext<Config>, input: TicketDraft, key: string): Promise<ActionResult>
  comment?(ctx: PluginContext<Config>, input: CommentDraft, key: string): Promise<ActionResult>
  sendSurvey?(ctx: PluginContext<Config>, input: Invitation, key: string): Promise<ActionResult>
}
