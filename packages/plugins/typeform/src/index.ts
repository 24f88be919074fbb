import { definePlugin } from '@throughline/plugin-kit'
import { check } from './check.ts'
import { configSchema, type TypeformConfig } from './config.ts'
import { responses, surveys } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads forms and finished responses of a Typeform account. */
export const typeform = definePlugin<TypeformConfig>({
  id: 'typeform',
  title: 'Typeform',
  kind: 'survey',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  limits: { requestsPerSecond: 2, burst: 2 },
  check,
  streams: [surveys, responses],
  webhook,
})
