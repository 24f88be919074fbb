import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockIngestion } from '../../../src/sync/records/ingestion-lock.ts'
import { failureOf } from '../../../src/sync/runs/handle-failure.ts'
import { decideRetry } from '../../../src/sync/runs/retry-policy.ts'
import { removeSource } from '../../../src/sync/source-management/remove.ts'
import { asset, sync } from '../scripted.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const NOW = new Date('2030-06-01T00:00:00Z')

test('a source is deleted while it is read: no deadlock, the run ends, and nothing of the source is left', async () => {
  const page = (number: number) => Array.from({ length: 20 }, (_, row) => asset(`a-${number}-${row}`))
  let deleted: Promise<unknown> = Promise.resolve()
  async function* pages() {
    for (let number = 0; number < 40; number += 1) {
      if (number === 10) {
        const source = await db.kysely.selectFrom('source').selectAll().executeTakeFirstOrThrow()
        deleted = db.kysely
          .transaction()
          .execute((transaction) =>
            removeSource(transaction, source, NOW, { actor: 'test', requestId: 'test' }),
          )
      }
      yield page(number)
    }
  }
  await expect(sync(db, { assets: pages })).rejects.toThrow()
  await expect(deleted).resolves.toBeUndefined()
  expect(await db.kysely.selectFrom('source').select('id').execute()).toEqual([])
  const left = await db.kysely.selectFrom('asset').select('id').where('lifecycle', '<>', 'RETIRED').execute()
  expect(left).toEqual([])
})

test('a run or a delivery that cannot get the lock, or waits too long for rows, is retried', async () => {
  await db.kysely.transaction().execute(async (holder) => {
    await lockIngestion(holder)
    const waiting = db.kysely.transaction().execute((transaction) => lockIngestion(transaction, 50))
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
  await db.kysely.transaction().execute((transaction) => lockIngestion(transaction, 50))
})
