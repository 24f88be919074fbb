import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mapTime } from '../src/map-time.ts'
import { time } from '../src/time.ts'
import { allOf, type Run, withGitlab } from './run.ts'
import { NOW } from './system.ts'

const UNTIL = new Date(NOW)
type Position = Parameters<typeof time.pages>[2]

async function read({ ctx }: Run, from: Position = null, scope = 'Acme/shop') {
  const pages = await allOf(time.pages(ctx, { id: scope }, from, UNTIL))
  const facts = pages.flatMap(({ raw }) => raw)
  return { facts, last: pages.at(-1)?.next ?? null, efforts: facts.flatMap((one) => mapTime(one)) }
}

describe('the time spent on an issue', () => {
  const person = fc.constantFrom('ada', 'grace', undefined)
  const entry = fc.record({
    minutes: fc.integer({ min: -300, max: 300 }),
    person,
    day: fc.integer({ min: 1, max: 28 }),
  })

  test('adds up to the sum that GitLab shows, whatever was corrected', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (drawn) => {
        let sum = 0
        // GitLab refuses a correction that would make the sum negative.
        const entries = drawn
          .filter(({ minutes }) => {
            if (sum + minutes < 0) return false
            sum += minutes
            return true
          })
          .map(({ minutes, person: username, day }, index) => ({
            id: `gid://gitlab/Timelog/${index}`,
            timeSpent: minutes * 60,
            spentAt: new Date(Date.UTC(2026, 2, day)).toISOString(),
            summary: null,
            user: username === undefined ? null : { username },
          }))
        const efforts = mapTime({ project: 'acme/shop', iid: 1, entries, teams: {} })
        expect(efforts.reduce((total, { minutes }) => total + minutes, 0)).toBe(sum)
        expect(efforts.every(({ minutes }) => minutes > 0)).toBe(true)
      }),
    )
  })

  test('is corrected at the one who corrected, the latest entry first', () =>
    withGitlab({}, async (run) => {
      const { efforts } = await read(run)
      expect(efforts.map(({ externalId, minutes }) => [externalId, minutes])).toEqual([
        ['Acme/shop#1/time/5', 5],
        ['Acme/shop#1/time/2', 45],
        ['Acme/shop#1/time/1', 50],
        ['Acme/shop#10/time/6', 15],
      ])
    }))

  test('is read anew when its issue changed, without what was deleted', () =>
    withGitlab({}, async (run) => {
      const { last } = await read(run)
      run.system.entries['Acme/shop#1'] = run.system.entries['Acme/shop#1']?.slice(0, 1) ?? []
      const touched = run.system.issues['Acme/shop']?.[0] ?? expect.fail('no issue')
      touched.updated_at = '2026-03-20T11:00:00.000Z'
      const { facts, efforts } = await read(run, last)
      expect(facts.map(({ iid }) => iid)).toEqual([11, 1])
      expect(efforts.map(({ minutes }) => minutes)).toEqual([60])
    }))

  test('is read to an end though issues go on changing', () =>
    withGitlab({ pageSize: 1 }, async (run) => {
      run.upstream.faults = (_, index) => {
        if (index > 60) throw new Error('It is read for ever')
        const touched = run.system.issues['Acme/shop']?.[index % 11]
        if (touched !== undefined) touched.updated_at = new Date(UNTIL.getTime() + index * 1000).toISOString()
        return undefined
      }
      await read(run)
    }))

  test('of a list that repeats itself is given up', () =>
    withGitlab({}, async (run) => {
      const timelogs = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }
      const nodes = [{ iid: '1', confidential: false, updatedAt: '2026-03-01T00:00:00Z', timelogs }]
      const json = {
        data: { project: { issues: { pageInfo: { hasNextPage: true, endCursor: 'x' }, nodes } } },
      }
      run.upstream.faults = () => ({ kind: 'answer', answer: { json } })
      await expect(read(run)).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test('is read whole where it fills more than a page', () =>
    withGitlab({ pageSize: 1 }, async (run) => {
      const { facts } = await read(run)
      expect(facts.find(({ iid }) => iid === 1)?.entries).toHaveLength(5)
    }))

  test('says nothing of what only few may read', () =>
    withGitlab({}, async (run) => {
      expect((await read(run)).facts.find(({ iid }) => iid === 10)?.entries[0]?.summary).toBeNull()
    }))

  test('says it where that is wanted', () =>
    withGitlab({ confidential: true }, async (run) => {
      expect((await read(run)).efforts.at(-1)?.comment).toMatch(/^Called/)
    }))

  test('is not read where the sums are enough', () =>
    withGitlab({ timeTracking: 'totals' }, async ({ ctx }) => {
      expect(await time.scopes(ctx)).toEqual([])
    }))

  test('of a project that is not there is gone, not empty', () =>
    withGitlab({}, async (run) => {
      await expect(read(run, null, 'acme/other')).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))

  test('that GitLab refuses to list is a matter of the configuration', () =>
    withGitlab({}, async (run) => {
      const json = { errors: [{ message: "Field 'id' doesn't exist on type 'Timelog'" }] }
      run.upstream.faults = () => ({ kind: 'answer', answer: { json } })
      await expect(read(run)).rejects.toMatchObject({
        code: 'CONFIG_ERROR',
        message: expect.stringContaining('totals'),
      })
    }))
})
