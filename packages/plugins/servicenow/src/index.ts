import { definePlugin } from '@throughline/plugin-kit'
import { actions } from './actions.ts'
import { check } from './check.ts'
import { configSchema, type ServiceNowConfig } from './config.ts'
import { CONFIGURATION_ITEM } from './inventory.ts'
import { people, services, teams } from './model-streams.ts'
import { assets, changes, efforts, relations, tickets } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads tickets, changes and configuration items of ServiceNow, and makes tickets and comments there. */
export const servicenow = definePlugin<ServiceNowConfig>({
  id: 'servicenow',
  title: 'ServiceNow',
  kind: 'ticketing',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  otherAssetKinds: CONFIGURATION_ITEM,
  check,
  streams: [people, teams, assets, relations, services, changes, tickets, efforts],
  webhook,
  actions,
})
