import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openOidc } from '../../src/access/oidc.ts'
import { startServer } from '../../src/server.ts'
import { eventsOf } from '../features/event-stream.ts'
import { done, make, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { startProvider } from './identity-provider.ts'

let provider: Awaited<ReturnType<typeof startProvider>>
let key: Awaited<ReturnType<typeof provider.addKey>>
/** An ADMIN at the same database. */
let api: TestApi
const ends: (() => Promise<unknown>)[] = []
let people = 0

beforeAll(async () => {
  provider = await startProvider()
  key = await provider.addKey('first')
  api = await startApi()
})
afterAll(async () => {
  for (const end of ends) await end()
  await api.stop()
  await provider.stop()
})
beforeEach(() => {
  people += 1
})

/** A server that trusts the provider, on the database of the ADMIN. */
async function serve(options: Partial<Parameters<typeof openOidc>[0]> = {}): Promise<string> {
  const server = await startServer({
    db: api.db,
    log: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    loopbackOnly: true,
    oidc: openOidc({
      issuer: provider.issuer,
      audience: 'throughline',
      rolesClaim: 'roles',
      teamsClaim: 'groups',
      ...options,
    }),
  })
  ends.push(() => server.stop())
  return server.url
}

async function ask(at: string, token: string, query = '{ viewer { actor roles } }') {
  const response = await fetch(at, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  return { status: response.status, ...((await response.json()) as { data?: Record<string, unknown> }) }
}

/** A token of a subject of this test. */
const token = (claims: Readonly<Record<string, unknown>> = {}) =>
  provider.sign(key, { sub: `subject-${people}`, ...claims })
const address = () => `person-${people}@example.org`

interface Found {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly memberships: { readonly nodes: readonly { issuer: string | null; team: { name: string } }[] }
}

/** Those who are known by what the provider calls them. */
async function known(subject = `subject-${people}`): Promise<Found | null> {
  const { person } = await api.get<{ person: Found | null }>(
    `query ($reference: ExternalReferenceInput) { person(by: { reference: $reference }) {
      id name email memberships(orderBy: { field: CREATED_AT }) { nodes { issuer team { name } } } } }`,
    { reference: { source: provider.issuer, externalId: subject } },
  )
  return person
}
const teamsOf = async () => (await known())?.memberships.nodes.map(({ team }) => team.name).sort()

describe('a subject', () => {
  it('becomes a person at first sight, once, with its verified address', async () => {
    const at = await serve()
    const claims = { name: 'Ada', email: address().toUpperCase(), email_verified: true }
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async (jti) => ask(at, await token({ ...claims, jti: String(jti) }))),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(await known()).toMatchObject({ name: 'Ada', email: address() })
    const { rows } = await api.db.pool.query('select actor, action from audit_event where request_id = $1', [
      'sign-in',
    ])
    const actor = `oidc:subject-${people}`
    expect(rows.filter((row) => row.actor === actor)).toEqual([
      { actor, action: 'person.create' },
      { actor, action: 'external_reference.create' },
    ])
  })

  it('keeps an address to itself that the provider has not verified', async () => {
    await make(api, 'Person', { name: 'Victim', email: address() })
    for (const email_verified of [false, undefined, 'true'])
      expect((await ask(await serve(), await token({ email: address(), email_verified }))).status).toBe(200)
    expect(await known()).toMatchObject({ email: null })
  })

  it('is the person who has its verified address, with the roles that were granted here', async () => {
    const id = await make(api, 'Person', { name: 'Grace', email: address() })
    await done(api, 'grantRole', { grantee: { person: { id } }, role: 'APPROVER' })
    const at = await serve()
    const grace = await token({ email: address(), email_verified: true, roles: ['VIEWER'] })
    expect((await ask(at, grace)).data).toMatchObject({ viewer: { roles: ['VIEWER', 'APPROVER'] } })
    expect(await known()).toMatchObject({ id, name: 'Grace' })
    // The address was given to somebody else: that is not the same person.
    const other = `${people}-other`
    const later = await token({ sub: other, email: address(), email_verified: true, roles: ['VIEWER'] })
    expect((await ask(at, later)).data).toMatchObject({ viewer: { roles: ['VIEWER'] } })
    expect(await known(other)).toMatchObject({ email: null })
  })

  it('stays nobody where the settings say so, and has the roles of its token', async () => {
    const at = await serve({ createPeople: false })
    expect((await ask(at, await token({ name: 'Ada' }))).data).toMatchObject({
      viewer: { roles: ['VIEWER'] },
    })
    expect(await known()).toBeNull()
  })

  it('is refused while its person is not active, by reference and by address', async () => {
    const at = await serve()
    const id = await make(api, 'Person', { name: 'Left', email: address(), active: false })
    const claims = { email: address(), email_verified: true }
    expect((await ask(at, await token(claims))).status).toBe(401)
    expect(await known()).toBeNull()
    await done(api, 'updatePerson', { person: { id }, active: true })
    expect((await ask(at, await token(claims))).status).toBe(200)
    await done(api, 'updatePerson', { person: { id }, active: false })
    expect((await ask(at, await token(claims))).status).toBe(401)
  })

  it('loses its open streams with a role that is revoked', async () => {
    const at = await serve()
    const signed = await token({ roles: ['VIEWER'] })
    await ask(at, signed)
    const given = await done(
      api,
      'grantRole',
      { grantee: { person: { id: (await known())?.id } }, role: 'EDITOR' },
      'roleGrant { id }',
    )
    const ended = eventsOf(at, signed, {
      query: 'subscription { nodeChanged(types: [OBJECTIVE]) { nodeId } }',
    }).next()
    expect((await ask(at, signed)).data).toMatchObject({ viewer: { roles: ['VIEWER', 'EDITOR'] } })
    await done(api, 'revokeRole', { id: textAt(given, 'roleGrant', 'id') })
    expect(JSON.stringify((await ended).value)).toContain('UNAUTHENTICATED')
    expect((await ask(at, signed)).data).toMatchObject({ viewer: { roles: ['VIEWER'] } })
  })
})

describe('the teams of a subject', () => {
  const now = Math.floor(Date.now() / 1000)
  const team = (name: string) => make(api, 'Team', { name: `${name} ${people}`, kind: 'IT' })

  it('are replaced at a sign-in by those that the token names; what users made stays', async () => {
    const at = await serve()
    const [one, two, byHand] = [await team('one'), await team('two'), await team('by hand')]
    const groups = [`one ${people}`, `by hand ${people}`, 'a group of another application', 7]
    await ask(at, await token({ iat: now, groups }))
    const personId = (await known())?.id
    await done(api, 'linkPersonToTeam', { person: { id: personId }, team: { id: byHand } })
    expect(await teamsOf()).toEqual([`by hand ${people}`, `one ${people}`])
    await ask(at, await token({ iat: now + 1, groups: `two ${people}` }))
    expect(await teamsOf()).toEqual([`by hand ${people}`, `two ${people}`])
    // An older token, seen late, brings nothing back; one that says nothing of teams changes nothing.
    await ask(at, await token({ iat: now, groups, jti: 'late' }))
    await ask(at, await token({ iat: now + 2 }))
    expect(await teamsOf()).toEqual([`by hand ${people}`, `two ${people}`])
    await ask(at, await token({ iat: now + 3, groups: [] }))
    expect(await teamsOf()).toEqual([`by hand ${people}`])
    expect([one, two].length).toBe(2)
  })

  it('are named by external references where a source is set', async () => {
    const id = await team('known as 17')
    await done(api, 'addExternalReference', { node: { id }, source: 'directory', externalId: `17-${people}` })
    const at = await serve({ teamsSource: 'directory' })
    await ask(at, await token({ groups: [`17-${people}`, `known as 17 ${people}`] }))
    expect(await teamsOf()).toEqual([`known as 17 ${people}`])
  })
})

it('nobody but an ADMIN says as whom a subject signs in', async () => {
  const at = await serve()
  await ask(at, await token())
  const victim = await make(api, 'Person', { name: 'Victim' })
  const editor = await api.tokenFor('EDITOR')
  const input = { node: { id: victim }, source: provider.issuer, externalId: 'attacker' }
  const document = `mutation ($input: AddExternalReferenceInput!) { addExternalReference(input: $input) { __typename } }`
  const refused = { errors: [{ extensions: { code: 'FORBIDDEN' } }] }
  expect(await api.ask(document, { input }, { token: editor })).toMatchObject(refused)
  const { person } = await api.get<{ person: object }>(
    'query ($id: ID!) { person(by: { id: $id }) { externalReferences { nodes { id } } } }',
    { id: (await known())?.id },
  )
  const id = textAt(person, 'externalReferences', 'nodes', 0, 'id')
  const removal = `mutation ($input: RemoveExternalReferenceInput!) { removeExternalReference(input: $input) { __typename } }`
  expect(await api.ask(removal, { input: { id } }, { token: editor })).toMatchObject(refused)
  expect(await known()).not.toBeNull()
})
