import { definePlugin } from '@throughline/plugin-kit'
import { ASSET_KINDS } from './attributes.ts'
import { check } from './check.ts'
import { configSchema, type NetboxConfig } from './config.ts'
import { assets, relations } from './streams.ts'
import { webhook } from './webhook.ts'

/** Reads sites, racks, devices, clusters and virtual machines from NetBox. */
export const netbox = definePlugin<NetboxConfig>({
  id: 'netbox',
  title: 'NetBox',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config: configSchema,
  hosts: ({ url }) => [new URL(url).host],
  assetKinds: ASSET_KINDS,
  check,
  streams: [assets, relations],
  webhook,
})
