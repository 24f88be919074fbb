import { expect, it } from 'vitest'
import { migrate } from '../src/index.ts'
import { migrationsDirectory, readMigrations } from '../src/migrations.ts'
import { emptyTestDatabase } from '../src/testing.ts'

it('sources of Prometheus keep their watermark delay under its new name', async () => {
  const test = await emptyTestDatabase()
  const known = await readMigrations(migrationsDirectory)
  const place = known.findIndex(({ name }) => name === '0036_prometheus_watermark_delay.sql')
  await migrate(test.db, { upTo: known[place - 1]?.name ?? '' })
  await test.db.pool.query(`insert into source (name, plugin, config) values
    ('set', 'prometheus', '{"url": "http://a", "settleSeconds": 90}'), ('unset', 'prometheus', '{"url": "http://b"}'),
    ('other', 'acme', '{"settleSeconds": 90}')`)
  await migrate(test.db)
  const { rows } = await test.db.pool.query('select name, config from source order by name')
  expect(rows).toEqual([
    { name: 'other', config: { settleSeconds: 90 } },
    { name: 'set', config: { url: 'http://a', watermarkDelaySeconds: 90 } },
    { name: 'unset', config: { url: 'http://b' } },
  ])
  await test.drop()
})
