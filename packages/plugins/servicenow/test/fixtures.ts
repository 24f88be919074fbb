import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { sysId } from './records.ts'
import { MadeUpInstance, PASSWORD, USER } from './system.ts'

const WEBHOOK_TOKEN = 'webhook-token-0815-canary'

const sent = (table: string) => (at: Date) => ({
  headers: {
    'x-throughline-token': WEBHOOK_TOKEN,
    'x-throughline-delivery': `delivery-${table}-${at.getTime()}`,
  },
  body: JSON.stringify({ table, at: at.toISOString() }),
})

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpInstance> = {
  system: () => new MadeUpInstance(),
  config: (url) => ({
    url,
    user: USER,
    password: 'env:SERVICENOW_PASSWORD',
    webhookToken: 'env:SERVICENOW_WEBHOOK_TOKEN',
    pageSize: 2,
    efforts: 'entries',
    teams: true,
    services: true,
    owners: true,
  }),
  env: { SERVICENOW_PASSWORD: PASSWORD, SERVICENOW_WEBHOOK_TOKEN: WEBHOOK_TOKEN },
  canaries: ['hidden@example.org'],
  golden: fileURLToPath(new URL('../fixtures/instance.golden.json', import.meta.url)),
  now: '2026-03-02T12:00:00Z',
  deliveries: [
    { name: 'an incident', make: sent('incident'), refetches: ['tickets'] },
    { name: 'a change', make: sent('change_request'), refetches: ['changes'] },
    { name: 'a configuration item of a class', make: sent('cmdb_ci_linux_server'), refetches: ['assets'] },
    { name: 'a relation', make: sent('cmdb_rel_ci'), refetches: ['relations'] },
    { name: 'time worked', make: sent('task_time_worked'), refetches: ['efforts'] },
  ],
  actions: [
    {
      action: 'createTicket',
      input: {
        title: 'Basket is slow',
        body: 'On **all** hosts',
        kind: 'INCIDENT',
        priority: 2,
        labels: { team: 'blue' },
      },
      count: (instance) => instance.made.length,
    },
    {
      action: 'comment',
      input: { ticket: sysId('a1'), body: 'It is done.' },
      count: (instance) => instance.journal.length,
    },
  ],
}
