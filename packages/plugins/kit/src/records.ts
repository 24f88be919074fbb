import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BadRecord } from './errors.ts'
import { type JsonValue, jsonProblem, textProblem } from './json.ts'

/**
 * How two assets hang together. `from` depends on `to` in all of them except CONTAINS, where `to` (the part)
 * depends on `from` (the whole).
 */
export const RELATION_KINDS = [
  'RUNS_ON',
  'CONTAINS',
  'CONNECTS_TO',
  'DEPENDS_ON',
  'SELECTS',
  'ROUTES_TO',
  'MOUNTS',
  'OWNED_BY',
  'CALLS',
] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

const EXTERNAL_ID_LENGTH = 500
/** Attributes of one asset as JSON text, in characters. */
const ATTRIBUTES_LENGTH = 65_536

const SLUG = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/

function text(max: number) {
  return z.string().max(max).superRefine(refuseBadText)
}

/** Text that a person or a join relies on: at least one character that is not white space. */
function filledText(max: number) {
  return text(max).regex(/\S/, 'is empty')
}

function refuseBadText(value: string, issues: z.RefinementCtx<string>): void {
  const problem = textProblem(value)
  if (problem !== undefined) issues.addIssue({ code: 'custom', message: problem })
}

/** A dotted lower-case word such as `kubernetes.deployment`: the name of an asset kind or an identifier kind. */
export const slugSchema = z
  .string()
  .max(100)
  .regex(SLUG, 'must be lower-case words joined by . - or _, such as kubernetes.deployment')

const externalIdSchema = filledText(EXTERNAL_ID_LENGTH)

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

const labelsSchema = z
  .record(filledText(320), text(1000))
  .refine((labels) => Object.keys(labels).length <= 200, {
    message: 'must be at most 200',
  })

const urlSchema = text(2000).refine((url) => URL.canParse(url) && /^https?:/i.test(url), {
  message: 'must be an absolute http or https address',
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
})
export type AssetRecord = z.infer<typeof assetRecordSchema>

/**
 * A link between two assets of the same source, named by their external ids. `strength` (0 to 1) says how much
 * of a failure is passed on; leave it out unless the source knows.
 */
export const relationRecordSchema = z
  .strictObject({
    type: z.literal('relation'),
    externalId: externalIdSchema,
    kind: z.enum(RELATION_KINDS),
    from: externalIdSchema,
    to: externalIdSchema,
    strength: z.number().min(0).max(1).exactOptional(),
  })
  .refine((relation) => relation.from !== relation.to, {
    path: ['to'],
    message: 'is the same asset as from',
  })
export type RelationRecord = z.infer<typeof relationRecordSchema>

/** Everything a plugin may yield, told apart by `type`. */
export const recordSchema = z.discriminatedUnion('type', [assetRecordSchema, relationRecordSchema])
export type NeutralRecord = z.infer<typeof recordSchema>
export type RecordType = NeutralRecord['type']
export const RECORD_TYPES = ['asset', 'relation'] as const satisfies readonly RecordType[]

/**
 * Checks what a plugin yielded.
 *
 * @throws BadRecord that names the record and the field.
 */
export function parseRecord(value: unknown): NeutralRecord {
  const result = recordSchema.safeParse(value)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `
  throw new BadRecord(
    `The record ${nameOf(value)} cannot be used: ${field}${issue?.message ?? 'unknown reason'}`,
  )
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !('externalId' in value)) return 'without an externalId'
  return typeof value.externalId === 'string'
    ? JSON.stringify(value.externalId.slice(0, 200))
    : 'without an externalId'
}

/**
 * The external id of a relation whose source has no id of its own for it: readable where it fits, a SHA-256 where
 * it would be too long. The same ends and kind always give the same id.
 */
export function relationId(kind: RelationKind, from: string, to: string): string {
  const readable = `${kind} ${from} > ${to}`
  if (readable.length <= EXTERNAL_ID_LENGTH) return readable
  return `${kind} ${createHash('sha256').update(readable).digest('hex')}`
}
