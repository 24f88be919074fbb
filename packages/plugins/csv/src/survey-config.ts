import { SURVEY_TEMPLATES } from '@throughline/plugin-kit'
import { surveyRecordOf } from '@throughline/plugin-kit/surveys'
import { z } from 'zod'
import { column } from './column.ts'

const name = z.string().regex(/\S/, 'is empty').max(300)

const question = z
  .union([
    column,
    z.strictObject({
      column,
      text: z
        .string()
        .regex(/\S/, 'is empty')
        .max(2000)
        .exactOptional()
        .describe('Left out, the name of the column.'),
      type: z.enum(['rating', 'choice', 'text', 'number']).default('text'),
      min: z.int().default(1).describe('The lowest number of a rating.'),
      max: z.int().default(5).describe('The highest number of a rating.'),
    }),
  ])
  .transform((said) =>
    typeof said === 'string' ? { column: said, type: 'text' as const, min: 1, max: 5 } : said,
  )
  .refine(({ min, max }) => min < max, { path: ['max'], message: 'must be above min' })
export type QuestionSetting = z.infer<typeof question>

/** The columns of a sheet of responses that is made from its template, beside those of its questions. */
export const RESPONSE_COLUMNS = [
  'externalId',
  'survey',
  'service',
  'submittedAt',
  'respondent',
  'team',
  'comment',
] as const

/** How a table of responses is read: one survey, one row a response. */
export const surveySchema = z
  .strictObject({
    id: name.describe('What to call the survey; always the same.'),
    title: name.exactOptional().describe('Left out, the id stands for it.'),
    template: z
      .enum(SURVEY_TEMPLATES)
      .exactOptional()
      .describe('How it is scored. Left out, it follows from the questions.'),
    scored: name
      .exactOptional()
      .describe('The question the score is taken from. Left out, the first that fits the template.'),
    service: name
      .exactOptional()
      .describe('The service it asks about. Left out, it asks about the organisation.'),
    columns: z.strictObject({
      externalId: column.describe('What the responses are told apart by.'),
      submittedAt: column.describe('When it was submitted. A row without it is unfinished and left out.'),
      respondent: column
        .exactOptional()
        .describe('Who answered, such as an address. Only a pseudonym is kept.'),
      team: column.exactOptional().describe('The team of the respondent, by its external ID or its name.'),
      comment: column.exactOptional(),
    }),
    questions: z
      .record(name, question)
      .describe('Such as {"content": {"column": "How content?", "type": "rating"}, "why": "Why?"}.'),
  })
  .superRefine((survey, issues) => {
    try {
      surveyOf(survey)
    } catch (error) {
      if (!(error instanceof Error)) throw error
      issues.addIssue({ code: 'custom', path: ['template'], message: error.message })
    }
  })
export type SurveySettings = z.infer<typeof surveySchema>

const KINDS = { rating: 'RATING', choice: 'CHOICE', text: 'TEXT', number: 'OTHER' } as const

/** The record of the survey that a configuration describes. @throws InvalidRecordError when template and questions do not fit. */
export function surveyOf({ id, title, template, scored, service, questions }: SurveySettings) {
  return surveyRecordOf(
    {
      externalId: id,
      title: title ?? id,
      questions: Object.entries(questions).map(([key, { column: header, text, type, min, max }]) => ({
        id: key,
        text: text ?? header,
        kind: KINDS[type],
        ...(type === 'rating' ? { scale: { min, max } } : {}),
        ...(type === 'rating' && min === 1 && max === 5 ? { speaksFor: 'CSAT' as const } : {}),
      })),
    },
    {
      id,
      texts: [],
      ...(template === undefined ? {} : { template }),
      ...(scored === undefined ? {} : { scored }),
      ...(service === undefined ? {} : { service }),
    },
  )
}
