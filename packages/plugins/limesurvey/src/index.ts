import { definePlugin } from '@throughline/plugin-kit'
import { sendSurvey } from './actions.ts'
import { check } from './check.ts'
import { configSchema, type LimesurveyConfig } from './config.ts'
import { responses, surveys } from './streams.ts'

/** Reads surveys and finished responses of a LimeSurvey, and has it invite people. */
export const limesurvey = definePlugin<LimesurveyConfig>({
  id: 'limesurvey',
  title: 'LimeSurvey',
  kind: 'survey',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  // An export of a large survey takes LimeSurvey a while, and so does sending invitations.
  limits: { requestsPerSecond: 5, burst: 10, deadline: 180_000, maxBytes: 128 * 1024 * 1024 },
  check,
  streams: [surveys, responses],
  actions: { sendSurvey },
})
