import { secret } from '@throughline/plugin-kit'
import { surveySettingsSchema } from '@throughline/plugin-kit/surveys'
import { z } from 'zod'

/** The most that Formbricks gives in one page of responses. */
const MOST_RESPONSES = 250

export const configSchema = z.strictObject({
  apiKey: secret().describe('An API key that may read the workspaces whose surveys are wanted.'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://app.formbricks.com' })
    .default('https://app.formbricks.com')
    .describe('Where Formbricks is, without /api.'),
  surveys: surveySettingsSchema.describe(
    'What Formbricks does not say about a survey: template, scored question, service, comment.',
  ),
  onlyThese: z.boolean().default(false).describe('Read the surveys named in surveys and no others.'),
  teamField: z
    .string()
    .regex(/\S/, 'is empty')
    .exactOptional()
    .describe(
      'The hidden field with the team of the respondent, by its external ID or its name. Left out, it is not read.',
    ),
  respondent: z
    .array(z.string().regex(/\S/, 'is empty'))
    .default(['userId', 'user_id', 'email'])
    .describe(
      'Hidden fields that say who answers where there is no contact; the first that is filled in counts. Only a pseudonym is kept.',
    ),
  webhookSecret: secret()
    .exactOptional()
    .describe('The signing secret of the webhook, which begins with whsec_.'),
  pageSize: z
    .int()
    .min(2)
    .max(MOST_RESPONSES)
    .default(MOST_RESPONSES)
    .describe('Responses in one page; surveys come in pages of at most 50.'),
})
export type FormbricksConfig = z.infer<typeof configSchema>
