import { expect, it } from 'vitest'
import { migrate } from '../src/index.ts'
import { migrationsDirectory, readMigrations } from '../src/migrations.ts'
import { emptyTestDatabase } from '../src/testing.ts'

it('key results keep their values, with the one that was entered as the first check-in, and are to be reached', async () => {
  const test = await emptyTestDatabase()
  const known = await readMigrations(migrationsDirectory)
  const place = known.findIndex(({ name }) => name.endsWith('_key_results.sql'))
  await migrate(test.db, { upTo: known[place - 1]?.name ?? '' })
  await test.db.pool.query(`
    with o as (insert into objective (title) values ('o') returning id)
    insert into key_result (objective_id, title, start_value, target_value, current_value, updated_at, version)
    select id, 'k', 1, 5, 2.5, '2026-02-03T04:05:06Z', 7 from o`)
  await migrate(test.db)
  const { rows } = await test.db.pool.query(`
    select k.kind, k.start_value, k.target_value, k.current_value, k.version, k.updated_at = c.at as "unchanged",
      c.value, c.confidence, c.note, c.version as "checkedIn"
    from key_result k join key_result_check_in c on c.key_result_id = k.id`)
  expect(rows).toEqual([
    {
      ...{ kind: 'REACH', start_value: 1, target_value: 5, current_value: 2.5, version: 7, unchanged: true },
      ...{ value: 2.5, confidence: null, note: '', checkedIn: 1 },
    },
  ])
  await test.drop()
})
