import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { ScopeNotFoundError, TransientError } from '@throughline/plugin-kit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeAssets } from '../../../src/sync/merging/merge.ts'
import { asset, type Raw, relation, serial, sync } from '../scripted.ts'
import { rowCounts, stateOf } from '../state.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const names = (count: number) => Array.from({ length: count }, (_, index) => `host-${index}`)
const letters = () => db.kysely.selectFrom('dead_letter').selectAll().orderBy('created_at').execute()
const latestRun = () =>
  db.kysely.selectFrom('sync_run').selectAll().orderBy('started_at', 'desc').executeTakeFirstOrThrow()

/** The listing of ten hosts, one of which is as given. */
const withOne = (record: Raw) => ({ assets: [[...names(9).map((host) => asset(host)), record]] })
const broken = { externalId: 'host-9', broken: true }

test('a record whose mapping throws is set aside; its last good value and its presence stay', async () => {
  await sync(db, withOne(asset('host-9', { cores: 4 })))
  const before = await stateOf(db)
  const report = await sync(db, withOne(broken))
  expect(report).toMatchObject({
    status: 'SUCCEEDED',
    counts: { asset: { found: 10, unchanged: 9, retired: 0, rejected: 1 } },
  })
  expect(await stateOf(db)).toEqual(before)
  expect(await letters()).toMatchObject([
    {
      external_id: 'host-9',
      run_id: report.runId,
      stream: 'assets',
      scope: 'main',
      reason: 'The record host-9 is broken.',
      raw: JSON.stringify(broken),
    },
  ])
  const good = await sync(db, withOne(asset('host-9', { cores: 4 })))
  expect(good.counts.asset).toMatchObject({ unchanged: 10, rejected: 0 })
})

test('a record that is gone is not brought back by a broken one', async () => {
  await sync(db, withOne(asset('host-9')))
  await sync(db, { assets: [names(9).map((host) => asset(host))] })
  const before = await stateOf(db)
  await sync(db, withOne(broken))
  expect(await stateOf(db)).toEqual(before)
})

test.each<[string, Raw, string]>([
  ['a plugin that fails', failing(), 'the plugin failed on it: no such field'],
  ['another type of record', relation('host-0', 'host-1'), 'yields asset records, but this is a relation'],
  ['no record at all', { externalId: 'x', type: 'wish' }, 'The record "x" cannot be used: type: Invalid'],
  ['a missing name', { ...asset('x'), name: '' }, 'The record "x" cannot be used: name'],
  ['a NUL in a name', asset('x', {}, { name: 'a\0b' }), 'name: contains a NUL character'],
  ['a NUL in an attribute', asset('x', { note: 'a\0b' }), 'attributes.note: contains a NUL character'],
  ['half a character', asset('x', { note: '\ud800' }), 'contains half of a surrogate pair'],
  ['a NUL in what it is called', asset('x\0y'), 'What the source calls the record contains a NUL character'],
  ['a name beyond all bounds', asset('x'.repeat(1001)), 'a text of 1 to 1000 characters'],
  ['a number that JSON has not', asset('x', { big: Number.NaN }), 'attributes.big: is NaN'],
  ['what JSON cannot say', asset('x', { big: 1n }), 'BigInt'],
])('%s: set aside, the rest goes on', async (_, record, reason) => {
  const report = await sync(db, withOne(record))
  expect(report).toMatchObject({
    status: 'SUCCEEDED',
    counts: { asset: { found: 10, added: 9, rejected: 1 } },
  })
  const [letter, ...others] = await letters()
  expect(others).toEqual([])
  expect(letter?.reason).toContain(reason)
})

/** A record of which nothing can be read. */
function failing(): Raw {
  return Object.defineProperty({ externalId: 'failing' }, 'type', {
    get() {
      throw new TypeError('no such field')
    },
  })
}

test('a NUL in the raw record alone is kept as it was said', async () => {
  const raw = { ...asset('host-9'), type: 'asset' }
  const report = await sync(db, withOne({ ...raw, identifiers: [{ kind: 'uid', value: 'u\0' }] }))
  expect(report.counts.asset).toMatchObject({ rejected: 1 })
  expect((await letters())[0]?.raw).toContain('u\\u0000')
})

test('a relation to an asset that the source does not tell of is set aside', async () => {
  await sync(db, { assets: [[asset('foreign')]] }, { source: 'other' })
  const report = await sync(db, {
    assets: [[asset('a'), asset('b')]],
    relations: [[relation('a', 'b'), relation('a', 'nobody'), relation('foreign', 'b')]],
  })
  expect(report.counts.relation).toMatchObject({ found: 3, added: 1, rejected: 2 })
  expect((await letters()).map(({ reason }) => reason)).toEqual([
    'Relation endpoint "nobody" is not an asset of this source. Have the same source list the asset, too, or correct "from" and "to".',
    'Relation endpoint "foreign" is not an asset of this source. Have the same source list the asset, too, or correct "from" and "to".',
  ])
})

test('a relation of an asset with itself, under two names, is set aside', async () => {
  const assets = [[asset('a'), asset('b')]]
  await sync(db, { assets })
  // Two records of a source are one asset only where a user has merged them.
  const [first, second] = await db.kysely.selectFrom('asset').select('id').orderBy('name').execute()
  const writer = { at: new Date(), auditContext: { actor: 'test', requestId: 'test' } }
  const merged = { survivorId: first?.id ?? '', duplicateIds: [second?.id ?? ''], taskId: null }
  await db.kysely.transaction().execute((transaction) => mergeAssets(transaction, writer, merged))
  const report = await sync(db, { assets, relations: [[relation('a', 'b')]] })
  expect(report.counts.relation).toMatchObject({ added: 0, rejected: 1 })
  expect((await letters())[0]?.reason).toBe('Both its ends, a and b, are the same asset.')
})

test('of records with one external id the last one counts, within a page and across pages', async () => {
  const report = await sync(db, {
    assets: [[asset('a', { n: 1 }), asset('a', { n: 2 })], [asset('a', { n: 3 }), asset('b')], [asset('b')]],
    relations: [[relation('a', 'b')], [relation('a', 'b')]],
  })
  expect(report.counts).toMatchObject({
    asset: { found: 2, added: 2, changed: 1, unchanged: 0 },
    relation: { found: 1, added: 1, unchanged: 0 },
  })
  const state = await stateOf(db)
  expect(state.assets['test:a']).toMatchObject({ attributes: { n: 3 } })
  expect(state.relations).toHaveLength(1)
})

test('two records that tell of one relation leave it as long as one of them does', async () => {
  const twice = (...ids: string[]) => ({
    assets: [[asset('a'), asset('b')]],
    relations: [ids.map((externalId) => ({ ...relation('a', 'b'), externalId }))],
  })
  await sync(db, twice('r1', 'r2', 'r3', 'r4', 'r5', 'r6'))
  expect((await sync(db, twice('r1', 'r2', 'r3', 'r4', 'r5'))).counts.relation).toMatchObject({ retired: 1 })
  expect((await stateOf(db)).relations).toHaveLength(1)
  expect((await sync(db, twice('r1', 'r2', 'r3', 'r4', 'r5'))).counts.relation).toMatchObject({
    unchanged: 5,
  })
})

test('a listing that breaks off: the run failed, the pages before are stored, nothing retires', async () => {
  await sync(db, { assets: [names(10).map((host) => asset(host))] })
  const breaking = {
    async *assets() {
      yield [asset('host-0', { cores: 2 }), asset('new')]
      throw new TransientError('The upstream closed the connection; try again later.')
    },
  }
  await expect(sync(db, breaking)).rejects.toThrow('The upstream closed the connection')
  expect(await latestRun()).toMatchObject({
    status: 'FAILED',
    error_code: 'TRANSIENT',
    error_message: 'The upstream closed the connection; try again later.',
    counts: { asset: { found: 2, added: 1, changed: 1, retired: 0 } },
  })
  const { assets } = await stateOf(db)
  expect(Object.values(assets).filter((row) => JSON.stringify(row).includes('RETIRED'))).toEqual([])
  expect(assets['test:host-0']).toMatchObject({ attributes: { cores: 2 } })
  const healed = await sync(db, { assets: [[...names(10).map((host) => asset(host)), asset('new')]] })
  expect(healed).toMatchObject({
    status: 'SUCCEEDED',
    counts: { asset: { found: 11, changed: 1, unchanged: 10 } },
  })
})

test('an error of the plugin itself is told with its message, and a page that cannot be stored leaves nothing', async () => {
  await sync(db, { assets: [[asset('a')]] })
  const before = await rowCounts(db, 'sync_run')
  const failing = {
    assets: () => {
      throw new TypeError('undefined is no function')
    },
  }
  await expect(sync(db, failing)).rejects.toThrow('undefined is no function')
  expect(await latestRun()).toMatchObject({
    status: 'FAILED',
    error_code: 'INTERNAL',
    error_message: 'undefined is no function',
  })
  expect(await rowCounts(db, 'sync_run')).toEqual(before)
})

test('a run that is stopped ends at the next page, and says so', async () => {
  const stop = new AbortController()
  const assets = async function* () {
    yield [asset('a')]
    stop.abort()
    yield [asset('b')]
  }
  await expect(sync(db, { assets }, { signal: stop.signal })).rejects.toThrow('Stopped before the end')
  expect(await latestRun()).toMatchObject({ status: 'CANCELLED', error_code: 'STOPPED' })
  expect(Object.keys((await stateOf(db)).assets)).toEqual(['test:a'])
})

test('a scope that is gone leaves the others to be read, and keeps what it told', async () => {
  const scopes = ['north', 'south']
  const listed = (scope: string) => names(5).map((host) => asset(`${scope}-${host}`))
  const all = async function* (scope: string) {
    yield listed(scope)
  }
  await sync(db, { scopes, assets: all })
  const gone = async function* (scope: string) {
    if (scope === 'north') throw new ScopeNotFoundError('The cluster north does not exist any more.')
    yield [...listed(scope), asset('south-new')]
  }
  expect(await sync(db, { scopes, assets: gone })).toMatchObject({ status: 'SUCCEEDED' })
  const states = await db.kysely
    .selectFrom('source_scope')
    .select(['scope', 'state', 'error_message'])
    .execute()
  expect(states).toContainEqual({
    scope: 'north',
    state: 'GONE',
    error_message: 'The cluster north does not exist any more.',
  })
  const { assets } = await stateOf(db)
  expect(Object.keys(assets)).toHaveLength(11)
  expect(JSON.stringify(assets)).not.toContain('RETIRED')
})

test('when every scope is gone the run has failed: more likely the configuration is wrong than the world gone', async () => {
  const assets = async function* (): AsyncGenerator<never[]> {
    yield []
    throw new ScopeNotFoundError('The cluster north does not exist any more.')
  }
  await expect(sync(db, { scopes: ['north'], assets })).rejects.toThrow('north does not exist')
  expect(await latestRun()).toMatchObject({ status: 'FAILED', error_code: 'SCOPE_GONE' })
})

test('a scope that is not listed any more keeps what it told; the others retire by themselves', async () => {
  const listed = (scope: string, count: number) => names(count).map((host) => asset(`${scope}-${host}`))
  await sync(db, {
    scopes: ['north', 'south'],
    assets: async function* (scope) {
      yield listed(scope, 6)
    },
  })
  const report = await sync(db, {
    scopes: ['south'],
    assets: async function* (scope) {
      yield listed(scope, 5)
    },
  })
  expect(report).toMatchObject({ status: 'SUCCEEDED', counts: { asset: { retired: 1 } } })
  const { assets } = await stateOf(db)
  expect(Object.keys(assets).filter((name) => JSON.stringify(assets[name]).includes('RETIRED'))).toEqual([
    'test:south-host-5',
  ])
})

test('a record may move from one scope to another', async () => {
  const pages = (moved: string) =>
    async function* (scope: string) {
      yield [
        ...names(9).map((host) => asset(`${scope}-${host}`)),
        ...(scope === moved ? [asset('mover')] : []),
      ]
    }
  await sync(db, { scopes: ['north', 'south'], assets: pages('north') })
  await sync(db, { scopes: ['north', 'south'], assets: pages('south') })
  expect((await stateOf(db)).assets['test:mover']).toMatchObject({ lifecycle: 'LIVE' })
  await sync(db, { scopes: ['north', 'south'], assets: pages('north') })
  expect((await stateOf(db)).assets['test:mover']).toMatchObject({ lifecycle: 'LIVE' })
})

test('a page larger than one statement can take is stored all the same', async () => {
  const count = 6000
  const many = Array.from({ length: count }, (_, index) => asset(`host-${index}`, {}, serial(`SN-${index}`)))
  const links = Array.from({ length: count - 1 }, (_, n) => relation(`host-${n}`, `host-${n + 1}`))
  const report = await sync(db, { assets: [many], relations: [links] })
  expect(report.counts).toMatchObject({ asset: { added: count }, relation: { added: count - 1 } })
  const again = await sync(db, { assets: [many], relations: [links] })
  expect(again.counts).toMatchObject({ asset: { unchanged: count }, relation: { unchanged: count - 1 } })
})

test('a name that another plugin reads is refused, and so is one that names nothing', async () => {
  await db.kysely.insertInto('source').values({ name: 'taken', plugin: 'kubernetes' }).execute()
  const before = await rowCounts(db)
  await expect(sync(db, { assets: [] }, { source: 'taken' })).rejects.toThrow(
    '"taken" belongs to the plugin kubernetes; give this one another name with --source',
  )
  for (const source of ['', 'Capitals', 'a b', '-a', 'x'.repeat(101)]) {
    await expect(sync(db, { assets: [] }, { source })).rejects.toThrow('cannot name a source')
  }
  expect(await rowCounts(db)).toEqual(before)
})
