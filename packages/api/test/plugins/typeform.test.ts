import type { Plugin } from '@throughline/plugin-kit'
import { typeform } from '@throughline/plugin-typeform'
import { submitted } from '../../../plugins/typeform/test/deliveries.ts'
import { fixtures } from '../../../plugins/typeform/test/fixtures.ts'
import { signature } from '../../../plugins/typeform/test/run.ts'
import { worksAtWork } from './at-work.ts'

/** A response that the listing does not hold yet. */
const FRESH = {
  name: 'a response of this moment',
  make() {
    const sent = submitted()
    const body = JSON.stringify({
      ...sent,
      form_response: { ...sent.form_response, token: 'r-of-this-moment' },
    })
    return { headers: { 'typeform-signature': signature(body) }, body }
  },
  upserts: { responses: 1 },
}

const withFresh = { ...fixtures, deliveries: [...(fixtures.deliveries ?? []), FRESH] }

worksAtWork(typeform as Plugin, withFresh, {
  services: ['Service desk'],
  counted: ({ forms, responses }) => ({
    surveys: forms.length,
    responses: [...responses.values()].flat().filter(({ response_type }) => response_type === 'completed')
      .length,
  }),
  news: 1,
})
