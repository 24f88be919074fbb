import { describe, expect, test } from 'vitest'
import { deployments } from '../src/deployments.ts'
import { mapDeployment } from '../src/map-deployment.ts'
import { allOf, type Run, withGithub } from './run.ts'
import { NOW } from './system.ts'

const UNTIL = new Date(NOW)
const DAY = 86_400_000
type Position = Parameters<typeof deployments.pages>[2]

async function read({ ctx }: Run, from: Position = null, until = UNTIL) {
  const pages = await allOf(deployments.pages(ctx, { id: 'acme/shop' }, from, until))
  return {
    ids: pages.flatMap(({ raw }) => raw.map(({ deployment }) => deployment.id)),
    last: pages.at(-1)?.next,
    pages,
  }
}

describe('deployments', () => {
  test('are read down to the end of the history, those of other environments left out', () =>
    withGithub({}, async (run) => {
      expect((await read(run)).ids).toEqual([107, 106, 105, 104, 102, 101])
      const statuses = run.upstream.requests.filter(({ path }) => path.endsWith('/statuses'))
      expect(statuses.some(({ path }) => path.includes('/103/'))).toBe(false)
    }))

  test('that have not ended are read again until they have', () =>
    withGithub({}, async (run) => {
      const { last } = await read(run)
      expect(last).toEqual({ since: '2026-03-15T10:00:00Z' })
      const later = new Date(UNTIL.getTime() + DAY)
      expect((await read(run, last ?? null, later)).ids).toEqual([107, 106, 105])
      for (const id of [105, 106, 107]) {
        run.system.statuses[id]?.push({
          ...(run.system.statuses[101]?.[2] ?? expect.fail('no status')),
          id: 900 + id,
          created_at: '2026-03-20T13:00:00Z',
        })
      }
      run.system.statuses[107] ??= run.system.statuses[106] ?? []
      const done = await read(run, last ?? null, later)
      expect(done.last).toEqual({ since: '2026-03-17T10:00:00Z' })
      expect((await read(run, done.last ?? null, later)).ids).toEqual([107])
    }))

  test('that never end are not read again for ever', () =>
    withGithub({ deployments: { followDays: 1 } }, async (run) => {
      expect((await read(run)).last).toEqual({ since: '2026-03-17T10:00:00Z' })
    }))

  test('that are made while they are listed push others to the next page, and none is lost', () =>
    withGithub({ deployments: {} }, async (run) => {
      const seen = new Set<number>()
      let position: Position = null
      const made = run.system.deployments['Acme/Shop'] ?? []
      for (let id = 108; id < 140; id++) {
        const pages = deployments.pages(run.ctx, { id: 'acme/shop' }, position, UNTIL)
        const { value, done } = await pages[Symbol.asyncIterator]().next()
        if (done === true) break
        for (const { deployment } of value.raw) seen.add(deployment.id)
        position = value.next
        if (position?.walk === undefined) break
        made.push({ ...(made[0] ?? expect.fail('no deployment')), id, created_at: NOW })
      }
      expect([...seen].sort()).toEqual([101, 102, 103, 104, 105, 106, 107])
      const next = await read(run, position, new Date(UNTIL.getTime() + DAY))
      const later = made.map(({ id }) => id).filter((id) => id > 107)
      expect(later.length).toBeGreaterThan(3)
      expect(next.ids).toEqual(expect.arrayContaining(later))
    }))

  test('say when the earliest commit was written that the successful one before does not have', () =>
    withGithub({}, async (run) => {
      const firsts = async () => {
        const { pages } = await read(run)
        return Object.fromEntries(
          pages.flatMap(({ raw }) =>
            raw.map((facts) => [facts.deployment.id, mapDeployment(facts).firstCommitAt]),
          ),
        )
      }
      const unknown = { 102: undefined, 104: undefined, 105: undefined, 106: undefined, 107: undefined }
      expect(await firsts()).toEqual({ 101: '2026-02-26T09:30:00Z', ...unknown })
      const compared = run.upstream.requests.filter(({ path }) => path.includes('/compare/'))
      expect(compared).toHaveLength(1)
      // Histories that have nothing in common, and contents that the token may not read, cost nothing else.
      run.system.commits[Object.keys(run.system.commits)[0] ?? ''] = []
      expect(await firsts()).toEqual({ 101: undefined, ...unknown })
      run.system.contents = 'hidden'
      expect(await firsts()).toEqual({ 101: undefined, ...unknown })
      expect(run.lines.join()).toContain('may not compare commits')
    }))

  test('are not compared where that is not wanted', () =>
    withGithub({ deployments: { firstCommits: false } }, async (run) => {
      await read(run)
      expect(run.upstream.requests.some(({ path }) => path.includes('/compare/'))).toBe(false)
    }))

  test('of a repository without any leave no position', () =>
    withGithub({}, async (run) => {
      run.system.deployments['Acme/Shop'] = []
      expect((await read(run)).pages).toEqual([])
    }))

  test('keep nothing of their payload', () =>
    withGithub({}, async (run) => {
      const { pages } = await read(run)
      expect(JSON.stringify(pages)).not.toContain('payload')
    }))

  test('of a list that repeats itself are given up', () =>
    withGithub({}, async (run) => {
      run.upstream.faults = ({ path, query }) =>
        path.endsWith('/deployments') && query.has('page')
          ? {
              kind: 'answer',
              answer: {
                json: run.system.deployments['Acme/Shop']?.slice(-2).toReversed(),
                headers: { link: '<http://x/>; rel="next"' },
              },
            }
          : undefined
      await expect(read(run)).rejects.toThrow('repeats itself')
    }))
})
