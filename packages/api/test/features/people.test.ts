import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { done, make, mutate } from './mutate.ts'

let api: TestApi

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const team = (name: string, parentId?: string) =>
  make(api, 'Team', { name, kind: 'IT', ...(parentId === undefined ? {} : { parent: { id: parentId } }) })

describe('a person', () => {
  it('is the same in other letters of its e-mail address', async () => {
    const id = await make(api, 'Person', { name: 'Ada', email: 'Ada@Example.org' })
    const taken = { __typename: 'InvalidInputError', path: ['email'] }
    expect(await mutate(api, 'createPerson', { name: 'Other', email: 'ADA@example.ORG' })).toMatchObject(
      taken,
    )
    const other = await make(api, 'Person', { name: 'Other', email: 'other@example.org' })
    expect(
      await mutate(api, 'updatePerson', { person: { id: other }, email: 'aDa@example.org' }),
    ).toMatchObject(taken)
    await done(api, 'addExternalReference', { node: { id }, source: 'hr', externalId: '17' })
    const found = `people(filter: { email: { eq: "ada@example.org" } }) { nodes { id email } }`
    const reference = '{ source: "hr", externalId: "17" }'
    expect(await api.get(`{ ${found} person(by: { reference: ${reference} }) { id } }`)).toEqual({
      people: { nodes: [{ id, email: 'ada@example.org' }] },
      person: { id },
    })
  })

  it('shows its e-mail address to those who work with people, as a field and as a filter at any depth', async () => {
    const asked = [
      '{ people { nodes { email } } }',
      '{ people(filter: { email: { startsWith: "a" } }) { totalCount } }',
      '{ teams(filter: { membership: { person: { email: { isNull: true } } } }) { totalCount } }',
    ]
    for (const [role, allowed] of [
      ['VIEWER', false],
      ['CONNECTOR', false],
      ['EDITOR', true],
      ['APPROVER', true],
    ] as const) {
      const token = await api.tokenFor(role)
      const statuses = await Promise.all(asked.map((query) => api.ask(query, {}, { token })))
      expect(
        statuses.map(({ status }) => status),
        role,
      ).toEqual(asked.map(() => (allowed ? 200 : 403)))
    }
    const named = '{ people { nodes { name teams { nodes { name } } } } }'
    expect(await api.ask(named, {}, { token: await api.tokenFor('VIEWER') })).toMatchObject({ status: 200 })
  })

  it('is written by an ADMIN only: what a sign-in is matched with cannot be taken over', async () => {
    const token = await api.tokenFor('EDITOR')
    const refused = await api.ask(
      'mutation { createPerson(input: { name: "x" }) { __typename } }',
      {},
      { token },
    )
    expect(refused).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] })
  })
})

describe('the parents of teams', () => {
  it('form no circle', async () => {
    const top = await team('Top')
    const middle = await team('Middle', top)
    const low = await team('Low', middle)
    const refused = await mutate(api, 'updateTeam', { team: { id: top }, parent: { id: low } })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['parent'] })
    expect(refused.message).toMatch(/lies below the team itself: that would be a circle/)
    expect(
      await api.get(
        'query ($id: ID!) { team(by: { id: $id }) { parent { id } children { nodes { name } } } }',
        {
          id: middle,
        },
      ),
    ).toEqual({ team: { parent: { id: top }, children: { nodes: [{ name: 'Low' }] } } })
    const used = await mutate(api, 'deleteTeam', { team: { id: middle } })
    expect(used).toMatchObject({ __typename: 'InvalidInputError', path: ['team'] })
  })

  it('form no circle of two moves at the same time either', async () => {
    const [one, other] = [await team('One'), await team('Other')]
    const first = await api.db.pool.connect()
    try {
      await first.query('begin')
      await first.query(
        `update team set parent_id = (select id from team where name = 'Other') where name = 'One'`,
      )
      let isDone = false
      const second = mutate(api, 'updateTeam', { team: { id: other }, parent: { id: one } }).finally(() => {
        isDone = true
      })
      while (!isDone) {
        const { rows } = await sql<{ waits: boolean }>`select exists (select from pg_locks
          where not granted and locktype = 'advisory'
            and database = (select oid from pg_database where datname = current_database())) as waits`.execute(
          api.db.kysely,
        )
        if (rows[0]?.waits === true) break
      }
      await first.query('commit')
      expect(await second).toMatchObject({ __typename: 'InvalidInputError', path: ['parent'] })
    } finally {
      first.release()
    }
  })
})
