import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import { startApi, type TestApi } from '../harness.ts'
import { countEvents, eventsOf, eventsOfRequest, uuidFrom } from './audit-trail.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, make, mutate, rowOf, textAt } from './mutate.ts'
import { payloadKey } from './payload-key.ts'

let api: TestApi
let to: Neighbours

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
})
afterAll(() => api.stop())

describe.each(ENTITIES)('the story of a $type', (entity) => {
  it('is told by who did what to it in which request, with the row before and after', async () => {
    const key = payloadKey(entity.type)
    const made = await done(api, `create${entity.type}`, entity.create(to, 1), `${key} { id }`)
    const id = textAt(made, key, 'id')
    const changed = await done(api, `update${entity.type}`, {
      ...rowOf(entity.type, id),
      ...entity.change.input,
    })
    const gone = await done(api, `delete${entity.type}`, rowOf(entity.type, id))
    const events = await eventsOf(api, id)
    const [create, update, remove] = events
    const common = { actor: 'token:ADMIN', entity_type: entity.type, entity_id: uuidFrom(id) }
    expect(events).toHaveLength(3)
    expect(create).toMatchObject({ ...common, request_id: made.requestId, before: null })
    expect(update).toMatchObject({ ...common, request_id: changed.requestId, before: create?.after })
    expect(remove).toMatchObject({
      ...common,
      request_id: gone.requestId,
      before: update?.after,
      after: null,
    })
    const table = entity.type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
    expect(events.map(({ action }) => action)).toEqual(
      ['create', 'update', 'delete'].map((what) => `${table}.${what}`),
    )
    expect(at(create?.after, 'version')).toBe(1)
    expect(at(update?.after, 'version')).toBe(2)
    // The value of a key result has its check-in, with an event of its own.
    for (const { requestId } of [made, changed, gone]) {
      const all = await eventsOfRequest(api, requestId)
      expect(all.filter(({ entity_type }) => entity_type !== 'KeyResultCheckIn')).toHaveLength(1)
    }
  })
})

describe('an event', () => {
  it('of an external reference is filed under the entity, made and removed', async () => {
    const input = { node: { id: to.team }, source: 'cmdb', externalId: 'T-1', url: null }
    const made = await done(
      api,
      'addExternalReference',
      input,
      'externalReference { id source externalId url version }',
    )
    expect(made.externalReference).toMatchObject({ source: 'cmdb', externalId: 'T-1', url: null, version: 1 })
    const removed = await done(
      api,
      'removeExternalReference',
      { id: textAt(made, 'externalReference', 'id') },
      'deletedId',
    )
    expect(removed.deletedId).toBe(textAt(made, 'externalReference', 'id'))
    const [create] = await eventsOfRequest(api, made.requestId)
    const [remove] = await eventsOfRequest(api, removed.requestId)
    const common = { entity_type: 'Team', entity_id: uuidFrom(to.team) }
    expect(create).toMatchObject({ ...common, action: 'external_reference.create', before: null })
    expect(remove).toMatchObject({
      ...common,
      action: 'external_reference.delete',
      before: create?.after,
      after: null,
    })
    expect(
      await mutate(api, 'removeExternalReference', { id: textAt(made, 'externalReference', 'id') }),
    ).toMatchObject({
      __typename: 'NotFoundError',
      path: ['id'],
    })
  })

  it('is filed under the request id that the caller chose', async () => {
    const response = await fetch(api.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${api.token}`,
        'x-request-id': 'deploy.42:retry-1',
      },
      body: JSON.stringify({
        query: 'mutation { createTeam(input: { name: "Chosen", kind: IT }) { __typename } }',
      }),
    })
    expect(response.headers.get('x-request-id')).toBe('deploy.42:retry-1')
    expect(await eventsOfRequest(api, 'deploy.42:retry-1')).toHaveLength(1)
  })

  it('names the token, however long its name', async () => {
    const name = 'n'.repeat(190)
    const { secret } = await createToken(api.db.kysely, { name, role: 'ADMIN' })
    const query =
      'mutation { createTeam(input: { name: "Long", kind: IT }) { ... on CreateTeamPayload { team { id } } } }'
    const { data, errors } = await api.ask(query, {}, { token: secret })
    expect(errors).toEqual([])
    const [event] = await eventsOf(api, textAt(data, 'createTeam', 'team', 'id'))
    expect(event?.actor).toBe(`token:${name}`)
    const longer = createToken(api.db.kysely, { name: `${name}n`, role: 'ADMIN' })
    await expect(longer).rejects.toThrow('name: has 1 to 190 characters')
  })
})

describe('a mutation that fails', () => {
  it.each([
    ['createTeam', () => ({ name: 'Neighbour', kind: 'IT' })],
    ['updateTeam', () => ({ team: { id: to.team }, version: 7, contact: 'x' })],
    ['updateTeam', () => ({ team: { id: to.team }, contact: 'x', name: 'Other neighbour' })],
    ['deleteTeam', () => ({ team: { id: to.metric } })],
    [
      'linkAssetsToService',
      () => ({ service: { id: to.service }, assets: [{ id: to.asset }, { id: to.team }] }),
    ],
    ['linkChange', () => ({ change: { id: to.team }, services: [{ id: to.service }] })],
  ])('%s leaves no event and no row', async (name, input) => {
    const before = await countEvents(api)
    const result = await mutate(api, name, input())
    expect(result.__typename).toMatch(/Error$/)
    expect(await countEvents(api)).toBe(before)
    expect(await eventsOfRequest(api, result.requestId)).toEqual([])
    expect(await api.get('query ($id: ID!) { team(by: { id: $id }) { contact } }', { id: to.team })).toEqual({
      team: { contact: null },
    })
  })

  it('halfway takes back what it did before', async () => {
    const process = await make(api, 'Process', { name: 'Halfway' })
    const service = await make(api, 'Service', { name: 'Soon gone', kind: 'TECHNICAL' })
    await done(api, 'deleteService', { service: { id: service } })
    const before = await countEvents(api)
    const result = await mutate(api, 'linkProcess', {
      process: { id: process },
      objectives: [{ id: to.objective }],
      services: [{ id: to.service }, { id: service }],
    })
    expect(result).toMatchObject({ __typename: 'NotFoundError', path: ['services', '1', 'id'] })
    expect(await countEvents(api)).toBe(before)
    const read = await api.get(
      'query ($id: ID!) { process(by: { id: $id }) { objectives { totalCount } services { totalCount } } }',
      { id: process },
    )
    expect(read).toEqual({ process: { objectives: { totalCount: 0 }, services: { totalCount: 0 } } })
  })
})

describe('the query auditEvents', () => {
  const ask = (filter: object, token = api.token) =>
    api.ask(
      `query ($filter: AuditEventFilter) { auditEvents(filter: $filter, orderBy: [{ field: AT }]) { nodes {
        action actor entityType entityId requestId before after reason } } }`,
      { filter },
      { token },
    )

  it('finds events by actor, action, entity, request and time', async () => {
    const made = await done(api, 'createTeam', { name: 'Audited', kind: 'IT' }, 'team { id createdAt }')
    const id = textAt(made, 'team', 'id')
    const changed = await done(api, 'updateTeam', { team: { id }, contact: 'a@example.org' })
    const create = { action: 'team.create', entityType: 'Team', entityId: id, requestId: made.requestId }
    const update = { ...create, action: 'team.update', requestId: changed.requestId }
    const found = async (filter: object) => {
      const { data, errors } = await ask(filter)
      expect(errors).toEqual([])
      return at(data, 'auditEvents', 'nodes')
    }
    const entityId = { eq: id }
    expect(await found({ entityId })).toMatchObject([create, update])
    expect(await found({ requestId: { eq: made.requestId } })).toMatchObject([
      { ...create, before: null, after: { name: 'Audited' }, actor: 'token:ADMIN', reason: null },
    ])
    expect(await found({ entityId, action: { startsWith: 'team.up' } })).toMatchObject([update])
    expect(await found({ entityId, actor: { eq: 'token:other' } })).toEqual([])
    expect(await found({ entityId, entityType: { eq: 'Service' } })).toEqual([])
    expect(await found({ entityId, at: { lt: '2020-01-01T00:00:00Z' } })).toEqual([])
  })

  it('is for an ADMIN, and takes ids only', async () => {
    expect((await ask({}, await api.tokenFor('VIEWER'))).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ])
    expect((await ask({ entityId: { eq: 'nonsense' } })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ])
  })
})

describe('the trail itself', () => {
  it.each([
    ['changed', sql`update audit_event set actor = 'somebody else'`],
    ['deleted from', sql`delete from audit_event`],
    ['emptied', sql`truncate audit_event`],
  ])('cannot be %s', async (_what, statement) => {
    const before = await countEvents(api)
    await expect(statement.execute(api.db.kysely)).rejects.toMatchObject({ code: '23001' })
    expect(await countEvents(api)).toBe(before)
  })
})
