import { secret } from '@throughline/plugin-kit'
import { surveySettingsSchema } from '@throughline/plugin-kit/surveys'
import { z } from 'zod'

/** The most that Typeform gives in one page of responses. */
const MOST_RESPONSES = 1000

export const configSchema = z.strictObject({
  token: secret().describe('A personal access token with the scopes forms:read and responses:read.'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://api.typeform.com' })
    .default('https://api.typeform.com')
    .describe('Where the API is; https://api.eu.typeform.com for an account in the European data centre.'),
  workspace: z
    .string()
    .regex(/\S/, 'is empty')
    .exactOptional()
    .describe('The id of a workspace. Left out, the forms of all workspaces are read.'),
  surveys: surveySettingsSchema.describe(
    'What Typeform does not say about a form: template, scored question, service, comment. Questions are named by their id or their reference.',
  ),
  onlyThese: z.boolean().default(false).describe('Read the forms named in surveys and no others.'),
  teamField: z
    .string()
    .regex(/\S/, 'is empty')
    .exactOptional()
    .describe(
      'The hidden field with the team of the respondent, by its external ID or its name. Left out, it is not read.',
    ),
  respondent: z
    .array(z.string().regex(/\S/, 'is empty'))
    .default(['user_id', 'respondent_id', 'email'])
    .describe(
      'Hidden fields that say who answers, the first that is filled in counts. Only a pseudonym is kept.',
    ),
  webhookSecret: secret()
    .exactOptional()
    .describe('The secret that the webhooks of the forms are signed with.'),
  pageSize: z
    .int()
    .min(1)
    .max(MOST_RESPONSES)
    .default(MOST_RESPONSES)
    .describe('Responses in one page; forms come in pages of at most 200.'),
})
export type TypeformConfig = z.infer<typeof configSchema>
