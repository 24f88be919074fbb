import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { notification } from './notifications.ts'
import { type AlertmanagerSystem, alertmanagerSystem, TOKEN } from './system.ts'

const WEBHOOK_TOKEN = 'hook-5c12ab90'
const WEBHOOK_USER = 'throughline-hook'
const WEBHOOK_PASSWORD = 'pass-77b1e0'

const bearer = (body: string) => ({ headers: { authorization: `Bearer ${WEBHOOK_TOKEN}` }, body })
const basic = (body: string) => {
  const credentials = Buffer.from(`${WEBHOOK_USER}:${WEBHOOK_PASSWORD}`).toString('base64')
  return { headers: { authorization: `Basic ${credentials}` }, body }
}

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<AlertmanagerSystem> = {
  system: () => alertmanagerSystem(),
  config: (url) => ({
    url,
    token: 'env:ALERTMANAGER_TOKEN',
    severities: { p2: 'CRITICAL' },
    assets: [
      { label: 'instance', identifier: 'fqdn', withoutPort: true },
      { label: 'uid', identifier: 'kubernetes.uid' },
      { label: 'pod' },
    ],
    pageSize: 2,
    webhook: { token: 'env:HOOK_TOKEN', user: 'env:HOOK_USER', password: 'env:HOOK_PASSWORD' },
  }),
  env: {
    ALERTMANAGER_TOKEN: TOKEN,
    HOOK_TOKEN: WEBHOOK_TOKEN,
    HOOK_USER: WEBHOOK_USER,
    HOOK_PASSWORD: WEBHOOK_PASSWORD,
  },
  golden: fileURLToPath(new URL('../fixtures/alertmanager.golden.json', import.meta.url)),
  deliveries: [
    { name: 'a group, with a bearer token', make: () => bearer(notification()), upserts: { alerts: 2 } },
    {
      name: 'a group, with basic authentication',
      make: () => basic(notification()),
      upserts: { alerts: 2 },
    },
    {
      name: 'a group that was cut',
      make: () => bearer(notification({ truncatedAlerts: 7 })),
      upserts: { alerts: 2 },
      refetches: ['alerts'],
    },
    {
      name: 'a format of the future',
      make: () => bearer(notification({ version: '5' })),
      refetches: ['alerts'],
    },
  ],
}
