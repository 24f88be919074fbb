import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uuidOf } from '../reasoning/organisation.fixture.ts'
import { valuesIn } from './spans-store.ts'

let database: TestDatabase

const at = (hours: number) => Date.UTC(2026, 3, 1) + hours * 3_600_000

beforeAll(async () => {
  database = await testDatabase()
  const db = database.db.kysely
  await db
    .insertInto('objective')
    .values({ id: uuidOf('o'), title: 'o' })
    .execute()
  const metric = (name: string, kind: 'GAUGE' | 'RATIO' | 'COUNTER') => ({
    id: uuidOf(name),
    name,
    kind,
    unit: '1',
    objective_id: uuidOf('o'),
  })
  await db
    .insertInto('metric')
    .values([metric('gauge', 'GAUGE'), metric('ratio', 'RATIO'), metric('counter', 'COUNTER')])
    .execute()
  await sql`select metric_sample_partitions('2026-04-01', '2026-05-01')`.execute(db)
  const sample = (name: string, hours: number, value: number, total: number | null = null) => ({
    metric_id: uuidOf(name),
    at: new Date(at(hours)),
    value,
    total,
  })
  await db
    .insertInto('metric_sample')
    .values([
      ...[0, 10, 23].map((hours, place) => sample('gauge', hours, [1, 2, 6][place] ?? 0)),
      sample('gauge', 24, 100),
      sample('ratio', 1, 9, 10),
      sample('ratio', 2, 0, 30),
      ...[0, 23, 25, 47].map((hours, place) => sample('counter', hours, [100, 160, 10, 40][place] ?? 0)),
    ])
    .execute()
})
afterAll(() => database?.drop())

it('gives the mean of a gauge, the quotient of a ratio, and the growth of a counter, for spans that follow each other', async () => {
  const days = ['gauge', 'ratio', 'counter'].flatMap((name) =>
    [0, 1, 2].map((day) => ({ metricId: uuidOf(name), start: at(24 * day), end: at(24 * day + 24) })),
  )
  expect(await valuesIn(database.db.kysely, days)).toEqual([3, 100, null, 0.225, null, null, 60, 40, null])
})
