import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  builtInRule,
  IdentificationRules,
  type Identifier,
  type IdentifierMatch,
  type MatchContext,
  matchAsset,
  type OwnIdentificationRule,
} from '../../../src/sync/reconciliation/identification.ts'
import { isPlaceholderIdentifier } from '../../../src/sync/reconciliation/placeholder-identifiers.ts'
import { asset, type Script, sync } from '../scripted.ts'

const id = (kind: string, value: string): Identifier => ({ kind, value })
const rules = (...own: OwnIdentificationRule[]) => new IdentificationRules(own)
const own = (assetKind: string, identifierKind: string, more: Partial<OwnIdentificationRule>) => ({
  assetKind,
  identifierKind,
  priority: 100,
  enabled: true,
  scopedToEnvironment: false,
  ...more,
})

const context = (holders: MatchContext['holders']): MatchContext => ({
  holders,
  isOfAnother: () => false,
  isRepeated: () => false,
  heldBy: () => [],
})

describe('a match', () => {
  const held: Record<string, IdentifierMatch[]> = {
    'serial-number SN1': [{ assetId: 'a', environment: 'production' }],
    'fqdn db.example': [{ assetId: 'b', environment: 'production' }],
    'uid u-1': [
      { assetId: 'c', environment: null },
      { assetId: 'd', environment: null },
    ],
  }
  const match = (
    identifiers: readonly Identifier[],
    environment: string | null = 'production',
    by = rules(),
  ) =>
    matchAsset(
      { assetKind: 'server', environment, identifiers },
      by,
      context(({ kind, value }) => held[`${kind} ${value}`] ?? []),
    )

  test('is by the smallest priority that any asset answers to, in whatever order they are listed', () => {
    const both = [id('fqdn', 'db.example'), id('serial-number', 'SN1')]
    const found = { kind: 'KNOWN', assetId: 'a', by: { kind: 'serial-number', value: 'SN1', priority: 100 } }
    expect(match(both)).toEqual(found)
    expect(match(both.toReversed())).toEqual(found)
    expect(match([id('serial-number', 'SN2'), id('fqdn', 'db.example')])).toMatchObject({ assetId: 'b' })
  })

  test('is none for a host name in another environment, but for a serial number', () => {
    expect(match([id('fqdn', 'db.example')], 'test')).toEqual({ kind: 'NEW' })
    expect(match([id('fqdn', 'db.example')], null)).toEqual({ kind: 'NEW' })
    expect(match([id('serial-number', 'SN1')], 'test')).toMatchObject({ assetId: 'a' })
  })

  test('with several assets at one priority is ambiguous, and names what they answer to', () => {
    expect(match([id('uid', 'u-1'), id('fqdn', 'db.example')])).toEqual({
      kind: 'AMBIGUOUS',
      assetIds: ['c', 'd'],
      met: [id('uid', 'u-1')],
    })
    expect(match([id('uid', 'u-1'), id('serial-number', 'SN1')])).toMatchObject({
      kind: 'KNOWN',
      assetId: 'a',
    })
    const together = rules(own('*', 'fqdn', { priority: 100 }))
    expect(match([id('fqdn', 'db.example'), id('serial-number', 'SN1')], null, together)).toMatchObject({
      kind: 'AMBIGUOUS',
      assetIds: ['a', 'b'],
      met: [id('fqdn', 'db.example'), id('serial-number', 'SN1')],
    })
  })

  test('is by rules of the kind of asset before rules for all before what is built in', () => {
    const both = [id('fqdn', 'db.example'), id('serial-number', 'SN1')]
    const first = own('*', 'fqdn', { priority: 1 })
    expect(match(both, null, rules(first))).toMatchObject({ assetId: 'b' })
    expect(match(both, null, rules(first, own('server', 'fqdn', { enabled: false })))).toMatchObject({
      assetId: 'a',
    })
    expect(match(both, null, rules(first, own('switch', 'fqdn', { enabled: false })))).toMatchObject({
      assetId: 'b',
    })
  })

  test('is none for an identifier that another record of the page or of the source has', () => {
    const likeness = {
      assetKind: 'server',
      environment: 'production',
      identifiers: [id('serial-number', 'sn1'), id('fqdn', 'DB.example.')],
    }
    const holders = ({ kind, value }: Identifier) => held[`${kind} ${value}`] ?? []
    const found = (more: Partial<MatchContext>) =>
      matchAsset(likeness, rules(), { ...context(holders), ...more })
    expect(found({})).toMatchObject({ assetId: 'a' })
    expect(found({ isOfAnother: (assetId) => assetId === 'a' })).toMatchObject({ assetId: 'b' })
    expect(found({ isRepeated: ({ kind }) => kind === 'serial-number' })).toMatchObject({ assetId: 'b' })
    expect(found({ isOfAnother: () => true })).toEqual({ kind: 'NEW' })
  })

  test('is none for an identifier that one source reports of two assets', () => {
    const both = (...sources: string[]) =>
      matchAsset(
        { assetKind: 'server', environment: null, identifiers: [id('uid', 'u-2')] },
        rules(),
        context(() =>
          sources.map((sourceId, place) => ({ assetId: `${place}`, environment: null, sourceId })),
        ),
      )
    expect(both('s', 's')).toEqual({ kind: 'NEW' })
    expect(both('s', 't')).toMatchObject({ kind: 'AMBIGUOUS', assetIds: ['0', '1'] })
    expect(both('s')).toMatchObject({ kind: 'KNOWN', assetId: '0' })
  })

  test('by a host name is none for an asset with another serial number', () => {
    const found = (...heldBy: Identifier[]) =>
      matchAsset(
        {
          assetKind: 'server',
          environment: 'production',
          identifiers: [id('serial-number', 'NEW'), id('fqdn', 'db.example'), id('mac', '3c:52:82:aa:bb:01')],
        },
        rules(),
        { ...context(({ kind, value }) => held[`${kind} ${value}`] ?? []), heldBy: () => heldBy },
      )
    expect(found(id('serial-number', 'OLD'))).toEqual({ kind: 'NEW' })
    expect(found(id('serial-number', 'OLD'), id('serial-number', 'NEW'))).toMatchObject({ assetId: 'b' })
    // A machine has several network cards, and may have no serial number in one of its sources.
    expect(found(id('mac', '3c5282aabb02'), id('uid', 'u-9'))).toMatchObject({ assetId: 'b' })
  })

  test('never depends on the order in which a record lists its identifiers', () => {
    const identifier = fc.record({
      kind: fc.constantFrom('serial-number', 'uid', 'fqdn', 'mac-address', 'other'),
      value: fc.constantFrom('one', 'two', 'three'),
    })
    const answers = fc.func(
      fc.array(fc.record({ assetId: fc.constantFrom('a', 'b', 'c'), environment: fc.constant(null) }), {
        maxLength: 2,
      }),
    )
    fc.assert(
      fc.property(fc.array(identifier, { maxLength: 6 }), answers, (identifiers, answering) => {
        const by = (order: readonly Identifier[]) =>
          matchAsset(
            { assetKind: 'server', environment: null, identifiers: order },
            rules(),
            context(({ kind, value }) => answering(kind, value)),
          )
        expect(by(identifiers.toReversed())).toEqual(by(identifiers))
      }),
    )
  })
})

test.each([
  ['serial-number', 100, false],
  ['cloud-resource-id', 200, false],
  ['aws.instance-id', 200, false],
  ['aws.arn', 200, false],
  ['kubernetes.uid', 300, false],
  ['backstage.uid', 300, false],
  ['bios-uuid', 300, false],
  ['mac-address', 400, false],
  ['fqdn', 500, true],
  ['hostname', 600, true],
  ['ip-address', 700, true],
  ['inventory-number', 800, false],
])('%s is asked at %i', (kind, priority, scopedToEnvironment) => {
  expect(builtInRule(kind)).toMatchObject({ priority, scopedToEnvironment, enabled: true })
})

describe('junk', () => {
  test.each([
    'Default string',
    'To Be Filled By O.E.M.',
    'System Serial Number',
    'Not Specified',
    'INVALID',
    'None',
    '0',
    '000000000',
    '1111111',
    'aaaa-aaaa',
    'XXXXXXXXXXX',
    '0123456789',
    '12345',
    '123456789',
    'SYS-1234567890',
    'SN-1234567890',
    'abcdef',
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    'localhost.localdomain',
    '127.0.1.1',
    '::1',
    '0.0.0.0',
    '.',
    '',
  ])('"%s" tells nothing', (value) => {
    expect(isPlaceholderIdentifier(id('serial-number', value))).toBe(true)
  })

  test.each([
    'C02XK0AAJG5H',
    'SN1',
    'SN-12',
    'db-1.example',
    '10.0.0.1',
    '4c4c4544-0042-3510-8051-b7c04f4d4e32',
    'i-0abc',
  ])('"%s" does', (value) => {
    expect(isPlaceholderIdentifier(id('serial-number', value))).toBe(false)
  })

  test.each([
    '00:50:56:C0:00:01',
    'ff:ff:ff:ff:ff:ff',
    '01:00:5e:00:00:fb',
    '50-50-54-50-30-30',
    '00:00:00:00:00:00',
  ])('the address %s belongs to no one machine', (value) => {
    expect(isPlaceholderIdentifier(id('mac-address', value))).toBe(true)
    expect(isPlaceholderIdentifier(id('nic.mac', value))).toBe(true)
  })

  test('an address of a machine is good, and what is junk as an address may be good as something else', () => {
    expect(isPlaceholderIdentifier(id('mac-address', '3c:22:fb:12:34:56'))).toBe(false)
    expect(isPlaceholderIdentifier(id('serial-number', '505054503030'))).toBe(false)
  })
})

describe('in the graph', () => {
  let database: TestDatabase
  let db: Db
  beforeEach(async () => {
    database = await testDatabase()
    db = database.db
  })
  afterEach(() => database.drop())

  const one = (name: string, environment: string | undefined, ...identifiers: Identifier[]): Script => ({
    assets: [[asset(name, {}, { identifiers, ...(environment === undefined ? {} : { environment }) })]],
  })
  const names = async () =>
    (await db.kysely.selectFrom('asset').select(['name', 'kind']).orderBy('name').execute()).map(
      ({ name }) => name,
    )

  test('a host name tells within its environment alone', async () => {
    await sync(db, one('a', 'production', id('fqdn', 'db.example')), { source: 'first' })
    await sync(db, one('b', 'test', id('fqdn', 'db.example')), { source: 'second' })
    await sync(db, one('c', 'production', id('fqdn', 'db.example')), { source: 'third' })
    expect(await names()).toEqual(['a', 'b'])
    // A record that moves takes its identifier along.
    await sync(db, one('a', 'staging', id('fqdn', 'db.example')), { source: 'first' })
    const rows = await db.kysely
      .selectFrom('asset_identifier')
      .select('environment')
      .orderBy('environment')
      .execute()
    expect(rows.map(({ environment }) => environment)).toEqual(['production', 'staging', 'test'])
  })

  test('a rule that somebody set is obeyed', async () => {
    await db.kysely
      .insertInto('identification_rule')
      .values({ asset_kind: 'test.thing', identifier_kind: 'serial-number', priority: 10, enabled: false })
      .execute()
    await sync(db, one('a', undefined, id('serial-number', 'SN-1')), { source: 'first' })
    await sync(db, one('b', undefined, id('serial-number', 'SN-1')), { source: 'second' })
    expect(await names()).toEqual(['a', 'b'])
    expect(await db.kysely.selectFrom('duplicate_task').selectAll().execute()).toEqual([])
  })

  test('what an asset is follows from precedence as well', async () => {
    const kind = (name: string, what: string): Script => ({
      assets: [[asset(name, {}, { kind: what, identifiers: [id('serial-number', 'SN-1')] })]],
    })
    await sync(db, kind('a', 'test.thing'), { source: 'first', precedence: 10 })
    await sync(db, kind('b', 'test.other'), { source: 'second', precedence: 20 })
    await sync(db, kind('b', 'test.third'), { source: 'second', precedence: 20 })
    const assets = await db.kysely.selectFrom('asset').select('kind').execute()
    expect(assets).toEqual([{ kind: 'test.thing' }])
  })
})
