import { toOpinion } from './answers.ts'
import { opinion } from './forms.ts'

/** What Typeform sends when a response was submitted: it has no `response_id`, and the form as it was answered. */
export function submitted() {
  const { response_id: _, ...rest } = { response_id: '', ...toOpinion[0] }
  return {
    event_id: '01MADEUPEVENT',
    event_type: 'form_response',
    form_response: {
      form_id: opinion.id,
      ...rest,
      definition: { id: opinion.id, title: opinion.title, fields: opinion.fields },
    },
  }
}

/** What it sends when somebody left off, in a form that is set up so. */
export const leftOff = { ...submitted(), event_type: 'form_response_partial' }
