import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assets, efforts, relations, tickets } from '../src/streams.ts'
import { find } from './encoded-query.ts'
import { gathered, onInstance, pagesOf } from './on-instance.ts'
import { sysId } from './records.ts'

const UNTIL = new Date('2026-03-02T12:00:00Z')
const INCIDENT = { id: 'incident' }
const INCIDENTS = ['a1', 'a2', 'a3', 'a4', 'a5'].map(sysId)

const idsOf = (pages: readonly { readonly raw: readonly { readonly id: string }[] }[]) =>
  [...new Set(pages.flatMap(({ raw }) => raw.map(({ id }) => id)))].sort()
const askedOf = (requests: readonly { readonly query: URLSearchParams }[]) =>
  requests.map(({ query }) => query.get('sysparm_query'))

describe('a table is read in the order in which its records changed', () => {
  test('each page begins after the last record of the one before', () =>
    onInstance({}, async ({ ctx, upstream }) => {
      const pages = await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL))
      expect(pages.map(({ raw }) => raw.map(({ id }) => id))).toEqual([
        INCIDENTS.slice(0, 2),
        INCIDENTS.slice(2, 4),
        INCIDENTS.slice(4),
      ])
      expect(askedOf(upstream.requests)[1]).toBe(
        `sys_updated_on>=2026-03-02 08:00:01^sys_updated_on>2026-03-02 08:00:01^ORsys_id>${sysId('a2')}^ORDERBYsys_updated_on^ORDERBYsys_id`,
      )
    }))

  test('the conditions read as they should where ^OR binds its neighbours alone', () => {
    const records = ['1 c', '2 a', '2 b', '2 c', '3 a'].map((text) => ({
      at: text.slice(0, 1),
      id: text.slice(2),
    }))
    const found = (query: string) =>
      find(records, query, (record, field) => record[field] ?? '', new Set(['at', 'id'])).map(
        ({ at, id }) => `${at}${id}`,
      )
    expect(found('at>=2^at>2^ORid>b')).toEqual(['2c', '3a'])
    expect(found('at>2^NQat=2^id>b')).toEqual(['2c', '3a'])
    // Without the first condition, a record of an earlier second would come back, and without care the last be lost.
    expect(found('at>2^ORat=2^id>b')).toEqual(['2c'])
  })

  test('whatever changes in between, nothing that stays is missed', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(4), fc.constantFrom('a1', 'a2', 'a3', 'a4', 'a5')), { maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        fc.subarray(INCIDENTS),
        async (moves, pageSize, hidden) =>
          onInstance({ pageSize }, async ({ instance, ctx }) => {
            for (const id of hidden) instance.hidden.add(id)
            let second = 0
            const pages = await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL), (count) => {
              for (const [, id] of moves.filter(
                ([after, id]) => after + 1 === count && !hidden.includes(sysId(id)),
              )) {
                second += 1
                instance.set('incident', id, {
                  sys_updated_on: `2026-03-02 11:00:${String(second).padStart(2, '0')}`,
                })
              }
            })
            expect(idsOf(pages)).toEqual(INCIDENTS.filter((id) => !hidden.includes(id)))
          }),
      ),
      { numRuns: 60 },
    ))

  test('records that change at every page do not keep the run from ending', () =>
    onInstance({ pageSize: 1 }, async ({ instance, ctx }) => {
      let minute = 0
      const pages = await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL), (count) => {
        expect(count).toBeLessThan(10)
        for (const id of ['a1', 'a2']) {
          minute += 1
          instance.set('incident', id, {
            sys_updated_on: `2026-03-02 13:${String(minute).padStart(2, '0')}:00`,
          })
        }
      })
      expect(idsOf(pages)).toContain(sysId('a5'))
    }))

  test('pages whose records the account may not see are passed', () =>
    onInstance({}, async ({ instance, ctx, upstream }) => {
      for (const id of INCIDENTS.slice(0, 4)) instance.hidden.add(id)
      expect(idsOf(await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL)))).toEqual(INCIDENTS.slice(4))
      expect(upstream.requests.map(({ query }) => query.get('sysparm_offset'))).toEqual([null, '1', '2', '3'])
      expect(await gathered(tickets.listKeys?.(ctx, INCIDENT))).toEqual(INCIDENTS.slice(4))
    }))

  test('a hidden record that leaves its place does not push another out of sight', () =>
    onInstance({}, async ({ instance, ctx }) => {
      for (const id of INCIDENTS.slice(0, 4)) instance.hidden.add(id)
      const pages = await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL), (count) => {
        if (count === 3) instance.set('incident', 'a1', { sys_updated_on: '2026-03-02 11:00:00' })
      })
      expect(idsOf(pages)).toEqual(INCIDENTS.slice(4))
    }))

  test('where nobody tells how many there are, a page that is full is not the last', () =>
    onInstance({}, async ({ instance, ctx }) => {
      instance.tellsCount = false
      expect(idsOf(await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL)))).toEqual(INCIDENTS)
    }))

  test('a filter narrows pages and listKeys alike', () =>
    onInstance({ filters: { incident: 'state=1^ORstate=3' } }, async ({ ctx }) => {
      const some = [sysId('a2'), sysId('a4')]
      expect(idsOf(await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL)))).toEqual(some)
      expect((await gathered(tickets.listKeys?.(ctx, INCIDENT))).sort()).toEqual(some)
    }))

  test('an answer that was broken off is no page', () =>
    onInstance({}, async ({ ctx, upstream }) => {
      const json = {
        result: [],
        error: { message: 'Transaction cancelled: maximum execution time exceeded' },
        status: 'failure',
      }
      upstream.faults = () => ({ kind: 'answer', answer: { json } })
      await expect(pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL))).rejects.toMatchObject({
        code: 'TRANSIENT',
      })
    }))

  test('times that are read in another zone are noticed', () =>
    onInstance({}, async ({ instance, ctx }) => {
      instance.timeZone = -5
      const from = { at: '2026-03-02 08:00:01', id: '' }
      await expect(pagesOf(tickets.pages(ctx, INCIDENT, from, UNTIL))).rejects.toMatchObject({
        code: 'CONFIG_ERROR',
        message: /time zone of the account to GMT/,
      })
    }))

  test('somebody who may not see when records changed is told', () =>
    onInstance({}, async ({ instance, ctx }) => {
      instance.unreadable.add('sys_updated_on')
      await expect(pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL))).rejects.toMatchObject({
        code: 'AUTH_ERROR',
      })
    }))
})

describe('configuration items', () => {
  test('those that are not there any more are in neither pages nor listed keys', () =>
    onInstance({}, async ({ ctx }) => {
      const there = ['c1', 'c2', 'c3', 'c4', 'c6', 'c7', 'c8'].map(sysId)
      expect(idsOf(await pagesOf(assets.pages(ctx, { id: 'cmdb_ci' }, null, UNTIL)))).toEqual(there)
      expect(await gathered(assets.listKeys?.(ctx, { id: 'cmdb_ci' }))).toEqual(there)
    }))

  test('relations of unknown types are counted, those to what is gone are not asked for', () =>
    onInstance({}, async ({ ctx, lines }) => {
      const pages = await pagesOf(relations.pages(ctx, { id: 'cmdb_rel_ci' }, null, UNTIL))
      expect(idsOf(pages)).toEqual(['d1', 'd2', 'd6', 'd7', 'd8', 'd9'].map(sysId))
      expect(lines.filter((line) => /left out/.test(line))).toHaveLength(1)
      expect(await gathered(relations.listKeys?.(ctx, { id: 'cmdb_rel_ci' }))).not.toContain(sysId('d4'))
    }))

  test('a type can be given a meaning', () =>
    onInstance(
      { relationKinds: { 'Managed by::Manages': { kind: 'OWNED_BY', reversed: true } } },
      async ({ ctx }) => {
        const raws = (await pagesOf(relations.pages(ctx, { id: 'cmdb_rel_ci' }, null, UNTIL))).flatMap(
          ({ raw }) => raw,
        )
        expect(raws.find(({ id }) => id === sysId('d3'))).toMatchObject({
          kind: 'OWNED_BY',
          from: sysId('c4'),
          to: sysId('c1'),
        })
      },
    ))

  test('with tables of some classes, relations are those among them', () =>
    onInstance({ assetTables: ['cmdb_ci_service', 'cmdb_ci_linux'] }, async ({ ctx, upstream }) => {
      await pagesOf(relations.pages(ctx, { id: 'cmdb_rel_ci' }, null, UNTIL))
      expect(askedOf(upstream.requests)[0]).toContain(
        'parent.sys_class_nameINSTANCEOFcmdb_ci_service^ORparent.sys_class_nameINSTANCEOFcmdb_ci_linux^child.',
      )
    }))
})

test('efforts are read where they are wanted, or summed up', async () => {
  await onInstance({ efforts: 'entries' }, async ({ ctx }) => {
    expect(await efforts.scopes(ctx)).toEqual([{ id: 'task_time_worked' }])
    const [first] = (await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL))).flatMap(({ raw }) => raw)
    expect(first?.workedSeconds).toBeNull()
  })
  await onInstance({}, async ({ ctx }) => {
    expect(await efforts.scopes(ctx)).toEqual([])
    const [first] = (await pagesOf(tickets.pages(ctx, INCIDENT, null, UNTIL))).flatMap(({ raw }) => raw)
    expect(first === undefined ? undefined : tickets.map(first)).toMatchObject({ effortMinutes: 91 })
  })
})
