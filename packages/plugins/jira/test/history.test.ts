import { expect, test } from 'vitest'
import { mapHistory } from '../src/map.ts'
import { history } from '../src/streams.ts'
import { onSite, pagesOf, SHOP } from './on-site.ts'

const UNTIL = new Date('2026-03-02T12:00:00Z')

test('the statuses of tickets are events, from the first on, read for a page of issues at once', () =>
  onSite({ pageSize: 100 }, async ({ ctx }) => {
    const pages = await pagesOf(history.pages(ctx, SHOP, null, UNTIL))
    const events = pages.flatMap(({ raw }) => raw.flatMap(mapHistory))
    const told = events.map(
      ({ externalId, state, sourceState, at }) => `${externalId} ${state} ${sourceState} ${at}`,
    )
    expect(told.filter((line) => /^2000[126]/.test(line)).sort()).toEqual([
      '20001/opened OPEN To Do 2026-03-02T08:00:00.000Z',
      '20002/900 IN_PROGRESS In Progress 2026-03-02T08:10:00.000Z',
      '20002/901 RESOLVED Resolved 2026-03-02T11:30:00.000Z',
      '20002/opened OPEN To Do 2026-03-02T08:01:00.000Z',
      '20006/902 CANCELLED Done 2026-03-02T08:50:00.000Z',
      '20006/opened OPEN Triage 2026-03-02T08:03:00.000Z',
    ])
    expect(new Set(events.map(({ ticket }) => ticket)).has('20003')).toBe(false)
  }))

test('histories that are not wanted are not read', () =>
  onSite({ history: false }, async ({ ctx }) => {
    expect(await history.scopes(ctx)).toEqual([])
  }))
