import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { at, done, make, mutate, textAt } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'
import { tell } from '../sync/entities/expected-records.ts'
import { service } from '../sync/model/model-records.ts'
import { asset, sync } from '../sync/scripted.ts'
import { maintain, mapped } from './organisation.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.stop())

const rule = async (input: object) =>
  textAt(
    await done(
      api,
      'createMappingRule',
      { name: 'Rule', enabled: true, createService: true, serviceName: '{label:part-of|name}', ...input },
      'mappingRule { id }',
    ),
    'mappingRule',
    'id',
  )

const workload = (name: string, namespace: string, labels: Record<string, string> = {}) =>
  asset(`${namespace}/${name}`, { namespace }, { kind: 'test.workload', name, labels })

const idsOf = async (type: 'assets' | 'services') => {
  const answer = await api.get<Record<string, { nodes: { id: string; name: string }[] }>>(
    `{ ${type} { nodes { id name } } }`,
  )
  return Object.fromEntries((answer[type]?.nodes ?? []).map(({ id, name }) => [name, id]))
}
const services = async () => (await mapped(api.db)).services

test('a service that gets another name loses the assets of the old name, and gives way to none', async () => {
  const id = await make(api, 'Service', { name: 'store', kind: 'BUSINESS' })
  await rule({})
  await sync(api.db, { assets: [[workload('web', 'shop', { 'part-of': 'store' })]] })
  expect(await services()).toEqual({ store: ['web by 1.1'] })
  await done(api, 'updateService', { service: { id }, name: 'Storefront' })
  expect(await services()).toEqual({ Storefront: [], store: ['web by 1.1'] })
  // A user's service with a similar name asks a question; without it there is none.
  await done(api, 'updateService', { service: { id }, name: 'Store' })
  await maintain(api.db)
  expect(await mapped(api.db)).toEqual({ services: { Store: [] }, tasks: ['web SIMILAR_NAME store [Store]'] })
  await done(api, 'updateService', { service: { id }, lifecycle: 'RETIRED' })
  await maintain(api.db)
  expect(await mapped(api.db)).toMatchObject({ services: { store: ['web by 1.1'] }, tasks: [] })
})

test('a service that a rule made and a user changed stays the one of its namespace, whatever it is called', async () => {
  await rule({})
  await sync(api.db, { assets: [[workload('cart', 'eu')]] })
  const { cart = '' } = await idsOf('services')
  await done(api, 'updateService', { service: { id: cart }, description: 'Takes orders.' })
  await sync(api.db, { assets: [[workload('cart', 'eu'), workload('cart', 'us')]] })
  expect(await services()).toEqual({ cart: ['cart by 1.1'], 'cart (us)': ['cart by 1.1'] })
  await done(api, 'updateService', { service: { id: cart }, name: 'Basket', lifecycle: 'RETIRED' })
  await maintain(api.db)
  expect(await services()).toEqual({ 'Basket (retired)': ['cart by 1.1'], 'cart (us)': ['cart by 1.1'] })
})

test('assets that stay mapped to a service which the catalog has dropped are a gap', async () => {
  await tell(api.db, { service: [service('cart'), service('db')] }, { source: 'catalog' })
  await rule({})
  await sync(api.db, { assets: [[workload('cart', 'eu'), workload('db', 'eu')]] })
  await tell(api.db, { service: [service('db')] }, { source: 'catalog', approveRetirement: true })
  await maintain(api.db)
  expect(await services()).toEqual({ 'cart (retired)': ['cart by 1.1'], db: ['db by 1.1'] })
  const { gaps } = await api.get<{ gaps: { nodes: { subjectName: string }[] } }>(
    '{ gaps(kinds: [ASSET_WITHOUT_SERVICE]) { nodes { subjectName } } }',
  )
  expect(gaps.nodes).toEqual([{ subjectName: 'cart' }])
})

test('a deleted service comes again, unless a rule names it by its ID: that is refused', async () => {
  await rule({})
  await sync(api.db, { assets: [[workload('cart', 'eu')]] })
  const { cart = '' } = await idsOf('services')
  await done(api, 'deleteService', { service: { id: cart } })
  await maintain(api.db)
  expect(await services()).toEqual({ cart: ['cart by 1.1'] })
  expect((await idsOf('services')).cart).not.toBe(cart)
  const id = await make(api, 'Service', { name: 'Everything', kind: 'BUSINESS' })
  await rule({ serviceName: null, createService: false, service: { id } })
  expect(await mutate(api, 'deleteService', { service: { id } })).toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('mapping rule'),
  })
})

test('merged assets have one service, and each has its own after the merge is undone', async () => {
  await rule({})
  await sync(api.db, { assets: [[workload('web', 'shop'), workload('www', 'shop')]] })
  const { web = '', www = '' } = await idsOf('assets')
  await done(api, 'mergeAssets', { survivor: { id: web }, duplicates: [{ id: www }] })
  expect(await services()).toEqual({ web: ['web by 1.1'] })
  await done(api, 'unmergeAssets', { duplicates: [{ id: www }] })
  await maintain(api.db)
  expect(await services()).toEqual({ web: ['web by 1.1'], www: ['www by 1.1'] })
})

test('a link that a user removed stays away from new versions of the rule, until the user makes it', async () => {
  const id = await rule({})
  await sync(api.db, { assets: [[workload('web', 'shop')]] })
  const pair = {
    service: { id: (await idsOf('services')).web },
    assets: [{ id: (await idsOf('assets')).web }],
  }
  await done(api, 'unlinkAssetsFromService', pair)
  await done(api, 'updateMappingRule', { id, level: 'SOFT' })
  await maintain(api.db)
  expect(await services()).toEqual({})
  await done(api, 'linkAssetsToService', pair)
  await done(api, 'unlinkAssetsFromService', pair)
  await maintain(api.db)
  expect(await services()).toEqual({})
})

test('of two rules with one group the first says how many members it needs, in any order of assets', async () => {
  const group = { serviceName: 'store', serviceNamespace: '', redundancyGroup: 'replicas' }
  await rule({ ...group, filter: { names: ['a'] }, minAvailable: 2 })
  await rule({ ...group, filter: { names: ['b'] }, minAvailable: 3 })
  const GROUP =
    '{ redundancyGroups: services { nodes { dependencies { nodes { group { minAvailable } } } } } }'
  const minimum = async () =>
    at(
      await api.get(GROUP),
      'redundancyGroups',
      'nodes',
      0,
      'dependencies',
      'nodes',
      0,
      'group',
      'minAvailable',
    )
  await sync(api.db, { assets: [[workload('b', 'x')], [workload('a', 'x')]] })
  expect(await minimum()).toBe(2)
  await done(api, 'updateAsset', { asset: { id: (await idsOf('assets')).b }, labels: { any: 'thing' } })
  expect(await minimum()).toBe(2)
})

test('a source that states a link takes it over from a rule, and leaves it to the rule in the end', async () => {
  await rule({ serviceName: 'store', serviceNamespace: '', level: 'SOFT' })
  await sync(api.db, { assets: [[workload('web', 'shop')]] })
  const store = (more: object) => ({ service: [service('store', more)] })
  const linked = () =>
    api.db.kysely
      .selectFrom('service_dependency')
      .select(['strength', sql<boolean>`source_id is not null`.as('stated')])
      .execute()
  const dependsOn = [{ asset: { name: 'web' }, strength: 0.75 }]
  await tell(api.db, store({ dependsOn }), { source: 'catalog' })
  await maintain(api.db)
  expect(await linked()).toEqual([{ strength: 0.75, stated: true }])
  await tell(api.db, store({}), { source: 'catalog' })
  await maintain(api.db)
  expect(await linked()).toEqual([{ strength: expect.any(Number), stated: false }])
  expect(await services()).toEqual({ store: ['web by 1.1'] })
})

test('a name that a user takes at the same moment decides for the service of the user', async () => {
  await rule({})
  const user = await api.db.pool.connect()
  await user.query("begin; insert into service (name, kind) values ('cart', 'BUSINESS')")
  const run = sync(api.db, { assets: [[workload('cart', 'eu'), workload('db', 'eu')]] })
  try {
    await vi.waitFor(async () => {
      const { rows } = await sql`
        select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`.execute(
        api.db.kysely,
      )
      expect(rows).toHaveLength(1)
    }, 10_000)
  } finally {
    await user.query('commit')
    user.release()
  }
  await run
  expect(await services()).toEqual({ cart: ['cart by 1.1'], db: ['db by 1.1'] })
  expect(Object.keys(await idsOf('services'))).toHaveLength(2)
})

test('a mutation asks for work for the rules in the statement that reads its payload, and in none of its own', async () => {
  const statements = async (input: object) => {
    const recording = recordStatements(api.db)
    await done(
      api,
      'createAsset',
      { kind: 'test.thing', ...input },
      'asset { name services { edges { node { name } } } }',
    )
    return recording.stop().filter(({ text }) => text.includes('mapping_'))
  }
  expect(await statements({ name: 'before rules' })).toHaveLength(1)
  await rule({ filter: { names: ['web'] } })
  expect((await statements({ name: 'web' })).length).toBeGreaterThan(2)
  expect(await services()).toEqual({ web: ['web by 1.1'] })
})
