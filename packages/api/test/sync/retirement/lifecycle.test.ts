import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gaps } from '../../../src/alignment/gap-store.ts'
import { asset, relation, type Script, serial, sync } from '../scripted.ts'
import { stateOf } from '../state.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const names = (count: number) => Array.from({ length: count }, (_, index) => `host-${index}`)

function listing(hosts: readonly string[], attributes: Record<string, unknown> = { cores: 4 }): Script {
  return {
    assets: [
      hosts.map((host) => asset(host, attributes, serial(`sn-${host}`))),
      [
        asset(
          'app',
          {},
          { environment: 'production', labels: { tier: 'front' }, url: 'https://app.example' },
        ),
      ],
    ],
    relations: [hosts.map((host) => relation('app', host))],
  }
}

const assetNamed = (name: string) =>
  db.kysely.selectFrom('asset').selectAll().where('name', '=', name).executeTakeFirstOrThrow()
const auditOf = (id: string) =>
  db.kysely.selectFrom('audit_event').selectAll().where('entity_id', '=', id).orderBy('id').execute()

test('the first run adds what the source tells of', async () => {
  const report = await sync(db, listing(names(3)))
  expect(report.status).toBe('SUCCEEDED')
  expect(report.counts).toEqual({
    asset: { found: 4, added: 4, changed: 0, unchanged: 0, retired: 0, rejected: 0 },
    relation: { found: 3, added: 3, changed: 0, unchanged: 0, retired: 0, rejected: 0 },
  })
  const app = await assetNamed('app')
  expect(app).toMatchObject({
    kind: 'test.thing',
    environment: 'production',
    lifecycle: 'LIVE',
    labels: { tier: 'front' },
    version: 1,
  })
  const link = { action: 'asset_relation.link', before: null, actor: 'test' }
  expect((await auditOf(app.id)).map(({ action, before, actor }) => ({ action, before, actor }))).toEqual([
    { action: 'asset.create', before: null, actor: 'test' },
    ...[link, link, link],
  ])
  expect((await stateOf(db)).relations).toHaveLength(3)
  const run = await db.kysely.selectFrom('sync_run').selectAll().executeTakeFirstOrThrow()
  expect(run).toMatchObject({
    id: report.runId,
    status: 'SUCCEEDED',
    counts: report.counts,
    error_code: null,
  })
})

test('a second run of the same changes nothing but when it was seen', async () => {
  await sync(db, listing(names(3)))
  const [before, app] = [await stateOf(db), await assetNamed('app')]
  const report = await sync(db, listing(names(3)))
  expect(report.counts).toEqual({
    asset: { found: 4, added: 0, changed: 0, unchanged: 4, retired: 0, rejected: 0 },
    relation: { found: 3, added: 0, changed: 0, unchanged: 3, retired: 0, rejected: 0 },
  })
  expect(await stateOf(db)).toEqual(before)
  const again = await assetNamed('app')
  expect(again.last_seen_at.getTime()).toBeGreaterThan(app.last_seen_at.getTime())
  expect({ ...again, last_seen_at: app.last_seen_at }).toEqual(app)
})

test('an attribute that changed is written and audited with before and after', async () => {
  await sync(db, listing(names(3), { cores: 4, rack: 'a' }))
  const report = await sync(db, {
    ...listing(names(3), { cores: 4, rack: 'a' }),
    assets: [[asset('app', {}, { environment: 'test' })], names(3).map((host) => changed(host))],
  })
  expect(report.counts.asset).toMatchObject({ found: 4, added: 0, changed: 2, unchanged: 2, retired: 0 })
  const host = await assetNamed('host-1')
  expect(host).toMatchObject({ attributes: { cores: 8 }, version: 2 })
  const [, update] = await auditOf(host.id)
  expect(update).toMatchObject({
    action: 'asset.update',
    before: { attributes: { cores: 4, rack: 'a' }, version: 1 },
    after: { attributes: { cores: 8 }, version: 2 },
    reason: 'sync of test',
  })
  expect(await assetNamed('app')).toMatchObject({ environment: 'test', labels: {} })

  function changed(name: string) {
    const attributes = name === 'host-1' ? { cores: 8 } : { cores: 4, rack: 'a' }
    return asset(name, attributes, serial(`sn-${name}`))
  }
})

test('a relation may change its strength and its ends', async () => {
  const assets = [names(3).map((host) => asset(host))]
  const link = (to: string, strength: number) => ({ ...relation('host-0', to), externalId: 'link', strength })
  await sync(db, { assets, relations: [[link('host-1', 1)]] })
  const report = await sync(db, { assets, relations: [[link('host-2', 0.25)]] })
  expect(report.counts.relation).toMatchObject({ added: 0, changed: 1 })
  expect((await stateOf(db)).relations).toEqual([
    JSON.stringify(['test:host-0', 'RUNS_ON', 'test:host-2', 0.25, 'test']),
  ])
  expect((await sync(db, { assets, relations: [[link('host-2', 0.25)]] })).counts.relation).toMatchObject({
    unchanged: 1,
  })
})

test('what a listing no longer holds retires; its history and the services that need it stay', async () => {
  await sync(db, listing(names(10)))
  const gone = await assetNamed('host-9')
  const service = await db.kysely
    .insertInto('service')
    .values({ name: 'Shop', kind: 'BUSINESS' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.kysely
    .insertInto('service_dependency')
    .values({ service_id: service.id, on_asset_id: gone.id })
    .execute()
  const report = await sync(db, listing(names(9)))
  expect(report.status).toBe('SUCCEEDED')
  expect(report.counts).toMatchObject({
    asset: { found: 10, retired: 1 },
    relation: { found: 9, retired: 1 },
  })
  const retired = await assetNamed('host-9')
  expect(retired).toMatchObject({ lifecycle: 'RETIRED', attributes: { cores: 4 }, version: 2 })
  expect(retired.retired_at).toBeInstanceOf(Date)
  const state = await stateOf(db)
  expect(state.relations.filter((text) => text.includes('host-9'))).toEqual([])
  expect(state.identifiers.filter((text) => text.includes('host-9'))).toEqual([])
  expect((await auditOf(gone.id)).map(({ action }) => action)).toEqual(['asset.create', 'asset.retire'])
  const { gaps: found } = await gaps(db.kysely, {
    on: '2030-01-01',
    kinds: ['SERVICE_ON_RETIRED_ASSET'],
    limit: 10,
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ subject: { name: 'Shop' }, related: { name: 'host-9' } })
  expect(found[0]?.explanation.inputs).toContainEqual(
    expect.objectContaining({ name: 'source', value: 'test' }),
  )
})

test('what comes back lives again, as the same asset', async () => {
  await sync(db, listing(names(10)))
  const before = await assetNamed('host-9')
  await sync(db, listing(names(9)))
  const report = await sync(db, listing(names(10)))
  expect(report.counts).toMatchObject({
    asset: { added: 1, changed: 0, unchanged: 10 },
    relation: { added: 1, changed: 0, unchanged: 9 },
  })
  expect(await assetNamed('host-9')).toMatchObject({ id: before.id, lifecycle: 'LIVE', retired_at: null })
  const state = await stateOf(db)
  expect(state.relations.filter((text) => text.includes('host-9'))).toHaveLength(1)
  expect(state.identifiers.filter((text) => text.includes('host-9'))).toHaveLength(1)
  expect((await sync(db, listing(names(10)))).counts.asset).toMatchObject({ unchanged: 11 })
})

test('what the source calls by another name now stays the same asset, with its relations', async () => {
  const listed = (name: string): Script => ({
    assets: [[asset('app'), asset(name, {}, serial('sn-1')), ...names(8).map((host) => asset(host))]],
    relations: [[relation('app', name), ...names(8).map((host) => relation('app', host))]],
  })
  await sync(db, listed('old-name'))
  const before = await assetNamed('old-name')
  const report = await sync(db, listed('new-name'))
  expect(report.status).toBe('SUCCEEDED')
  expect(await assetNamed('new-name')).toMatchObject({ id: before.id, lifecycle: 'LIVE' })
  expect((await stateOf(db)).relations).toHaveLength(9)
  expect((await sync(db, listed('new-name'))).counts).toMatchObject({
    asset: { unchanged: 10, retired: 0 },
    relation: { unchanged: 9, retired: 0 },
  })
})
