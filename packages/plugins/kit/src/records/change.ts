import { z } from 'zod'
import { nameReferenceSchema, subjectFields } from './reference.ts'
import { externalIdSchema, filledText, instantSchema, labelsSchema, proseSchema, urlSchema } from './text.ts'

/** ITIL 4: pre-approved, to be assessed, or to be made at once. */
export const CHANGE_TYPES = ['STANDARD', 'NORMAL', 'EMERGENCY'] as const
export type ChangeType = (typeof CHANGE_TYPES)[number]

export const CHANGE_STATES = [
  'DRAFT',
  'ASSESSING',
  'AWAITING_APPROVAL',
  'SCHEDULED',
  'IMPLEMENTING',
  'REVIEW',
  'CLOSED',
  'REJECTED',
  'CANCELLED',
] as const
export type ChangeState = (typeof CHANGE_STATES)[number]

export const CHANGE_OUTCOMES = ['SUCCESSFUL', 'SUCCESSFUL_WITH_ISSUES', 'FAILED', 'ROLLED_BACK'] as const
export type ChangeOutcome = (typeof CHANGE_OUTCOMES)[number]

/**
 * A change of what runs: a change request, or a deployment. `state` is the normalised state, `sourceState` the
 * source's own word. A window has both its ends, the end not before the start; an outcome belongs to REVIEW and CLOSED.
 * `firstCommitAt` is the time of the earliest commit that a deployment contains and the successful deployment before it to
 * the same environment does not.
 */
export const changeRecordSchema = z
  .strictObject({
    type: z.literal('change'),
    externalId: externalIdSchema,
    title: filledText(300),
    description: proseSchema.exactOptional(),
    changeType: z.enum(CHANGE_TYPES),
    state: z.enum(CHANGE_STATES),
    sourceState: filledText(200),
    plannedStart: instantSchema.exactOptional(),
    plannedEnd: instantSchema.exactOptional(),
    actualStart: instantSchema.exactOptional(),
    actualEnd: instantSchema.exactOptional(),
    firstCommitAt: instantSchema.exactOptional(),
    outcome: z.enum(CHANGE_OUTCOMES).exactOptional(),
    plan: proseSchema.exactOptional(),
    backoutPlan: proseSchema.exactOptional(),
    requester: filledText(300).exactOptional(),
    implementingTeam: nameReferenceSchema.exactOptional(),
    labels: labelsSchema.exactOptional(),
    url: urlSchema.exactOptional(),
    ...subjectFields,
  })
  .superRefine((change, issues) => {
    const refuse = (path: string, message: string) =>
      issues.addIssue({ code: 'custom', path: [path], message })
    const { plannedStart, plannedEnd, actualStart, actualEnd } = change
    if ((plannedStart === undefined) !== (plannedEnd === undefined)) {
      refuse('plannedEnd', 'must be given together with plannedStart')
    }
    if (plannedStart !== undefined && plannedEnd !== undefined && at(plannedEnd) <= at(plannedStart)) {
      refuse('plannedEnd', 'must be after plannedStart')
    }
    if (actualEnd !== undefined && (actualStart === undefined || at(actualEnd) < at(actualStart))) {
      refuse('actualEnd', 'must not be before actualStart')
    }
    if (change.outcome !== undefined && change.state !== 'REVIEW' && change.state !== 'CLOSED') {
      refuse('outcome', 'belongs to a change in REVIEW or CLOSED')
    }
  })
export type ChangeRecord = z.infer<typeof changeRecordSchema>

function at(instant: string): number {
  return Date.parse(instant)
}
