import { definePlugin } from '@throughline/plugin-kit'
import { actions } from './actions.ts'
import { check } from './check.ts'
import { configSchema, type JiraConfig } from './config.ts'
import { changes, efforts, history, tickets } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads issues and work logs of Jira Cloud, and makes issues and comments there. */
export const jira = definePlugin<JiraConfig>({
  id: 'jira',
  title: 'Jira Cloud',
  kind: 'ticketing',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  check,
  streams: [changes, tickets, history, efforts],
  webhook,
  actions,
})
