import { copyIn } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SampleRows, uuidBytes } from './sample-rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await database.db.pool.query(
    'create table copied (n int generated always as identity, metric_id uuid, at timestamptz(3), value float8, total float8)',
  )
})
afterAll(() => database.drop())

const COPY = 'copy copied (metric_id, at, value, total) from stdin (format binary)'

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
const row = fc.record({
  metric: fc.uuid(),
  at: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2200, 0, 1) - 1 }),
  value: finite,
  total: fc.option(finite),
})

test('rows arrive as they were given, to the last bit and the millisecond, however many are expected', async () => {
  const { kysely } = database.db
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 50 }), fc.nat({ max: 20 }), async (given, expected) => {
      const rows = new SampleRows(expected)
      for (const { metric, at, value, total } of given) rows.add(uuidBytes(metric), at, value, total)
      expect(rows.count).toBe(given.length)
      await kysely.transaction().execute(async (transaction) => {
        expect(await copyIn(transaction, COPY, rows.bytes())).toBe(given.length)
      })
      const stored = await sql<{ metric: string; at: string; value: number; total: number | null }>`
        select metric_id as metric, floor(extract(epoch from at) * 1000)::int8 as at, value, total
        from copied order by n`.execute(kysely)
      expect(stored.rows.map((one) => ({ ...one, at: Number(one.at) }))).toEqual(given)
      await sql`truncate copied`.execute(kysely)
    }),
    { numRuns: 100 },
  )
})

test('a copy that fails leaves the transaction at its savepoint, and the connection whole', async () => {
  const { kysely } = database.db
  const rows = new SampleRows()
  for (let n = 0; n < 200_000; n += 1) rows.add(uuidBytes('01920000-0000-7000-8000-000000000000'), n, n, null)
  await sql`create unique index copied_once on copied (metric_id)`.execute(kysely)
  await kysely.transaction().execute(async (transaction) => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await sql`savepoint before`.execute(transaction)
      await expect(copyIn(transaction, COPY, rows.bytes())).rejects.toMatchObject({ code: '23505' })
      await sql`rollback to savepoint before`.execute(transaction)
    }
    rows.clear()
    rows.add(uuidBytes('01920000-0000-7000-8000-000000000000'), 0, 1, null)
    expect(await copyIn(transaction, COPY, rows.bytes())).toBe(1)
  })
  expect((await sql`select value from copied`.execute(kysely)).rows).toEqual([{ value: 1 }])
})

test('a copy whose connection ends fails, and the pool goes on', async () => {
  const { kysely, pool } = database.db
  const rows = new SampleRows()
  for (let n = 0; n < 400_000; n += 1) rows.add(uuidBytes('01920000-0000-7000-8000-000000000000'), n, n, null)
  const failed = kysely.transaction().execute(async (transaction) => {
    const { rows: own } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
    await sql`drop index copied_once`.execute(transaction)
    const copied = copyIn(transaction, COPY, rows.bytes())
    await Promise.all([copied, pool.query('select pg_terminate_backend($1)', [own[0]?.pid])])
  })
  await expect(failed).rejects.toThrow()
  expect((await sql`select 1 as one`.execute(kysely)).rows).toEqual([{ one: 1 }])
})
