import { z } from 'zod'
import { entityReferenceSchema } from './reference.ts'
import { fractionSchema } from './service.ts'
import { externalIdSchema, filledText, labelsSchema, proseSchema, text, urlSchema } from './text.ts'

export const OBJECTIVE_STATUSES = ['DRAFT', 'ACTIVE', 'ACHIEVED', 'ABANDONED'] as const
export type ObjectiveStatus = (typeof OBJECTIVE_STATUSES)[number]

const weightSchema = z.number().min(0).max(1_000_000_000)
const daySchema = z.iso.date('must be a day such as 2026-03-01')
const quantitySchema = z.number()

/** How progress is measured, on the way from `start` to `target`. `current` is `start` until someone states it. */
const keyResultSchema = z
  .strictObject({
    title: filledText(200),
    unit: text(50).exactOptional(),
    start: quantitySchema,
    target: quantitySchema,
    current: quantitySchema.exactOptional(),
    weight: weightSchema.exactOptional(),
  })
  .refine(({ start, target }) => start !== target, {
    path: ['target'],
    message: 'is the start: there is no way to go, so nothing to measure',
  })

const servesSchema = z.strictObject({ service: entityReferenceSchema, share: fractionSchema.exactOptional() })

/**
 * An objective of the business. Titles need not be unique: a record is the objective that its source knows by its
 * external ID, else the one objective that has its title. `services` are those that it rests on, each with the share
 * of the objective that is lost while the service is out: 1 where it is left out. Titles of key results are unique within the objective.
 */
export const objectiveRecordSchema = z
  .strictObject({
    type: z.literal('objective'),
    externalId: externalIdSchema,
    title: filledText(200),
    description: proseSchema.exactOptional(),
    benefit: proseSchema.exactOptional(),
    owner: entityReferenceSchema.exactOptional(),
    parent: entityReferenceSchema.exactOptional(),
    weight: weightSchema.exactOptional(),
    status: z.enum(OBJECTIVE_STATUSES).exactOptional(),
    startsOn: daySchema.exactOptional(),
    endsOn: daySchema.exactOptional(),
    keyResults: z.array(keyResultSchema).max(100).exactOptional(),
    services: z.array(servesSchema).max(1000).exactOptional(),
    labels: labelsSchema.exactOptional(),
    url: urlSchema.exactOptional(),
  })
  .superRefine(({ startsOn, endsOn, keyResults = [] }, issues) => {
    if (startsOn !== undefined && endsOn !== undefined && endsOn < startsOn) {
      issues.addIssue({ code: 'custom', path: ['endsOn'], message: 'lies before startsOn' })
    }
    if (new Set(keyResults.map(({ title }) => title)).size < keyResults.length) {
      issues.addIssue({ code: 'custom', path: ['keyResults'], message: 'hold a title twice' })
    }
  })
export type ObjectiveRecord = z.infer<typeof objectiveRecordSchema>

/**
 * A business process. `name` is unique among processes. `services` are those that it uses, `objectives` those that it
 * supports; a strength or a share that the source does not know is left out.
 */
export const processRecordSchema = z.strictObject({
  type: z.literal('process'),
  externalId: externalIdSchema,
  name: filledText(200),
  description: proseSchema.exactOptional(),
  owner: entityReferenceSchema.exactOptional(),
  services: z
    .array(z.strictObject({ service: entityReferenceSchema, strength: fractionSchema.exactOptional() }))
    .max(1000)
    .exactOptional(),
  objectives: z
    .array(z.strictObject({ objective: entityReferenceSchema, share: fractionSchema.exactOptional() }))
    .max(1000)
    .exactOptional(),
  labels: labelsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
})
export type ProcessRecord = z.infer<typeof processRecordSchema>
