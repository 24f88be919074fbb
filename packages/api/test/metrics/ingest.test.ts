import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshRollups } from '../../src/metrics/rollups-store.ts'
import { eventsOfRequest, uuidFrom } from '../features/audit-trail.ts'
import { done } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { ingest, metricsOf, ndjson, samplesOf } from './ingest-request.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const CSV = { type: 'text/csv' }
const minute = (n: number) => new Date(Date.UTC(2026, 2, 1) + n * 60_000).toISOString()

describe('samples are stored', () => {
  it('of NDJSON, with metrics named by ID and by external reference', async () => {
    const [gauge = '', ratio = ''] = await metricsOf(api, { load: 'GAUGE', 'in time': 'RATIO' })
    const reference = { source: 'prometheus', externalId: 'shop, "in time"' }
    await done(api, 'addExternalReference', { node: { id: ratio }, ...reference })
    const { status, body } = await ingest(
      api,
      ndjson([
        { metric: gauge, at: '2026-03-01T00:00:00Z', value: -0.5 },
        { metric: { id: gauge }, at: '2026-03-01T02:01:00.1239+01:00', value: 1e290, total: null },
        { metric: { reference }, at: '2026-03-01T00:00:00.000Z', value: 3, total: 4 },
      ]),
    )
    expect({ status, body }).toEqual({
      status: 200,
      body: { received: 3, recorded: 3, replaced: 0, unchanged: 0 },
    })
    expect(await samplesOf(api, gauge)).toEqual([
      ['2026-03-01T00:00:00.000Z', -0.5, null],
      ['2026-03-01T01:01:00.123Z', 1e290, null],
    ])
    expect(await samplesOf(api, ratio)).toEqual([['2026-03-01T00:00:00.000Z', 3, 4]])
    const csv = `source,externalId,total,value,at\r\nprometheus,"shop, ""in time""",8,1.5e0,2026-03-01T00:00:00Z\r\n`
    expect((await ingest(api, csv, CSV)).body).toMatchObject({ received: 1, replaced: 1 })
    expect(await samplesOf(api, ratio)).toEqual([['2026-03-01T00:00:00.000Z', 1.5, 8]])
  })

  it('of CSV, with a byte order mark, spaces, quotes, empty lines and no end of the last line', async () => {
    const [gauge = '', ratio = ''] = await metricsOf(api, { load: 'GAUGE', share: 'RATIO' })
    const lines = [
      '\uFEFFmetric, "at",value,total',
      `${gauge},${minute(0)},1,`,
      '',
      `"${gauge}", "${minute(1)}" ,+2.5,`,
      `${ratio},${minute(1)},.5,1.`,
    ]
    const { status, body } = await ingest(api, lines.join('\n'), { type: 'text/csv; charset=UTF-8' })
    expect({ status, body }).toMatchObject({ status: 200, body: { received: 3, recorded: 3 } })
    expect(await samplesOf(api, gauge)).toEqual([
      [minute(0), 1, null],
      [minute(1), 2.5, null],
    ])
    expect(await samplesOf(api, ratio)).toEqual([[minute(1), 0.5, 1]])
    expect(await ingest(api, 'metric,at,value\n', CSV)).toMatchObject({ status: 200, body: { received: 0 } })
  })

  it('the last one of an instant counts, of a request and of the table, with one event a metric', async () => {
    const [one = '', other = ''] = await metricsOf(api, { one: 'GAUGE', other: 'GAUGE' })
    const sample = (metric: string, n: number, value: number) => ({ metric, at: minute(n), value })
    const first = [sample(one, 1, 1), sample(one, 2, 2), sample(other, 1, 1)]
    await ingest(api, ndjson(first))
    const again = await ingest(api, ndjson(first))
    expect(again.body).toEqual({ received: 3, recorded: 0, replaced: 0, unchanged: 3 })
    expect(await eventsOfRequest(api, again.headers.get('x-request-id') ?? '')).toEqual([])
    const mixed = [
      sample(one, 1, 5),
      sample(one, 3, 3),
      sample(one, 3, 4),
      sample(one, 3, 4),
      sample(one, 2, 9),
      sample(one, 2, 2),
      sample(other, 1, 1),
    ]
    const { body, headers } = await ingest(api, ndjson(mixed))
    // As if they had been sent one after another: the third minute is new, replaced, and there already.
    expect(body).toEqual({ received: 7, recorded: 1, replaced: 4, unchanged: 2 })
    expect(await samplesOf(api, one)).toEqual([
      [minute(1), 5, null],
      [minute(2), 2, null],
      [minute(3), 4, null],
    ])
    expect(await eventsOfRequest(api, headers.get('x-request-id') ?? '')).toMatchObject([
      {
        action: 'metric_sample.record',
        entity_type: 'Metric',
        entity_id: uuidFrom(one),
        before: null,
        after: { count: 5, replaced: 4, first: minute(1), last: minute(3) },
      },
    ])
  })

  it('of an EDITOR and of a CONNECTOR cost points', async () => {
    const [metric] = await metricsOf(api, { load: 'GAUGE' })
    for (const role of ['EDITOR', 'CONNECTOR'] as const) {
      const body = ndjson([{ metric, at: minute(1), value: 1 }])
      const { status, headers } = await ingest(api, body, { token: await api.tokenFor(role) })
      expect(status).toBe(200)
      expect(headers.get('ratelimit')).toMatch(/^"points";r=\d+/)
    }
  })
})

it('a late sample changes its hour and its day, and nothing else of what was computed', async () => {
  const [metric = '', other = ''] = await metricsOf(api, { late: 'COUNTER', other: 'COUNTER' })
  const rollups = async () => {
    await refreshRollups(api.db.kysely)
    const { rows } = await sql<{ key: string; row: string }>`
      select 'hour ' || metric_id || at as key, to_jsonb(h)::text as row from metric_hour h
      union all select 'day ' || metric_id || at, to_jsonb(d)::text from metric_day d`.execute(api.db.kysely)
    return new Map(rows.map(({ key, row }) => [key, row]))
  }
  const samples = [metric, other].flatMap((one) =>
    Array.from({ length: 72 }, (_, n) => ({ metric: one, at: minute(n * 60 + 30), value: n })),
  )
  await ingest(api, ndjson(samples))
  const before = await rollups()
  expect(before.size).toBeGreaterThanOrEqual(2 * (72 + 3))
  await ingest(api, ndjson([{ metric, at: minute(30 * 60 + 15), value: 500 }]))
  const after = await rollups()
  const changed = [...after].filter(([key, row]) => before.get(key) !== row).map(([key]) => key)
  const id = uuidFrom(metric)
  expect(changed.sort()).toEqual([`day ${id}2026-03-02 00:00:00+00`, `hour ${id}2026-03-02 06:00:00+00`])
  expect(JSON.parse(after.get(`hour ${id}2026-03-02 06:00:00+00`) ?? '')).toMatchObject({
    samples: 2,
    sum: 530,
    greatest: 500,
    last_value: 30,
  })
})

describe('at the same time', () => {
  it('two requests with the same samples in opposite order both succeed', async () => {
    const [one, other] = await metricsOf(api, { one: 'GAUGE', other: 'GAUGE' })
    const samples = Array.from({ length: 4_000 }, (_, n) => ({
      metric: n % 2 === 0 ? one : other,
      at: minute(n),
      value: n,
    }))
    const requests = [samples, samples.toReversed(), samples, samples.toReversed()]
    const answers = await Promise.all(requests.map((request) => ingest(api, ndjson(request))))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const recorded = answers.map(({ body }) => body.recorded).sort()
    expect(recorded).toEqual([0, 0, 0, 4_000])
  })

  it('the mutation and a request both succeed', async () => {
    const [one, other] = await metricsOf(api, { one: 'GAUGE', other: 'GAUGE' })
    const samples = [other, one].flatMap((metric) =>
      Array.from({ length: 400 }, (_, n) => ({ metric: { id: metric }, at: minute(n), value: n })),
    )
    const [answer, payload] = await Promise.all([
      ingest(api, ndjson(samples)),
      done(api, 'recordSamples', { samples: samples.toReversed() }, 'recorded'),
    ])
    expect([answer.body.recorded, payload.recorded].sort()).toEqual([0, 800])
  })
})
