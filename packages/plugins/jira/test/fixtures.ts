import { createHmac } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { ApiFixtures } from '@throughline/plugin-kit/testing'
import { EMAIL, MadeUpSite, TOKEN } from './system.ts'

const WEBHOOK_SECRET = 'webhook-secret-0815-canary'

/** A delivery, signed as Jira signs it. */
export function signed(payload: object) {
  const body = JSON.stringify(payload)
  const digest = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex')
  return {
    headers: {
      'x-hub-signature': `sha256=${digest}`,
      'x-atlassian-webhook-identifier': `id-${digest.slice(0, 12)}`,
    },
    body,
  }
}

/** What the plugin is tried with: the system it talks to, and what comes of it. */
export const fixtures: ApiFixtures<MadeUpSite> = {
  system: () => new MadeUpSite(),
  config: (url) => ({
    url,
    browseUrl: 'https://shop.atlassian.net',
    email: EMAIL,
    token: 'env:JIRA_TOKEN',
    webhookSecret: 'env:JIRA_WEBHOOK_SECRET',
    projects: ['SHOP', 'OPS'],
    leaveOut: ['Epic'],
    pageSize: 2,
    newTicketProject: 'SHOP',
  }),
  env: { JIRA_TOKEN: TOKEN, JIRA_WEBHOOK_SECRET: WEBHOOK_SECRET },
  canaries: ['hidden@example.org'],
  golden: fileURLToPath(new URL('../fixtures/site.golden.json', import.meta.url)),
  now: '2026-03-02T12:00:00Z',
  deliveries: [
    {
      name: 'an issue was changed',
      make: (at) =>
        signed({
          timestamp: at.getTime(),
          webhookEvent: 'jira:issue_updated',
          issue: { id: '20001', key: 'SHOP-1', fields: {} },
        }),
      upserts: { tickets: 1 },
    },
    {
      name: 'a change was made',
      make: (at) =>
        signed({
          timestamp: at.getTime(),
          webhookEvent: 'jira:issue_created',
          issue: { id: '20003', key: 'SHOP-3', fields: {} },
        }),
      upserts: { changes: 1 },
    },
    {
      name: 'an issue was deleted',
      make: (at) =>
        signed({
          timestamp: at.getTime(),
          webhookEvent: 'jira:issue_deleted',
          issue: { id: '20999', key: 'SHOP-99', fields: {} },
        }),
      refetches: ['tickets', 'changes'],
    },
    {
      name: 'work was booked',
      make: (at) =>
        signed({
          timestamp: at.getTime(),
          webhookEvent: 'worklog_created',
          worklog: { id: '501', issueId: '20001' },
        }),
      upserts: { efforts: 1 },
    },
    {
      name: 'a booking was deleted',
      make: (at) =>
        signed({
          timestamp: at.getTime(),
          webhookEvent: 'worklog_deleted',
          worklog: { id: '999', issueId: '20001' },
        }),
      refetches: ['efforts'],
    },
  ],
  actions: [
    {
      action: 'createTicket',
      input: {
        title: 'Basket is slow',
        body: '# Seen\n\n- on *all* hosts',
        kind: 'INCIDENT',
        priority: 2,
        labels: { team: 'blue shop' },
      },
      count: (site) => site.made.length,
    },
    {
      action: 'comment',
      input: { ticket: '20001', body: 'It is `done`.' },
      count: (site) => site.comments.length,
    },
  ],
}
