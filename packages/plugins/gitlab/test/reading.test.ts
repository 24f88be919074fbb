import { describe, expect, test } from 'vitest'
import { configSchema } from '../src/config.ts'
import { deployments } from '../src/deployments.ts'
import { issues } from '../src/issues.ts'
import { mapIssue } from '../src/map-issue.ts'
import { projectsOf } from '../src/projects.ts'
import { allOf, type Run, withGitlab } from './run.ts'
import { config, NOW } from './system.ts'

const UNTIL = new Date(NOW)

async function read({ ctx }: Run) {
  const pages = await allOf(issues.pages(ctx, { id: 'Acme/shop' }, null, UNTIL))
  return pages.flatMap(({ raw }) => raw)
}

describe('issues', () => {
  test('come in the order in which they changed, each once', () =>
    withGitlab({}, async (run) => {
      expect((await read(run)).map(({ issue }) => issue.iid)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      expect(run.upstream.requests[0]?.path).toBe('/api/v4/projects/Acme%2Fshop/issues')
    }))

  test('that leave the middle of one moment while it is read make no other be missed', () =>
    withGitlab({}, async (run) => {
      run.upstream.faults = ({ query }) => {
        if (query.get('page') === '2' && query.get('updated_after')?.startsWith('2026-03-05') === true) {
          run.upstream.faults = () => undefined
          run.system.touch(UNTIL)
        }
        return undefined
      }
      const seen = new Set((await read(run)).map(({ issue }) => issue.iid))
      expect(seen).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
    }))

  test('tell no sum where entries tell it, and the sum where they do not', async () => {
    const efforts = (timeTracking: string) =>
      withGitlab({ timeTracking }, async (run) => {
        const [first] = await read(run)
        return first === undefined ? undefined : mapIssue(first).effortMinutes
      })
    expect(await efforts('entries')).toBeUndefined()
    expect(await efforts('totals')).toBe(90)
  })

  test('that are confidential come without title and text, unless they are wanted', async () => {
    const titles = (confidential: boolean) =>
      withGitlab({ confidential }, async (run) => {
        const found = (await read(run)).find(({ issue }) => issue.iid === 10)
        return [found?.issue.title, found?.issue.description === null]
      })
    expect(await titles(false)).toEqual(['Confidential issue', true])
    expect(await titles(true)).toEqual([expect.stringMatching(/^Leak/), false])
  })
})

describe('deployments', () => {
  test('come in the order in which they changed, those of other environments left out', () =>
    withGitlab({}, async ({ ctx }) => {
      const pages = await allOf(deployments.pages(ctx, { id: 'Acme/shop' }, null, UNTIL))
      const ids = pages.flatMap(({ raw }) => raw.map(({ deployment }) => deployment.id))
      expect(ids).toEqual([41, 42, 44, 45, 48, 47, 46, 49, 50])
    }))

  test('come again when their status changed', () =>
    withGitlab({}, async ({ ctx, system }) => {
      const pages = await allOf(deployments.pages(ctx, { id: 'Acme/shop' }, null, UNTIL))
      const running = system.deployments['Acme/shop']?.find(({ id }) => id === 46) ?? expect.fail('none')
      running.status = 'success'
      running.updated_at = '2026-03-20T11:00:00.000Z'
      const from = pages.at(-1)?.next ?? null
      const again = await allOf(deployments.pages(ctx, { id: 'Acme/shop' }, from, UNTIL))
      const records = again.flatMap(({ raw }) => raw.flatMap((one) => deployments.map(one)))
      expect(records.at(-1)).toMatchObject({ externalId: 'Acme/shop/deployments/46', outcome: 'SUCCESSFUL' })
    }))
})

describe('projects', () => {
  test('are those named, each once, whatever the case', () =>
    withGitlab({ projects: ['Acme/shop', 'acme/shop'] }, async ({ ctx }) => {
      expect(await projectsOf(ctx)).toEqual([{ id: 'Acme/shop' }])
    }))

  test('of a group are all below it but the excluded ones', () =>
    withGitlab({ projects: undefined, group: 'acme', exclude: ['acme/att*'] }, async ({ ctx, upstream }) => {
      expect(await projectsOf(ctx)).toEqual([{ id: 'Acme/shop' }, { id: 'acme/infra/dns' }])
      const { query } = upstream.requests[0] ?? expect.fail('nothing was called')
      expect(query.get('include_subgroups')).toBe('true')
      expect(query.get('archived')).toBe('false')
    }))

  test('that do not answer as GitLab does are a matter of the url', () =>
    withGitlab({}, async (run) => {
      run.upstream.faults = () => ({ kind: 'answer', answer: { json: { items: [] } } })
      await expect(read(run)).rejects.toMatchObject({ code: 'CONFIG_ERROR' })
    }))
})

describe('the configuration', () => {
  test.each([
    [{ projects: ['shop'] }, 'with its group'],
    [{ projects: ['acme/../admin'] }, 'the path of it'],
    [{ group: 'acme' }, 'either projects or group'],
    [{ projects: undefined }, 'either projects or group'],
    [{ url: 'ftp://x' }, 'http or https'],
    [{ token: 'glpat-1' }, 'env:NAME'],
    [{ pageSize: 101 }, '100'],
    [{ label: 1 }, 'label'],
  ])('%j is refused', (rest, words) => {
    expect(configSchema.safeParse(config('https://gitlab.com', rest)).error?.message).toContain(words)
  })
})
