import { z } from 'zod'

/** Of what Formbricks answers, the parts that are used; everything else is dropped when it is read. */

/** A text by language; `default` is the one the survey was written in. */
const wordingSchema = z.record(z.string(), z.string())

const choiceSchema = z.object({ id: z.string().nullish(), label: wordingSchema.nullish() })

const questionSchema = z.object({
  id: z.string(),
  type: z.string(),
  headline: wordingSchema.nullish(),
  range: z.number().nullish(),
  choices: z.array(choiceSchema).nullish(),
  inputType: z.string().nullish(),
  longAnswer: z.boolean().nullish(),
})
export type Question = z.infer<typeof questionSchema>

export const surveySchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string().nullish(),
  status: z.string().nullish(),
  updatedAt: z.string(),
  questions: z.array(questionSchema).nullish(),
  /** Newer versions keep the questions of a page in a block. */
  blocks: z.array(z.object({ elements: z.array(questionSchema).nullish() })).nullish(),
})
export type Survey = z.infer<typeof surveySchema>

export const surveyListSchema = z.object({ data: z.array(surveySchema) })
export const oneSurveySchema = z.object({ data: surveySchema })

/** A contact is told by its id here, and as a whole there: nothing but the id is taken. */
const responseSchema = z.object({
  id: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  finished: z.boolean(),
  contactId: z.string().nullish(),
  data: z.record(z.string(), z.unknown()).nullish(),
})
export type Response = z.infer<typeof responseSchema>

export const responseListSchema = z.object({ data: z.array(responseSchema) })

export const deliverySchema = z.object({
  event: z.enum(['responseFinished', 'responseUpdated']),
  data: z.object({ surveyId: z.string(), finished: z.boolean() }),
})
