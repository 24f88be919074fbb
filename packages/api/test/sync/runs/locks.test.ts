import { randomUUID } from 'node:crypto'
import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockAssetsOf } from '../../../src/sync/reconciliation/lock-assets-store.ts'
import { lockSources } from '../../../src/sync/records/ingestion-lock.ts'
import { retriedTransaction } from '../../../src/sync/records/retried-transaction.ts'
import { Superseded } from '../../../src/sync/runs/fence.ts'
import { failureOf } from '../../../src/sync/runs/handle-failure.ts'
import { decideRetry } from '../../../src/sync/runs/retry-policy.ts'
import { removeSource } from '../../../src/sync/source-management/remove.ts'
import { asset, serial, sync } from '../scripted.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const NOW = new Date('2030-06-01T00:00:00Z')

/** Resolves once so many sessions of the database wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db.kysely)
    if ((rows[0]?.waiting ?? 0) >= count) return
  }
}

test('a source is deleted while it is read: no deadlock, the run ends, and nothing of the source is left', async () => {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  async function* pages() {
    yield [asset('first')]
    reached.resolve()
    await gate.promise
    yield [asset('second')]
  }
  const run = sync(db, { assets: pages }).then(
    () => 'stored',
    (error: unknown) => error,
  )
  await reached.promise
  const source = await db.kysely.selectFrom('source').selectAll().executeTakeFirstOrThrow()
  // The delete waits for the lock first, then the next page for either of the two.
  const deleted = await db.kysely.transaction().execute(async (holder) => {
    await lockSources(holder, [source.id])
    const deletion = db.kysely
      .transaction()
      .execute((transaction) => removeSource(transaction, source, NOW, { actor: 'test', requestId: 'test' }))
      .then(
        () => 'deleted',
        (error: unknown) => error,
      )
    await waiting(1)
    gate.resolve()
    await waiting(2)
    return { deletion }
  })
  expect(await deleted.deletion).toBe('deleted')
  expect(await run).toBeInstanceOf(Superseded)
  expect(await db.kysely.selectFrom('source').select('id').execute()).toEqual([])
  expect(await db.kysely.selectFrom('asset').select(['name', 'lifecycle']).execute()).toEqual([
    { name: 'first', lifecycle: 'RETIRED' },
  ])
})

test('a run or a delivery that cannot get the locks, or waits too long for rows, is retried', async () => {
  const id = randomUUID()
  await db.kysely.transaction().execute(async (holder) => {
    await lockSources(holder, [id])
    const waiting = db.kysely.transaction().execute((transaction) => lockSources(transaction, [id], 50))
    const error = await waiting.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: '55P03' })
    for (const each of [error, Object.assign(new Error('canceling statement'), { code: '57014' })]) {
      expect(decideRetry({ ...failureOf(each), failures: 1 }, NOW, () => 0.5)).toMatchObject({
        kind: 'RETRY',
      })
    }
  })
  await db.kysely.transaction().execute((transaction) => lockSources(transaction, [id], 50))
})

test('a page waits for another source only if both report the same assets or identifiers', async () => {
  await sync(db, { assets: [[asset('known', {}, serial('SN-1'))]] }, { source: 'cmdb' })
  const cmdb = await db.kysely.selectFrom('source').select('id').executeTakeFirstOrThrow()
  const identifiers = serial('SN-2').identifiers
  const read = (source: string, number: string) =>
    sync(db, { assets: [[asset(`${source}-${number}`, {}, serial(number))]] }, { source })
  const others = await db.kysely.transaction().execute(async (holder) => {
    await lockAssetsOf(holder, [cmdb.id], async () => ({ changed: [], identifiers }))
    await read('cloud', 'SN-3')
    const sameAsset = read('scanner', 'SN-1')
    await waiting(1)
    const sameIdentifier = read('monitoring', 'sn-2')
    await waiting(2)
    return [sameAsset, sameIdentifier]
  })
  await Promise.all(others)
  expect(await db.kysely.selectFrom('asset').select('name').orderBy('name').execute()).toEqual([
    { name: 'cloud-SN-3' },
    { name: 'known' },
    { name: 'monitoring-sn-2' },
  ])
})

test('a dry run holds neither a lock nor a transaction while its source is read, and leaves nothing', async () => {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  async function* pages() {
    yield [asset('tried', {}, serial('SN-1'))]
    reached.resolve()
    await gate.promise
    yield [asset('tried, too')]
  }
  const trial = sync(db, { assets: pages }, { source: 'slow', mode: 'DRY_RUN' })
  await reached.promise
  const { rows } = await sql`
    select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'
    union all
    select from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`.execute(db.kysely)
  await sync(db, { assets: [[asset('known', {}, serial('SN-1'))]] }, { source: 'cmdb' })
  gate.resolve()
  expect((await trial).counts.asset).toMatchObject({ found: 2 })
  expect(rows).toHaveLength(0)
  expect(await db.kysely.selectFrom('asset').select('name').execute()).toEqual([{ name: 'known' }])
})

test('a transaction that another one is in the way of is done again', async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  const met = Promise.withResolvers<void>()
  const begun = new Set<string>()
  const inTurn = (first: string, second: string) =>
    retriedTransaction(db.kysely, async (transaction) => {
      await lockSources(transaction, [first])
      begun.add(first)
      if (begun.size === 2) met.resolve()
      await met.promise
      await lockSources(transaction, [second])
      return 'done'
    })
  expect(await Promise.all([inTurn(one, two), inTurn(two, one)])).toEqual(['done', 'done'])
})
