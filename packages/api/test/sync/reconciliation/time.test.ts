import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mergeAssets } from '../../../src/sync/merging/merge.ts'
import {
  refreshAssetsOfSources,
  refreshStaleAssets,
} from '../../../src/sync/reconciliation/refresh-assets.ts'
import { expireOverdueClaims } from '../../../src/sync/retirement/expire-claims.ts'
import { asset, relation, type Script, serial, sync } from '../scripted.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const day = (number: number) => new Date(Date.UTC(2030, 0, number))
const one = (name: string, cores: number): Script => ({ assets: [[asset(name, { cores }, serial('SN-1'))]] })
const assetNow = () =>
  db.kysely.selectFrom('asset').selectAll().where('merged_into', 'is', null).executeTakeFirstOrThrow()
const cores = async () => (await assetNow()).attributes

/** Lets what a source says go stale after some days without a word. */
async function staleAfter(source: string, days: number): Promise<void> {
  const { id } = await db.kysely
    .selectFrom('source')
    .select(['id'])
    .where('name', '=', source)
    .executeTakeFirstOrThrow()
  await db.kysely
    .insertInto('precedence_rule')
    .values({ asset_kind: '*', attribute: '*', source_id: id, precedence: 50, stale_after: `${days} days` })
    .execute()
}

async function grace(source: string, days: number): Promise<void> {
  await db.kysely
    .updateTable('source')
    .set({ retirement_grace_seconds: days * 24 * 60 * 60 })
    .where('name', '=', source)
    .execute()
}

describe('a word that goes stale', () => {
  const cmdb = { source: 'cmdb', precedence: 50 }
  const cloud = { source: 'cloud', precedence: 90 }
  beforeEach(async () => {
    await sync(db, one('cmdb-1', 4), { ...cmdb, at: day(1) })
    await sync(db, one('cloud-1', 8), { ...cloud, at: day(1) })
    await staleAfter('cmdb', 7)
  })

  test('gives way when another source speaks, also to say the same again', async () => {
    await sync(db, one('cloud-1', 8), { ...cloud, at: day(8) })
    expect(await cores()).toEqual({ cores: 4 })
    await sync(db, one('cloud-1', 8), { ...cloud, at: day(9) })
    expect(await cores()).toEqual({ cores: 8 })
    // The source that had gone quiet says the same again, and is right again.
    await sync(db, one('cmdb-1', 4), { ...cmdb, at: day(10) })
    expect(await cores()).toEqual({ cores: 4 })
    const events = await db.kysely
      .selectFrom('audit_event')
      .select('reason')
      .where('action', '=', 'asset.update')
      .orderBy('id')
      .execute()
    expect(events.slice(-2).map(({ reason }) => reason)).toEqual([
      'sync of cloud: it said again what it had said',
      'sync of cmdb: it said again what it had said',
    ])
  })

  test('gives way when somebody looks, once', async () => {
    expect(await refreshStaleAssets(db.kysely, day(8))).toBe(0)
    expect(await refreshStaleAssets(db.kysely, day(9))).toBe(1)
    expect(await cores()).toEqual({ cores: 8 })
    const { version } = await assetNow()
    expect(await refreshStaleAssets(db.kysely, day(9))).toBe(0)
    expect((await assetNow()).version).toBe(version)
  })

  test('leaves no trace where nothing turns', async () => {
    const before = await assetNow()
    await sync(db, one('cmdb-1', 4), { ...cmdb, at: day(2) })
    await sync(db, one('cloud-1', 8), { ...cloud, at: day(3) })
    expect((await assetNow()).version).toBe(before.version)
  })
})

test('another precedence of a source shows at once when it is told of', async () => {
  await sync(db, one('cmdb-1', 4), { source: 'cmdb', precedence: 50, at: day(1) })
  await sync(db, one('cloud-1', 8), { source: 'cloud', precedence: 90, at: day(1) })
  const { id } = await db.kysely
    .updateTable('source')
    .set({ precedence: 10 })
    .where('name', '=', 'cloud')
    .returning('id')
    .executeTakeFirstOrThrow()
  const writer = { at: day(2), auditContext: { actor: 'test', requestId: 'test' } }
  const changed = await db.kysely
    .transaction()
    .execute((transaction) => refreshAssetsOfSources(transaction, [id], writer))
  expect(changed).toBe(1)
  expect(await assetNow()).toMatchObject({ name: 'cloud-1', attributes: { cores: 8 } })
})

describe('a source that is given time', () => {
  const settings = { source: 'cmdb', approveRetirement: true }
  const hosts = (...names: string[]): Script => ({
    assets: [['hub', ...names].map((name) => asset(name, {}, serial(`SN-${name}`)))],
    relations: [names.map((name) => relation(name, 'hub'))],
  })
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  const lives = async () => {
    const rows = await db.kysely.selectFrom('asset').select(['name', 'lifecycle']).orderBy('name').execute()
    return rows.filter(({ lifecycle }) => lifecycle === 'LIVE').map(({ name }) => name)
  }
  const count = async (table: 'asset_claim' | 'asset_identifier' | 'asset_relation') => {
    const { rows } = await sql<{
      count: number
    }>`select count(*)::int as count from ${sql.table(table)}`.execute(db.kysely)
    return rows[0]?.count
  }
  beforeEach(async () => {
    await sync(db, hosts(...all), { ...settings, at: day(1) })
    await grace('cmdb', 3)
  })

  test('loses nothing until its time is over, and then all of it', async () => {
    const report = await sync(db, hosts(...all.slice(1)), { source: 'cmdb', at: day(2) })
    expect(report).toMatchObject({
      status: 'SUCCEEDED',
      counts: { asset: { retired: 1 }, relation: { retired: 1 } },
    })
    expect(await lives()).toContain('a')
    expect([
      await count('asset_claim'),
      await count('asset_identifier'),
      await count('asset_relation'),
    ]).toEqual([10, 10, 9])
    expect(await expireOverdueClaims(db.kysely, day(4))).toBe(0)
    expect(await expireOverdueClaims(db.kysely, day(5))).toBe(2)
    expect(await lives()).not.toContain('a')
    expect([await count('asset_identifier'), await count('asset_relation')]).toEqual([9, 8])
    expect(await expireOverdueClaims(db.kysely, day(9))).toBe(0)
  })

  test('loses it by a later run as well, which misses it no second time', async () => {
    const left = hosts(...all.slice(1))
    await sync(db, left, { source: 'cmdb', at: day(2) })
    expect((await sync(db, left, { source: 'cmdb', at: day(3) })).counts.asset).toMatchObject({ retired: 0 })
    expect(await lives()).toContain('a')
    await sync(db, left, { source: 'cmdb', at: day(6) })
    expect(await lives()).not.toContain('a')
  })

  test('goes on as if nothing had been with what comes back in time', async () => {
    const before = await db.kysely
      .selectFrom('asset')
      .selectAll()
      .where('name', '=', 'a')
      .executeTakeFirstOrThrow()
    await sync(db, hosts(...all.slice(1)), { source: 'cmdb', at: day(2) })
    const report = await sync(db, hosts(...all), { source: 'cmdb', at: day(3) })
    expect(report.counts).toMatchObject({
      asset: { added: 1, unchanged: 9 },
      relation: { added: 1, unchanged: 8 },
    })
    expect(await expireOverdueClaims(db.kysely, day(9))).toBe(0)
    const after = await db.kysely
      .selectFrom('asset')
      .selectAll()
      .where('name', '=', 'a')
      .executeTakeFirstOrThrow()
    expect({ id: after.id, version: after.version, lifecycle: after.lifecycle }).toEqual({
      id: before.id,
      version: before.version,
      lifecycle: 'LIVE',
    })
    // What goes again is given its time again.
    await sync(db, hosts(...all.slice(1)), { source: 'cmdb', at: day(10) })
    expect(await expireOverdueClaims(db.kysely, day(12))).toBe(0)
    expect(await expireOverdueClaims(db.kysely, day(13))).toBe(2)
  })

  test('is not taken for broken by what it waits for: relations of a missing asset do not count', async () => {
    const report = await sync(
      db,
      {
        assets: hosts(...all.slice(1)).assets,
        relations: [all.slice(1).map((name) => relation(name, 'hub'))],
      },
      { source: 'cmdb', at: day(2) },
    )
    expect(report.refusals).toEqual([])
    // Missing hub: every relation goes with it, though it is not retired yet.
    const without: Script = { assets: [all.slice(1).map((name) => asset(name, {}, serial(`SN-${name}`)))] }
    expect((await sync(db, without, { source: 'cmdb', at: day(3) })).refusals).toEqual([])
  })

  test('counts against the guard what vanishes anew, not what it waits for', async () => {
    await sync(db, hosts(...all.slice(2)), { source: 'cmdb', at: day(2) })
    // Of ten there were eight: two are a quarter, though a fifth of ten.
    const report = await sync(db, hosts(...all.slice(4)), { source: 'cmdb', at: day(3) })
    expect(report.refusals[0]).toBe('assets: the listing lacks 2 of 8 records of main, 25% and more than 20%')
    expect(await expireOverdueClaims(db.kysely, day(30))).toBe(4)
    expect(await lives()).toEqual(['c', 'd', 'e', 'f', 'g', 'h', 'hub', 'i'])
  })
})

test('of two records on one asset each has its say, and takes it along when it goes', async () => {
  const both = {
    assets: [
      [asset('b', { cores: 2, only: 'b' }, serial('SN-1')), asset('a', { cores: 1 }, serial('SN-1', 'SN-2'))],
    ],
  }
  await sync(db, both)
  // Two records of a source are two assets until a user says otherwise.
  const [first, second] = await db.kysely.selectFrom('asset').select('id').orderBy('name').execute()
  await db.kysely
    .transaction()
    .execute((transaction) =>
      mergeAssets(
        transaction,
        { at: new Date('2030-01-01T01:30:00Z'), auditContext: { actor: 'test', requestId: 'test' } },
        { survivorId: first?.id ?? '', duplicateIds: [second?.id ?? ''], taskId: null },
      ),
    )
  expect(await assetNow()).toMatchObject({ name: 'a', attributes: { cores: 1, only: 'b' } })
  await sync(
    db,
    { assets: [[asset('a', { cores: 1 }, serial('SN-1', 'SN-2'))]] },
    { approveRetirement: true },
  )
  expect(await assetNow()).toMatchObject({ name: 'a', attributes: { cores: 1 } })
  await sync(db, both)
  await sync(
    db,
    { assets: [[asset('b', { cores: 2, only: 'b' }, serial('SN-1'))]] },
    { approveRetirement: true },
  )
  expect(await assetNow()).toMatchObject({ name: 'b', attributes: { cores: 2, only: 'b' } })
  const identifiers = await db.kysely.selectFrom('asset_identifier').select('value').execute()
  expect(identifiers).toEqual([{ value: 'SN-1' }])
})
