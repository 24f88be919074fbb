import { z } from 'zod'
import { nameReferenceSchema } from '../records/reference.ts'
import { SURVEY_TEMPLATES } from '../records/survey.ts'
import { externalIdSchema, filledText } from '../records/text.ts'

const questionId = filledText(200)

const surveySettingSchema = z.strictObject({
  id: externalIdSchema.describe('What the source calls the survey.'),
  template: z
    .enum(SURVEY_TEMPLATES)
    .exactOptional()
    .describe('How it is scored. Left out, it is guessed from the kinds of its questions.'),
  scored: questionId
    .exactOptional()
    .describe('The question the score is taken from. Left out, the first one that fits the template.'),
  service: nameReferenceSchema
    .exactOptional()
    .describe('The service it asks about. Left out, it asks about the organisation.'),
  comment: questionId
    .exactOptional()
    .describe('The question whose answer is the comment. Left out, the first one for a long text.'),
  texts: z
    .array(questionId)
    .max(500)
    .default([])
    .describe(
      'Questions for short texts whose answers may be kept; they are left out else, as names stand there.',
    ),
})

/** What a person says about one survey of a source, because the source cannot. */
export type SurveySetting = z.infer<typeof surveySettingSchema>

/** The setting of plugins of surveys that says more about some of them. */
export const surveySettingsSchema = z
  .array(surveySettingSchema)
  .max(2000)
  .superRefine((settings, issues) => {
    const seen = new Set<string>()
    for (const [index, { id }] of settings.entries()) {
      if (seen.has(id)) issues.addIssue({ code: 'custom', path: [index, 'id'], message: 'is there twice' })
      seen.add(id)
    }
  })
  .default([])
