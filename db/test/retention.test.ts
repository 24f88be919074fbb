import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../src/index.ts'
import { migrationsDirectory, readMigrations } from '../src/migrations.ts'
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../src/testing.ts'

const SETTINGS = 'select key, value from organisation_setting'

describe('periods that were set in a table of their own', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await emptyTestDatabase()
    const known = await readMigrations(migrationsDirectory)
    const place = known.findIndex(({ name }) => name === '0027_retention.sql')
    await migrate(test.db, { upTo: known[place - 1]?.name ?? '' })
    await test.db.pool.query(
      "insert into retention_setting (subject, keep) values ('runs', 30), ('audit', 84)",
    )
    await migrate(test.db)
  })
  afterAll(() => test.drop())

  it('are a setting of the organisation afterwards', async () => {
    const { rows } = await test.db.pool.query(SETTINGS)
    expect(rows).toEqual([{ key: 'retention', value: { runs: 30, audit: 84 } }])
  })
})

it('a database without such periods has no setting', async () => {
  const test = await testDatabase()
  expect((await test.db.pool.query(SETTINGS)).rows).toEqual([])
  await test.drop()
})
