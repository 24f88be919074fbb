import type { TicketDraft } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { actions } from '../src/actions.ts'
import { check } from '../src/check.ts'
import { type OnSite, onSite } from './on-site.ts'

const KEY = 'conformance-0123456789-abc'
const draft: TicketDraft = { title: 'Basket is slow', body: 'See **this**.', kind: 'TASK' }
const settings = { newTicketProject: 'SHOP' }
const create = ({ ctx }: OnSite, more: Partial<TicketDraft> = {}, key = KEY) =>
  actions.createTicket?.(ctx, { ...draft, ...more }, key)

describe('a ticket is made once for a key', () => {
  test('also when the answer was lost and the search is late', () =>
    onSite(settings, async (on) => {
      on.site.searchLag = 90_000
      let lost = 0
      on.upstream.faults = ({ method, path }) => {
        if (method !== 'POST' || !path.endsWith('/issue') || lost > 0) return undefined
        lost += 1
        return { kind: 'lost' }
      }
      await expect(create(on)).rejects.toMatchObject({ code: 'TRANSIENT' })
      expect(on.site.made).toHaveLength(1)
      await expect(create(on)).rejects.toMatchObject({ code: 'TRANSIENT', message: /caught up/ })
      expect(on.site.made).toHaveLength(1)
      on.now = new Date(on.now.getTime() + 120_000)
      on.site.now += 120_000
      expect(await create(on)).toEqual({ externalId: '90101', url: `${on.upstream.url}/browse/SHOP-101` })
      expect(on.site.made).toHaveLength(1)
    }))

  test('a try that came to nothing is made up for once the search is sure', () =>
    onSite(settings, async (on) => {
      on.upstream.faults = ({ method, path }) =>
        method === 'POST' && path.endsWith('/issue') ? { kind: 'reset' } : undefined
      await expect(create(on)).rejects.toMatchObject({ code: 'TRANSIENT' })
      on.upstream.faults = () => undefined
      on.now = new Date(on.now.getTime() + 120_000)
      await create(on)
      expect(on.site.made).toHaveLength(1)
    }))

  test('and its title is cut after a whole character', () =>
    onSite(settings, async (on) => {
      await create(on, { title: `${'x'.repeat(254)}🧺 is too long` })
      expect(on.site.made).toMatchObject([{ summary: `${'x'.repeat(254)}…` }])
    }))

  test('notes of earlier tickets go after a day, those of other people stay', () =>
    onSite(settings, async (on) => {
      on.site.notes.add('dashboard.layout')
      await create(on)
      on.now = new Date(on.now.getTime() + 90_000_000)
      await create(on, {}, `${KEY}-next`)
      expect([...on.site.notes]).toEqual(['dashboard.layout', `throughline-${on.now.getTime()}-${KEY}-next`])
    }))
})

describe('what is made', () => {
  test('an issue type of the kind, the priority of the number, labels without white space', () =>
    onSite(settings, async (on) => {
      await create(on, { kind: 'INCIDENT', priority: 2, labels: { team: 'blue shop', urgent: '' } })
      expect(on.site.made).toEqual([
        {
          project: { key: 'SHOP' },
          issuetype: { id: '10002' },
          summary: 'Basket is slow',
          labels: [`throughline-${KEY}`, 'team:blue_shop', 'urgent'],
          priority: { id: '2' },
          description: {
            version: 1,
            type: 'doc',
            content: [
              {
                type: 'paragraph',
                content: [
                  { type: 'text', text: 'See ' },
                  { type: 'text', text: 'this', marks: [{ type: 'strong' }] },
                  { type: 'text', text: '.' },
                ],
              },
            ],
          },
        },
      ])
    }))

  test('a kind that has no issue type becomes a task, a field that cannot be set is left out', () =>
    onSite(settings, async (on) => {
      on.site.offScreen.add('priority').add('description')
      await create(on, { kind: 'PROBLEM', priority: 1 })
      expect(on.site.made).toMatchObject([{ issuetype: { id: '10001' } }])
    }))

  test('where labels cannot be set, nothing is made', () =>
    onSite(settings, async (on) => {
      on.site.offScreen.add('labels')
      await expect(create(on)).rejects.toMatchObject({
        code: 'CONFIG_ERROR',
        message: /add Labels to the screen/,
      })
      expect(on.site.made).toEqual([])
    }))

  test('somebody must say where', () =>
    onSite({}, async (on) => {
      await expect(create(on)).rejects.toMatchObject({ code: 'CONFIG_ERROR', message: /newTicketProject/ })
      expect(await create(on, { project: 'OPS' })).toMatchObject({ externalId: '90101' })
    }))

  test('comments are internal notes unless they may be seen', async () => {
    const properties = (settings: Record<string, unknown>) =>
      onSite(settings, async ({ ctx, site }) => {
        await actions.comment?.(ctx, { ticket: '20001', body: 'Done.' }, KEY)
        return site.comments.flatMap((comment) => comment.properties.map(({ key }) => key))
      })
    expect(await properties({})).toEqual(['throughline', 'sd.public.comment'])
    expect(await properties({ internalComments: false })).toEqual(['throughline'])
  })

  test('an earlier comment is found behind pages of others', () =>
    onSite({}, async ({ ctx, site }) => {
      const first = await actions.comment?.(ctx, { ticket: '20001', body: 'Done.' }, KEY)
      for (let count = 0; count < 5; count += 1)
        await actions.comment?.(ctx, { ticket: '20001', body: 'Other' }, `${KEY}-${count}`)
      expect(await actions.comment?.(ctx, { ticket: '20001', body: 'Done.' }, KEY)).toEqual(first)
      expect(site.comments).toHaveLength(6)
    }))
})

test('the connection test tells what the account lacks', () =>
  onSite(settings, async ({ ctx, site }) => {
    site.lacking.add('CREATE_ISSUES')
    const reports = await check(ctx)
    expect(reports.map(({ capability, status }) => `${capability}: ${status}`)).toEqual([
      'sign in: ok',
      'read issues: ok',
      'read work logs: ok',
      'create issues: missing-permission',
      'comment: ok',
    ])
    expect(reports[1]?.detail).toBe('1 project; this site has no field Actual start, Actual end')
  }))
