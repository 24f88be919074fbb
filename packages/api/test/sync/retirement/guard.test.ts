import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkRetirementLimit } from '../../../src/sync/retirement/retirement-guard.ts'
import { asset, relation, type Script, sync } from '../scripted.ts'
import { stateOf } from '../state.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const names = (count: number, first = 0) =>
  Array.from({ length: count }, (_, index) => `host-${index + first}`)
const hosts = (listed: readonly string[]): Script => ({ assets: [listed.map((host) => asset(host))] })
const linked = (listed: readonly string[]): Script => ({
  ...hosts(['hub', ...listed]),
  relations: [listed.map((host) => relation(host, 'hub'))],
})
const retired = async () => {
  const rows = await db.kysely
    .selectFrom('asset')
    .select('name')
    .where('lifecycle', '=', 'RETIRED')
    .orderBy('name')
    .execute()
  return rows.map(({ name }) => name)
}

test('a fifth may vanish at once, no more', () => {
  expect(checkRetirementLimit(10, 2, 'records', false)).toEqual({ allowed: true })
  expect(checkRetirementLimit(10, 3, 'records', false).allowed).toBe(false)
  expect(checkRetirementLimit(4, 1, 'records', false).allowed).toBe(false)
  expect(checkRetirementLimit(10, 10, 'records', true)).toEqual({ allowed: true })
  expect(checkRetirementLimit(0, 0, 'records', false)).toEqual({ allowed: true })
})

test('more than a fifth missing is refused: nothing retires, what was found is stored', async () => {
  await sync(db, hosts(names(10)))
  const report = await sync(db, hosts([...names(7), 'new']))
  expect(report.status).toBe('NEEDS_APPROVAL')
  expect(report.refusals).toEqual([
    'assets: the listing lacks 3 of 10 records of main, 30% and more than 20%',
  ])
  expect(report.counts.asset).toMatchObject({ found: 8, added: 1, unchanged: 7, retired: 0 })
  expect(await retired()).toEqual([])
  expect(Object.keys((await stateOf(db)).assets)).toContain('test:new')
  const run = await db.kysely
    .selectFrom('sync_run')
    .selectAll()
    .where('id', '=', report.runId)
    .executeTakeFirstOrThrow()
  expect(run).toMatchObject({
    status: 'NEEDS_APPROVAL',
    error_code: 'RETIREMENT_REFUSED',
    error_message: report.refusals[0],
  })
})

test('it stays refused until a person approves, and then retires', async () => {
  await sync(db, hosts(names(10)))
  expect((await sync(db, hosts(names(7)))).status).toBe('NEEDS_APPROVAL')
  expect((await sync(db, hosts(names(7)))).status).toBe('NEEDS_APPROVAL')
  const report = await sync(db, hosts(names(7)), { approveRetirement: true })
  expect(report).toMatchObject({ status: 'SUCCEEDED', counts: { asset: { retired: 3 } } })
  expect(await retired()).toEqual(['host-7', 'host-8', 'host-9'])
  // The listing that was approved is what the next one is held against.
  expect((await sync(db, hosts(names(6)))).status).toBe('SUCCEEDED')
})

test('small steps, each within a fifth, need nobody', async () => {
  await sync(db, hosts(names(10)))
  for (const count of [8, 7, 6, 5]) expect((await sync(db, hosts(names(count)))).status).toBe('SUCCEEDED')
  expect(await retired()).toHaveLength(5)
})

test('an empty listing is refused, also as no page at all', async () => {
  await sync(db, hosts(names(10)))
  const before = await stateOf(db)
  for (const assets of [[[]], []]) {
    const report = await sync(db, { assets })
    expect(report.status).toBe('NEEDS_APPROVAL')
    expect(report.refusals[0]).toContain('holds none of the 10 records')
    expect(await stateOf(db)).toEqual(before)
  }
  const report = await sync(db, { assets: [] }, { approveRetirement: true })
  expect(report).toMatchObject({ status: 'SUCCEEDED', counts: { asset: { retired: 10 } } })
  expect(await retired()).toHaveLength(10)
})

test('an empty source is no news', async () => {
  expect((await sync(db, { assets: [] })).status).toBe('SUCCEEDED')
  expect((await sync(db, { assets: [[]] })).status).toBe('SUCCEEDED')
})

test('an all new listing is refused to take the place of the old one', async () => {
  await sync(db, hosts(names(10)))
  const report = await sync(db, hosts(names(20, 100)))
  expect(report.status).toBe('NEEDS_APPROVAL')
  expect(await retired()).toEqual([])
})

test('relations of retired assets do not count against the listing of relations', async () => {
  const many: Script = {
    ...hosts(['hub', ...names(10)]),
    relations: [
      names(10).map((host) => relation(host, 'hub')),
      names(8).map((host) => relation('host-9', host, 'CONNECTS_TO')),
    ],
  }
  await sync(db, many)
  // Without host-9, nine of eighteen relations go.
  const report = await sync(db, {
    ...hosts(['hub', ...names(9)]),
    relations: [names(9).map((host) => relation(host, 'hub'))],
  })
  expect(report.refusals).toEqual([])
  expect(report.counts.relation).toMatchObject({ found: 9, retired: 9 })
})

test('relations that vanish between assets that stay do count', async () => {
  await sync(db, linked(names(10)))
  const report = await sync(db, {
    ...linked(names(10)),
    relations: [names(5).map((host) => relation(host, 'hub'))],
  })
  expect(report).toMatchObject({ status: 'NEEDS_APPROVAL', counts: { relation: { retired: 0 } } })
  expect((await stateOf(db)).relations).toHaveLength(10)
})

test('all relations that could be left vanishing is refused even if they are few', async () => {
  // 17 of 20 relations go with the hub; the other three make 15%, but they are all there is.
  const few = ['host-0', 'host-1', 'host-2'].map((host) => relation(host, 'host-19', 'CONNECTS_TO'))
  await sync(db, { ...linked(names(20)), relations: [[...names(17).map((h) => relation(h, 'hub')), ...few]] })
  const report = await sync(db, { ...hosts(names(20)), relations: [[]] })
  expect(report).toMatchObject({ status: 'NEEDS_APPROVAL', counts: { asset: { retired: 1 } } })
})
