import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { storeSamples } from '../../../src/metrics/store.ts'
import { mergeAssets } from '../../../src/sync/merging/merge.ts'
import { assetColumns } from '../../../src/sync/merging/repoint-rows.ts'
import { unmergeAssets } from '../../../src/sync/merging/unmerge.ts'
import { materializeAssets } from '../../../src/sync/reconciliation/materialize-assets.ts'
import { asset, relation, type Script, serial, sync } from '../scripted.ts'
import { snapshot } from './merge-snapshot.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const writer = { at: new Date('2031-01-01T00:00:00Z'), auditContext: { actor: 'test', requestId: 'test' } }
const idOf = async (name: string) =>
  (await db.kysely.selectFrom('asset').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
const assetOf = (id: string) =>
  db.kysely.selectFrom('asset').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const merge = (survivorId: string, ...duplicateIds: string[]) =>
  db.kysely
    .transaction()
    .execute((transaction) => mergeAssets(transaction, writer, { survivorId, duplicateIds, taskId: null }))
const unmerge = (...duplicateIds: string[]) =>
  db.kysely.transaction().execute((transaction) => unmergeAssets(transaction, writer, duplicateIds))
const tasks = () =>
  db.kysely.selectFrom('duplicate_task').selectAll().orderBy('created_at').orderBy('id').execute()

const cmdb: Script = {
  assets: [
    [
      asset('a', { cores: 4, owner: 'ops' }, serial('SN-X')),
      asset('hub', {}),
      asset('c', {}, serial('SN-H')),
    ],
  ],
  relations: [[relation('a', 'hub'), relation('c', 'a', 'CONNECTS_TO')]],
}
const cloud: Script = {
  assets: [[asset('b', { cores: 8, zone: 'eu' }, serial('SN-Y')), asset('d', {}, serial('SN-H'))]],
  relations: [[relation('b', 'd'), relation('d', 'b', 'CONNECTS_TO')]],
}
/** A source that knows both, and how they stand to each other and to a third. */
const net: Script = {
  assets: [
    [asset('na', {}, serial('SN-X')), asset('nb', {}, serial('SN-Y')), asset('nd', {}, serial('SN-H'))],
  ],
  relations: [[relation('na', 'nd'), relation('nb', 'nd'), relation('na', 'nb', 'CONNECTS_TO')]],
}
const bridge: Script = { assets: [[asset('x', { bridged: true }, serial('SN-X', 'SN-Y'))]] }

/** Two assets, and a record that meets both. */
async function chained(): Promise<{ a: string; b: string }> {
  await sync(db, cmdb, { source: 'cmdb', precedence: 50 })
  await sync(db, cloud, { source: 'cloud', precedence: 60 })
  await sync(db, net, { source: 'net', precedence: 90 })
  const report = await sync(db, bridge, { source: 'scanner', precedence: 70 })
  expect(report.counts.asset).toMatchObject({ rejected: 1, added: 0 })
  return { a: await idOf('a'), b: await idOf('b') }
}

/** Whatever else may point to an asset. */
async function furnish(a: string, b: string): Promise<void> {
  const { kysely } = db
  const service = await kysely
    .insertInto('service')
    .values([
      { name: 'Shop', kind: 'BUSINESS' },
      { name: 'Till', kind: 'BUSINESS' },
    ])
    .returning('id')
    .execute()
  const [shop, till] = service.map(({ id }) => id)
  await kysely
    .insertInto('service_dependency')
    .values([
      { service_id: shop ?? '', on_asset_id: a, strength: 0.5 },
      { service_id: shop ?? '', on_asset_id: b, strength: 1 },
      { service_id: till ?? '', on_asset_id: b, strength: 1 },
    ])
    .execute()
  const change = await kysely
    .insertInto('change')
    .values([
      { title: 'Patch both', type: 'NORMAL' },
      { title: 'Patch b', type: 'NORMAL' },
    ])
    .returning('id')
    .execute()
  await kysely
    .insertInto('change_asset')
    .values([
      { change_id: change[0]?.id ?? '', asset_id: a },
      { change_id: change[0]?.id ?? '', asset_id: b },
      { change_id: change[1]?.id ?? '', asset_id: b },
    ])
    .execute()
  const metrics = await kysely
    .insertInto('metric')
    .values([
      { name: 'load', kind: 'GAUGE', unit: '1', asset_id: a },
      { name: 'load', kind: 'GAUGE', unit: '1', asset_id: b },
      { name: 'heat', kind: 'GAUGE', unit: '1', asset_id: b },
    ])
    .returning('id')
    .execute()
  await kysely.transaction().execute((transaction) =>
    storeSamples(
      transaction,
      metrics.map(({ id }) => ({ metricId: id, at: writer.at, value: 1, total: null })),
    ),
  )
  await kysely
    .insertInto('asset_claim')
    .values([
      { asset_id: a, attributes: { 'attributes.owner': { value: 'me', setAt: '2030-01-01T00:00:00.000Z' } } },
      {
        asset_id: b,
        attributes: {
          'attributes.owner': { value: 'you', setAt: '2030-01-01T00:00:00.000Z' },
          'attributes.note': { value: 'old', setAt: '2030-01-01T00:00:00.000Z' },
        },
      },
    ])
    .execute()
  await kysely
    .insertInto('external_reference')
    .values({ source: 'inventory', external_id: '4711', asset_id: b })
    .execute()
  await kysely
    .insertInto('asset_relation')
    .values({ from_id: a, to_id: b, kind: 'DEPENDS_ON', source_id: null })
    .execute()
  await kysely.transaction().execute((transaction) => materializeAssets(transaction, writer, [a, b], 'said'))
}

describe('a merge', () => {
  test('makes two assets one, decides the task and takes in what waited', async () => {
    const { a, b } = await chained()
    const [task] = await tasks()
    expect(task).toMatchObject({
      state: 'OPEN',
      identifiers: [
        { kind: 'serial-number', value: 'SN-X' },
        { kind: 'serial-number', value: 'SN-Y' },
      ],
    })
    await furnish(a, b)
    await merge(a, b)
    expect(await assetOf(b)).toMatchObject({ lifecycle: 'RETIRED', merged_into: a })
    expect(await assetOf(a)).toMatchObject({
      name: 'a',
      lifecycle: 'LIVE',
      attributes: { cores: 4, owner: 'me', note: 'old', zone: 'eu', bridged: true },
    })
    expect((await tasks()).map(({ state }) => state)).toEqual(['MERGED'])
    const { rows } = await sql<{ what: string; count: number }>`
      select 'services' as what, count(*)::int as count from service_dependency where on_asset_id = ${a}
      union all select 'changes', count(*)::int from change_asset where asset_id = ${a}
      union all select 'metrics', count(*)::int from metric where asset_id = ${a}
      union all select 'metrics that had no place', count(*)::int from metric where asset_id = ${b}
      union all select 'samples', count(*)::int from metric_sample
      union all select 'records', count(*)::int from source_record where asset_id = ${a}
      union all select 'references', count(*)::int from external_reference where asset_id = ${a}
      union all select 'left over', count(*)::int from asset_claim where asset_id = ${b}`.execute(db.kysely)
    expect(Object.fromEntries(rows.map(({ what, count }) => [what, count]))).toEqual({
      services: 2,
      changes: 2,
      metrics: 2,
      'metrics that had no place': 1,
      samples: 3,
      records: 5,
      references: 6,
      'left over': 0,
    })
  })

  test('lets the sources of both go on with the survivor', async () => {
    const { a, b } = await chained()
    await merge(a, b)
    const more = {
      ...cloud,
      assets: [[asset('b', { cores: 8, zone: 'us' }, serial('SN-Y')), asset('d', {}, serial('SN-H'))]],
    }
    const report = await sync(db, more, { source: 'cloud', precedence: 60 })
    expect(report.counts.asset).toMatchObject({ changed: 1, unchanged: 1 })
    expect(await assetOf(a)).toMatchObject({ attributes: { zone: 'us', cores: 4 } })
    expect((await assetOf(b)).lifecycle).toBe('RETIRED')
    // What the network knows of the two as two it cannot say of one.
    const network = await sync(db, net, { source: 'net', precedence: 90 })
    expect(network.counts).toMatchObject({ asset: { unchanged: 3 }, relation: { rejected: 1 } })
    const again = await sync(db, bridge, { source: 'scanner', precedence: 70 })
    expect(again.counts.asset).toMatchObject({ unchanged: 1, rejected: 0 })
  })

  test('taken back leaves everything as it was', async () => {
    const { a, b } = await chained()
    await furnish(a, b)
    const before = await snapshot(db)
    await merge(a, b)
    expect(await snapshot(db)).not.toEqual(before)
    await unmerge(b)
    expect(await snapshot(db)).toEqual(before)
    // And the other way round.
    await merge(b, a)
    await unmerge(a)
    expect(await snapshot(db)).toEqual(before)
  })

  test('of three is taken back in the opposite order, and together', async () => {
    const { a, b } = await chained()
    await furnish(a, b)
    const hub = await idOf('hub')
    const before = await snapshot(db)
    await merge(a, b, hub)
    await expect(unmerge(b)).rejects.toThrow(/hub/)
    await unmerge(b, hub)
    expect(await snapshot(db)).toEqual(before)
    await merge(a, b)
    await merge(hub, a)
    await expect(unmerge(b)).rejects.toThrow(/cannot be undone before these later merges: a/)
    await unmerge(a)
    await unmerge(b)
    expect(await snapshot(db)).toEqual(before)
  })

  test('goes back by record, with what the records have come to say since', async () => {
    const { a, b } = await chained()
    await merge(a, b)
    const later: Script = {
      ...cloud,
      assets: [
        [asset('b', { cores: 16, zone: 'us' }, serial('SN-Y', 'SN-Z')), asset('d', {}, serial('SN-H'))],
      ],
    }
    await sync(db, later, { source: 'cloud', precedence: 60 })
    await unmerge(b)
    expect(await assetOf(b)).toMatchObject({
      name: 'b',
      lifecycle: 'LIVE',
      merged_into: null,
      attributes: { cores: 16, zone: 'us' },
    })
    expect(await assetOf(a)).toMatchObject({ attributes: { cores: 4, owner: 'ops' } })
    const identifiers = await db.kysely
      .selectFrom('asset_identifier')
      .select('value')
      .distinct()
      .where('asset_id', '=', b)
      .orderBy('value')
      .execute()
    expect(identifiers.map(({ value }) => value)).toEqual(['SN-Y', 'SN-Z'])
  })

  test('a duplicate that nobody tells of any more comes back retired', async () => {
    const { a, b } = await chained()
    await merge(a, b)
    const without = { assets: [[asset('d', {}, serial('SN-H'))]], relations: [] }
    await sync(db, without, { source: 'cloud', precedence: 60, approveRetirement: true })
    await sync(db, { assets: [] }, { source: 'net', precedence: 90, approveRetirement: true })
    expect(await assetOf(a)).toMatchObject({ lifecycle: 'LIVE' })
    await unmerge(b)
    expect(await assetOf(b)).toMatchObject({ name: 'b', lifecycle: 'RETIRED', merged_into: null })
  })

  test('of a retired asset with one that lives lives, and ended claims are not effective', async () => {
    await sync(
      db,
      { assets: [[asset('old', { cores: 1 }, serial('SN-O'))]] },
      { source: 'cmdb', precedence: 1 },
    )
    await sync(db, { assets: [] }, { source: 'cmdb', precedence: 1, approveRetirement: true })
    await sync(
      db,
      { assets: [[asset('new', { cores: 2 }, serial('SN-N'))]] },
      { source: 'cloud', precedence: 9 },
    )
    const [old, fresh] = [await idOf('old'), await idOf('new')]
    const before = await snapshot(db)
    await merge(old, fresh)
    expect(await assetOf(old)).toMatchObject({ lifecycle: 'LIVE', name: 'new', attributes: { cores: 2 } })
    await unmerge(fresh)
    expect(await snapshot(db)).toEqual(before)
  })

  test('is audited at both, and refused for what is merged already or not there', async () => {
    const { a, b } = await chained()
    await merge(a, b)
    const hub = await idOf('hub')
    await expect(merge(hub, b)).rejects.toThrow(/merged into another asset already/)
    await expect(merge(b, hub)).rejects.toThrow(/merged into another asset already/)
    await expect(merge(a, a)).rejects.toThrow(/twice, or the survivor itself/)
    await expect(merge(a)).rejects.toThrow(/empty/)
    await expect(merge(a, '01920000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      path: ['duplicates', '0'],
    })
    await expect(unmerge(hub)).rejects.toThrow(/not merged into another/)
    const events = await db.kysely
      .selectFrom('audit_event')
      .select(['entity_id', 'action'])
      .where('action', 'in', ['asset.merge', 'duplicate_task.merge'])
      .execute()
    expect(events.map(({ entity_id }) => entity_id)).toEqual(expect.arrayContaining([a, b]))
    expect(events).toHaveLength(3)
  })
})

test('whatever points to assets moves with a merge, or is known to stay', async () => {
  const { rows } = await sql<{ place: string }>`
    select t.relname || '.' || a.attname as place
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid = 'asset'::regclass`.execute(db.kysely)
  const moving = (await assetColumns(db.kysely)).map(({ table, column }) => `${table}.${column}`)
  const stays = [
    'asset.merged_into',
    'asset_merge.duplicate_id',
    'asset_merge.survivor_id',
    'duplicate_task_asset.asset_id',
    'mapping_task.asset_id',
  ]
  expect([...moving, ...stays].sort()).toEqual(rows.map(({ place }) => place).sort())
  expect(moving).toEqual(expect.arrayContaining(['service_dependency.on_asset_id', 'asset_relation.to_id']))
  expect(moving[0]).toBe('source_record.asset_id')
})

test('rows that are put aside have nothing hanging on them but what is passed on', async () => {
  const clashing = (await assetColumns(db.kysely)).filter(({ uniques, held }) => uniques.length > 0 && !held)
  const { rows } = await sql<{ refers: string; table: string }>`
    select c.conrelid::regclass || '.' || a.attname as refers, t.relname as table
    from pg_constraint c join pg_class t on t.oid = c.confrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f'`.execute(db.kysely)
  const tables = new Set(clashing.map(({ table }) => table))
  expect(rows.filter(({ table }) => tables.has(table)).map(({ refers }) => refers)).toEqual([
    'source_record.relation_id',
  ])
})
