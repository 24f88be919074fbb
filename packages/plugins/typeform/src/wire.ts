import { z } from 'zod'

/** Of what Typeform answers, the parts that are used; everything else is dropped when it is read. */

const choices = z.array(z.object({ label: z.string().nullish() }))

export interface Field {
  readonly id: string
  readonly ref?: string | null | undefined
  readonly title?: string | null | undefined
  readonly type: string
  readonly properties?:
    | {
        readonly steps?: number | null | undefined
        readonly start_at_one?: boolean | null | undefined
        readonly choices?: z.infer<typeof choices> | null | undefined
        readonly fields?: readonly Field[] | null | undefined
      }
    | null
    | undefined
}

const fieldSchema: z.ZodType<Field> = z.object({
  id: z.string(),
  ref: z.string().nullish(),
  title: z.string().nullish(),
  type: z.string(),
  properties: z
    .object({
      steps: z.number().nullish(),
      start_at_one: z.boolean().nullish(),
      choices: choices.nullish(),
      get fields() {
        return z.array(fieldSchema).nullish()
      },
    })
    .nullish(),
})

export const formSchema = z.object({
  id: z.string(),
  title: z.string().nullish(),
  fields: z.array(fieldSchema).nullish(),
  _links: z.object({ display: z.string().nullish() }).nullish(),
})
export type Form = z.infer<typeof formSchema>

export const formListSchema = z.object({
  total_items: z.int(),
  page_count: z.int(),
  items: z.array(z.object({ id: z.string(), title: z.string().nullish() })),
})
export type FormList = z.infer<typeof formListSchema>

const answerSchema = z.object({
  field: z.object({ id: z.string() }),
  type: z.string(),
  text: z.string().nullish(),
  number: z.number().nullish(),
  boolean: z.boolean().nullish(),
  date: z.string().nullish(),
  email: z.string().nullish(),
  choice: z.object({ label: z.string().nullish(), other: z.string().nullish() }).nullish(),
  choices: z.object({ labels: z.array(z.string()).nullish(), other: z.string().nullish() }).nullish(),
})
export type Answer = z.infer<typeof answerSchema>

/** A response as the list gives it. `response_id` is missing in a webhook; `token` says the same of a finished one. */
export const responseSchema = z.object({
  response_id: z.string().nullish(),
  token: z.string(),
  submitted_at: z.iso.datetime({ offset: true }),
  hidden: z.record(z.string(), z.unknown()).nullish(),
  answers: z.array(answerSchema).nullish(),
})
export type Response = z.infer<typeof responseSchema>

export const responseListSchema = z.object({ items: z.array(responseSchema) })

/** A finished response as a webhook brings it. Unfinished ones come as another type of event. */
export const deliverySchema = z.object({
  event_type: z.literal('form_response'),
  form_response: responseSchema.extend({ form_id: z.string() }),
})
