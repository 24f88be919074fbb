import type { TicketDraft } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { actions } from '../src/actions.ts'
import { check } from '../src/check.ts'
import { type OnInstance, onInstance } from './on-instance.ts'
import { sysId } from './records.ts'

const KEY = 'conformance-0123456789-abc'
const draft: TicketDraft = { title: 'Basket is slow', body: 'On **all** hosts', kind: 'INCIDENT' }
const create = ({ ctx }: OnInstance, more: Partial<TicketDraft> = {}) =>
  actions.createTicket?.(ctx, { ...draft, ...more }, KEY)

describe('tickets', () => {
  test('what an instance is told', () =>
    onInstance({ newTicketValues: { assignment_group: sysId('9a') } }, async (on) => {
      const result = await create(on, {
        title: `  ${'long '.repeat(60)}`,
        body: 'See [code]<b>[/code]',
        labels: { team: 'blue', urgent: '' },
        priority: 4,
      })
      expect(on.instance.made).toEqual([
        {
          assignment_group: sysId('9a'),
          short_description: `${'long '.repeat(32).trim()}…`,
          description: 'See [ code ]<b>[ /code ]\n\nteam: blue\nurgent',
          impact: '2',
          urgency: '3',
          correlation_id: KEY,
          correlation_display: 'Throughline',
        },
      ])
      expect(result).toEqual({
        externalId: sysId('f101'),
        url: `${on.upstream.url}/incident.do?sys_id=${sysId('f101')}`,
      })
    }))

  test.each([
    [{ kind: 'INCIDENT' }, 'incident'],
    [{ kind: 'PROBLEM' }, 'problem'],
    [{ kind: 'TASK' }, 'sc_req_item'],
    [{ kind: 'TASK', project: 'change_request' }, 'change_request'],
  ] as const)('%j goes to %s', (more, table) =>
    onInstance({ newTicketTable: 'sc_req_item' }, async (on) => {
      expect((await create(on, more))?.url).toContain(`/${table}.do`)
    }),
  )

  test.each([
    [1, '1', '1'],
    [2, '1', '2'],
    [3, '2', '2'],
    [4, '2', '3'],
    [5, '3', '3'],
  ])('priority %i is impact %s and urgency %s', (priority, impact, urgency) =>
    onInstance({}, async (on) => {
      await create(on, { priority })
      expect(on.instance.made).toMatchObject([{ impact, urgency }])
    }),
  )

  test('a condition that ServiceNow leaves out finds nothing', () =>
    onInstance({}, async (on) => {
      // No record has the field any more, so the query gives every record.
      for (const table of Object.values(on.instance.tables)) {
        for (const [index, { correlation_id: _left, ...record }] of table.entries()) table[index] = record
      }
      expect(await create(on)).toMatchObject({ externalId: sysId('f101') })
    }))

  test('an instance that does not keep the key is told of', () =>
    onInstance({}, async (on) => {
      on.instance.unreadable.add('correlation_id')
      await create(on)
      expect(on.lines.join()).toContain('correlation_id')
    }))
})

describe('comments', () => {
  test('are work notes unless they may be seen', async () => {
    const fieldOf = (settings: Record<string, unknown>) =>
      onInstance(settings, async ({ ctx, instance }) => {
        await actions.comment?.(ctx, { ticket: sysId('a1'), body: 'Done.' }, KEY)
        return instance.journal.map(({ field, text }) => `${field}: ${text}`)
      })
    expect(await fieldOf({})).toEqual([`work_notes: Done.\n\n(throughline ${KEY})`])
    expect(await fieldOf({ commentField: 'comments' })).toEqual([`comments: Done.\n\n(throughline ${KEY})`])
  })

  test('one that was made is found among others', () =>
    onInstance({}, async ({ ctx, instance }) => {
      for (const key of [KEY, `${KEY}-other`, KEY])
        await actions.comment?.(ctx, { ticket: sysId('a1'), body: 'Done.' }, key)
      expect(instance.journal).toHaveLength(2)
    }))

  test('on what is not there', () =>
    onInstance({}, async ({ ctx }) => {
      await expect(actions.comment?.(ctx, { ticket: sysId('0'), body: 'Done.' }, KEY)).rejects.toMatchObject({
        code: 'SCOPE_GONE',
      })
    }))
})

describe('the connection test', () => {
  const statuses = async ({ ctx }: OnInstance) =>
    (await check(ctx)).map(({ capability, status }) => `${capability}: ${status}`)

  test('tells tables apart', () =>
    onInstance({ efforts: 'entries', ticketTables: ['incident', 'no_such'] }, async (on) => {
      on.instance.forbidden.add('task_time_worked')
      for (const id of ['c1', 'c2', 'c3', 'c4', 'c5']) on.instance.hidden.add(sysId(id))
      expect(await statuses(on)).toEqual([
        'read tickets: ok',
        'read tickets: unusable',
        'read changes: ok',
        'read configuration items: missing-permission',
        'read relations: ok',
        'read time worked: missing-permission',
        'ask by time: ok',
      ])
    }))

  test.each([-5, 5])('notices times that are read %i hours off', (hours) =>
    onInstance({}, async (on) => {
      on.instance.timeZone = hours
      expect((await statuses(on)).at(-1)).toBe('ask by time: unusable')
    }),
  )
})
