import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { signature, WEBHOOK_SECRET } from './run.ts'
import { type NetboxSystem, netboxSystem, TOKEN } from './system.ts'

const notification = JSON.stringify({
  event: 'updated',
  timestamp: '2026-03-01T12:00:00.123456+00:00',
  object_type: 'dcim.device',
  data: { id: 103, name: 'web-10' },
  snapshots: { prechange: { name: 'web-9' }, postchange: { name: 'web-10' } },
})

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<NetboxSystem> = {
  system: () => netboxSystem(),
  config: (url) => ({
    url,
    token: 'env:NETBOX_TOKEN',
    environment: { customField: 'environment', tags: { prod: 'production', staging: 'test' } },
    customFields: ['cost'],
    macAddresses: true,
    webhook: { secret: 'env:NETBOX_WEBHOOK_SECRET' },
  }),
  env: { NETBOX_TOKEN: TOKEN, NETBOX_WEBHOOK_SECRET: WEBHOOK_SECRET },
  canaries: ['canary-in-'],
  golden: fileURLToPath(new URL('../fixtures/netbox.golden.json', import.meta.url)),
  deliveries: [
    {
      name: 'a device that changed',
      make: () => ({ headers: { 'x-hook-signature': signature(notification) }, body: notification }),
      refetches: ['assets', 'relations'],
    },
  ],
}
