import { definePlugin } from '@throughline/plugin-kit'
import { actions } from './actions.ts'
import { check } from './check.ts'
import { configSchema, type GitlabConfig } from './config.ts'
import { deployments } from './deployments.ts'
import { issues } from './issues.ts'
import { people, teams } from './teams.ts'
import { time } from './time.ts'
import { webhook } from './webhook.ts'

/** Reads the issues of GitLab projects as tickets, the time spent on them as efforts, and deployments as changes. */
export const gitlab = definePlugin<GitlabConfig>({
  id: 'gitlab',
  title: 'GitLab',
  kind: 'ticketing',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  limits: { requestsPerSecond: 5, burst: 10 },
  check,
  streams: [issues, time, deployments, people, teams],
  webhook,
  actions,
})
