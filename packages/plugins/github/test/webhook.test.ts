import type { Delivery } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { issues } from '../src/issues.ts'
import { webhook } from '../src/webhook.ts'
import { issue } from './data.ts'
import { allOf, withGithub } from './run.ts'

function sent(event: string, payload: unknown): Delivery {
  const text = JSON.stringify(payload)
  return {
    headers: { 'x-github-event': event },
    body: Buffer.from(text),
    receivedAt: new Date(),
    text: () => text,
    json: () => JSON.parse(text),
  }
}

const repository = { full_name: 'ACME/shop' }
const edited = (action: string) => ({
  action,
  issue: issue('Acme/Shop', 4, '2026-03-20T10:00:00Z'),
  repository,
})

describe('a delivery', () => {
  test('of an issue is stored as the list would have given it', () =>
    withGithub({}, async ({ ctx, system }) => {
      system.issues['Acme/Shop'] = [issue('Acme/Shop', 4, '2026-03-20T10:00:00Z')]
      const pages = await allOf(issues.pages(ctx, { id: 'acme/shop' }, null, new Date()))
      const { upsert } = await webhook.receive(ctx, sent('issues', edited('edited')))
      expect(upsert).toEqual([{ stream: 'issues', scope: 'acme/shop', raw: pages[0]?.raw }])
    }))

  test.each([['deleted'], ['transferred']])('of an issue that was %s cancels the ticket', (action) =>
    withGithub({}, async ({ ctx }) => {
      const { upsert } = await webhook.receive(ctx, sent('issues', edited(action)))
      const raw = upsert?.[0]?.raw[0] as Parameters<typeof issues.map>[0]
      expect(issues.map(raw)).toMatchObject({ state: 'CANCELLED', sourceState: action })
    }),
  )

  test.each([
    ['issues', edited('edited')],
    ['deployment_status', { repository }],
  ])('of another repository is passed over: %s', (event, payload) =>
    withGithub({}, async ({ ctx }) => {
      const other = { ...payload, repository: { full_name: 'other/shop' } }
      expect(await webhook.receive(ctx, sent(event, other))).toEqual({})
    }),
  )

  test('of a pull request makes no ticket', () =>
    withGithub({}, async ({ ctx }) => {
      const pull_request = { url: 'https://api.github.example/pulls/4' }
      const payload = { ...edited('labeled'), issue: { ...edited('').issue, pull_request } }
      expect(await webhook.receive(ctx, sent('issues', payload))).toEqual({})
    }))

  test.each(['pinned', 'unpinned', 'locked', 'unlocked'])(
    'of what is not read of an issue is passed over: %s',
    (action) =>
      withGithub({}, async ({ ctx }) => {
        const payload = { action, issue: { number: 4, id: 9004 }, repository }
        expect(await webhook.receive(ctx, sent('issues', payload))).toEqual({})
      }),
  )

  test('that comes as a form is read, too', () =>
    withGithub({}, async ({ ctx }) => {
      const payload = edited('edited')
      const { upsert } = await webhook.receive(ctx, sent('issues', payload))
      const text = new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
      const form: Delivery = {
        ...sent('issues', payload),
        headers: { 'x-github-event': 'issues', 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from(text),
        text: () => text,
        json: () => JSON.parse(text),
      }
      expect((await webhook.receive(ctx, form)).upsert).toEqual(upsert)
      await expect(webhook.receive(ctx, { ...form, text: () => 'payload=%7B' })).rejects.toThrow(
        'set the content type of the webhook to application/json',
      )
    }))

  test('of another kind is passed over', () =>
    withGithub({}, async ({ ctx }) => {
      expect(await webhook.receive(ctx, sent('push', { ref: 'refs/heads/main' }))).toEqual({})
    }))

  test('that is not what GitHub sends is a bad record', () =>
    withGithub({}, async ({ ctx }) => {
      await expect(
        webhook.receive(ctx, sent('issues', { action: 'opened', repository })),
      ).rejects.toMatchObject({
        code: 'BAD_RECORD',
        message: expect.stringContaining('issue'),
      })
    }))
})

test('a delivery of a renamed repository belongs to the scope it had', () =>
  withGithub({ formerNames: { 'acme/shop': 'acme/boutique' } }, async ({ ctx }) => {
    const { upsert } = await webhook.receive(ctx, sent('issues', edited('edited')))
    expect(upsert).toMatchObject([{ scope: 'acme/boutique', raw: [{ repository: 'acme/boutique' }] }])
  }))
