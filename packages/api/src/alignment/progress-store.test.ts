import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keyResultProgress } from '../objectives/key-results.ts'
import { progressOf } from '../objectives/progress.ts'
import { uuidOf } from '../reasoning/organisation.fixture.ts'
import { loadKeyResults, loadProgress } from './progress-store.ts'

let database: TestDatabase
const now = new Date('2026-06-15T12:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
  const db = database.db.kysely
  const objective = (name: string, parent: string | null, weight = 1) => ({
    id: uuidOf(name),
    title: name,
    parent_id: parent === null ? null : uuidOf(parent),
    weight,
    status: 'ACTIVE' as const,
  })
  await db
    .insertInto('objective')
    .values([objective('top', null), objective('child', 'top', 3), objective('aside', null)])
    .execute()
  const metric = (name: string, kind: 'GAUGE' | 'RATIO') => ({
    id: uuidOf(name),
    name,
    kind,
    unit: '1',
    objective_id: uuidOf('top'),
  })
  await db
    .insertInto('metric')
    .values([metric('orders', 'GAUGE'), metric('uptime', 'RATIO'), metric('silent', 'GAUGE')])
    .execute()
  await sql`select metric_sample_partitions('2026-04-01', '2026-07-01')`.execute(db)
  const sample = (name: string, at: string, value: number, total: number | null = null) => ({
    metric_id: uuidOf(name),
    at,
    value,
    total,
  })
  await db
    .insertInto('metric_sample')
    .values([
      sample('orders', '2026-04-01T00:00:00Z', 10),
      sample('orders', '2026-06-14T00:00:00Z', 40),
      sample('orders', '2026-06-16T00:00:00Z', 90),
      sample('uptime', '2026-06-10T00:00:00Z', 995, 1000),
      sample('uptime', '2026-06-11T00:00:00Z', 0, 0),
    ])
    .execute()
  const keyResult = (
    name: string,
    owner: string,
    values: [number, number, number],
    unit: string,
    from?: string,
  ) => ({
    id: uuidOf(name),
    title: name,
    objective_id: uuidOf(owner),
    unit,
    start_value: values[0],
    target_value: values[1],
    current_value: values[2],
    metric_id: from === undefined ? null : uuidOf(from),
  })
  await db
    .insertInto('key_result')
    .values([
      keyResult('by hand', 'top', [0, 10, 5], ''),
      keyResult('from a gauge', 'child', [0, 100, 1], 'orders', 'orders'),
      keyResult('from a ratio', 'child', [0.99, 1, 0.99], '', 'uptime'),
      keyResult('in percent', 'child', [99, 100, 99], '%', 'uptime'),
      keyResult('no sample yet', 'aside', [0, 10, 2], '', 'silent'),
    ])
    .execute()
})
afterAll(() => database?.drop())

it('takes the latest usable sample up to now as the current value, else the one entered by hand', async () => {
  const names = ['by hand', 'from a gauge', 'from a ratio', 'in percent', 'no sample yet']
  const rows = await loadKeyResults(database.db.kysely, names.map(uuidOf), { now, timeZone: 'UTC' })
  const read = new Map(rows.map((row) => [row.title, [row.current, row.origin.kind]]))
  expect(read).toEqual(
    new Map([
      ['by hand', [5, 'MANUAL']],
      ['from a gauge', [40, 'METRIC']],
      ['from a ratio', [0.995, 'METRIC']],
      ['in percent', [99.5, 'METRIC']],
      ['no sample yet', [2, 'METRIC_WITHOUT_SAMPLE']],
    ]),
  )
  const gauge = rows.find((row) => row.title === 'from a gauge')
  expect(gauge && keyResultProgress(gauge).explanation.reasons[0]?.text).toBe(
    'The current value is the latest sample of the metric “orders”, taken on 2026-06-14.',
  )
})

it('loads the trees below the objectives and nothing else', async () => {
  const data = await loadProgress(database.db.kysely, [uuidOf('top')], { now, timeZone: 'UTC' })
  expect(data.objectives.map(({ title }) => title).sort()).toEqual(['child', 'top'])
  const progress = progressOf(data)
  expect(progress(uuidOf('child')).value).toBeCloseTo((0.4 + 0.5 + 0.5) / 3, 9)
  expect(progress(uuidOf('top')).value).toBeCloseTo((1 * 0.5 + 3 * (1.4 / 3)) / 4, 9)
  expect(await loadProgress(database.db.kysely, [uuidOf('nobody')], { now, timeZone: 'UTC' })).toEqual({
    objectives: [],
    keyResults: [],
  })
})
