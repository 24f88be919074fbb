import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { PERSONS } from './answers.ts'
import { leftOff, submitted } from './deliveries.ts'
import { signature, WEBHOOK_SECRET } from './run.ts'
import { MadeUpTypeform, TOKEN } from './system.ts'

const delivered = (json: object) => {
  const body = JSON.stringify(json)
  return { headers: { 'content-type': 'application/json', 'typeform-signature': signature(body) }, body }
}

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpTypeform> = {
  system: () => new MadeUpTypeform(),
  config: (url) => ({
    token: 'env:TYPEFORM_TOKEN',
    webhookSecret: 'env:TYPEFORM_WEBHOOK_SECRET',
    url,
    pageSize: 2,
    surveys: [{ id: 'stars2', service: 'Service desk', texts: ['why'] }],
  }),
  env: { TYPEFORM_TOKEN: TOKEN, TYPEFORM_WEBHOOK_SECRET: WEBHOOK_SECRET },
  canaries: PERSONS,
  golden: fileURLToPath(new URL('../fixtures/account.golden.json', import.meta.url)),
  deliveries: [
    { name: 'a response', make: () => delivered(submitted()), upserts: { responses: 1 } },
    { name: 'an unfinished response', make: () => delivered(leftOff) },
  ],
}
