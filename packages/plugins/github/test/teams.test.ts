import type { TeamRecord } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { people, teams } from '../src/teams.ts'
import { allOf, type Run, withGithub } from './run.ts'
import { NOW } from './system.ts'

async function teamsIn({ ctx }: Run): Promise<TeamRecord[]> {
  const pages = await allOf(teams.pages(ctx, { id: 'teams' }, null, new Date(NOW)))
  return pages.flatMap(({ raw }) => raw.flatMap((facts) => teams.map(facts)))
}
const peopleIn = ({ ctx }: Run) => allOf(people.pages(ctx, { id: 'teams' }, null, new Date(NOW)))

/** The answers of GitHub to a token that lacks the permission. */
const REFUSALS = [
  { status: 403, json: { message: 'Resource not accessible by personal access token' } },
  { status: 404, json: { message: 'Not Found' } },
]
const refuse = ({ upstream }: Run, status: (typeof REFUSALS)[number]) => {
  upstream.faults = ({ path }) => (path.startsWith('/orgs/') ? { kind: 'answer', answer: status } : undefined)
}

describe('teams', () => {
  test('are not read unless organisations are named', () =>
    withGithub({ teamOrganisations: undefined }, async ({ ctx, upstream }) => {
      expect([await people.scopes(ctx), await teams.scopes(ctx)]).toEqual([[], []])
      expect((await check(ctx)).map(({ capability }) => capability)).not.toContain('read teams')
      expect(upstream.requests.filter(({ path }) => path.startsWith('/orgs/'))).toEqual([])
    }))

  test('of two organisations have names of their own, and a person of both is one', () =>
    withGithub({ teamOrganisations: ['acme', 'other'], memberProfiles: false }, async (run) => {
      expect((await teamsIn(run)).map(({ name }) => name)).toEqual([
        'Platform',
        'SRE',
        'Idle',
        'platform (other/platform)',
      ])
      const persons = (await peopleIn(run)).flatMap(({ raw }) => raw)
      expect(persons.map(({ id, name }) => [id, name])).toEqual([
        ['ada', 'ada'],
        ['grace', 'Grace'],
        ['linus', 'linus'],
        ['eve', 'eve'],
      ])
    }))

  test.each(REFUSALS)(
    'that may not be read fail by themselves, and the permission is named ($status)',
    (refusal) =>
      withGithub({}, async (run) => {
        refuse(run, refusal)
        const failure = { code: 'SCOPE_GONE', message: expect.stringContaining('read:org') }
        await expect(teamsIn(run)).rejects.toMatchObject(failure)
        await expect(peopleIn(run)).rejects.toMatchObject(failure)
        expect((await check(run.ctx)).filter(({ status }) => status !== 'ok')).toEqual([
          {
            capability: 'read teams',
            status: 'missing-permission',
            detail: expect.stringContaining('read:org'),
          },
        ])
      }),
  )

  test('are waited for when a limit is reached, and refused credentials concern the source', () =>
    withGithub({}, async (run) => {
      refuse(run, { status: 403, json: { message: 'You have exceeded a secondary rate limit' } })
      await expect(teamsIn(run)).rejects.toMatchObject({ code: 'RATE_LIMITED' })
      refuse(run, { status: 401, json: { message: 'Bad credentials' } })
      await expect(teamsIn(run)).rejects.toMatchObject({ code: 'AUTH_ERROR' })
    }))
})
