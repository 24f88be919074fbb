import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { countEvents } from './audit-trail.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, make, mutate } from './mutate.ts'

let api: TestApi
let to: Neighbours

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
})
afterAll(() => api.stop())

/** Runs a mutation that must be refused as invalid at one place, and leave nothing behind. */
async function refused(name: string, input: object, path: string, message: RegExp): Promise<void> {
  const before = await countEvents(api)
  const result = await mutate(api, name, input)
  expect(result).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', path: [path] })
  expect(result.fields).toEqual([{ path: [path], message: expect.stringMatching(message) }])
  expect(result.message).toBe(`${path}: ${result.fields?.[0]?.message}`)
  expect(await countEvents(api)).toBe(before)
}

describe('the strength of a dependency', () => {
  const onService = () => ({ service: { id: to.service }, dependsOn: { id: to.otherService } })
  const onAssets = () => ({ service: { id: to.service }, assets: [{ id: to.asset }] })

  it.each([
    [{}, 1, 'HARD'],
    [{ level: 'HARD' }, 1, 'HARD'],
    [{ level: 'SOFT' }, 0.5, 'SOFT'],
    [{ strength: 0.5 }, 0.5, 'SOFT'],
    [{ strength: 0 }, 0, null],
    [{ strength: 0.25, level: null }, 0.25, null],
  ])('said as %o is %d', async (said, strength, level) => {
    const { dependency } = await done(
      api,
      'linkServiceToService',
      { ...onService(), ...said },
      'dependency { strength level }',
    )
    expect(dependency).toEqual({ strength, level })
    await done(api, 'linkAssetsToService', { ...onAssets(), ...said })
    const { service } = await api.get<{ service: unknown }>(
      'query ($id: ID!) { service(by: { id: $id }) { assets { edges { strength } } } }',
      { id: to.service },
    )
    expect(at(service, 'assets', 'edges')).toEqual([{ strength }])
  })

  it('is a level or a number, from 0 to 1', async () => {
    for (const [name, ends] of [
      ['linkServiceToService', onService()],
      ['linkAssetsToService', onAssets()],
    ] as const) {
      await refused(name, { ...ends, level: 'HARD', strength: 1 }, 'strength', /give one of the two/)
      for (const strength of [-0.01, 1.01, 1e300])
        await refused(name, { ...ends, strength }, 'strength', /a strength is from 0 to 1/)
    }
    const ends = {
      from: { id: to.asset },
      to: { id: await make(api, 'Asset', { name: 'b', kind: 'server' }) },
    }
    await refused('linkAssets', { ...ends, kind: 'CALLS', strength: 2 }, 'strength', /from 0 to 1/)
  })

  it.each([
    ['RUNS_ON', 1],
    ['CONTAINS', 1],
    ['DEPENDS_ON', 1],
    ['CALLS', 0.5],
    ['CONNECTS_TO', 0.5],
  ])('of a relation %s is %d when nothing is said', async (kind, strength) => {
    const other = await make(api, 'Asset', { name: `of ${kind}`, kind: 'server' })
    const { relation } = await done(
      api,
      'linkAssets',
      { from: { id: to.asset }, to: { id: other }, kind },
      'relation { kind strength from { id } to { id } }',
    )
    expect(relation).toEqual({ kind, strength, from: { id: to.asset }, to: { id: other } })
  })
})

describe('what needs something', () => {
  it('does not need itself', async () => {
    await refused(
      'linkServiceToService',
      { service: { id: to.service }, dependsOn: { id: to.service } },
      'dependsOn',
      /is the service itself/,
    )
    await refused(
      'linkAssets',
      { from: { id: to.asset }, to: { id: to.asset }, kind: 'CALLS' },
      'to',
      /is the asset itself/,
    )
  })

  it('may take a redundancy group of its own, not of another service', async () => {
    const own = await make(api, 'RedundancyGroup', { service: { id: to.service }, name: 'own' })
    const foreign = await make(api, 'RedundancyGroup', { service: { id: to.otherService }, name: 'foreign' })
    const { dependency } = await done(
      api,
      'linkServiceToService',
      { service: { id: to.service }, dependsOn: { id: to.otherService }, redundancyGroupId: own },
      'dependency { group { id members { totalCount } } }',
    )
    expect(dependency).toEqual({ group: { id: own, members: { totalCount: 1 } } })
    for (const [name, ends] of [
      ['linkServiceToService', { dependsOn: { id: to.otherService } }],
      ['linkAssetsToService', { assets: [{ id: to.asset }] }],
    ] as const) {
      await refused(
        name,
        { service: { id: to.service }, ...ends, redundancyGroupId: foreign },
        'redundancyGroupId',
        /is no redundancy group of this service/,
      )
    }
    await done(api, 'deleteRedundancyGroup', { id: foreign })
    const gone = {
      service: { id: to.service },
      dependsOn: { id: to.otherService },
      redundancyGroupId: foreign,
    }
    expect(await mutate(api, 'linkServiceToService', gone)).toMatchObject({
      __typename: 'NotFoundError',
      path: ['redundancyGroupId'],
    })
    const left = await done(
      api,
      'linkServiceToService',
      { service: { id: to.service }, dependsOn: { id: to.otherService } },
      'dependency { group { id } }',
    )
    expect(left.dependency).toEqual({ group: null })
  })
})

describe('a contribution', () => {
  const ends = () => ({ service: { id: to.service }, objective: { id: to.objective } })

  it('keeps what is not given again', async () => {
    await done(api, 'linkServiceToObjective', { ...ends(), share: 0.4, rationale: 'Why' })
    const { link } = await done(
      api,
      'linkServiceToObjective',
      { ...ends(), validTo: '2026-03-31' },
      'link { share rationale validFrom validTo version }',
    )
    expect(link).toEqual({ share: 0.4, rationale: 'Why', validFrom: null, validTo: '2026-03-31', version: 2 })
  })

  it('has a share from 0 to 1, days in their order and a rationale that fits', async () => {
    for (const share of [-0.1, 1.1])
      await refused('linkServiceToObjective', { ...ends(), share }, 'share', /is a number from 0 to 1/)
    await refused('linkServiceToObjective', { ...ends(), share: null }, 'share', /cannot be empty/)
    await refused(
      'linkServiceToObjective',
      { ...ends(), validFrom: '2026-04-01', validTo: '2026-03-31' },
      'validTo',
      /lies before validFrom/,
    )
    await refused(
      'linkServiceToObjective',
      { ...ends(), rationale: 'x'.repeat(20_001) },
      'rationale',
      /at most 20,000 characters/,
    )
    await done(api, 'linkServiceToObjective', { ...ends(), validFrom: '2026-03-31', validTo: '2026-03-31' })
  })
})
