import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../src/index.ts'
import { migrationsDirectory, readMigrations } from '../src/migrations.ts'
import { emptyTestDatabase, type TestDatabase } from '../src/testing.ts'

/** Rows of the schema before instants were in milliseconds. */
const BEFORE = `
  insert into team (name, kind, created_at, updated_at) values
    ('first', 'IT', '2026-01-31 23:59:59.999499+00', '2026-02-01 00:00:00.1234+00'),
    ('second', 'IT', '2026-01-31 23:59:59.999999+00', '2026-02-01 00:00:00.1236+00');
  insert into change (title, type, planned_start, planned_end)
    values ('short', 'NORMAL', '2026-01-01 10:00:00.0001+00', '2026-01-01 10:00:00.0009+00');
  insert into service (name, kind) values ('shop', 'BUSINESS');
  insert into metric (name, kind, unit, service_id) select 'orders', 'GAUGE', '1', id from service;
  select metric_sample_partitions('2026-01-01', '2026-02-01');
  insert into metric_sample (metric_id, at, value) select id, at::timestamptz, value
  from metric, (values
    ('2026-01-31 23:59:59.999+00', 1), ('2026-01-31 23:59:59.9991+00', 2), ('2026-01-31 23:59:59.999999+00', 3),
    ('2026-02-01 00:00:00.0004+00', 4), ('2026-02-01 00:00:00.001+00', 5)
  ) as given (at, value)`

let test: TestDatabase
beforeAll(async () => {
  test = await emptyTestDatabase()
  const known = await readMigrations(migrationsDirectory)
  const place = known.findIndex(({ name }) => name.endsWith('_milliseconds.sql'))
  await migrate(test.db, { upTo: known[place - 1]?.name ?? '' })
  await test.db.pool.query(BEFORE)
  await migrate(test.db)
})
afterAll(() => test.drop())

async function texts(sql: string): Promise<unknown[]> {
  return (await test.db.pool.query(sql)).rows.map((row: Record<string, unknown>) =>
    Object.values(row).join(' '),
  )
}

describe('stored instants', () => {
  it('keep the milliseconds that were shown, their order and their version', async () => {
    const rows = await texts(
      'select name, created_at::text, updated_at::text, version from team order by created_at, name',
    )
    expect(rows).toEqual([
      'first 2026-01-31 23:59:59.999+00 2026-02-01 00:00:00.123+00 1',
      'second 2026-01-31 23:59:59.999+00 2026-02-01 00:00:00.123+00 1',
    ])
  })

  it('leave a window that is shorter than a millisecond one millisecond', async () => {
    expect(await texts('select planned_start::text, planned_end::text from change')).toEqual([
      '2026-01-01 10:00:00+00 2026-01-01 10:00:00.001+00',
    ])
  })

  it('leave the last sample of a millisecond, and no more come', async () => {
    expect(await texts('select at::text, value from metric_sample order by at')).toEqual([
      '2026-01-31 23:59:59.999+00 3',
      '2026-02-01 00:00:00+00 4',
      '2026-02-01 00:00:00.001+00 5',
    ])
    const finer =
      "insert into metric_sample (metric_id, at, value) select id, '2026-02-02 00:00:00.0001+00', 1 from metric"
    await expect(test.db.pool.query(finer)).rejects.toThrow('metric_sample_at_milliseconds')
  })
})
