import { describe, expect, test } from 'vitest'
import { issues } from '../src/issues.ts'
import { repositoriesOf } from '../src/repositories.ts'
import { allOf, type Run, withGithub } from './run.ts'
import { NOW } from './system.ts'

const read = async ({ ctx }: Run, scope = 'acme/shop') => {
  const pages = await allOf(issues.pages(ctx, { id: scope }, null, new Date(NOW)))
  return pages.flatMap(({ raw }) => raw.map(({ issue }) => issue.number))
}

describe('issues', () => {
  test('come in the order in which they changed, each once, without pull requests', () =>
    withGithub({}, async (run) => {
      expect(await read(run)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      const asked = run.upstream.requests.at(0)
      expect(Object.fromEntries(asked?.query ?? [])).toEqual({
        state: 'all',
        sort: 'updated',
        direction: 'asc',
        per_page: '2',
      })
      expect(asked?.headers['x-github-api-version']).toBe('2022-11-28')
      expect(asked?.headers['user-agent']).toBe('throughline')
    }))

  test('are read with one call where one page holds them', () =>
    withGithub({ pageSize: 100 }, async (run) => {
      await read(run)
      expect(run.upstream.requests).toHaveLength(1)
    }))

  test('that leave the middle of one second while it is read make no other be missed', () =>
    withGithub({}, async (run) => {
      run.upstream.faults = ({ query }) => {
        if (query.get('page') === '2' && query.get('since')?.startsWith('2026-03-05') === true) {
          run.upstream.faults = () => undefined
          run.system.touch(new Date(NOW))
        }
        return undefined
      }
      expect(new Set(await read(run))).toEqual(new Set([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
    }))

  test('that are switched off are none, and the repository is not gone', () =>
    withGithub({}, async (run) => {
      expect(await read(run, 'acme/handbook')).toEqual([])
    }))
})

describe('the rate limit', () => {
  const limited = (headers: Record<string, string>, message = 'Forbidden') =>
    withGithub({}, async (run) => {
      run.upstream.faults = () => ({ kind: 'answer', answer: { status: 403, headers, json: { message } } })
      return read(run).catch((error: unknown) => error)
    })

  test.each([
    ['in seconds', { 'retry-after': '30' }, 30],
    ['by the end of its window', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456090' }, 90],
    ['without an end', { 'x-ratelimit-remaining': '0' }, 60],
  ])('%s is a pause', async (_, headers, retryAfter) => {
    expect(await limited(headers)).toMatchObject({ code: 'RATE_LIMITED', retryAfter })
  })

  test('that shows in the message alone is a pause', async () => {
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
    expect(await limited({ 'x-ratelimit-remaining': '4999' }, message)).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: 60,
    })
  })

  test('is none where a permission is missing, which is named', async () => {
    expect(
      await limited({ 'x-ratelimit-remaining': '4999', 'x-accepted-github-permissions': 'issues=read' }),
    ).toMatchObject({ code: 'AUTH_ERROR', message: expect.stringContaining('issues=read') })
    expect(await limited({ 'x-github-sso': 'required; url=https://github.example/sso?x=1' })).toMatchObject({
      code: 'AUTH_ERROR',
      message: expect.stringContaining('single sign-on'),
    })
  })
})

describe('repositories', () => {
  test('are those named, each once, whatever the case', () =>
    withGithub({ repositories: ['Acme/Shop', 'acme/shop'] }, async ({ ctx }) => {
      expect(await repositoriesOf(ctx)).toEqual([{ id: 'acme/shop', title: 'acme/shop' }])
    }))

  test('of an owner are all but the archived and the excluded ones', () =>
    withGithub(
      { repositories: undefined, owner: 'acme', exclude: ['acme/hand*'] },
      async ({ ctx, upstream }) => {
        expect((await repositoriesOf(ctx)).map(({ id }) => id)).toEqual(['acme/payments', 'acme/shop'])
        expect(upstream.requests.map(({ path }) => path)).toContain('/orgs/acme/repos')
      },
    ))

  test('that do not answer as GitHub does are a matter of the url', () =>
    withGithub({}, async (run) => {
      run.upstream.faults = () => ({ kind: 'answer', answer: { json: { items: [] } } })
      await expect(read(run)).rejects.toMatchObject({ code: 'CONFIG_ERROR' })
    }))
})

describe('a repository that was renamed', () => {
  const renamed = { formerNames: { 'Acme/Shop': 'acme/boutique' } }

  test.each([
    ['named', { repositories: ['Acme/shop'] }],
    ['named as before', { repositories: ['acme/boutique'] }],
    ['of an owner', { repositories: undefined, owner: 'acme', exclude: ['acme/payments', 'acme/handbook'] }],
  ])('keeps its ids: %s', (_name, settings) =>
    withGithub({ ...renamed, ...settings }, async (run) => {
      expect((await repositoriesOf(run.ctx)).map(({ id }) => id)).toEqual(['acme/boutique'])
      const pages = await allOf(issues.pages(run.ctx, { id: 'acme/boutique' }, null, new Date(NOW)))
      const [first] = pages.flatMap(({ raw }) => raw)
      expect(first === undefined ? undefined : issues.primaryKey(first)).toBe('acme/boutique#1')
      expect(run.upstream.requests.at(-1)?.path).toBe('/repos/acme/shop/issues')
    }),
  )
})
