import { createHash } from 'node:crypto'
import { migrate } from '@throughline/db'
import { emptyTestDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf, createToken, listTokens } from '../../src/access/tokens.ts'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOf } from './event-stream.ts'
import { done, make, mutate, textAt } from './mutate.ts'

let api: TestApi
let ada: string

beforeAll(async () => {
  api = await startApi()
  ada = await make(api, 'Person', { name: 'Ada', email: 'ada@example.org' })
})
afterAll(() => api.stop())

const ofAda = (role: 'VIEWER' | 'EDITOR' | 'ADMIN', name = 'laptop') =>
  createToken(api.db.kysely, { name, role, person: 'Ada@Example.org' })
const as = (token: string, query: string) => api.ask(query, {}, { token })
const ROLES = '{ viewer { actor roles } }'

/** A subscription of a token: its next event ends it with an error. */
function openStream(token: string) {
  const events = eventsOf(api.url, token, {
    query: 'subscription { nodeChanged(types: [OBJECTIVE]) { nodeId } }',
  })
  return events.next()
}

describe('a token of a person', () => {
  it('has roles of its own, and its actor is the person', async () => {
    const [first, second] = [await ofAda('VIEWER'), await ofAda('ADMIN', 'desktop')]
    expect(first).toMatchObject({ person: 'Ada', serviceAccount: null, roles: ['VIEWER'] })
    expect((await as(first.secret, ROLES)).data).toEqual({
      viewer: { actor: 'token:laptop', roles: ['VIEWER'] },
    })
    const actors = await Promise.all([first, second].map(({ secret }) => actorOf(api.db.kysely, secret)))
    expect(new Set(actors.map((actor) => actor?.id)).size).toBe(1)
  })

  it('shows the person to itself, also the address that its role may not read of others', async () => {
    const { secret } = await ofAda('VIEWER', 'mine')
    const mine = '{ viewer { actor person { name teams { totalCount } } email serviceAccount } }'
    expect((await as(secret, mine)).data).toEqual({
      viewer: {
        actor: 'token:mine',
        person: { name: 'Ada', teams: { totalCount: 0 } },
        email: 'ada@example.org',
        serviceAccount: null,
      },
    })
    expect((await api.ask(mine)).data).toMatchObject({
      viewer: { person: null, email: null, serviceAccount: 'ADMIN 1' },
    })
  })

  it('leaves the token and the person in the audit trail', async () => {
    const { secret } = await ofAda('ADMIN', 'desk')
    await as(secret, 'mutation { createTeam(input: { name: "By Ada", kind: IT }) { __typename } }')
    const filter = { principalId: { eq: ada }, action: { eq: 'team.create' } }
    const { data } = await api.ask(
      'query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { nodes { actor principalId } } }',
      { filter },
    )
    expect(data).toEqual({ auditEvents: { nodes: [{ actor: 'token:desk', principalId: ada }] } })
  })

  it('does not hold while the person is not active, and its streams end', async () => {
    const { secret } = await ofAda('EDITOR', 'phone')
    const ended = openStream(secret)
    expect((await as(secret, ROLES)).status).toBe(200)
    await done(api, 'updatePerson', { person: { id: ada }, active: false })
    expect((await as(secret, ROLES)).status).toBe(401)
    expect(JSON.stringify((await ended).value)).toContain('UNAUTHENTICATED')
    await expect(ofAda('VIEWER', 'late')).rejects.toThrow('is not active')
    await done(api, 'updatePerson', { person: { id: ada }, active: true })
    expect((await as(secret, ROLES)).status).toBe(200)
  })
})

describe('a service account', () => {
  const token = (name: string, role?: 'VIEWER' | 'EDITOR') =>
    createToken(api.db.kysely, { name, role, serviceAccount: 'import' })

  it('gives all of its tokens its roles, from the next request on; streams end where they change', async () => {
    const [one, other] = [await token('one', 'EDITOR'), await token('other')]
    expect(other).toMatchObject({ serviceAccount: 'import', person: null, roles: ['EDITOR'] })
    const ended = openStream(other.secret)
    const { data } = await api.ask(
      '{ serviceAccounts(filter: { name: { eq: "import" } }) { nodes { id roleGrants { nodes { id role } } } } }',
    )
    const serviceAccountId = textAt(data, 'serviceAccounts', 'nodes', 0, 'id')
    await done(api, 'grantRole', { grantee: { serviceAccountId }, role: 'APPROVER' })
    expect(JSON.stringify((await ended).value)).toContain('UNAUTHENTICATED')
    for (const { secret } of [one, other])
      expect((await as(secret, ROLES)).data).toMatchObject({ viewer: { roles: ['EDITOR', 'APPROVER'] } })
    const again = await mutate(api, 'grantRole', { grantee: { serviceAccountId }, role: 'APPROVER' })
    expect(again).toMatchObject({ __typename: 'InvalidInputError', path: ['role'] })
    const id = textAt(data, 'serviceAccounts', 'nodes', 0, 'roleGrants', 'nodes', 0, 'id')
    await done(api, 'revokeRole', { id })
    expect((await as(one.secret, ROLES)).data).toMatchObject({ viewer: { roles: ['APPROVER'] } })
  })

  it('is not given other roles by a new token', async () => {
    await createToken(api.db.kysely, { name: 'first', role: 'VIEWER', serviceAccount: 'dashboards' })
    const more = createToken(api.db.kysely, { name: 'more', role: 'ADMIN', serviceAccount: 'dashboards' })
    await expect(more).rejects.toThrow('"dashboards" has the roles VIEWER, not ADMIN')
  })

  it('or a person is what a role is for, not both and not none', async () => {
    const grant = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { __typename } }'
    for (const grantee of [{}, { person: { id: ada }, serviceAccountId: ada }, { person: null }]) {
      const { data: refused, errors } = await api.ask(grant, { input: { grantee, role: 'VIEWER' } })
      expect(refused).toBeUndefined()
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
    }
    expect(
      await mutate(api, 'grantRole', { grantee: { serviceAccountId: ada }, role: 'VIEWER' }),
    ).toMatchObject({
      path: ['grantee', 'serviceAccountId'],
    })
    const both = { name: 'x', person: 'ada@example.org', serviceAccount: 'x' }
    await expect(createToken(api.db.kysely, both)).rejects.toThrow('not to both')
    const unknown = createToken(api.db.kysely, { name: 'x', person: 'nobody@example.org' })
    await expect(unknown).rejects.toThrow('No person has the e-mail address')
  })
})

it('the migration makes a service account of each token, with its name, role and ID; tokens hold as before', async () => {
  const { db, drop } = await emptyTestDatabase()
  try {
    await migrate(db, { upTo: '0022_people.sql' })
    const secret = (letter: string) => `tl_${letter.repeat(43)}`
    const hash = (letter: string) => createHash('sha256').update(secret(letter)).digest()
    await sql`insert into api_token (name, role, hint, secret_hash, revoked_at, created_at) values
      ('ci', 'CONNECTOR', 'tl_a', ${hash('a')}, now(), '2026-01-01'),
      ('ci', 'EDITOR', 'tl_b', ${hash('b')}, null, '2026-01-02'),
      ('ci', 'VIEWER', 'tl_c', ${hash('c')}, null, '2026-01-03'),
      ('ops', 'ADMIN', 'tl_d', ${hash('d')}, null, '2026-01-04')`.execute(db.kysely)
    const before = await sql`select id, name, version, updated_at from api_token order by id`.execute(
      db.kysely,
    )
    await migrate(db)
    const after = await sql`select id, name, version, updated_at from api_token order by id`.execute(
      db.kysely,
    )
    expect(after.rows).toEqual(before.rows)
    const listed = await listTokens(db.kysely)
    expect(listed.map(({ hint, roles, serviceAccount }) => [hint, roles, serviceAccount])).toEqual([
      ['tl_a', ['CONNECTOR'], 'ci (3)'],
      ['tl_b', ['EDITOR'], 'ci'],
      ['tl_c', ['VIEWER'], 'ci (2)'],
      ['tl_d', ['ADMIN'], 'ops'],
    ])
    const [revoked, editor] = [await actorOf(db.kysely, secret('a')), await actorOf(db.kysely, secret('b'))]
    expect(revoked).toBeUndefined()
    expect(editor).toMatchObject({ name: 'token:ci', roles: ['EDITOR'], id: listed[1]?.id })
  } finally {
    await drop()
  }
})
