import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { PERSONS } from './answers.ts'
import { finished, unfinished } from './deliveries.ts'
import { signed, WEBHOOK_SECRET } from './run.ts'
import { API_KEY, MadeUpFormbricks } from './system.ts'

const delivered = (json: object, at: Date) => {
  const body = JSON.stringify(json)
  return { headers: { 'content-type': 'application/json', ...signed(body, at) }, body }
}

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpFormbricks> = {
  system: () => new MadeUpFormbricks(),
  config: (url) => ({
    apiKey: 'env:FORMBRICKS_API_KEY',
    webhookSecret: 'env:FORMBRICKS_WEBHOOK_SECRET',
    url,
    pageSize: 2,
    surveys: [{ id: 'clease', service: 'Service desk' }],
  }),
  env: { FORMBRICKS_API_KEY: API_KEY, FORMBRICKS_WEBHOOK_SECRET: WEBHOOK_SECRET },
  canaries: PERSONS,
  golden: fileURLToPath(new URL('../fixtures/workspace.golden.json', import.meta.url)),
  deliveries: [
    { name: 'a finished response', make: (at) => delivered(finished, at), refetches: ['responses'] },
    { name: 'an unfinished response', make: (at) => delivered(unfinished, at) },
  ],
}
