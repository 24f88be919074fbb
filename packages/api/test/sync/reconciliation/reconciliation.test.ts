import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asset, type Script, serial, sync } from '../scripted.ts'
import { stateOf } from '../state.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const one = (...records: object[]): Script => ({ assets: [records] })
const assets = () => db.kysely.selectFrom('asset').selectAll().orderBy('name').execute()
const only = async () => {
  const [row, ...others] = await assets()
  expect(others).toEqual([])
  return row
}
const letters = () => db.kysely.selectFrom('dead_letter').selectAll().orderBy('created_at').execute()

test('two sources that share an identifier report one asset; the claim with the smaller precedence is effective', async () => {
  await sync(db, one(asset('cmdb-1', { cores: 4, owner: 'ops' }, serial('SN1'))), {
    source: 'cmdb',
    precedence: 50,
  })
  const report = await sync(db, one(asset('vm-1', { cores: 8, zone: 'b' }, serial('SN1'))), {
    source: 'cloud',
    precedence: 90,
  })
  expect(report.counts.asset).toMatchObject({ added: 0, changed: 1 })
  expect(await only()).toMatchObject({ name: 'cmdb-1', attributes: { cores: 4, owner: 'ops', zone: 'b' } })
  const { claims } = await stateOf(db)
  expect(claims).toHaveLength(2)
  expect(claims.join()).toContain('["attributes.cores",8]')
})

test('the order in which sources arrive does not decide', async () => {
  await sync(db, one(asset('vm-1', { cores: 8 }, serial('SN1'))), { source: 'cloud', precedence: 90 })
  await sync(db, one(asset('cmdb-1', { cores: 4 }, serial('SN1'))), { source: 'cmdb', precedence: 50 })
  expect(await only()).toMatchObject({ name: 'cmdb-1', attributes: { cores: 4 } })
})

test('the claim of a user overrides both', async () => {
  await sync(db, one(asset('a', { cores: 8 })))
  const row = await only()
  const said = { 'attributes.cores': { value: 2, setAt: '2030-01-01T00:00:00.000Z' } }
  await db.kysely
    .insertInto('asset_claim')
    .values({ asset_id: row?.id ?? '', source_id: null, attributes: said })
    .execute()
  await sync(db, one(asset('a', { cores: 16 })))
  expect(await only()).toMatchObject({ attributes: { cores: 2 } })
})

test('a source that stops ends its own claim; the asset lives on by the other, then retires', async () => {
  const empty: Script = { assets: [] }
  await sync(db, one(asset('cmdb-1', { cores: 4, owner: 'ops' }, serial('SN1'))), {
    source: 'cmdb',
    precedence: 50,
  })
  await sync(db, one(asset('vm-1', { cores: 8 }, { ...serial('SN1', 'SN1-b'), environment: 'production' })), {
    source: 'cloud',
    precedence: 90,
  })
  await sync(db, empty, { source: 'cmdb', precedence: 50, approveRetirement: true })
  expect(await only()).toMatchObject({
    name: 'vm-1',
    lifecycle: 'LIVE',
    environment: 'production',
    attributes: { cores: 8 },
  })
  expect((await stateOf(db)).claims).toHaveLength(1)
  await sync(db, empty, { source: 'cloud', precedence: 90, approveRetirement: true })
  expect(await only()).toMatchObject({ name: 'vm-1', lifecycle: 'RETIRED', attributes: { cores: 8 } })
  expect((await stateOf(db)).identifiers).toEqual([])
  const actions = await db.kysely.selectFrom('audit_event').select('action').orderBy('id').execute()
  expect(actions.map(({ action }) => action).filter((action) => action.startsWith('asset'))).toEqual([
    'asset.create',
    'asset.update',
    'asset.update',
    'asset.retire',
  ])
})

test('what a source claimed before the asset retired is not effective when another finds it again', async () => {
  const options = { source: 'cloud', precedence: 90 }
  await sync(db, one(asset('cmdb-1', { cores: 4 }, serial('SN1'))), { source: 'cmdb', precedence: 50 })
  await sync(db, one(asset('vm-1', { cores: 8 }, serial('SN1'))), options)
  await sync(db, { assets: [] }, { ...options, approveRetirement: true })
  await sync(db, { assets: [] }, { source: 'cmdb', precedence: 50, approveRetirement: true })
  await sync(db, one(asset('vm-1', { cores: 16 }, serial('SN1'))), options)
  expect(await only()).toMatchObject({ name: 'vm-1', lifecycle: 'LIVE', attributes: { cores: 16 } })
})

test('identifiers that several assets answer to: set aside, nothing changed', async () => {
  await sync(db, one(asset('one', {}, serial('SN1'))), { source: 'first' })
  await sync(db, one(asset('two', {}, serial('SN2'))), { source: 'second' })
  // A third source holds both for one and tells so by an identifier that both get.
  await sync(db, one(asset('one', {}, serial('SN1', 'TWIN'))), { source: 'first' })
  await db.kysely
    .insertInto('asset_identifier')
    .columns(['asset_id', 'kind', 'value'])
    .expression((from) =>
      from
        .selectFrom('asset')
        .select((row) => ['id', row.val('serial-number').as('kind'), row.val('TWIN').as('value')])
        .where('name', '=', 'two'),
    )
    .execute()
  const before = await stateOf(db)
  const report = await sync(db, one(asset('third', { cores: 1 }, serial('TWIN'))), { source: 'third' })
  expect(report.counts.asset).toMatchObject({ found: 1, added: 0, changed: 0, rejected: 1 })
  expect({ ...(await stateOf(db)), audit: before.audit }).toEqual(before)
  const [letter] = await letters()
  expect(letter).toMatchObject({ external_id: 'third', run_id: report.runId, stream: 'assets' })
  expect(letter?.reason).toMatch(
    /^Its identifiers \(serial-number TWIN\) belong to 2 assets \(.*\); nothing was changed\. Merge them/,
  )
})

test.each([
  'Default string',
  'To be filled by O.E.M.',
  ' to be FILLED by o.e.m. ',
  '00000000-0000-0000-0000-000000000000',
  '00:00:00:00:00:00',
  'ffffffff',
  'XXXXXXXX',
  '1234567890',
  'localhost',
  '127.0.0.1',
  'N/A',
  '-',
])('the identifier "%s" brings nothing together', async (junk) => {
  await sync(db, one(asset('one', {}, serial(junk)), asset('two', {}, serial(junk))), { source: 'first' })
  await sync(db, one(asset('three', {}, serial(junk))), { source: 'second' })
  expect((await assets()).map(({ name }) => name)).toEqual(['one', 'three', 'two'])
  expect(await letters()).toEqual([])
})

test('an identifier of another kind is another identifier', async () => {
  await sync(db, one(asset('one', {}, serial('SN1'))), { source: 'first' })
  await sync(db, one(asset('two', {}, { identifiers: [{ kind: 'uid', value: 'SN1' }] })), {
    source: 'second',
  })
  expect(await assets()).toHaveLength(2)
})

test('an asset that was deleted is made anew', async () => {
  await sync(db, one(asset('a')))
  const before = await only()
  await db.kysely.deleteFrom('asset').execute()
  expect((await sync(db, one(asset('a')))).counts.asset).toMatchObject({ added: 1 })
  expect((await only())?.id).not.toBe(before?.id)
})
