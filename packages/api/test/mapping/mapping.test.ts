import { afterEach, beforeEach, expect, test } from 'vitest'
import { done, make, mutate, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { asset, sync } from '../sync/scripted.ts'
import { rowCounts } from '../sync/state.ts'
import { maintain, mapped } from './organisation.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.stop())

const workload = (name: string, namespace: string, labels: Record<string, string> = {}) =>
  asset(`${namespace}/${name}`, { namespace }, { kind: 'test.workload', name, labels })

const rule = async (input: object) =>
  textAt(
    await done(api, 'createMappingRule', { enabled: true, ...input }, 'mappingRule { id }'),
    'mappingRule',
    'id',
  )

const BY_LABEL = {
  name: 'By label',
  filter: { kinds: ['test.*'], not: [{ namespaces: ['kube-*'] }] },
  serviceName: '{label:part-of|name}',
  createService: true,
}

test('a page of a sync lands its assets in services, and a second run writes nothing', async () => {
  await rule(BY_LABEL)
  await maintain(api.db)
  const script = {
    assets: [
      [workload('web', 'shop', { 'part-of': 'store' }), workload('db', 'shop', { 'part-of': 'store' })],
      [workload('cart', 'eu'), workload('proxy', 'kube-system')],
    ],
  }
  await sync(api.db, script)
  const first = await mapped(api.db)
  expect(first).toEqual({
    services: { cart: ['cart by 1.1'], store: ['db by 1.1', 'web by 1.1'] },
    tasks: [],
  })
  const { service, service_dependency, audit_event } = await rowCounts(api.db)
  await sync(api.db, script)
  expect(await mapped(api.db)).toEqual(first)
  expect(await rowCounts(api.db)).toMatchObject({ service, service_dependency, audit_event, mapping_due: 0 })
})

test('two namespaces with one name have a service each, named by namespace while both are there', async () => {
  await rule(BY_LABEL)
  const one = workload('cart', 'eu')
  const other = workload('cart', 'us')
  await sync(api.db, { assets: [[one]] })
  expect(Object.keys((await mapped(api.db)).services)).toEqual(['cart'])
  await sync(api.db, { assets: [[one, other]] })
  expect(Object.keys((await mapped(api.db)).services)).toEqual(['cart (eu)', 'cart (us)'])
  await sync(api.db, { assets: [[other]] }, { approveRetirement: true })
  await api.db.kysely.updateTable('source').set({ retirement_grace_seconds: 0 }).execute()
  await sync(api.db, { assets: [[other]] })
  expect(Object.keys((await mapped(api.db)).services)).toEqual(['cart'])
})

test('the first rule in order decides, and a move, a change and a deletion are applied in steps', async () => {
  const low = await rule({ ...BY_LABEL, name: 'Low' })
  const service = await make(api, 'Service', { name: 'Everything', kind: 'BUSINESS' })
  const high = await rule({
    name: 'High',
    filter: { names: ['w*'] },
    service: { id: service },
    level: 'SOFT',
  })
  await sync(api.db, { assets: [[workload('web', 'shop'), workload('db', 'shop')]] })
  expect((await mapped(api.db)).services).toMatchObject({
    Everything: [],
    web: ['web by 1.1'],
    db: ['db by 1.1'],
  })
  await done(api, 'moveMappingRule', { id: high, position: 1 })
  // Old links stay until maintenance reaches them.
  expect((await mapped(api.db)).services).toMatchObject({ web: ['web by 1.1'] })
  expect(await api.get('{ mappingProgress { running evaluated total } }')).toEqual({
    mappingProgress: { running: true, evaluated: 0, total: 2 },
  })
  await maintain(api.db)
  expect((await mapped(api.db)).services).toEqual({ Everything: ['web by 2.1'], db: ['db by 1.1'] })
  await done(api, 'updateMappingRule', { id: low, serviceName: 'all of {attribute:namespace}' })
  await maintain(api.db)
  expect((await mapped(api.db)).services).toEqual({
    Everything: ['web by 2.1'],
    'all of shop': ['db by 1.2'],
  })
  await done(api, 'deleteMappingRule', { id: high })
  await done(api, 'enableMappingRule', { id: low, enabled: false })
  await maintain(api.db)
  expect((await mapped(api.db)).services).toEqual({ Everything: [] })
  expect(await api.get('{ mappingProgress { running evaluated total } }')).toMatchObject({
    mappingProgress: { running: false },
  })
})

test('what a person says wins: a link of theirs stays theirs, and one that they remove stays away', async () => {
  await rule(BY_LABEL)
  await sync(api.db, { assets: [[workload('web', 'shop')]] })
  const [{ id: assetId } = { id: '' }] = (
    await api.get<{ assets: { nodes: { id: string }[] } }>('{ assets { nodes { id } } }')
  ).assets.nodes
  const { services } = await api.get<{ services: { nodes: { id: string }[] } }>(
    '{ services { nodes { id } } }',
  )
  const serviceId = services.nodes[0]?.id ?? ''
  await done(api, 'linkAssetsToService', {
    service: { id: serviceId },
    assets: [{ id: assetId }],
    strength: 0.25,
  })
  await done(api, 'updateAsset', { asset: { id: assetId }, labels: { 'part-of': 'web' } })
  expect((await mapped(api.db)).services).toEqual({ web: ['web by hand'] })
  await done(api, 'unlinkAssetsFromService', { service: { id: serviceId }, assets: [{ id: assetId }] })
  await maintain(api.db)
  // Nothing refers to the service any more.
  expect((await mapped(api.db)).services).toEqual({})
  // Another answer of the rule is another link.
  await done(api, 'updateAsset', { asset: { id: assetId }, labels: { 'part-of': 'store' } })
  expect((await mapped(api.db)).services).toMatchObject({ store: ['web by 1.1'] })
})

test('what a rule leaves open is a task, until names decide it', async () => {
  const upper = await make(api, 'Service', { name: 'Online Store', kind: 'BUSINESS' })
  await rule({ name: 'Existing', filter: { names: ['e*'] }, serviceName: '{attribute:systems}' })
  await rule(BY_LABEL)
  await sync(api.db, {
    assets: [
      [
        workload('web', 'shop', { 'part-of': 'online-store' }),
        asset('e1', { systems: ['a', 'b'] }),
        asset('e2', { systems: 'later' }),
      ],
    ],
  })
  expect((await mapped(api.db)).tasks).toEqual([
    'e1 SEVERAL_NAMES a,b []',
    'e2 NO_SERVICE later []',
    'web SIMILAR_NAME online-store [Online Store]',
  ])
  await make(api, 'Service', { name: 'later', kind: 'TECHNICAL' })
  await done(api, 'updateService', { service: { id: upper }, name: 'online-store' })
  const after = await mapped(api.db)
  expect(after.tasks).toEqual(['e1 SEVERAL_NAMES a,b []'])
  expect(after.services).toEqual({ later: ['e2 by 1.1'], 'online-store': ['web by 2.1'] })
})

test('provenance names the version of the rule, and stays when the rule is deleted', async () => {
  const id = await rule({ ...BY_LABEL, redundancyGroup: 'replicas', minAvailable: 2 })
  await sync(api.db, { assets: [[workload('web', 'shop'), workload('web', 'shop')]] })
  const PROVENANCE = `{ services { nodes {
    name kind lifecycle description
    createdByMappingRule { edges { name namespace node { text rule { name } } } }
    dependencies { nodes { mappingRuleVersion { text name filter } group { name minAvailable } } }
  } } }`
  expect(await api.get(PROVENANCE)).toEqual({
    services: {
      nodes: [
        {
          name: 'web',
          kind: 'TECHNICAL',
          lifecycle: 'LIVE',
          description: 'Created by mapping rule 1, version 1.',
          createdByMappingRule: {
            edges: [
              {
                name: 'web',
                namespace: 'shop',
                node: { text: 'rule 1, version 1', rule: { name: 'By label' } },
              },
            ],
          },
          dependencies: {
            nodes: [
              {
                mappingRuleVersion: {
                  text: 'rule 1, version 1',
                  name: 'By label',
                  filter: { kinds: ['test.*'], not: [{ namespaces: ['kube-*'] }] },
                },
                group: { name: 'replicas', minAvailable: 2 },
              },
            ],
          },
        },
      ],
    },
  })
  const events = await api.db.kysely
    .selectFrom('audit_event')
    .select(['action', 'reason'])
    .where('action', 'in', ['service.create', 'service_dependency.link'])
    .orderBy('action')
    .execute()
  expect(events).toEqual([
    { action: 'service.create', reason: 'mapping rule 1, version 1' },
    { action: 'service_dependency.link', reason: 'mapping rule 1, version 1' },
  ])
  await done(api, 'deleteMappingRule', { id })
  const { services } = await api.get<{ services: { nodes: object[] } }>(PROVENANCE)
  expect(textAt(services, 'nodes', 0, 'dependencies', 'nodes', 0, 'mappingRuleVersion', 'text')).toBe(
    'rule 1, version 1',
  )
})

test('a preview counts what a rule would do, and what it does is that', async () => {
  await rule({ ...BY_LABEL, name: 'All' })
  await sync(api.db, { assets: [[workload('web', 'shop'), workload('db', 'shop'), workload('dc', 'eu')]] })
  const input = {
    filter: { names: ['d*'] },
    serviceName: 'Data',
    createService: true,
    serviceNamespace: '',
    position: 1,
  }
  const PREVIEW = `query ($input: PreviewMappingRuleInput!) { previewMappingRule(input: $input) {
    matched added removed unchanged tasks services samples { outcome serviceName asset { name } service { name } } } }`
  const before = await mapped(api.db)
  const { previewMappingRule } = await api.get<{ previewMappingRule: { samples: object[] } }>(PREVIEW, {
    input,
  })
  expect(previewMappingRule).toMatchObject({
    matched: 2,
    added: 2,
    removed: 2,
    unchanged: 0,
    tasks: 0,
    services: 1,
  })
  expect(previewMappingRule.samples).toContainEqual({
    outcome: 'ADDED',
    serviceName: 'Data',
    asset: { name: 'db' },
    service: null,
  })
  expect(await mapped(api.db)).toEqual(before)
  await rule({ name: 'Data', ...input })
  await maintain(api.db)
  expect((await mapped(api.db)).services).toEqual({ Data: ['db by 2.1', 'dc by 2.1'], web: ['web by 1.1'] })
  expect(await api.get(PREVIEW, { input: { ...input, position: 1 } })).toMatchObject({
    previewMappingRule: { added: 0, removed: 0, unchanged: 2 },
  })
})

test('a rule that cannot be read is refused with its field', async () => {
  const refused = async (input: object) =>
    (await mutate(api, 'createMappingRule', { name: 'Bad', ...input })).path
  expect(await refused({ serviceName: '{nonsense}' })).toEqual(['serviceName'])
  expect(await refused({})).toEqual(['serviceName'])
  expect(await refused({ serviceName: 'x', filter: { kinds: [] } })).toEqual(['filter', 'kinds'])
  expect(await refused({ serviceName: 'x', strength: 2 })).toEqual(['strength'])
  expect((await mutate(api, 'addMappingRuleSet', { key: 'none' })).path).toEqual(['key'])
})
