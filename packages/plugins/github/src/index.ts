import { definePlugin } from '@throughline/plugin-kit'
import { actions } from './actions.ts'
import { check } from './check.ts'
import { configSchema, type GithubConfig } from './config.ts'
import { deployments } from './deployments.ts'
import { issues } from './issues.ts'
import { people, teams } from './teams.ts'
import { webhook } from './webhook.ts'

/** Reads the issues of GitHub repositories as tickets, and their deployments as changes. */
export const github = definePlugin<GithubConfig>({
  id: 'github',
  title: 'GitHub',
  kind: 'ticketing',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  limits: { requestsPerSecond: 5, burst: 10 },
  check,
  streams: [issues, deployments, people, teams],
  webhook,
  actions,
})
