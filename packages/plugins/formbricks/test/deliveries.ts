import { toPulse } from './answers.ts'

/** What Formbricks sends: the response as its first API gives it, with the contact, and a part of the survey. */
function delivery(event: string, more: object = {}) {
  const { contactId: _, ...rest } = { contactId: '', ...toPulse[0] }
  return {
    webhookId: 'clwebhook',
    event,
    data: {
      ...rest,
      contact: { id: 'contact-of-ada', userId: 'u-4711' },
      tags: [],
      survey: { title: 'IT pulse', type: 'link', status: 'inProgress' },
      ...more,
    },
  }
}

export const finished = delivery('responseFinished')
export const corrected = delivery('responseUpdated')
export const unfinished = delivery('responseUpdated', { finished: false })
export const created = delivery('responseCreated')
/** What the button that tests a webhook sends. */
export const tried = { event: 'testEndpoint' }
