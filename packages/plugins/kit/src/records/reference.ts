import { z } from 'zod'
import { externalIdSchema, filledText, slugSchema } from './text.ts'

/**
 * An asset that a record speaks of, in one of three ways: what this source itself calls it, something other sources
 * know it by, or its name. A reference that leads to no asset, or to several, is kept and tried again when assets come.
 */
export const assetReferenceSchema = z.union([
  z.strictObject({ externalId: externalIdSchema }),
  z.strictObject({ identifier: z.strictObject({ kind: slugSchema, value: filledText(500) }) }),
  z.strictObject({ name: filledText(300) }),
])
export type AssetReference = z.infer<typeof assetReferenceSchema>

/**
 * A service or a team that a record speaks of: what this source calls it where a person has noted that as an
 * external reference, or else its name, whatever the case of its letters.
 */
export const nameReferenceSchema = filledText(300)

/**
 * A team, a service or an objective that a record of the model speaks of: what this source calls it, or its name as it
 * is written. A reference that leads nowhere is kept and tried again at the end of every run.
 */
export const entityReferenceSchema = z.union([
  z.strictObject({ externalId: externalIdSchema }),
  z.strictObject({ name: filledText(300) }),
])
export type EntityReference = z.infer<typeof entityReferenceSchema>

/** A person that a record speaks of: what this source calls it, or its e-mail address, whatever the case. */
export const personReferenceSchema = z.union([
  z.strictObject({ externalId: externalIdSchema }),
  z.strictObject({ email: filledText(254) }),
])
export type PersonReference = z.infer<typeof personReferenceSchema>

/** What a record of work or trouble is about. */
export const subjectFields = {
  /** Services, by external reference or name. */
  services: z.array(nameReferenceSchema).max(100).exactOptional(),
  assets: z.array(assetReferenceSchema).max(100).exactOptional(),
}
