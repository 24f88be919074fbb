import { ticketDraftSchema } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { actions } from '../src/actions.ts'
import { check } from '../src/check.ts'
import { configSchema } from '../src/config.ts'
import { issue, person } from './data.ts'
import { withGithub } from './run.ts'
import { config } from './system.ts'

const KEY = 'key-0123456789-0123456789'
const draft = (rest: object = {}) => ticketDraftSchema.parse({ title: 'A title', body: 'A body', ...rest })

describe('a new ticket', () => {
  test('carries the labels that its kind and priority mean, and a mark that is not shown', () =>
    withGithub({}, async ({ ctx, system }) => {
      const labels = { urgent: '', source: 'throughline', ['x'.repeat(60)]: '' }
      const input = draft({ kind: 'INCIDENT', priority: 1, labels })
      const result = await actions.createTicket?.(ctx, input, KEY)
      expect(result).toMatchObject({ externalId: 'acme/shop#13' })
      expect(system.issues['Acme/Shop']?.at(-1)).toMatchObject({
        body: `A body\n\n<!-- throughline:${KEY} -->`,
        labels: [{ name: 'incident' }, { name: 'P1' }, { name: 'urgent' }, { name: 'source: throughline' }],
      })
    }))

  test('has a title that is cut after a whole character', () =>
    withGithub({}, async ({ ctx, system }) => {
      await actions.createTicket?.(ctx, draft({ title: `${'x'.repeat(255)}🧺 is too long` }), KEY)
      expect(system.issues['Acme/Shop']?.at(-1)?.title).toBe(`${'x'.repeat(255)}…`)
    }))

  test('is made although somebody else quoted the mark', () =>
    withGithub({}, async ({ ctx, system }) => {
      const body = `> <!-- throughline:${KEY} -->`
      system.issues['Acme/Shop']?.push(
        issue('Acme/Shop', 13, '2026-03-20T10:00:00Z', { body, user: person('eve') }),
      )
      const result = await actions.createTicket?.(ctx, draft(), KEY)
      expect(result?.externalId).toBe('acme/shop#14')
    }))

  test('is found again behind others made since', () =>
    withGithub({}, async ({ ctx, system }) => {
      const first = await actions.createTicket?.(ctx, draft(), KEY)
      for (let number = 14; number < 20; number++) {
        const rest = { user: person('throughline-bot'), created_at: '2026-03-21T10:00:00Z' }
        system.issues['Acme/Shop']?.push(issue('Acme/Shop', number, '2026-03-21T10:00:00Z', rest))
      }
      expect(await actions.createTicket?.(ctx, draft(), KEY)).toEqual(first)
    }))

  test('goes where it says', () =>
    withGithub({}, async ({ ctx, system }) => {
      const result = await actions.createTicket?.(ctx, draft({ project: 'Acme/Payments' }), KEY)
      expect(result?.externalId).toBe('acme/payments#3')
      expect(system.issues['acme/payments']).toHaveLength(3)
    }))

  test('of another repository is refused, and nothing is called', () =>
    withGithub({}, async ({ ctx, upstream }) => {
      const made = actions.createTicket?.(ctx, draft({ project: 'acme/attic' }), KEY)
      await expect(made).rejects.toMatchObject({ code: 'BAD_RECORD' })
      expect(upstream.requests).toEqual([])
    }))

  test('without a repository is a matter of the configuration', () =>
    withGithub({ ticketRepository: undefined }, async ({ ctx }) => {
      await expect(actions.createTicket?.(ctx, draft(), KEY)).rejects.toMatchObject({ code: 'CONFIG_ERROR' })
    }))
})

describe('a comment', () => {
  test('is made although somebody else quoted the mark', () =>
    withGithub({}, async ({ ctx, system }) => {
      const body = `> <!-- throughline:${KEY} -->`
      system.comments.push({ id: 1, body, user: person('eve'), html_url: 'https://github.example/1' })
      const first = await actions.comment?.(ctx, { ticket: 'Acme/Shop#4', body: 'Text' }, KEY)
      expect(first?.externalId).toBe('501')
      expect(await actions.comment?.(ctx, { ticket: 'acme/shop#4', body: 'Text' }, KEY)).toEqual(first)
    }))

  test.each([['acme/shop/deployments/101'], ['other/shop#1'], ['acme/shop#'], ['x']])(
    'on %s is refused, and nothing is called',
    (ticket) =>
      withGithub({}, async ({ ctx, upstream }) => {
        const made = actions.comment?.(ctx, { ticket, body: 'Text' }, KEY)
        await expect(made).rejects.toMatchObject({ code: 'BAD_RECORD' })
        expect(upstream.requests).toEqual([])
      }),
  )
})

describe('the connection test', () => {
  const statuses = async (settings: object, path?: RegExp, answer?: { status: number; json: object }) =>
    withGithub(settings, async ({ ctx, upstream }) => {
      if (answer !== undefined) {
        upstream.faults = (request) =>
          path?.test(request.path) === true ? { kind: 'answer', answer } : undefined
      }
      return (await check(ctx)).map(({ capability, status, detail }) => `${capability}: ${status}: ${detail}`)
    })

  test('names each thing that is needed', async () => {
    const reports = await statuses({})
    expect(reports.map((report) => report.split(':')[0])).toEqual([
      'sign in',
      'list repositories',
      'read issues',
      'read deployments',
      'read teams',
      'create issues and comments',
    ])
    expect(reports.join()).toContain('acme/handbook: issues are switched off, so that none can be created')
  })

  test('tells a permission that is missing', async () => {
    const refused = { status: 403, json: { message: 'Resource not accessible by personal access token' } }
    const reports = await statuses({}, /deployments$/, refused)
    expect(reports.filter((report) => !report.includes(': ok:'))).toEqual([
      expect.stringMatching(/^read deployments: missing-permission: /),
    ])
  })

  test('tells a repository that the token does not reach', async () => {
    const reports = await statuses({ repositories: ['acme/secret'], ticketRepository: undefined })
    expect(reports[2]).toMatch(/^read issues: missing-permission: acme\/secret does not exist, or the token/)
  })
})

describe('the configuration', () => {
  test.each([
    [{ repositories: ['shop'] }, 'owner/name'],
    [{ repositories: ['acme/..'] }, 'owner/name'],
    [{ owner: 'acme' }, 'either repositories or owner'],
    [{ repositories: undefined }, 'either repositories or owner'],
    [{ url: 'ftp://x' }, 'http or https'],
    [{ token: 'ghp_1' }, 'env:NAME'],
    [{ pageSize: 101 }, '100'],
    [{ label: 1 }, 'label'],
  ])('%j is refused', (rest, words) => {
    expect(configSchema.safeParse(config('https://api.github.com', rest)).error?.message).toContain(words)
  })
})
