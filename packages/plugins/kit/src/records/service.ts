import { z } from 'zod'
import { assetReferenceSchema, entityReferenceSchema } from './reference.ts'
import { externalIdSchema, filledText, labelsSchema, proseSchema, urlSchema } from './text.ts'

/** What the business or its customers use, or what other services stand on. */
export const SERVICE_KINDS = ['BUSINESS', 'TECHNICAL'] as const
export type ServiceKind = (typeof SERVICE_KINDS)[number]

export const SERVICE_LIFECYCLES = ['PLANNED', 'LIVE', 'RETIRED'] as const
export type ServiceLifecycle = (typeof SERVICE_LIFECYCLES)[number]

/** A share or a strength, from 0 (none) to 1 (all). */
export const fractionSchema = z.number().min(0).max(1)

/**
 * What a service needs: another service, or an asset. `strength` says how much of a failure is passed on, 1 where it
 * is left out. Needs with the same `group` stand in for each other: the service works while one of them does.
 */
const dependencySchema = z.union([
  z.strictObject({
    service: entityReferenceSchema,
    strength: fractionSchema.exactOptional(),
    group: filledText(200).exactOptional(),
  }),
  z.strictObject({
    asset: assetReferenceSchema,
    strength: fractionSchema.exactOptional(),
    group: filledText(200).exactOptional(),
  }),
])

/**
 * An IT service. `name` is unique among services: a record whose name a service has already is that service. Without
 * `kind` a service that is not known yet is TECHNICAL, without `lifecycle` it is LIVE. `owner` is a team,
 * `availability` the share of the time for which it is available by itself, `csatTarget` the share of content users that it
 * aims at, above 0.
 */
export const serviceRecordSchema = z.strictObject({
  type: z.literal('service'),
  externalId: externalIdSchema,
  name: filledText(200),
  kind: z.enum(SERVICE_KINDS).exactOptional(),
  lifecycle: z.enum(SERVICE_LIFECYCLES).exactOptional(),
  description: proseSchema.exactOptional(),
  availability: fractionSchema.exactOptional(),
  csatTarget: fractionSchema.positive().exactOptional(),
  owner: entityReferenceSchema.exactOptional(),
  dependsOn: z.array(dependencySchema).max(5000).exactOptional(),
  labels: labelsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
})
export type ServiceRecord = z.infer<typeof serviceRecordSchema>
