import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOf } from './audit-trail.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, make, mutate, rowOf, rowPath } from './mutate.ts'
import { payloadKey } from './payload-key.ts'

let api: TestApi
let to: Neighbours

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
})
afterAll(() => api.stop())

const node = (id: string) => api.get<{ node: unknown }>('query ($id: ID!) { node(id: $id) { id } }', { id })

describe.each(ENTITIES)('delete$type', (entity) => {
  it('takes it away for good and keeps its story', async () => {
    const id = await make(api, entity.type, entity.create(to, 1))
    const gone = await done(
      api,
      `delete${entity.type}`,
      { ...rowOf(entity.type, id), version: 1 },
      'deletedId',
    )
    expect(gone.deletedId).toBe(id)
    expect(await node(id)).toEqual({ node: null })
    if (entity.list !== null) {
      const listed = await api.get(
        `query ($id: ID!) { ${entity.list}(filter: { id: { eq: $id } }) { nodes { id } } }`,
        { id },
      )
      expect(at(listed, entity.list, 'nodes')).toEqual([])
    }
    const events = await eventsOf(api, id)
    expect(events.map(({ after }) => after === null)).toEqual([false, true])
    expect(events[1]?.before).toEqual(events[0]?.after)
    const again = await mutate(api, `delete${entity.type}`, rowOf(entity.type, id))
    expect(again).toMatchObject({ __typename: 'NotFoundError', path: rowPath(entity.type) })
  })
})

describe('what goes with it', () => {
  it('is the links of a service, its groups and its metrics with their samples', async () => {
    const service = await make(api, 'Service', { name: 'Doomed', kind: 'TECHNICAL' })
    const group = await make(api, 'RedundancyGroup', { service: { id: service }, name: 'g' })
    const metric = await make(api, 'Metric', {
      name: 'm',
      unit: '1',
      kind: 'GAUGE',
      service: { id: service },
    })
    const process = await make(api, 'Process', { name: 'Lives on' })
    const change = await make(api, 'Change', { title: 'Lives on', type: 'NORMAL' })
    await done(api, 'recordSamples', {
      samples: [{ metric: { id: metric }, at: '2026-01-01T00:00:00Z', value: 1 }],
    })
    await done(api, 'linkServiceToObjective', { service: { id: service }, objective: { id: to.objective } })
    await done(api, 'linkServiceToService', { service: { id: service }, dependsOn: { id: to.service } })
    await done(api, 'linkServiceToService', { service: { id: to.otherService }, dependsOn: { id: service } })
    await done(api, 'linkAssetsToService', {
      service: { id: service },
      assets: [{ id: to.asset }],
      redundancyGroupId: group,
    })
    await done(api, 'linkProcess', { process: { id: process }, services: [{ id: service }] })
    await done(api, 'linkChange', { change: { id: change }, services: [{ id: service }] })
    await done(api, 'addExternalReference', { node: { id: service }, source: 'cmdb', externalId: 'doomed' })
    await done(api, 'deleteService', { service: { id: service } })
    expect(await node(group)).toEqual({ node: null })
    expect(await node(metric)).toEqual({ node: null })
    const { data } = await api.ask(
      `query ($objective: ID!, $asset: ID!, $service: ID!, $process: ID!, $change: ID!) {
        objective(by: { id: $objective }) { services { totalCount } serviceLinks { totalCount } }
        asset(by: { id: $asset }) { services { totalCount } }
        service(by: { id: $service }) { dependsOn { totalCount } dependencies { totalCount } }
        process(by: { id: $process }) { services { totalCount } }
        change(by: { id: $change }) { services { totalCount } }
        gone: service(by: { reference: { source: "cmdb", externalId: "doomed" } }) { id }
      }`,
      { objective: to.objective, asset: to.asset, service: to.otherService, process, change },
    )
    const none = { totalCount: 0 }
    expect(data).toEqual({
      objective: { services: none, serviceLinks: none },
      asset: { services: none },
      service: { dependsOn: none, dependencies: none },
      process: { services: none },
      change: { services: none },
      gone: null,
    })
    expect(await api.db.kysely.selectFrom('metric_sample').selectAll().execute()).toEqual([])
  })

  it('is not what a redundancy group or a metric was used by', async () => {
    const group = await make(api, 'RedundancyGroup', { service: { id: to.service }, name: 'Doomed' })
    await done(api, 'linkAssetsToService', {
      service: { id: to.service },
      assets: [{ id: to.asset }],
      redundancyGroupId: group,
    })
    const metric = await make(api, 'Metric', {
      name: 'Doomed',
      unit: '1',
      kind: 'GAUGE',
      service: { id: to.service },
    })
    const keyResult = await make(api, 'KeyResult', {
      objective: { id: to.objective },
      title: 'Lives on',
      start: 0,
      target: 1,
      current: 0.5,
      metric: { id: metric },
    })
    await done(api, 'deleteRedundancyGroup', { id: group })
    await done(api, 'deleteMetric', { metric: { id: metric } })
    const { data } = await api.ask(
      `query ($service: ID!, $keyResult: ID!) {
        service(by: { id: $service }) { dependencies { nodes { onAsset { id } group { id } } } }
        node(id: $keyResult) { ... on KeyResult { current metric { id } } }
      }`,
      { service: to.service, keyResult },
    )
    expect(data).toEqual({
      service: { dependencies: { nodes: [{ onAsset: { id: to.asset }, group: null }] } },
      node: { current: 0.5, metric: null },
    })
  })
})

describe('what is in use', () => {
  it.each([
    ['Objective', { title: 'Uses a team' }, 'owner'],
    ['Process', { name: 'Uses a team' }, 'owner'],
    ['Service', { name: 'Uses a team', kind: 'TECHNICAL' }, 'owner'],
    ['Asset', { name: 'uses-a-team', kind: 'server' }, 'owner'],
    ['Change', { title: 'Uses a team', type: 'NORMAL' }, 'implementingTeam'],
  ])('is a team that a row of %s names: it stays', async (type, input, field) => {
    const team = await make(api, 'Team', { name: `Used by ${type}`, kind: 'IT' })
    const user = await make(api, type, { ...input, [field]: { id: team } })
    const refused = await mutate(api, 'deleteTeam', { team: { id: team } })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', path: ['team'] })
    expect(refused.message).toMatch(new RegExp(`^team: is still used by .*${payloadKey(type)}`))
    expect(await node(team)).toEqual({ node: { id: team } })
    await done(api, `delete${type}`, rowOf(type, user))
    await done(api, 'deleteTeam', { team: { id: team } })
  })

  it('is an objective that others are a part of: it stays', async () => {
    const parent = await make(api, 'Objective', { title: 'Whole' })
    await make(api, 'Objective', { title: 'Part', parent: { id: parent } })
    const refused = await mutate(api, 'deleteObjective', { objective: { id: parent } })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['objective'] })
    expect(refused.message).toMatch(/^objective: is still used by .*objective/)
  })

  it('is a redundancy group with members: it does not move to another service', async () => {
    const group = await make(api, 'RedundancyGroup', { service: { id: to.service }, name: 'Stays' })
    await done(api, 'linkAssetsToService', {
      service: { id: to.service },
      assets: [{ id: to.asset }],
      redundancyGroupId: group,
    })
    const refused = await mutate(api, 'updateRedundancyGroup', {
      id: group,
      service: { id: to.otherService },
    })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['service'] })
    expect(refused.message).toMatch(/has members/)
  })
})
