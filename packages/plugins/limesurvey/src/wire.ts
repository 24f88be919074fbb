import { z } from 'zod'

/** Of what RemoteControl answers, the parts that are used; everything else is dropped when it is read. */

export const envelopeSchema = z.object({ result: z.unknown(), error: z.unknown().optional() })

/** Versions differ in whether numbers are numbers. */
const numeral = z.union([z.string(), z.number()]).transform(String)

export const surveyListSchema = z.array(
  z.object({
    sid: numeral,
    surveyls_title: z.string().nullish(),
    startdate: z.string().nullish(),
    expires: z.string().nullish(),
    active: z.string().nullish(),
  }),
)
export type ListedSurvey = z.infer<typeof surveyListSchema>[number]

export const propertiesSchema = z.object({
  language: z.string().nullish(),
  datestamp: z.string().nullish(),
  startdate: z.string().nullish(),
  datecreated: z.string().nullish(),
})
export type Properties = z.infer<typeof propertiesSchema>

export const questionListSchema = z.array(
  z.object({
    qid: numeral,
    parent_qid: numeral.nullish(),
    gid: numeral.nullish(),
    question_order: numeral.nullish(),
    type: z.string(),
    title: z.string(),
    question: z.string().nullish(),
  }),
)
export type ListedQuestion = z.infer<typeof questionListSchema>[number]

/** Where there are none, a sentence says so, or there is an empty list. */
const none = z.union([z.string(), z.array(z.unknown()).max(0), z.null()]).transform(() => ({}))

export const detailsSchema = z.object({
  subquestions: z.union([
    none,
    z.record(
      z.string(),
      z.object({ title: z.string(), question: z.string().nullish(), scale_id: numeral.nullish() }),
    ),
  ]),
  answeroptions: z.union([
    none,
    z.record(z.string(), z.object({ answer: z.string().nullish(), order: numeral.nullish() })),
  ]),
})

export const exportSchema = z.object({ responses: z.array(z.record(z.string(), z.unknown())) })
/** A response by the codes of its columns. */
export const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))
export type Row = z.infer<typeof rowSchema>

/** A participant that was added has an id; one that was not has errors instead. */
export const addedSchema = z.array(z.object({ tid: numeral.nullish() }))
export const participantSchema = z.object({ tid: numeral })
/** What became of the invitations, by the ids of participants; how many are left stands beside them. */
export const invitedSchema = z.record(z.string(), z.unknown())
