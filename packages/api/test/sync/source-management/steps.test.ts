import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { finishRefreshes, refreshAssetsOfSources } from '../../../src/sync/reconciliation/refresh-assets.ts'
import { resumeSource } from '../../../src/sync/source-management/manage.ts'
import { finishRemovals, requestRemoval } from '../../../src/sync/source-management/removal-store.ts'
import { asset, relation, serial, sync } from '../scripted.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const NOW = new Date('2030-06-01T00:00:00Z')
const AUDIT = { actor: 'admin', requestId: 'removal' }

test('a source with many records is deleted in steps, and goes on after an interruption', async () => {
  await sync(db, { assets: [[asset('shared', {}, serial('SN-1'))]] }, { source: 'other' })
  const records = ['a', 'b', 'c'].map((name) => asset(name))
  const assets = [[asset('1', {}, serial('SN-1')), ...records]]
  await sync(db, { assets, relations: [[relation('a', 'b')]] }, { source: 'large' })
  const source = await db.kysely
    .selectFrom('source')
    .selectAll()
    .where('name', '=', 'large')
    .executeTakeFirstOrThrow()
  const gone = await db.kysely
    .transaction()
    .execute((transaction) => requestRemoval(transaction, source, NOW, AUDIT, 2))
  expect(gone).toBe(false)
  const paused = await db.kysely
    .selectFrom('source')
    .selectAll()
    .where('id', '=', source.id)
    .executeTakeFirstOrThrow()
  expect(paused).toMatchObject({ status: 'PAUSED', status_code: 'DELETING' })
  await expect(
    db.kysely.transaction().execute((transaction) => resumeSource(transaction, paused, AUDIT)),
  ).rejects.toThrow('being deleted')

  const controller = new AbortController()
  const clock = () => {
    controller.abort(new Error('killed'))
    return NOW
  }
  await expect(finishRemovals(db.kysely, clock, controller.signal)).rejects.toThrow('killed')
  expect(await db.kysely.selectFrom('source').select('name').orderBy('name').execute()).toHaveLength(2)
  expect(await finishRemovals(db.kysely, () => NOW)).toBe(1)
  expect(await finishRemovals(db.kysely, () => NOW)).toBe(0)
  expect(await db.kysely.selectFrom('source').select('name').execute()).toEqual([{ name: 'other' }])
  expect(await db.kysely.selectFrom('asset').select(['name', 'lifecycle']).orderBy('name').execute()).toEqual(
    [
      { name: 'a', lifecycle: 'RETIRED' },
      { name: 'b', lifecycle: 'RETIRED' },
      { name: 'c', lifecycle: 'RETIRED' },
      { name: 'shared', lifecycle: 'LIVE' },
    ],
  )
  const { rows } = await sql`
    select action, count(*)::int as count from audit_event where actor = 'admin' group by action order by 1`.execute(
    db.kysely,
  )
  expect(rows).toEqual([
    { action: 'asset.retire', count: 3 },
    { action: 'asset.update', count: 1 },
    { action: 'asset_relation.unlink', count: 1 },
    { action: 'source.delete', count: 1 },
    { action: 'source.pause', count: 1 },
  ])
})

test('a change of precedence refreshes many assets in steps', async () => {
  const count = 1200
  const sources = await db.kysely
    .insertInto('source')
    .values([
      { name: 'cmdb', plugin: 'scripted', precedence: 10 },
      { name: 'cloud', plugin: 'scripted', precedence: 20 },
    ])
    .returning(['id', 'name'])
    .execute()
  await sql`
    with made as (
      insert into asset (kind, name) select 'test.thing', 'said by cmdb' from generate_series(1, ${count}::int) returning id)
    insert into asset_claim (asset_id, source_id, attributes)
    select made.id, s.id, jsonb_build_object('name', jsonb_build_object('value', 'said by ' || s.name, 'setAt', '2030-01-01T00:00:00Z'))
    from made cross join source s`.execute(db.kysely)
  const saidByCloud = async () =>
    (await db.kysely.selectFrom('asset').select('id').where('name', '=', 'said by cloud').execute()).length
  const cloud = sources.find(({ name }) => name === 'cloud')?.id ?? ''
  await db.kysely.updateTable('source').set({ precedence: 1 }).where('id', '=', cloud).execute()
  const writer = { at: NOW, auditContext: AUDIT }
  const first = await db.kysely
    .transaction()
    .execute((transaction) => refreshAssetsOfSources(transaction, [cloud], writer))
  expect([first, await saidByCloud()]).toEqual([1000, 1000])
  expect(await finishRefreshes(db.kysely, NOW)).toBe(count - 1000)
  expect([await finishRefreshes(db.kysely, NOW), await saidByCloud()]).toEqual([0, count])
})
