import { definePlugin } from '@throughline/plugin-kit'
import { check } from './check.ts'
import { configSchema, type FormbricksConfig } from './config.ts'
import { responses, surveys } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads surveys and finished responses of a Formbricks, in the cloud or of one's own. */
export const formbricks = definePlugin<FormbricksConfig>({
  id: 'formbricks',
  title: 'Formbricks',
  kind: 'survey',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  // Formbricks allows a key 100 calls a minute.
  limits: { requestsPerSecond: 1.5, burst: 10 },
  check,
  streams: [surveys, responses],
  webhook,
})
