import { type Delivery, ticketDraftSchema } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { actions } from '../src/actions.ts'
import { check } from '../src/check.ts'
import { webhook } from '../src/webhook.ts'
import { issue, person } from './data.ts'
import { withGitlab } from './run.ts'

const KEY = 'key-0123456789-0123456789'
const MARK = `<!-- throughline:${KEY} -->`
const draft = (rest: object = {}) => ticketDraftSchema.parse({ title: 'A title', body: 'A body', ...rest })

describe('a new ticket', () => {
  test('of an incident is one, with its labels and a mark that is not shown', () =>
    withGitlab({}, async ({ ctx, system }) => {
      const labels = { 'a, b': '', source: 'throughline' }
      const result = await actions.createTicket?.(ctx, draft({ kind: 'INCIDENT', priority: 2, labels }), KEY)
      expect(result).toEqual({
        externalId: 'Acme/shop#12',
        url: 'https://gitlab.example/Acme/shop/-/issues/12',
      })
      expect(system.issues['Acme/shop']?.at(-1)).toMatchObject({
        description: `A body\n\n${MARK}`,
        issue_type: 'incident',
        labels: ['priority::2', 'a  b', 'source: throughline'],
      })
    }))

  test('has a title that is cut after a whole character', () =>
    withGitlab({}, async ({ ctx, system }) => {
      await actions.createTicket?.(ctx, draft({ title: `${'x'.repeat(254)}🧺 is too long` }), KEY)
      expect(system.issues['Acme/shop']?.at(-1)?.title).toBe(`${'x'.repeat(254)}…`)
    }))

  test('of another kind carries the label that means it', () =>
    withGitlab({}, async ({ ctx, system }) => {
      await actions.createTicket?.(ctx, draft({ kind: 'PROBLEM', project: 'acme/infra/dns' }), KEY)
      const made = system.issues['acme/infra/dns']?.at(-1)
      expect(made).toMatchObject({ issue_type: 'issue', labels: ['problem'] })
    }))

  test('is found again behind others made since', () =>
    withGitlab({}, async ({ ctx, system }) => {
      const first = await actions.createTicket?.(ctx, draft(), KEY)
      for (let iid = 13; iid < 18; iid++) {
        const rest = { author: person('throughline'), created_at: '2026-03-21T10:00:00.000Z' }
        system.issues['Acme/shop']?.push(issue('Acme/shop', iid, '2026-03-21T10:00:00.000Z', rest))
      }
      expect(await actions.createTicket?.(ctx, draft(), KEY)).toEqual(first)
    }))

  test.each([
    [{}, { project: 'acme/attic' }, 'BAD_RECORD'],
    [{ ticketProject: 'acme/attic' }, {}, 'CONFIG_ERROR'],
    [{ ticketProject: undefined }, {}, 'CONFIG_ERROR'],
  ])('with %j for %j is refused, and nothing is called', (settings, rest, code) =>
    withGitlab(settings, async ({ ctx, upstream }) => {
      await expect(actions.createTicket?.(ctx, draft(rest), KEY)).rejects.toMatchObject({ code })
      expect(upstream.requests).toEqual([])
    }),
  )
})

describe('a comment', () => {
  test('is made although somebody else quoted the mark, and once', () =>
    withGitlab({}, async ({ ctx, system, upstream }) => {
      system.notes.push({ id: 1, body: `> ${MARK}`, author: person('eve'), system: false })
      const input = { ticket: 'acme/shop#3', body: 'Text' }
      const first = await actions.comment?.(ctx, input, KEY)
      expect(first).toEqual({ externalId: '301', url: `${upstream.url}/Acme/shop/-/issues/3#note_301` })
      expect(await actions.comment?.(ctx, input, KEY)).toEqual(first)
      expect(system.notes).toHaveLength(2)
    }))

  test.each([['Acme/shop/deployments/41'], ['other/shop#1'], ['Acme/shop#'], ['x']])(
    'on %s is refused, and nothing is called',
    (ticket) =>
      withGitlab({}, async ({ ctx, upstream }) => {
        const made = actions.comment?.(ctx, { ticket, body: 'Text' }, KEY)
        await expect(made).rejects.toMatchObject({ code: 'BAD_RECORD' })
        expect(upstream.requests).toEqual([])
      }),
  )
})

describe('a delivery', () => {
  const receive = (settings: object, payload: unknown) =>
    withGitlab(settings, ({ ctx }) => webhook.receive(ctx, sent(payload)))
  const project = { path_with_namespace: 'acme/Shop' }

  test('of an issue concerns its time only where that is read entry by entry', async () => {
    const issueEvent = { object_kind: 'issue', project }
    const scope = 'Acme/shop'
    expect(await receive({}, issueEvent)).toEqual({
      refetch: [
        { stream: 'issues', scope },
        { stream: 'time', scope },
      ],
    })
    expect(await receive({ timeTracking: 'totals' }, issueEvent)).toEqual({
      refetch: [{ stream: 'issues', scope }],
    })
  })

  test.each([
    [{ object_kind: 'deployment', project: { path_with_namespace: 'other/shop' } }],
    [{ object_kind: 'pipeline', project }],
    [{ object_kind: 'toString', project }],
    [{ event_name: 'subgroup_create', group_id: 7 }],
    [{ event_name: 'user_add_to_group', group_access: 'Guest' }],
    [{ object_kind: null, event_name: 'project_create' }],
  ])('%j is passed over', async (payload) => {
    expect(await receive({}, payload)).toEqual({})
  })

  test('that is not what GitLab sends is a bad record', async () => {
    await expect(receive({}, { object_kind: 'issue' })).rejects.toMatchObject({ code: 'BAD_RECORD' })
  })
})

function sent(payload: unknown): Delivery {
  const text = JSON.stringify(payload)
  return {
    headers: {},
    body: Buffer.from(text),
    receivedAt: new Date(),
    text: () => text,
    json: () => JSON.parse(text),
  }
}

describe('the connection test', () => {
  const reports = (settings: object, scopes: readonly string[] = ['api']) =>
    withGitlab(settings, async ({ ctx, system }) => {
      system.scopes = scopes
      return (await check(ctx)).map(({ capability, status, detail }) => `${capability}: ${status}: ${detail}`)
    })

  test('names each thing that is needed', async () => {
    expect((await reports({})).map((report) => report.split(':')[0])).toEqual([
      'sign in',
      'list projects',
      'read issues',
      'read time entries',
      'read deployments',
      'read teams',
      'create issues and comments',
    ])
    expect((await reports({ timeTracking: 'totals' })).join()).not.toContain('time entries')
  })

  test('tells a token that may only read', async () => {
    const wrong = (await reports({}, ['read_api'])).filter((report) => !report.includes(': ok:'))
    expect(wrong).toEqual([expect.stringMatching(/^create issues and comments: missing-permission: .*api/)])
  })

  test('tells a project that the token does not reach', async () => {
    const found = await reports({ projects: ['acme/secret'], ticketProject: undefined })
    expect(found[2]).toMatch(/^read issues: missing-permission: acme\/secret does not exist, or the token/)
    expect(found[3]).toMatch(/^read time entries: missing-permission/)
  })
})
