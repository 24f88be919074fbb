import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { canonicalizeIdentifiers } from '../../../src/sync/reconciliation/canonicalize-identifiers.ts'
import { canonicalIdentifier } from '../../../src/sync/records/canonical-identifier.ts'
import { removeSource } from '../../../src/sync/source-management/remove.ts'
import { asset, type Raw, type Script, serial, sync } from '../scripted.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const WRITER = { at: new Date('2030-06-01T00:00:00Z'), auditContext: { actor: 'test', requestId: 'test' } }
const by = (...identifiers: (readonly [kind: string, value: string])[]) => ({
  identifiers: identifiers.map(([kind, value]) => ({ kind, value })),
})
const one = (...records: Raw[]): Script => ({ assets: [records] })
const paged = (...records: Raw[]): Script => ({ assets: records.map((record) => [record]) })

/** The records of each asset that is not retired, as `source:external ID`. */
async function grouped(): Promise<string[]> {
  const { rows } = await sql<{ records: string }>`
    select string_agg(s.name || ':' || r.external_id, ' ' order by s.name, r.external_id) as records
    from source_record r join source s on s.id = r.source_id join asset a on a.id = r.asset_id
    where r.missing_since is null and a.lifecycle <> 'RETIRED' group by r.asset_id order by 1`.execute(
    db.kysely,
  )
  return rows.map(({ records }) => records)
}

/** Open tasks, each as the names of its assets, and what it was opened for. */
async function tasks(): Promise<string[]> {
  const { rows } = await sql<{ task: string }>`
    select string_agg(a.name, ' ' order by a.name) || ' by ' || coalesce(
      (select string_agg(one->>'value', ' ') from jsonb_array_elements(t.identifiers || t.contradictions) as each (one)), '') as task
    from duplicate_task t join duplicate_task_asset d on d.task_id = t.id join asset a on a.id = d.asset_id
    where t.state = 'OPEN' group by t.id, t.identifiers, t.contradictions order by 1`.execute(db.kysely)
  return rows.map(({ task }) => task)
}

test.each([
  ['one page', one],
  ['two pages', paged],
])(
  'records of one listing stay apart whatever they share, in %s, and each sharing is a task',
  async (_name, listing) => {
    const records = [
      asset('1', {}, by(['dns-name', 'gw.example.org'], ['ip', '10.1.0.1'])),
      asset('2', {}, by(['dns-name', 'GW.example.org.'], ['ip', '10.1.0.2'])),
      asset('3', {}, serial('HA-77')),
      asset('4', {}, serial('ha-77')),
      asset('9', {}, by(['mac', '3c:52:82:aa:bb:01'])),
      asset('10', {}, by(['mac', '3C52.82AA.BB01'])),
    ]
    const report = await sync(db, listing(...records), { source: 'netbox' })
    expect(report.counts.asset).toMatchObject({ added: 6, rejected: 0 })
    const apart = ['netbox:1', 'netbox:10', 'netbox:2', 'netbox:3', 'netbox:4', 'netbox:9']
    expect(await grouped()).toEqual(apart)
    const opened = ['1 2 by gw.example.org', '10 9 by 3c5282aabb01', '3 4 by HA-77']
    expect(await tasks()).toEqual(opened)
    // The same again, in another order, changes nothing.
    expect(
      (await sync(db, listing(...records.toReversed()), { source: 'netbox' })).counts.asset,
    ).toMatchObject({
      unchanged: 6,
    })
    expect(await grouped()).toEqual(apart)
    // What a source lists twice cannot tell which of the two another source means.
    await sync(db, one(asset('x', {}, by(['dns-name', 'gw.example.org']))), { source: 'scanner' })
    expect(await grouped()).toEqual([...apart, 'scanner:x'])
    expect(await tasks()).toEqual(['1 2 x by gw.example.org', ...opened.slice(1)])
  },
)

test('a second record of a source never joins the asset of the first by what another source knows of it', async () => {
  await sync(db, one(asset('a', {}, by(['serial-number', 'SN-7'], ['mac', '3c:52:82:aa:bb:01']))), {
    source: 'x',
  })
  await sync(db, one(asset('p', {}, serial('SN-7'))), { source: 'y' })
  expect(await grouped()).toEqual(['x:a y:p'])
  await sync(db, one(asset('q', {}, by(['mac', '3c-52-82-aa-bb-01'])), asset('p', {}, serial('SN-7'))), {
    source: 'y',
  })
  expect(await grouped()).toEqual(['x:a y:p', 'y:q'])
  expect(await tasks()).toEqual(['a q by 3c5282aabb01'])
})

test.each([
  ['serial-number', 'sn-abC123', ' SN-ABC123 '],
  [
    'serial-number',
    'VMware-56 4d 8f 2a 19 c3 77 01-5b d4 0e 9a 66 f1 28 b3',
    'VMware-564d8f2a19c377015bd40e9a66f128b3',
  ],
  ['serial-number', 'S/N: pf2abcde', 'PF2ABCDE'],
  ['mac', '3C:52:82:AA:BB:01', '3c52.82aa.bb01'],
  ['mac-address', '3c-52-82-aa-bb-01', '3c5282aabb01'],
  ['mac', '0:3:ba:8:1:2', '00:03:BA:08:01:02'],
  ['bios-uuid', '{4C4C4544-0042-3510-8051-B7C04F4D4E32}', '4c4c454400423510 8051b7c04f4d4e32'],
  ['uid', 'urn:uuid:0191f2c4-6a3b-7c1d-8e9f-1a2b3c4d5e6f', '0191F2C4-6A3B-7C1D-8E9F-1A2B3C4D5E6F'],
  ['fqdn', 'DB-1.Example.org.', 'db-1.example.org'],
  ['hostname', 'Müller-PC', 'xn--mller-pc-65a'],
  ['hostname', 'DESK-1', 'desk-1 '],
  ['ip', '10.0.0.5/24', '::ffff:10.0.0.5'],
  ['ip-address', '010.000.000.005', '10.0.0.5'],
  ['ip', '2001:DB8:0:0:0:0:0:1', '2001:db8::1/64'],
  ['cloud.resource-id', '/subscriptions/AB/resourceGroups/RG/x', '/SUBSCRIPTIONS/ab/resourcegroups/rg/X/'],
  ['provider-id', 'aws:///eu-central-1a/i-0ABC1234', 'i-0abc1234'],
  [
    'self-link',
    'https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/i',
    '//compute.googleapis.com/projects/p/zones/z/instances/i',
  ],
  ['imei', '35-209900-176148-1', '352099001761481'],
  ['asset-tag', 'inv-0042', 'INV-0042'],
])('the %s "%s" is the same as "%s"', (kind, a, b) => {
  expect(canonicalIdentifier({ kind, value: a })).toBe(canonicalIdentifier({ kind, value: b }))
})

test.each([
  ['serial-number', 'SN-12', 'SN-21'],
  ['uid', 'aGVsbG8', 'aGVsbG9'],
  ['uid', 'Component', 'component'],
  ['arn', 'arn:aws:s3:::Bucket/Key', 'arn:aws:s3:::Bucket/key'],
  ['mac', '3c:52:82:aa:bb:01', '3c:52:82:aa:bb:10'],
  ['ip', '10.0.0.5', '10.0.0.50'],
  ['fqdn', 'a.example.org', 'b.example.org'],
  ['anything', 'Ab', 'ab'],
])('the %s "%s" is another than "%s"', (kind, a, b) => {
  expect(canonicalIdentifier({ kind, value: a })).not.toBe(canonicalIdentifier({ kind, value: b }))
})

test('identifiers match in their canonical form across sources, and are shown as they are written', async () => {
  await sync(db, one(asset('a', {}, by(['serial-number', 'sn-abC123']))), { source: 'x' })
  await sync(db, one(asset('b', {}, by(['serial-number', ' SN-ABC123 ']))), { source: 'y' })
  expect(await grouped()).toEqual(['x:a y:b'])
  const rows = await db.kysely
    .selectFrom('asset_identifier')
    .select(['value', 'canonical'])
    .orderBy('value')
    .execute()
  expect(rows).toEqual([
    { value: ' SN-ABC123 ', canonical: 'SN-ABC123' },
    { value: 'sn-abC123', canonical: 'SN-ABC123' },
  ])
})

test('replaced hardware: a record that comes to contradict the others of its asset leaves it, and a task says so', async () => {
  const names = ['desk-1 old by NEW OLD']
  await sync(db, one(asset('desk-1', {}, serial('OLD'))), { source: 'dns', precedence: 90 })
  await sync(db, one(asset('old', {}, serial('OLD'))), { source: 'erp', precedence: 50 })
  expect(await grouped()).toEqual(['dns:desk-1 erp:old'])
  await sync(db, one(asset('desk-1', {}, serial('NEW'))), { source: 'dns', precedence: 90 })
  expect(await grouped()).toEqual(['dns:desk-1', 'erp:old'])
  expect(await tasks()).toEqual(names)
  await sync(db, one(asset('old', {}, serial('OLD')), asset('new', {}, serial('NEW'))), {
    source: 'erp',
    precedence: 50,
  })
  expect(await grouped()).toEqual(['dns:desk-1 erp:new', 'erp:old'])
  expect(await tasks()).toEqual(['new old by NEW OLD'])
  // When the old machine is gone, there is nothing left to decide.
  await sync(db, one(asset('new', {}, serial('NEW'))), {
    source: 'erp',
    precedence: 50,
    approveRetirement: true,
  })
  expect(await tasks()).toEqual([])
})

test('the same in the other order', async () => {
  await sync(db, one(asset('desk-1', {}, serial('OLD'))), { source: 'dns' })
  await sync(db, one(asset('old', {}, serial('OLD'))), { source: 'erp' })
  await sync(db, one(asset('old', {}, serial('OLD')), asset('new', {}, serial('NEW'))), { source: 'erp' })
  await sync(db, one(asset('desk-1', {}, serial('NEW'))), { source: 'dns' })
  expect(await grouped()).toEqual(['dns:desk-1 erp:new', 'erp:old'])
  expect(await tasks()).toHaveLength(1)
})

test('one host name with two serial numbers is two assets and a task', async () => {
  await sync(db, one(asset('a', {}, by(['hostname', 'desk-1'], ['serial-number', 'OLD']))), { source: 'x' })
  await sync(db, one(asset('b', {}, by(['hostname', 'DESK-1'], ['serial-number', 'NEW']))), { source: 'y' })
  expect(await grouped()).toEqual(['x:a', 'y:b'])
  expect(await tasks()).toEqual(['a b by desk-1'])
  // One that has no serial number may be either.
  await sync(db, one(asset('c', {}, by(['hostname', 'desk-1']))), { source: 'z' })
  expect(await grouped()).toEqual(['x:a', 'y:b'])
})

test('hardware that only one source knows is replaced in its place', async () => {
  await sync(db, one(asset('desk-1', {}, serial('OLD'))), { source: 'dns' })
  await sync(db, one(asset('desk-1', {}, serial('NEW'))), { source: 'dns' })
  expect(await grouped()).toEqual(['dns:desk-1'])
  expect(await tasks()).toEqual([])
})

test('identifiers of an earlier release are brought to the canonical form step by step, with tasks for what they share', async () => {
  const count = 2500
  await sync(db, one(asset('a', {}, serial('first'))), { source: 'x' })
  await sql`
    with made as (
      insert into asset (kind, name, first_seen_at, last_seen_at)
      select 'test.thing', 'bulk ' || n, now(), now() from generate_series(1, ${count}::int) n returning id, name)
    insert into asset_identifier (asset_id, kind, value)
    select id, 'mac', case when name in ('bulk 1', 'bulk 2400')
      then case name when 'bulk 1' then '3C:52:82:AA:BB:01' else '3c52.82aa.bb01' end
      else '3c:99:' || regexp_replace(lpad(to_hex(substr(name, 6)::int), 8, '0'), '(..)(..)(..)(..)', '\\1:\\2:\\3:\\4') end
    from made`.execute(db.kysely)
  await sql`update asset_identifier set canonical = null`.execute(db.kysely)
  // A record that is read before maintenance is matched by what is written.
  await sync(db, one(asset('b', {}, serial('first'))), { source: 'y' })
  expect(await grouped()).toEqual(['x:a y:b'])
  const left = async () =>
    (await sql`select from asset_identifier where canonical is null`.execute(db.kysely)).rows.length
  expect(await left()).toBe(count + 1)
  expect(await canonicalizeIdentifiers(db.kysely, WRITER)).toBe(count + 1)
  expect(await left()).toBe(0)
  expect(await tasks()).toEqual(['bulk 1 bulk 2400 by 3c5282aabb01'])
  expect(await canonicalizeIdentifiers(db.kysely, WRITER)).toBe(0)
})

test('a source that is deleted and created again under its name finds its assets', async () => {
  const listing = one(
    asset('1', {}, { name: 'web', url: 'https://cmdb.example/1' }),
    asset('2', {}, { name: 'db', ...serial('SN-2') }),
    asset('3', {}, { name: 'queue' }),
  )
  const ids = async () =>
    await db.kysely.selectFrom('asset').select(['id', 'name', 'lifecycle']).orderBy('id').execute()
  await sync(db, listing, { source: 'cmdb' })
  const before = await ids()
  const source = await db.kysely.selectFrom('source').selectAll().executeTakeFirstOrThrow()
  await db.kysely
    .transaction()
    .execute((transaction) => removeSource(transaction, source, WRITER.at, WRITER.auditContext))
  expect((await ids()).map(({ lifecycle }) => lifecycle)).toEqual(['RETIRED', 'RETIRED', 'RETIRED'])
  await sync(db, listing, { source: 'cmdb' })
  expect(await ids()).toEqual(before)
  // Another system of the same name is none of it.
  await sync(db, one(asset('1', {}, { name: 'printer' })), { source: 'other' })
  const other = await db.kysely
    .selectFrom('source')
    .selectAll()
    .where('name', '=', 'other')
    .executeTakeFirstOrThrow()
  await db.kysely
    .transaction()
    .execute((transaction) => removeSource(transaction, other, WRITER.at, WRITER.auditContext))
  await sync(db, one(asset('1', {}, { name: 'scanner' })), { source: 'other' })
  expect((await ids()).filter(({ name }) => name === 'printer')).toMatchObject([{ lifecycle: 'RETIRED' }])
})

test.each([
  ['the other system first', ['cloud', 'netbox-1', 'netbox-2']],
  ['the other system last', ['netbox-1', 'netbox-2', 'cloud']],
  ['the other system in between', ['netbox-2', 'cloud', 'netbox-1']],
])(
  'an identifier that a source has of two records joins neither of them to another, with %s',
  async (_name, order) => {
    const device = (number: number) =>
      asset(String(number), { number }, { ...serial('HA-1'), name: `rt-${number}` })
    const readings: Readonly<Record<string, () => Promise<unknown>>> = {
      cloud: () =>
        sync(db, one(asset('i-1', {}, { ...serial('ha-1'), name: 'router' })), { source: 'cloud' }),
      'netbox-1': () => sync(db, paged(device(1)), { source: 'netbox', approveRetirement: true }),
      'netbox-2': () => sync(db, paged(device(1), device(2)), { source: 'netbox' }),
    }
    for (const reading of order) await readings[reading]?.()
    if (order.at(-1) !== 'netbox-2') await readings['netbox-2']?.()
    expect(await grouped()).toEqual(['cloud:i-1', 'netbox:1', 'netbox:2'])
    expect(await tasks()).toEqual(['router rt-1 rt-2 by HA-1'])
    const shown = await db.kysely.selectFrom('asset').select(['name', 'attributes']).orderBy('name').execute()
    expect(shown).toEqual([
      { name: 'router', attributes: {} },
      { name: 'rt-1', attributes: { number: 1 } },
      { name: 'rt-2', attributes: { number: 2 } },
    ])
  },
)
