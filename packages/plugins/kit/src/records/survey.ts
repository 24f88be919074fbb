import { z } from 'zod'
import { nameReferenceSchema } from './reference.ts'
import {
  externalIdSchema,
  filledText,
  instantSchema,
  labelsSchema,
  proseSchema,
  text,
  urlSchema,
} from './text.ts'

export const SURVEY_TEMPLATES = [
  'CSAT',
  'NPS',
  'CES',
  'FOUR_AREAS',
  'MATURITY',
  'BARRIERS',
  'CUSTOM',
] as const
export type SurveyTemplate = (typeof SURVEY_TEMPLATES)[number]

/**
 * RATING: a number on a scale. MINUTES: a span of time, such as working time that was lost. CHOICE: one or several of
 * the options. TEXT: words. OTHER: anything else.
 */
export const QUESTION_KINDS = ['RATING', 'MINUTES', 'CHOICE', 'TEXT', 'OTHER'] as const
export type QuestionKind = (typeof QUESTION_KINDS)[number]

const questionSchema = z
  .strictObject({
    id: filledText(200),
    text: filledText(2000),
    kind: z.enum(QUESTION_KINDS),
    /** Both ends of the scale of a RATING, the better end second unless it is a measure of effort. */
    scale: z.strictObject({ min: z.int(), max: z.int() }).exactOptional(),
    options: z.array(text(500)).max(500).exactOptional(),
  })
  .refine((question) => question.scale === undefined || question.scale.min < question.scale.max, {
    path: ['scale'],
    message: 'must have a max above its min',
  })

/**
 * A questionnaire. `service` names what it asks about; left out, it asks about the organisation. `template` says how
 * it is scored; `scored` is the id of the question that the score is taken from, needed for CSAT, NPS and CES.
 */
export const surveyRecordSchema = z
  .strictObject({
    type: z.literal('survey'),
    externalId: externalIdSchema,
    title: filledText(500),
    template: z.enum(SURVEY_TEMPLATES),
    service: nameReferenceSchema.exactOptional(),
    questions: z.array(questionSchema).max(500),
    scored: filledText(200).exactOptional(),
    opensAt: instantSchema.exactOptional(),
    closesAt: instantSchema.exactOptional(),
    labels: labelsSchema.exactOptional(),
    url: urlSchema.exactOptional(),
  })
  .superRefine(({ questions, scored, opensAt, closesAt }, issues) => {
    const ids = new Set(questions.map(({ id }) => id))
    if (ids.size < questions.length) {
      issues.addIssue({ code: 'custom', path: ['questions'], message: 'hold an id twice' })
    }
    if (scored !== undefined && !ids.has(scored)) {
      issues.addIssue({ code: 'custom', path: ['scored'], message: 'is the id of none of the questions' })
    }
    if (opensAt !== undefined && closesAt !== undefined && Date.parse(closesAt) < Date.parse(opensAt)) {
      issues.addIssue({ code: 'custom', path: ['closesAt'], message: 'is before opensAt' })
    }
  })
export type SurveyRecord = z.infer<typeof surveyRecordSchema>

const answerSchema = z.union([z.number(), z.boolean(), proseSchema, z.array(text(2000)).max(500)])

/**
 * What one respondent answered to a survey of the same source, by question id. `respondent` must be a pseudonym
 * (`ctx.pseudonym`), never a name or an address: who answered what is nobody's business. Give one where the source
 * can tell, so that two answers of one person count as one. `team` names the team that the respondent belongs to, for
 * response rates: a source tells it only where it may be known.
 */
export const responseRecordSchema = z.strictObject({
  type: z.literal('response'),
  externalId: externalIdSchema,
  survey: externalIdSchema,
  respondent: filledText(200).exactOptional(),
  team: nameReferenceSchema.exactOptional(),
  submittedAt: instantSchema,
  answers: z.record(filledText(200), answerSchema).refine((answers) => Object.keys(answers).length <= 500, {
    message: 'must be at most 500',
  }),
  comment: proseSchema.exactOptional(),
})
export type ResponseRecord = z.infer<typeof responseRecordSchema>

/**
 * How many persons of a team were invited to answer a survey of the same source; without `team`, how many that belong to
 * no team that is named. A number, and never who. Records of one team add up: each is about other persons.
 */
export const surveyInvitationRecordSchema = z.strictObject({
  type: z.literal('surveyInvitation'),
  externalId: externalIdSchema,
  survey: externalIdSchema,
  team: nameReferenceSchema.exactOptional(),
  invited: z.int().min(0).max(10_000_000),
  invitedAt: instantSchema.exactOptional(),
})
export type SurveyInvitationRecord = z.infer<typeof surveyInvitationRecordSchema>
