import { isTimeZone, secret } from '@throughline/plugin-kit'
import { surveySettingsSchema } from '@throughline/plugin-kit/surveys'
import { z } from 'zod'

export const configSchema = z.strictObject({
  url: z
    .url({
      protocol: /^https?$/,
      error: 'must be an address such as https://survey.example.org/index.php/admin/remotecontrol',
    })
    .describe('The address of RemoteControl, as the global settings show it under Interfaces.'),
  user: z.string().regex(/\S/, 'is empty').describe('The name of a LimeSurvey user.'),
  password: secret(),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is no time zone; write one such as Europe/Berlin')
    .default('UTC')
    .describe('The time zone of the server, since LimeSurvey tells times without one.'),
  surveys: surveySettingsSchema.describe(
    'What LimeSurvey does not say about a survey: template, scored question, service, comment. Questions are named by their code.',
  ),
  onlyThese: z.boolean().default(false).describe('Read the surveys named in surveys and no others.'),
  teamField: z
    .string()
    .regex(/\S/, 'is empty')
    .exactOptional()
    .describe(
      'The code of a question with the team of the respondent, by its external ID or its name. Left out, it is not read.',
    ),
  respondent: z
    .array(z.string().regex(/\S/, 'is empty'))
    .default([])
    .describe(
      'Codes of questions that say who answers, where a survey has no participants; the first that is filled in counts. Only a pseudonym is kept.',
    ),
  pageSize: z
    .int()
    .min(1)
    .max(10_000)
    .default(500)
    .describe('Responses in one export. LimeSurvey sets no limit; its memory does.'),
})
export type LimesurveyConfig = z.infer<typeof configSchema>
