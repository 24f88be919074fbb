import { z } from 'zod'
import { type JsonValue, jsonProblem } from '../json.ts'
import { entityReferenceSchema } from './reference.ts'
import { externalIdSchema, filledText, labelsSchema, slugSchema, urlSchema } from './text.ts'

/** Attributes of one asset as JSON text, in characters. */
const ATTRIBUTES_LENGTH = 65_536

const attributesSchema = z.custom<Record<string, JsonValue>>().superRefine((value, issues) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    issues.addIssue({ code: 'custom', message: 'must be an object' })
    return
  }
  const found = jsonProblem(value)
  if (found !== undefined) {
    issues.addIssue({ code: 'custom', path: [...found.path], message: found.problem })
    return
  }
  const length = JSON.stringify(value).length
  if (length > ATTRIBUTES_LENGTH) {
    issues.addIssue({
      code: 'custom',
      message: `are ${length} characters of JSON, more than the ${ATTRIBUTES_LENGTH} allowed`,
    })
  }
})

const identifierSchema = z.strictObject({ kind: slugSchema, value: filledText(500) })

const costSchema = z.strictObject({
  amount: z
    .string()
    .regex(
      /^(0|[1-9]\d{0,15})(\.\d{1,4})?$/,
      'must be a decimal number as text, such as 12.50, of 0 or more',
    ),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code of ISO 4217, such as EUR'),
})

/**
 * A thing a source knows of: a workload, a server, a volume.
 *
 * - `externalId`: what the source calls it, unique within the source and stable over time.
 * - `kind`: one of the plugin's `assetKinds`; says what `attributes` may hold.
 * - `identifiers`: what other sources may know it by (a UID, a serial number, a host name). Only what belongs to
 *   this one asset: an identifier that two assets share would merge them.
 */
export const assetRecordSchema = z.strictObject({
  type: z.literal('asset'),
  externalId: externalIdSchema,
  kind: slugSchema,
  name: filledText(300),
  environment: filledText(100).exactOptional(),
  attributes: attributesSchema.exactOptional(),
  identifiers: z.array(identifierSchema).max(50).exactOptional(),
  labels: labelsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
  /** The team that answers for it. */
  owner: entityReferenceSchema.exactOptional(),
  /** What it costs per month. */
  cost: costSchema.exactOptional(),
  /** How much of the time it is available by itself, without what it depends on: 0.999 for three nines. */
  availability: z.number().min(0).max(1).exactOptional(),
  /** The services that need it. */
  services: z.array(entityReferenceSchema).max(100).exactOptional(),
})
export type AssetRecord = z.infer<typeof assetRecordSchema>
