import { createHash } from 'node:crypto'
import { z } from 'zod'
import { EXTERNAL_ID_LENGTH, externalIdSchema } from './text.ts'

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

/**
 * The external id of a relation whose source has no id of its own for it: readable where it fits, a SHA-256 where
 * it would be too long. The same ends and kind always give the same id.
 */
export function relationId(kind: RelationKind, from: string, to: string): string {
  const readable = `${kind} ${from} > ${to}`
  if (readable.length <= EXTERNAL_ID_LENGTH) return readable
  return `${kind} ${createHash('sha256').update(readable).digest('hex')}`
}
