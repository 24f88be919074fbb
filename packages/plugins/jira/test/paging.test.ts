import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IssueFacts } from '../src/issue-facts.ts'
import { type IssueCursor, issuePages } from '../src/issue-pages.ts'
import { changes, efforts, tickets, WORKLOGS } from '../src/streams.ts'
import { gathered, onSite, pagesOf, SHOP } from './on-site.ts'

const UNTIL = new Date('2026-03-02T12:00:00Z')
const TICKETS = ['SHOP-1', 'SHOP-2', 'SHOP-4', 'SHOP-5', 'SHOP-6', 'SHOP-7']
const MINUTE = 60_000

const keysOf = (pages: readonly { readonly raw: readonly IssueFacts[] }[]) =>
  [...new Set(pages.flatMap(({ raw }) => raw.map(({ key }) => key)))].sort()

describe('a project is read in the order in which its issues changed', () => {
  test('each side has its issues', () =>
    onSite({}, async ({ ctx }) => {
      expect(keysOf(await pagesOf(tickets.pages(ctx, SHOP, null, UNTIL)))).toEqual(TICKETS)
      expect(keysOf(await pagesOf(changes.pages(ctx, SHOP, null, UNTIL)))).toEqual([
        'SHOP-3',
        'SHOP-8',
        'SHOP-9',
      ])
    }))

  test('a second that holds more than a page is followed by its page tokens', () =>
    onSite({}, async ({ ctx }) => {
      const pages = await pagesOf(tickets.pages(ctx, SHOP, null, UNTIL))
      expect(pages.some(({ next }) => next?.token !== undefined)).toBe(true)
      expect(pages.at(-1)?.next).toEqual({ since: Date.parse('2026-03-02T08:15:00Z') })
    }))

  test('whatever changes in between, nothing that stays is missed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(6), fc.nat(5)), { maxLength: 8 }),
        fc.integer({ min: 2, max: 3 }),
        fc.constantFrom('offset' as const, 'last seen' as const),
        async (moves, pageSize, tokens) =>
          onSite({ pageSize }, async ({ site, ctx }) => {
            site.tokens = tokens
            // An offset is safe while no second fills a page; a position always is.
            if (tokens === 'offset')
              for (const [index, issue] of site.issues.entries()) issue.updated += index * 1000
            let moment = Date.parse('2026-03-02T11:00:00Z')
            const pages = await pagesOf(tickets.pages(ctx, SHOP, null, UNTIL), (count) => {
              for (const [, which] of moves.filter(([after]) => after + 1 === count)) {
                const issue = site.issues.find(({ key }) => key === TICKETS[which])
                if (issue !== undefined) issue.updated = moment += MINUTE
              }
            })
            expect(keysOf(pages)).toEqual(TICKETS)
          }),
      ),
      { numRuns: 60 },
    ))

  test('an issue that changes at every page does not keep the run from ending', () =>
    onSite({ pageSize: 1 }, async ({ site, ctx }) => {
      let moment = UNTIL.getTime()
      const pages = await pagesOf(tickets.pages(ctx, SHOP, null, UNTIL), () => {
        for (const issue of site.issues.slice(0, 2)) issue.updated = moment += MINUTE
      })
      expect(pages.length).toBeLessThan(20)
    }))

  test('a page token that has run out is left, and the second read anew', () =>
    onSite({}, async ({ site, ctx }) => {
      site.tokensExpired = true
      const from: IssueCursor = { since: Date.parse('2026-03-02T08:08:00Z'), token: 'c3RhbGU=' }
      const first = await tickets.pages(ctx, SHOP, from, UNTIL)[Symbol.asyncIterator]().next()
      expect(first.value.raw.map(({ key }: IssueFacts) => key)).toEqual(['SHOP-4', 'SHOP-5'])
    }))

  test('a page token that comes again and again is said', () =>
    onSite({}, async ({ site, ctx }) => {
      for (const issue of site.issues) issue.updated = Date.parse('2026-03-02T08:05:30Z')
      site.loops = true
      await expect(pagesOf(tickets.pages(ctx, SHOP, null, UNTIL))).rejects.toThrow(/same page token twice/)
    }))

  test('times are asked for in milliseconds, which no time zone changes', () =>
    onSite({}, async ({ ctx, upstream }) => {
      const from = tickets.cursor
      await pagesOf(issuePages(ctx, SHOP, 'tickets', { since: Date.parse('2026-03-02T08:06:00Z') }, UNTIL))
      const asked = upstream.requests.flatMap(({ path, body }) =>
        path.endsWith('/search/jql') ? [String(JSON.parse(body).jql)] : [],
      )
      expect(asked[0]).toBe(
        'project = "SHOP" AND issuetype not in (10003) AND updated >= 1772438760000 ORDER BY updated ASC, key ASC',
      )
      expect(from.version).toBe(1)
    }))

  test('a project without issue types that are changes has none', () =>
    onSite({ changes: { issueTypes: ['Normal change'] } }, async ({ ctx, upstream }) => {
      expect(await pagesOf(changes.pages(ctx, SHOP, null, UNTIL))).toEqual([])
      expect(upstream.requests.some(({ path }) => path.endsWith('/search/jql'))).toBe(false)
    }))

  test('a project that is gone is said to be', () =>
    onSite({}, async ({ ctx }) => {
      await expect(pagesOf(tickets.pages(ctx, { id: 'GONE' }, null, UNTIL))).rejects.toMatchObject({
        code: 'SCOPE_GONE',
      })
    }))

  test('to somebody unknown, no project is gone', () =>
    onSite({}, async ({ ctx, upstream }) => {
      upstream.faults = ({ path }) =>
        path.endsWith('/project/SHOP')
          ? { kind: 'answer', answer: { status: 404, json: {} } }
          : { kind: 'answer', answer: { status: 401 } }
      await expect(pagesOf(tickets.pages(ctx, SHOP, null, UNTIL))).rejects.toMatchObject({
        code: 'AUTH_ERROR',
      })
    }))

  test('an answer for nobody is refused, although its status is 200', () =>
    onSite({ projects: null }, async ({ ctx, upstream }) => {
      upstream.faults = () => ({
        kind: 'answer',
        answer: {
          headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
          json: { values: [], isLast: true },
        },
      })
      await expect(tickets.scopes(ctx)).rejects.toMatchObject({ code: 'AUTH_ERROR' })
    }))

  test('every project there is, over several pages of projects', () =>
    onSite({ projects: null }, async ({ ctx }) => {
      expect((await tickets.scopes(ctx)).map(({ id }) => id)).toEqual(['HR', 'OPS', 'SHOP'])
    }))

  test('a deleted issue is missing from the listed keys', () =>
    onSite({}, async ({ site, ctx }) => {
      site.issues.splice(0, 1)
      const ids = await gathered(tickets.listKeys?.(ctx, SHOP))
      expect(ids.sort()).toEqual(['20002', '20004', '20005', '20006', '20007'])
    }))
})

describe('work logs', () => {
  test('those on tickets that are read, each once or again', () =>
    onSite({ projects: ['SHOP', 'OPS'] }, async ({ ctx }) => {
      const pages = await pagesOf(efforts.pages(ctx, WORKLOGS, null, UNTIL))
      expect([...new Set(pages.flatMap(({ raw }) => raw.map(({ id }) => id)))]).toEqual([
        '501',
        '502',
        '505',
        '506',
      ])
    }))

  test('a page that ends between two of one millisecond loses neither', () =>
    onSite({ projects: ['SHOP'] }, async ({ site, ctx }) => {
      const at = Date.parse('2026-03-02T09:00:00Z')
      for (const [index, log] of site.worklogs.entries()) {
        log.updated = index === 0 ? at - 1 : at
        log.issueId = '20001'
      }
      site.worklogs.splice(3)
      const pages = await pagesOf(efforts.pages(ctx, WORKLOGS, null, UNTIL))
      expect([...new Set(pages.flatMap(({ raw }) => raw.map(({ id }) => id)))]).toEqual(['501', '502', '503'])
    }))

  test('the listKeys names all there are', () =>
    onSite({}, async ({ ctx }) => {
      const ids = await gathered(efforts.listKeys?.(ctx, WORKLOGS))
      expect([...new Set(ids)]).toEqual(['501', '502', '503', '504', '505', '506'])
    }))

  test('where they are not read, the sum of an issue is taken', () =>
    onSite({ worklogs: false }, async ({ ctx }) => {
      expect(await efforts.scopes(ctx)).toEqual([])
      const facts = (await pagesOf(tickets.pages(ctx, SHOP, null, UNTIL))).flatMap(({ raw }) => raw)
      const first = facts.find(({ key }) => key === 'SHOP-1')
      expect(first === undefined ? undefined : tickets.map(first)).toMatchObject({ effortMinutes: 90 })
    }))
})
