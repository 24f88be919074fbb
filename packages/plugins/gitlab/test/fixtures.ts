import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { CANARY } from './data.ts'
import { config, delivery, ENV, MadeUpGitlab, NOW, signedDelivery } from './system.ts'

const project = { id: 5, path_with_namespace: 'acme/shop' }
const issueEvent = {
  object_kind: 'issue',
  event_type: 'issue',
  project,
  object_attributes: { id: 7003, iid: 3, action: 'update' },
}

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpGitlab> = {
  system: () => new MadeUpGitlab(),
  config,
  env: ENV,
  canaries: [CANARY],
  golden: fileURLToPath(new URL('../fixtures/acme.golden.json', import.meta.url)),
  now: NOW,
  deliveries: [
    { name: 'an issue', make: () => delivery(issueEvent), refetches: ['issues', 'time'] },
    {
      name: 'an issue, signed',
      make: (at) => signedDelivery(issueEvent, at),
      refetches: ['issues', 'time'],
    },
    {
      name: 'a deployment',
      make: () => delivery({ object_kind: 'deployment', status: 'success', deployment_id: 46, project }),
      refetches: ['deployments'],
    },
  ],
  actions: [
    {
      action: 'createTicket',
      input: {
        title: 'Budget of the shop is nearly used up',
        body: 'It burns at **6** times the rate.',
        kind: 'INCIDENT',
        priority: 1,
        labels: { 'service::Web shop': '', source: 'throughline' },
      },
      count: (system) => system.issues['Acme/shop']?.length ?? 0,
    },
    {
      action: 'comment',
      input: { ticket: 'acme/shop#3', body: 'Approved.' },
      count: (system) => system.notes.length,
    },
  ],
}
