import { createHmac } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { ApiFixtures, DeliveryFixture } from '@throughline/plugin-kit/testing'
import { TRACKER_ENV, TrackerSystem } from './system.ts'

function signed(body: string, at: Date) {
  const seconds = String(Math.floor(at.getTime() / 1000))
  const signature = createHmac('sha256', TRACKER_ENV.TRACKER_HOOK).update(`${seconds}.${body}`).digest('hex')
  return {
    headers: {
      'x-tracker-signature': `sha256=${signature}`,
      'x-tracker-time': seconds,
      'x-tracker-delivery': 'd-1',
    },
    body,
  }
}

const deliveries: readonly DeliveryFixture[] = [
  {
    name: 'a ticket was closed',
    make: (at) =>
      signed(
        JSON.stringify({
          ticket: {
            id: 'T1',
            project: 'web',
            title: 'Closed',
            status: 'done',
            opened: '2029-11-01T08:00:00Z',
            updated: '2029-12-31T23:00:00Z',
          },
        }),
        at,
      ),
    upserts: { tickets: 1 },
  },
  { name: 'a host was added', make: (at) => signed('{"host":"h9"}', at), refetches: ['hosts'] },
]

export const trackerFixtures: ApiFixtures<TrackerSystem> = {
  system: () => new TrackerSystem(),
  config: (url) => ({ url, token: 'env:TRACKER_TOKEN', hook: 'env:TRACKER_HOOK' }),
  env: TRACKER_ENV,
  golden: fileURLToPath(new URL('../fixtures/tracker.golden.json', import.meta.url)),
  deliveries,
  actions: [
    {
      action: 'createTicket',
      input: { title: 'Disk full', body: 'It **is**.' },
      count: (system) => system.tickets.length,
    },
    { action: 'comment', input: { ticket: 'T2', body: 'Seen.' }, count: (system) => system.comments.length },
  ],
}
