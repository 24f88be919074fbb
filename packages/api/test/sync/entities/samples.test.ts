import type { Db } from '@throughline/db'
import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { asset, type Raw } from '../scripted.ts'
import { made, rowsOf, samples, tell } from './expected-records.ts'

let database: TestDatabase
let db: Db
beforeEach(async () => {
  database = await testDatabase()
  db = database.db
})
afterEach(() => database.drop())

const SHOP = { subject: { service: 'Shop' } }
const minute = (n: number) => `2029-05-01T08:0${n}:00.000Z`
const letters = async () => (await rowsOf(db, 'dead_letter')).map(({ reason }) => String(reason))
const readings = async () =>
  (await rowsOf(db, 'metric_sample')).map(({ at, value }) => [(at as Date).toISOString(), value]).sort()

test('a metric whose subject is not known is set aside with the reason, and taken once it is', async () => {
  const told: Raw[] = [
    samples('m1/1', SHOP, [[minute(1), 1]]),
    samples('m2/1', { externalId: 'm2', subject: { asset: { externalId: 'host' } } }, [[minute(1), 1]]),
  ]
  const report = await tell(db, { samples: told })
  expect(report.counts.samples).toMatchObject({ found: 2, added: 0, rejected: 2 })
  expect(await rowsOf(db, 'metric')).toEqual([])
  expect((await letters()).sort()).toEqual([
    expect.stringMatching(/^The metric "latency" is measured of the asset .*host.*, which is not known here/),
    expect.stringMatching(/^The metric "latency" is measured of the service "Shop", which is not known here/),
  ])
  await made(db, 'service', 'Shop')
  const again = await tell(db, { asset: [asset('host')], samples: told })
  expect(again.counts.samples).toMatchObject({ found: 2, added: 2, rejected: 0 })
  expect(await rowsOf(db, 'metric')).toHaveLength(2)
})

test('overlapping batches replace what changed and nothing else', async () => {
  await made(db, 'service', 'Shop')
  await tell(db, {
    samples: [
      samples('m1/1', SHOP, [
        [minute(1), 1],
        [minute(2), 2],
      ]),
    ],
  })
  await tell(db, {
    samples: [
      samples('m1/1', SHOP, [
        [minute(1), 1],
        [minute(2), 2],
      ]),
      samples('m1/2', SHOP, [
        [minute(2), 20],
        [minute(3), 3],
      ]),
    ],
  })
  expect(await readings()).toEqual([
    [minute(1), 1],
    [minute(2), 20],
    [minute(3), 3],
  ])
  const events = await db.kysely
    .selectFrom('audit_event')
    .select(['before', 'after'])
    .where('action', '=', 'metric_sample.record')
    .orderBy('id')
    .execute()
  expect(events).toEqual([
    { before: null, after: { count: 2, replaced: 0, first: minute(1), last: minute(2) } },
    {
      before: null,
      after: { count: 2, replaced: 1, first: minute(2), last: minute(3) },
    },
  ])
})

test('a metric that is there already is taken, and follows its source', async () => {
  const service = await made(db, 'service', 'Shop')
  await db.kysely
    .insertInto('metric')
    .values({ name: 'latency', unit: 's', kind: 'GAUGE', service_id: service, labels: { own: 'yes' } })
    .execute()
  await tell(db, { samples: [samples('m1/1', SHOP, [[minute(1), 1]])] })
  expect(await rowsOf(db, 'metric')).toMatchObject([{ unit: 's', labels: { own: 'yes' } }])
  await tell(db, {
    samples: [samples('m1/1', { ...SHOP, name: 'slowness', labels: { job: 'web' } }, [[minute(1), 1]])],
  })
  expect(await rowsOf(db, 'metric')).toMatchObject([
    { name: 'slowness', unit: 'ms', labels: { job: 'web' }, service_id: service },
  ])
})

test('a metric of another kind is set aside; nothing of it is stored', async () => {
  await made(db, 'service', 'Shop')
  await tell(db, { samples: [samples('m1/1', SHOP, [[minute(1), 1]])] })
  await tell(db, {
    samples: [
      samples('m1/1', SHOP, [[minute(1), 1]]),
      samples('m1/2', { ...SHOP, kind: 'COUNTER' }, [[minute(2), 2]]),
    ],
  })
  expect(await letters()).toEqual([
    expect.stringMatching(/is a GAUGE here, and the source tells of a COUNTER/),
  ])
  expect(await readings()).toEqual([[minute(1), 1]])
})

test('a name that another metric of the subject has is not taken', async () => {
  await made(db, 'service', 'Shop')
  const second = (name: string) => samples('m2/1', { ...SHOP, externalId: 'm2', name }, [[minute(1), 2]])
  await tell(db, { samples: [samples('m1/1', SHOP, [[minute(1), 1]]), second('errors')] })
  await tell(db, { samples: [samples('m1/1', SHOP, [[minute(1), 1]]), second('latency')] })
  expect((await rowsOf(db, 'metric')).map(({ name }) => name).sort()).toEqual(['errors', 'latency'])
})

test('a batch with samples from before the horizon is set aside as a whole; others of its page are taken', async () => {
  await made(db, 'service', 'Shop')
  await db.kysely
    .insertInto('metric_sample_horizon')
    .values({ at: new Date(minute(2)) })
    .execute()
  const report = await tell(db, {
    samples: [
      samples('m1/1', SHOP, [
        [minute(1), 1],
        [minute(2), 2],
      ]),
      samples('m1/2', SHOP, [[minute(3), 3]]),
    ],
  })
  expect(report.counts.samples).toMatchObject({ found: 2, added: 1, rejected: 1 })
  expect(await readings()).toEqual([[minute(3), 3]])
  expect(await letters()).toEqual([
    `The batch of the metric "latency" holds samples from before ${minute(2)}. Samples from before this instant have been dropped, and no others are taken. Read less of the past from the source.`,
  ])
})
