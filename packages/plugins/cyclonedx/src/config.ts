import { z } from 'zod'
import { COMPONENT_TYPES } from './kinds.ts'

const SUBJECT = /^[^\s#\p{C}](?:[^#\p{C}]{0,148}[^\s#\p{C}])?$/u

/** Whether a text can be the scope of a listing and the first part of its external ids. */
export function isSubject(text: string): boolean {
  return SUBJECT.test(text)
}

/** How bills of materials are read. */
export const configSchema = z.strictObject({
  subject: z
    .string()
    .regex(SUBJECT, {
      error: 'must be 1 to 150 characters without # and without blanks at its ends',
    })
    .exactOptional()
    .describe(
      'What the bill of materials is about, where it does not say so or says it differently each time. ' +
        'It is the scope and the first part of every external id, so keep it once it is chosen.',
    ),
  environment: z.string().min(1).max(100).exactOptional().describe('Environment of everything in the input.'),
  leaveOut: z
    .array(z.enum(COMPONENT_TYPES))
    .default(['file'])
    .describe('Types of component that are not listed.'),
  excluded: z
    .boolean()
    .default(false)
    .describe('Whether components of the scope "excluded", which are not there at run time, are listed too.'),
})
export type CyclonedxConfig = z.infer<typeof configSchema>
