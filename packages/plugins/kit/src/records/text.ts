import { z } from 'zod'
import { textProblem } from '../json.ts'
import { publicAddress } from '../public-address.ts'

const SLUG = /^[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*$/

/** Text of at most so many characters that a database can keep. */
export function text(max: number) {
  return z.string().max(max).superRefine(refuseBadText)
}

/** Text that a person or a join relies on: at least one character that is not white space. */
export function filledText(max: number) {
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

export const EXTERNAL_ID_LENGTH = 500
export const externalIdSchema = filledText(EXTERNAL_ID_LENGTH)

export const LABEL_KEY_LENGTH = 320
export const LABEL_VALUE_LENGTH = 1000
export const MOST_LABELS = 200
export const labelsSchema = z
  .record(filledText(LABEL_KEY_LENGTH), text(LABEL_VALUE_LENGTH))
  .refine((labels) => Object.keys(labels).length <= MOST_LABELS, {
    message: 'must be at most 200',
  })

/** An e-mail address has one @ and no ASCII white space; letters of every language may stand in it, as RFC 6531 has them. */
const EMAIL = /^[^@ \t-\r]+@[^@ \t-\r]+$/
const EMAIL_LENGTH = 254

/** An e-mail address of at most 254 characters: the rule of the API and of declarative files too. */
export const emailSchema = z
  .string()
  .superRefine(refuseBadText)
  .refine((value) => [...value].length <= EMAIL_LENGTH, 'must have at most 254 characters')
  .regex(EMAIL, 'must be an e-mail address such as ada@example.org')

/** An address without credentials: a user, a password and parameters that are named like them are left out. */
export const urlSchema = text(2000)
  .refine((url) => URL.canParse(url) && /^https?:/i.test(url), {
    message: 'must be an absolute http or https address',
  })
  .overwrite(publicAddress)

/** An instant as ISO 8601 with its offset, at most milliseconds, in the years 1990 to 2199. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-03-01T12:00:00Z' })
  .refine((at) => Date.parse(at) >= Date.UTC(1990) && Date.parse(at) < Date.UTC(2200), {
    message: 'must lie in the years 1990 to 2199',
  })

/** Prose: what a person wrote. Longer text is for the plugin to cut. */
export const proseSchema = text(20_000)
