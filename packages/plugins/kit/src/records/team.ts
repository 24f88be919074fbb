import { z } from 'zod'
import { entityReferenceSchema, personReferenceSchema } from './reference.ts'
import { emailSchema, externalIdSchema, filledText, labelsSchema, text, urlSchema } from './text.ts'

/** Owns objectives and processes, and uses services; or owns services and assets, and carries out changes. */
export const TEAM_KINDS = ['BUSINESS', 'IT'] as const
export type TeamKind = (typeof TEAM_KINDS)[number]

export const MEMBER_ROLES = ['MEMBER', 'LEAD'] as const
export type MemberRole = (typeof MEMBER_ROLES)[number]

/**
 * A team. `name` is unique among teams: a record whose name a team has already is that team, whatever source tells of
 * it. Without `kind` a team that is not known yet is an IT team. `members` are all that the source knows of: who is
 * left out of a later record is no member any more, unless another source or a user says so.
 */
export const teamRecordSchema = z.strictObject({
  type: z.literal('team'),
  externalId: externalIdSchema,
  name: filledText(200),
  kind: z.enum(TEAM_KINDS).exactOptional(),
  parent: entityReferenceSchema.exactOptional(),
  costCentre: text(100).exactOptional(),
  contact: text(300).exactOptional(),
  members: z
    .array(z.strictObject({ person: personReferenceSchema, role: z.enum(MEMBER_ROLES).exactOptional() }))
    .max(5000)
    .exactOptional(),
  labels: labelsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
})
export type TeamRecord = z.infer<typeof teamRecordSchema>

/**
 * A person. A record whose e-mail address a person has already, whatever the case of its letters, is that person;
 * without an address only its own source knows it again. `active` is false for a person who has left.
 */
export const personRecordSchema = z.strictObject({
  type: z.literal('person'),
  externalId: externalIdSchema,
  name: filledText(200),
  email: emailSchema.exactOptional(),
  active: z.boolean().exactOptional(),
  labels: labelsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
})
export type PersonRecord = z.infer<typeof personRecordSchema>
