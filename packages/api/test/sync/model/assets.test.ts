import type { Db } from '@throughline/db'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeGlobalId } from '../../../src/graph/global-id.ts'
import { done, make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { tell } from '../entities/expected-records.ts'
import { asset } from '../scripted.ts'
import { modelOf, service, team, writtenRows } from './model-records.ts'

let api: TestApi
let db: Db
beforeEach(async () => {
  api = await startApi()
  db = api.db
})
afterEach(() => api.stop())

/** The one asset: its owner, its cost, its availability and the services that need it. */
async function theAsset() {
  const { assets } = await api.get<{ assets: { nodes: readonly [Record<string, unknown>] } }>(
    '{ assets { nodes { owner { name } costPerMonth { amount currency } availability services { edges { node { name } strength } } } } }',
  )
  return assets.nodes[0]
}
const idOf = async () =>
  encodeGlobalId('Asset', (await db.kysely.selectFrom('asset').select('id').executeTakeFirstOrThrow()).id)
const serial = { identifiers: [{ kind: 'serial-number', value: 'SN-77' }] }

describe('what sources state of an asset', () => {
  test('is its owner, cost, availability and services, found in any order, and ends with them', async () => {
    const said = asset(
      'srv',
      {},
      {
        ...serial,
        owner: { name: 'Ops' },
        cost: { amount: '12.5', currency: 'EUR' },
        availability: 0.99,
        services: [{ externalId: 'shop' }, { name: 'Cart' }],
      },
    )
    await tell(db, { asset: [said] })
    expect(await theAsset()).toMatchObject({
      owner: null,
      costPerMonth: { amount: '12.5000', currency: 'EUR' },
      availability: 0.99,
      services: { edges: [] },
    })
    await tell(db, {
      team: [team('t', { name: 'Ops' })],
      service: [
        service('shop', { name: 'Shop' }),
        service('cart', { name: 'Cart', dependsOn: [{ asset: { name: 'srv' }, strength: 0.5 }] }),
      ],
    })
    const whole = {
      owner: { name: 'Ops' },
      services: {
        edges: [
          { node: { name: 'Cart' }, strength: expect.any(Number) },
          { node: { name: 'Shop' }, strength: 1 },
        ],
      },
    }
    expect(await theAsset()).toMatchObject(whole)
    const before = await writtenRows(db)
    await tell(db, { asset: [said] })
    expect(await writtenRows(db)).toEqual(before)
    // By another source of lower precedence, and then by it alone.
    await tell(
      db,
      {
        asset: [
          asset('x', {}, { ...serial, cost: { amount: '9', currency: 'USD' }, services: [{ name: 'Shop' }] }),
        ],
      },
      { source: 'other', precedence: 200 },
    )
    expect(await theAsset()).toMatchObject({ ...whole, costPerMonth: { amount: '12.5000' } })
    await tell(db, { asset: [asset('srv', {}, serial)] })
    expect(await theAsset()).toMatchObject({
      owner: null,
      costPerMonth: { amount: '9.0000', currency: 'USD' },
      availability: null,
      services: {
        edges: [
          { node: { name: 'Cart' }, strength: 0.5 },
          { node: { name: 'Shop' }, strength: 1 },
        ],
      },
    })
    await tell(db, { asset: [] }, { source: 'other', approveRetirement: true })
    expect(await theAsset()).toMatchObject({
      costPerMonth: null,
      services: { edges: [{ node: { name: 'Cart' } }] },
    })
  })

  test('does not take the place of what a user entered, before or after', async () => {
    const mine = await make(api, 'Team', { name: 'Mine', kind: 'IT' })
    await tell(db, { asset: [asset('srv', {}, serial)] })
    await db.kysely
      .updateTable('asset')
      .set({
        cost_amount: '5',
        cost_currency: 'EUR',
        owner_id: (await db.kysely.selectFrom('team').select('id').executeTakeFirstOrThrow()).id,
      })
      .execute()
    const said = (more: object) =>
      asset(
        'srv',
        {},
        {
          ...serial,
          owner: { name: 'Ops' },
          cost: { amount: '12', currency: 'EUR' },
          availability: 0.9,
          ...more,
        },
      )
    await tell(db, { team: [team('Ops')], asset: [said({})] })
    expect(await theAsset()).toMatchObject({
      owner: { name: 'Mine' },
      costPerMonth: { amount: '5.0000' },
      availability: 0.9,
    })
    const id = await idOf()
    const { asset: shown } = await api.get<{ asset: { provenance: object[] } }>(
      'query ($id: ID!) { asset(by: { id: $id }) { provenance { attribute value source isEffective } } }',
      { id },
    )
    expect(shown.provenance).toEqual(
      expect.arrayContaining([
        { attribute: 'cost', value: { amount: '12', currency: 'EUR' }, source: 'test', isEffective: false },
        { attribute: 'owner', value: { name: 'Ops' }, source: 'test', isEffective: false },
      ]),
    )
    await done(api, 'updateAsset', { asset: { id }, owner: null, costPerMonth: null, availability: 0.5 })
    expect(await theAsset()).toMatchObject({
      owner: { name: 'Ops' },
      costPerMonth: { amount: '12.0000' },
      availability: 0.5,
    })
    await done(api, 'updateAsset', { asset: { id }, owner: { id: mine }, availability: null })
    await tell(db, { asset: [said({ availability: 0.8 })] })
    expect(await theAsset()).toMatchObject({ owner: { name: 'Mine' }, availability: 0.8 })
  })
})

describe('ingestRecords', () => {
  test('stores records of a script row by row, as a CONNECTOR, and a second time nothing', async () => {
    const input = {
      source: 'directory',
      people: [{ externalId: 'p', name: 'Ada', email: 'Ada@example.org' }],
      teams: [
        {
          externalId: 't',
          name: 'Engines',
          parent: { name: 'Not there' },
          members: [{ person: { externalId: 'p' }, role: 'LEAD' }],
        },
      ],
      services: [
        {
          externalId: 's',
          name: 'Shop',
          owner: { externalId: 't' },
          dependsOn: [{ service: { name: 'Cart' }, group: null }],
        },
        { externalId: 'c', name: 'Cart' },
        { externalId: 'z', name: 'Shop' },
        { externalId: 'e', name: 'Two', owner: { externalId: 'a', name: 'b' } },
      ],
      objectives: [
        {
          externalId: 'o',
          title: 'Grow',
          keyResults: [{ title: 'Orders', start: 1, target: 2 }],
          services: [{ service: { name: 'Shop' } }],
        },
      ],
      processes: [
        {
          externalId: 'b',
          name: 'Selling',
          services: [{ service: { externalId: 's' }, strength: 0.5 }],
          objectives: [{ objective: { name: 'Grow' } }],
        },
      ],
    }
    const tokens = { CONNECTOR: await api.tokenFor('CONNECTOR'), EDITOR: await api.tokenFor('EDITOR') }
    const call = (as: 'CONNECTOR' | 'EDITOR') =>
      api.ask(
        `mutation ($input: IngestRecordsInput!) { ingestRecords(input: $input) {
          ... on IngestRecordsPayload { results { record externalId outcome message id } }
          ... on Error { code } } }`,
        { input },
        { token: tokens[as] },
      )
    expect((await call('EDITOR')).errors).toHaveLength(1)
    const { data, errors } = await call('CONNECTOR')
    expect(errors).toEqual([])
    const { results } = (data as { ingestRecords: { results: Record<string, unknown>[] } }).ingestRecords
    expect(results.map(({ record, externalId, outcome }) => `${record} ${externalId} ${outcome}`)).toEqual([
      'PERSON p ADDED',
      'TEAM t ADDED',
      'SERVICE s ADDED',
      'SERVICE c ADDED',
      'SERVICE z REJECTED',
      'SERVICE e REJECTED',
      'OBJECTIVE o ADDED',
      'PROCESS b ADDED',
    ])
    expect(results[4]?.message).toMatch(/has the name "Shop"/)
    expect(results[5]?.message).toMatch(/owner/)
    const model = await modelOf(db)
    expect(model.memberships).toHaveLength(1)
    expect(model.dependencies).toHaveLength(1)
    expect(model.contributions).toHaveLength(1)
    expect(model.supports).toHaveLength(1)
    const before = await writtenRows(db)
    await call('CONNECTOR')
    expect(await writtenRows(db)).toEqual(before)
  })
})
