import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { CANARY, issue } from './data.ts'
import { config, delivery, ENV, MadeUpGithub, NOW } from './system.ts'

const repository = { full_name: 'Acme/Shop', id: 1 }

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpGithub> = {
  system: () => new MadeUpGithub(),
  config,
  env: ENV,
  canaries: [CANARY],
  golden: fileURLToPath(new URL('../fixtures/acme.golden.json', import.meta.url)),
  now: NOW,
  deliveries: [
    {
      name: 'an issue that was edited',
      make: () =>
        delivery('issues', {
          action: 'edited',
          issue: issue('Acme/Shop', 12, '2026-03-20T11:59:00Z'),
          repository,
        }),
      upserts: { issues: 1 },
    },
    {
      name: 'a deployment that goes on',
      make: () =>
        delivery('deployment_status', {
          action: 'created',
          deployment_status: { id: 99, state: 'success' },
          deployment: { id: 105 },
          repository,
        }),
      refetches: ['deployments'],
    },
    {
      name: 'the first of all',
      make: () => delivery('ping', { zen: 'Keep it logically awesome.', hook_id: 1, repository }),
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
        labels: { 'service:Web shop': '', source: 'throughline' },
      },
      count: (system) => system.issues['Acme/Shop']?.length ?? 0,
    },
    {
      action: 'comment',
      input: { ticket: 'acme/shop#4', body: 'Approved.' },
      count: (system) => system.comments.length,
    },
  ],
}
