import { expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { people, teams } from '../src/teams.ts'
import { allOf, type Run, withGitlab } from './run.ts'
import { NOW } from './system.ts'

const UNTIL = new Date(NOW)
const teamsIn = async ({ ctx }: Run) =>
  (await allOf(teams.pages(ctx, { id: 'teams' }, null, UNTIL))).flatMap(({ raw }) => raw.flatMap(teams.map))
const peopleIn = async ({ ctx }: Run) =>
  (await allOf(people.pages(ctx, { id: 'teams' }, null, UNTIL))).flatMap(({ raw }) => raw.flatMap(people.map))

test('groups below a group are teams, owners lead, and guests, bots and blocked accounts are no members', () =>
  withGitlab({}, async (run) => {
    const read = await teamsIn(run)
    expect(read.map(({ name, parent, members }) => [name, parent, members])).toEqual([
      ['Acme', undefined, [{ person: { externalId: 'ada' }, role: 'LEAD' }]],
      [
        'Operations',
        { externalId: 'groups/1' },
        [{ person: { externalId: 'ada' }, role: 'LEAD' }, { person: { externalId: 'grace' } }],
      ],
      [
        'operations (acme/infra/operations)',
        { externalId: 'groups/3' },
        [{ person: { externalId: 'grace' } }],
      ],
    ])
    const persons = await peopleIn(run)
    expect(persons.map(({ externalId, email, active }) => [externalId, email, active])).toEqual([
      ['ada', 'ada@acme.example', true],
      ['grace', undefined, true],
      ['gone', undefined, false],
    ])
    const lists = run.upstream.requests.filter(({ path }) => path.endsWith('/members'))
    // Once for both streams; the first group has two pages.
    expect(lists).toHaveLength(5)
  }))

test('groups are not read unless they are named', () =>
  withGitlab({ teamGroups: undefined }, async ({ ctx }) => {
    expect([await people.scopes(ctx), await teams.scopes(ctx)]).toEqual([[], []])
    expect((await check(ctx)).map(({ capability }) => capability)).not.toContain('read teams')
  }))

test.each([403, 404])(
  'groups that may not be read fail by themselves, and the permission is named (%i)',
  (status) =>
    withGitlab({}, async (run) => {
      run.upstream.faults = ({ path }) =>
        path.includes('/groups/')
          ? { kind: 'answer', answer: { status, json: { message: 'no' } } }
          : undefined
      const failure = { code: 'SCOPE_GONE', message: expect.stringContaining('read_api') }
      await expect(teamsIn(run)).rejects.toMatchObject(failure)
      await expect(peopleIn(run)).rejects.toMatchObject(failure)
      expect((await check(run.ctx)).filter(({ status: one }) => one !== 'ok')).toEqual([
        {
          capability: 'read teams',
          status: 'missing-permission',
          detail: expect.stringContaining('read_api'),
        },
      ])
    }),
)
