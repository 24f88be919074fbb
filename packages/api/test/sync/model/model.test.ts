import type { Db } from '@throughline/db'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeGlobalId } from '../../../src/graph/global-id.ts'
import { done, make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { rowsOf, type Told, tell } from '../entities/expected-records.ts'
import { asset } from '../scripted.ts'
import { modelOf, objective, person, process, service, team, writtenRows } from './model-records.ts'

let api: TestApi
let db: Db
beforeEach(async () => {
  api = await startApi()
  db = api.db
})
afterEach(() => api.stop())

const CATALOGUE: Told = {
  // In the order in which nothing that is referred to is known yet.
  process: [
    process('Selling', {
      owner: { name: 'Sales' },
      services: [{ service: { externalId: 'shop' }, strength: 0.8 }],
      objectives: [{ objective: { name: 'More orders' }, share: 0.5 }],
    }),
  ],
  objective: [
    objective('grow', {
      title: 'More orders',
      parent: { externalId: 'top' },
      services: [{ service: { name: 'Shop' }, share: 0.4 }],
    }),
    objective('top', {
      title: 'Growth',
      weight: 3,
      status: 'ACTIVE',
      startsOn: '2030-01-01',
      endsOn: '2030-12-31',
      owner: { name: 'Sales' },
      keyResults: [{ title: 'Orders a day', unit: '1', start: 10, target: 20, current: 12 }],
    }),
  ],
  service: [
    service('shop', {
      name: 'Shop',
      kind: 'BUSINESS',
      owner: { externalId: 'engines' },
      dependsOn: [
        { service: { name: 'Cart' }, strength: 0.5, group: 'carts' },
        { asset: { name: 'host-1' } },
      ],
      labels: { tier: '1' },
    }),
    service('cart', { name: 'Cart', owner: { name: 'Engines' } }),
  ],
  team: [
    team('engines', {
      name: 'Engines',
      parent: { name: 'Sales' },
      members: [{ person: { email: 'ADA@example.org' }, role: 'LEAD' }, { person: { externalId: 'bob' } }],
    }),
    team('sales', { name: 'Sales', kind: 'BUSINESS', costCentre: '4711' }),
  ],
  person: [
    person('ada', { name: 'Ada', email: 'Ada@Example.org' }),
    person('bob', { name: 'Bob', active: false }),
  ],
  asset: [asset('host-1')],
}

const rows = async (name: string) => ((await modelOf(db))[name] ?? []).map((row) => JSON.parse(row))

describe('what a source tells of what stands above the machines', () => {
  test('is in the graph with its links, in whatever order it comes, and a second run writes nothing', async () => {
    await tell(db, CATALOGUE)
    const model = await modelOf(db)
    expect(await rows('services')).toMatchObject([
      { name: 'Cart', kind: 'TECHNICAL', lifecycle: 'LIVE', owner: 'Engines' },
      { name: 'Shop', kind: 'BUSINESS', owner: 'Engines', labels: { tier: '1' }, removed: false },
    ])
    expect(await rows('teams')).toMatchObject([
      { name: 'Engines', kind: 'IT', parent: 'Sales' },
      { name: 'Sales', kind: 'BUSINESS', cost_centre: '4711' },
    ])
    expect(await rows('persons')).toMatchObject([
      { name: 'Ada', email: 'ada@example.org', active: true },
      { name: 'Bob', active: false },
    ])
    expect(await rows('memberships')).toEqual([
      { team: 'Engines', person: 'Ada', role: 'LEAD', source: 'test' },
      { team: 'Engines', person: 'Bob', role: 'MEMBER', source: 'test' },
    ])
    expect(await rows('dependencies')).toEqual([
      { from: 'Shop', service: 'Cart', asset: null, strength: 0.5, group: 'carts', source: 'test' },
      { from: 'Shop', service: null, asset: 'host-1', strength: 1, group: null, source: 'test' },
    ])
    expect(await rows('contributions')).toMatchObject([{ title: 'More orders', service: 'Shop', share: 0.4 }])
    expect(await rows('uses')).toEqual([{ name: 'Selling', service: 'Shop', strength: 0.8 }])
    expect(await rows('supports')).toEqual([{ name: 'Selling', title: 'More orders', share: 0.5 }])
    expect(await rows('objectives')).toMatchObject([
      { title: 'Growth', weight: 3, status: 'ACTIVE', starts_on: '2030-01-01', owner: 'Sales' },
      { title: 'More orders', parent: 'Growth' },
    ])
    expect(await rows('keyResults')).toMatchObject([
      { of: 'Growth', title: 'Orders a day', current_value: 12 },
    ])
    const checkIns = await db.kysely.selectFrom('key_result_check_in').select('value').execute()
    expect(checkIns).toEqual([{ value: 12 }])
    expect(model.open).toEqual([])
    const audited = await db.kysely.selectFrom('audit_event').select('action').execute()
    const actions = audited.map(({ action }) => action)
    for (const action of [
      'person.create',
      'team.create',
      'service.create',
      'objective.create',
      'process.create',
    ])
      expect(actions).toContain(action)
    for (const action of [
      'membership.link',
      'service_dependency.link',
      'objective_service.link',
      'process_service.link',
    ])
      expect(actions).toContain(action)
    const before = await writtenRows(db)
    const report = await tell(db, CATALOGUE)
    expect(report.counts).toMatchObject({ service: { unchanged: 2, changed: 0 }, team: { unchanged: 2 } })
    expect(await modelOf(db)).toEqual(model)
    expect(await writtenRows(db)).toEqual(before)
  })

  test('ends with the source that told it, and comes back with it', async () => {
    await tell(db, CATALOGUE)
    const model = await modelOf(db)
    const nothing: Told = { process: [], objective: [], service: [], team: [], person: [] }
    await tell(db, nothing, { approveRetirement: true })
    for (const links of ['memberships', 'dependencies', 'contributions', 'uses', 'supports', 'keyResults'])
      expect(await rows(links)).toEqual([])
    expect(await rows('services')).toMatchObject([
      { name: 'Cart', lifecycle: 'RETIRED', removed: true },
      { name: 'Shop', lifecycle: 'RETIRED', removed: true },
    ])
    expect(await rows('persons')).toMatchObject([{ active: false, removed: true }, { active: false }])
    expect(await rows('teams')).toMatchObject([{ removed: true }, { removed: true }])
    await tell(db, CATALOGUE)
    expect(await modelOf(db)).toEqual(model)
  })

  test('a team that the source renames keeps what it owns', async () => {
    await tell(db, CATALOGUE)
    const before = await db.kysely.selectFrom('team').select(['id', 'name']).orderBy('name').execute()
    const [engines, ...others] = CATALOGUE.team ?? []
    const [shop, cart] = CATALOGUE.service ?? []
    await tell(db, {
      ...CATALOGUE,
      team: [{ ...engines, name: 'Motors' }, ...others],
      service: [{ ...shop }, { ...cart, owner: { name: 'Motors' } }],
    })
    expect(await db.kysely.selectFrom('team').select(['id', 'name']).orderBy('name').execute()).toEqual([
      { id: before[0]?.id, name: 'Motors' },
      before[1],
    ])
    expect(await rows('services')).toMatchObject([
      { name: 'Cart', owner: 'Motors' },
      { name: 'Shop', owner: 'Motors' },
    ])
    expect(await rows('memberships')).toHaveLength(2)
  })
})

const idOf = async (type: 'Team' | 'Service' | 'Person', name: string) => {
  const table = { Team: 'team', Service: 'service', Person: 'person' } as const
  const row = await db.kysely
    .selectFrom(table[type])
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return encodeGlobalId(type, row.id)
}

describe('several sources and users', () => {
  test('share an entity by its name, attribute by attribute, and what a user entered stays', async () => {
    const sales = await make(api, 'Team', { name: 'Sales', kind: 'BUSINESS' })
    const shop = await make(api, 'Service', {
      name: 'Shop',
      kind: 'BUSINESS',
      description: 'By hand',
      owner: { id: sales },
    })
    const told = service('s1', {
      name: 'Shop',
      kind: 'TECHNICAL',
      description: 'By cmdb',
      owner: { name: 'Ops' },
      labels: { a: 'cmdb' },
    })
    await tell(db, { team: [team('Ops')], service: [told] }, { source: 'cmdb' })
    await tell(
      db,
      {
        service: [
          service('s2', { name: 'Shop', description: 'By catalogue', labels: { a: 'cat', b: 'cat' } }),
        ],
      },
      { source: 'catalogue', precedence: 50 },
    )
    expect(await rows('services')).toMatchObject([
      {
        name: 'Shop',
        kind: 'BUSINESS',
        description: 'By hand',
        owner: 'Sales',
        labels: { a: 'cat', b: 'cat' },
      },
    ])
    const asked = await api.ask(
      `query ($id: ID!) { service(by: { id: $id }) { provenance { attribute source value isEffective overriddenReason { code } } } }`,
      { id: shop },
    )
    expect(asked.errors).toEqual([])
    expect(asked.data?.service).toMatchObject({
      provenance: expect.arrayContaining([
        {
          attribute: 'description',
          source: null,
          value: 'By hand',
          isEffective: true,
          overriddenReason: null,
        },
        {
          attribute: 'description',
          source: 'catalogue',
          value: 'By catalogue',
          isEffective: false,
          overriddenReason: { code: 'LOWER_PRECEDENCE' },
        },
        { attribute: 'owner', source: null, value: { id: sales }, isEffective: true, overriddenReason: null },
        {
          attribute: 'owner',
          source: 'cmdb',
          value: { name: 'Ops' },
          isEffective: false,
          overriddenReason: { code: 'LOWER_PRECEDENCE' },
        },
      ]),
    })
    // Null or an empty text takes the claim of the users away: the sources supply the attribute again.
    await done(api, 'updateService', { service: { id: shop }, description: '', owner: null })
    expect(await rows('services')).toMatchObject([{ description: 'By catalogue', owner: 'Ops' }])
    await done(api, 'updateService', { service: { id: shop }, lifecycle: 'PLANNED', labels: { b: 'mine' } })
    await tell(
      db,
      { service: [service('s2', { name: 'Shop', lifecycle: 'LIVE', labels: { a: 'cat', b: 'cat' } })] },
      { source: 'catalogue' },
    )
    expect(await rows('services')).toMatchObject([
      { lifecycle: 'PLANNED', description: 'By cmdb', labels: { b: 'mine' } },
    ])
    // It is the users': no source ends it.
    await tell(db, { service: [] }, { source: 'catalogue', approveRetirement: true })
    await tell(db, { team: [], service: [] }, { source: 'cmdb', approveRetirement: true })
    expect(await rows('services')).toMatchObject([
      { name: 'Shop', kind: 'BUSINESS', lifecycle: 'PLANNED', description: '', owner: null, removed: false },
    ])
  })

  test('a link of a user stays; of two sources the first by precedence is followed, then the other', async () => {
    const link = (role?: string) => ({
      members: [{ person: { email: 'ada@example.org' }, ...(role === undefined ? {} : { role }) }],
    })
    const ada = person('a', { name: 'Ada', email: 'ada@example.org' })
    await tell(db, { person: [ada], team: [team('Ops', link())] }, { source: 'one', precedence: 10 })
    await tell(db, { team: [team('x', { name: 'Ops', ...link('LEAD') })] }, { source: 'two', precedence: 20 })
    expect(await rows('memberships')).toMatchObject([{ role: 'MEMBER', source: 'one' }])
    await tell(db, { team: [team('Ops')] }, { source: 'one' })
    expect(await rows('memberships')).toMatchObject([{ role: 'LEAD', source: 'two' }])
    await done(api, 'linkPersonToTeam', {
      person: { id: await idOf('Person', 'Ada') },
      team: { id: await idOf('Team', 'Ops') },
    })
    await tell(db, { team: [team('x', { name: 'Ops' })] }, { source: 'two' })
    expect(await rows('memberships')).toMatchObject([{ role: 'LEAD', source: null }])
  })

  test('names that differ by case and blanks are two, and a task until they differ more', async () => {
    await make(api, 'Team', { name: 'Data Platform', kind: 'IT' })
    await tell(db, { team: [team('t', { name: 'data  platform' })] })
    expect(await rows('teams')).toHaveLength(2)
    const asked = await api.ask(
      `{ duplicateTasks { nodes { status teams { nodes { name } } assets { nodes { id } } } } }`,
    )
    expect(asked.data?.duplicateTasks).toEqual({
      nodes: [
        {
          status: 'OPEN',
          teams: { nodes: [{ name: 'Data Platform' }, { name: 'data  platform' }] },
          assets: { nodes: [] },
        },
      ],
    })
    await tell(db, { team: [team('t', { name: 'Warehouse' })] })
    expect(await rows('tasks')).toMatchObject([{ state: 'OBSOLETE' }])
  })

  test('a name that another one has is not taken; it is as soon as it is free', async () => {
    await tell(db, { team: [team('a', { name: 'A' }), team('b', { name: 'B' })] }, { source: 'one' })
    await tell(db, { team: [team('c', { name: 'C' })] }, { source: 'two' })
    await tell(db, { team: [team('c', { name: 'A' })] }, { source: 'two' })
    expect((await rows('teams')).map(({ name }) => name)).toEqual(['A', 'B', 'C'])
    expect(await rows('tasks')).toMatchObject([{ state: 'OPEN', on: ['A', 'C'] }])
    // Two names change places, and the third takes neither.
    await tell(db, { team: [team('a', { name: 'B' }), team('b', { name: 'A' })] }, { source: 'one' })
    expect((await rows('teams')).map(({ name }) => name)).toEqual(['A', 'B', 'C'])
    await tell(db, { team: [team('a', { name: 'B' }), team('b', { name: 'Z' })] }, { source: 'one' })
    expect((await rows('teams')).map(({ name }) => name)).toEqual(['A', 'B', 'Z'])
    expect(await rows('tasks')).toMatchObject([{ state: 'OBSOLETE' }, { state: 'OBSOLETE' }])
  })

  test('two records of one source with one name are two things: the second is set aside', async () => {
    await tell(db, { team: [team('b', { name: 'Ops' }), team('a', { name: 'Ops' })] })
    expect(await rows('teams')).toHaveLength(1)
    const letters = await db.kysely.selectFrom('dead_letter').selectAll().execute()
    expect(letters).toMatchObject([
      {
        external_id: 'b',
        status: 'OPEN',
        reason: expect.stringMatching(/record "a" of this source has the name "Ops"/),
      },
    ])
    // The external id of a team may change.
    await tell(db, { team: [team('c', { name: 'Ops' })] }, { approveRetirement: true })
    expect(await rows('teams')).toMatchObject([{ name: 'Ops', removed: false }])
  })

  test('a circle of parents is not made', async () => {
    await tell(
      db,
      { team: [team('A', { parent: { name: 'B' } }), team('B', { parent: { name: 'C' } })] },
      { source: 'one' },
    )
    await tell(db, { team: [team('C', { parent: { name: 'A' } })] }, { source: 'two' })
    expect((await rows('teams')).filter(({ parent }) => parent !== null)).toHaveLength(2)
  })
})

describe('a person who can sign in', () => {
  test('keeps address and activity, whatever a source says, and has no external reference by it', async () => {
    await tell(db, { person: [person('p', { name: 'Ada', email: 'ada@example.org' })] }, { source: 'issuer' })
    expect(await rowsOf(db, 'external_reference')).toEqual([])
    const id = await idOf('Person', 'Ada')
    const { id: uuid } = await db.kysely.selectFrom('person').select('id').executeTakeFirstOrThrow()
    await db.kysely.insertInto('role_grant').values({ role: 'ADMIN', person_id: uuid }).execute()
    await tell(
      db,
      { person: [person('p', { name: 'Ada L', email: 'eve@example.org', active: false })] },
      { source: 'issuer' },
    )
    expect(await rows('persons')).toMatchObject([{ name: 'Ada L', email: 'ada@example.org', active: true }])
    const asked = await api.ask('query ($id: ID!) { person(by: { id: $id }) { provenance { attribute } } }', {
      id,
    })
    expect(asked.errors).toEqual([])
    expect(JSON.stringify(asked.data)).not.toContain('email')
  })
})
