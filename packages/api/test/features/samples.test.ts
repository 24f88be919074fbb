import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOfRequest, uuidFrom } from './audit-trail.ts'
import { at, done, listAt, type MutationResult, make, mutate } from './mutate.ts'

let api: TestApi
let service = ''
let gauge = ''
let ratio = ''

beforeAll(async () => {
  api = await startApi()
  service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
  gauge = await metric('load', 'GAUGE')
  ratio = await metric('in time', 'RATIO')
})
afterAll(() => api.stop())

const metric = (name: string, kind: string) =>
  make(api, 'Metric', { name, unit: '1', kind, service: { id: service } })

type Sample = Record<string, unknown>

const record = (samples: readonly Sample[]) =>
  mutate(api, 'recordSamples', { samples }, 'recorded results { outcome message }')

const outcomes = (result: MutationResult) => listAt(result, 'results').map((row) => at(row, 'outcome'))

async function partitions(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'metric_sample'::regclass order by 1`.execute(api.db.kysely)
  return rows.map(({ name }) => name)
}

describe('samples are judged one by one', () => {
  it('and a bad one keeps no good one out', async () => {
    const good = { metric: { id: gauge }, at: '2026-01-15T12:00:00Z', value: 1 }
    const cases: (readonly [Sample, RegExp | null])[] = [
      [good, null],
      [{ ...good, value: 2 }, /^is in this input twice$/],
      [{ ...good, at: '2026-01-15T13:00:00+01:00' }, /^is in this input twice$/],
      [
        { ...good, metric: { id: encodeGlobalId('Metric', '01920000-0000-7000-8000-000000000000') } },
        /no metric has this id/,
      ],
      [
        { ...good, metric: { id: service } },
        /samples\.4\.metric\.id: is the id of a Service, where the id of a Metric/,
      ],
      [{ ...good, metric: { id: 'x' } }, /samples\.5\.metric\.id: is not an id of this API/],
      [{ ...good, at: '1989-12-31T23:59:59.999Z' }, /at lies outside the years 1990 to 2199/],
      [{ ...good, at: '2200-01-01T00:00:00Z' }, /at lies outside the years 1990 to 2199/],
      [
        { ...good, at: '2026-01-15T12:00:01Z', total: 3 },
        /total belongs to a RATIO only, and this is a GAUGE/,
      ],
      [{ ...good, at: '2026-01-15T12:00:01Z' }, null],
      [{ metric: { id: ratio }, at: good.at, value: 1 }, /total is missing/],
      [{ metric: { id: ratio }, at: good.at, value: 4, total: 3 }, /value must lie between 0 and total/],
      [{ metric: { id: ratio }, at: good.at, value: -1, total: 3 }, /value must lie between 0 and total/],
      [{ metric: { id: ratio }, at: good.at, value: 3, total: 3 }, null],
      [{ metric: { id: ratio }, at: '2026-01-15T13:00:00Z', value: 0, total: 0 }, null],
    ]
    const result = await record(cases.map(([sample]) => sample))
    expect(result.recorded).toBe(4)
    for (const [index, [sample, message]] of cases.entries()) {
      const got = at(result, 'results', index)
      if (message === null)
        expect(got, JSON.stringify(sample)).toEqual({ outcome: 'RECORDED', message: null })
      else
        expect(got, JSON.stringify(sample)).toEqual({
          outcome: 'REJECTED',
          message: expect.stringMatching(message),
        })
    }
  })

  it('up to 1,000 of them', async () => {
    const many = Array.from({ length: 1_001 }, (_, n) => ({
      metric: { id: gauge },
      at: new Date(Date.UTC(2026, 1, 1) + n * 60_000).toISOString(),
      value: n,
    }))
    const refused = await record(many)
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', path: ['samples'] })
    expect((await record(many.slice(1))).recorded).toBe(1_000)
    expect((await record([])).recorded).toBe(0)
  })
})

describe('a sample', () => {
  it('is recorded, left as it is, and replaced, with its events', async () => {
    const id = await metric('events', 'GAUGE')
    const first = { metric: { id }, at: '2026-03-01T00:00:00.000Z', value: 1 }
    const second = { metric: { id }, at: '2026-03-01T00:01:00.000Z', value: 2 }
    const made = await record([first])
    expect(outcomes(made)).toEqual(['RECORDED'])
    const again = await record([first])
    expect([again.recorded, ...outcomes(again)]).toEqual([0, 'UNCHANGED'])
    const replaced = await record([second, { ...first, value: 5 }])
    expect([replaced.recorded, ...outcomes(replaced)]).toEqual([2, 'RECORDED', 'REPLACED'])
    expect(await eventsOfRequest(api, made.requestId)).toMatchObject([
      {
        action: 'metric_sample.record',
        entity_type: 'Metric',
        entity_id: uuidFrom(id),
        before: null,
        after: { count: 1, replaced: 0, first: first.at, last: first.at },
      },
    ])
    expect(await eventsOfRequest(api, again.requestId)).toEqual([])
    expect(await eventsOfRequest(api, replaced.requestId)).toMatchObject([
      {
        before: null,
        after: { count: 2, replaced: 1, first: first.at, last: second.at },
      },
    ])
  })

  it('that is the latest is shown as such, of a ratio with its total', async () => {
    const id = await metric('latest', 'RATIO')
    const latest = async () =>
      at(
        await api.get('query ($id: ID!) { metric(by: { id: $id }) { latest { at value total } } }', { id }),
        'metric',
        'latest',
      )
    expect(await latest()).toBeNull()
    await record([
      { metric: { id }, at: '2026-03-02T00:00:00.123Z', value: 2, total: 4 },
      { metric: { id }, at: '2019-03-02T00:00:00Z', value: 1, total: 1 },
    ])
    expect(await latest()).toEqual({ at: '2026-03-02T00:00:00.123Z', value: 2, total: 4 })
    await record([{ metric: { id }, at: '2026-03-02T00:00:00.123Z', value: 0.1, total: 0.3 }])
    expect(await latest()).toEqual({ at: '2026-03-02T00:00:00.123Z', value: 0.1, total: 0.3 })
  })

  it('of a metric that is being recorded by others as well counts once', async () => {
    const id = await metric('busy', 'COUNTER')
    const at = (n: number) => new Date(Date.UTC(2026, 4, 1) + n * 1_000).toISOString()
    const batch = Array.from({ length: 200 }, (_, n) => ({ metric: { id }, at: at(n), value: n }))
    const results = await Promise.all([batch, batch.toReversed(), batch, batch.toReversed()].map(record))
    expect(results.map(({ recorded }) => recorded).sort()).toEqual([0, 0, 0, 200])
  })
})

describe('partitions', () => {
  it('are made for the months that samples need, and those alone, however far apart', async () => {
    const before = await partitions()
    const id = await metric('far apart', 'GAUGE')
    const times = [
      '1990-01-01T00:00:00Z',
      '2007-06-30T23:59:59.999Z',
      '2007-07-01T00:00:00Z',
      '2199-12-31T23:59:59.999Z',
    ]
    expect(outcomes(await record(times.map((at) => ({ metric: { id }, at, value: 1 }))))).toEqual(
      times.map(() => 'RECORDED'),
    )
    const made = (await partitions()).filter((name) => !before.includes(name))
    expect(made).toEqual([
      'metric_sample_1990_01',
      'metric_sample_2007_06',
      'metric_sample_2007_07',
      'metric_sample_2199_12',
    ])
    expect(outcomes(await record(times.map((at) => ({ metric: { id }, at, value: 1 }))))).toEqual(
      times.map(() => 'UNCHANGED'),
    )
  })

  it('are made once by those who need them at the same time', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map((n) => metric(`at once ${n}`, 'GAUGE')))
    const results = await Promise.all(
      ids.map((metricId, n) =>
        record(
          ['2031-01-05T00:00:00Z', `2031-0${n + 2}-05T00:00:00Z`, '2031-12-05T00:00:00Z'].map((at) => ({
            metric: { id: metricId },
            at,
            value: n,
          })),
        ),
      ),
    )
    expect(results.map(({ recorded }) => recorded)).toEqual([3, 3, 3, 3])
    expect((await partitions()).filter((name) => name.includes('2031'))).toHaveLength(6)
  })

  it('may be hundreds in one call', async () => {
    const id = await metric('monthly since', 'GAUGE')
    const samples = Array.from({ length: 240 }, (_, n) => ({
      metric: { id },
      at: new Date(Date.UTC(2040, n, 1)).toISOString(),
      value: n,
    }))
    expect((await record(samples)).recorded).toBe(240)
  })
})

it('a metric that is deleted takes its samples and leaves the others', async () => {
  const [kept, gone] = [await metric('kept', 'GAUGE'), await metric('gone', 'GAUGE')]
  await record(
    [kept, gone].map((metricId) => ({ metric: { id: metricId }, at: '2026-06-01T00:00:00Z', value: 7 })),
  )
  await done(api, 'deleteMetric', { metric: { id: gone } })
  const { rows } = await sql<{ id: string }>`
    select metric_id as id from metric_sample where at = '2026-06-01T00:00:00Z'`.execute(api.db.kysely)
  expect(rows.map(({ id }) => id)).toEqual([uuidFrom(kept)])
})
