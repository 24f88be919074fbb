import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshRollups } from '../../src/metrics/rollups-store.ts'
import { startApi, type TestApi } from '../harness.ts'
import { runs } from '../runs.ts'
import { at, done, listAt, make } from './mutate.ts'
import { type Aggregate, type NaiveSample, naiveSeries } from './naive-series.ts'
import { recordStatements } from './statements.ts'

let api: TestApi
let service = ''

beforeAll(async () => {
  api = await startApi()
  service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
})
afterAll(() => api.stop())

const COMMON: readonly Aggregate[] = ['MIN', 'MAX', 'LAST', 'COUNT']
const AGGREGATES = {
  GAUGE: ['AVG', 'SUM', ...COMMON],
  RATIO: ['AVG', 'SUM', ...COMMON],
  COUNTER: ['INCREASE', ...COMMON],
} as const satisfies Record<string, readonly Aggregate[]>
type Kind = keyof typeof AGGREGATES
let metrics = 0

async function metric(kind: string, samples: readonly NaiveSample[]): Promise<string> {
  metrics += 1
  const id = await make(api, 'Metric', { name: `m ${metrics}`, unit: '1', kind, service: { id: service } })
  await record(id, samples)
  return id
}

async function record(id: string, samples: readonly NaiveSample[]): Promise<void> {
  const rows = samples.map(({ at: time, value, total }) => ({
    metric: { id },
    at: new Date(time).toISOString(),
    value,
    ...(total === null ? {} : { total }),
  }))
  const { recorded } = await done(api, 'recordSamples', { samples: rows }, 'recorded')
  expect(recorded).toBe(rows.length)
}

interface Asked {
  readonly from: number
  readonly to: number
  readonly buckets: number
}

const variables = (id: string, { from, to, buckets }: Asked) => ({
  id,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  buckets,
})

/** The series of a metric by every aggregate that its kind has, at once. */
async function seriesOf(kind: Kind, id: string, asked: Asked): Promise<unknown> {
  const fields = AGGREGATES[kind].map(
    (aggregate) =>
      `${aggregate}: series(from: $from, to: $to, buckets: $buckets, aggregate: ${aggregate}) { start end value samples }`,
  )
  const answer = await api.get(
    `query ($id: ID!, $from: DateTime!, $to: DateTime!, $buckets: Int!) { metric(by: { id: $id }) { ${fields.join(' ')} } }`,
    variables(id, asked),
  )
  return at(answer, 'metric')
}

const naive = (kind: Kind, samples: readonly NaiveSample[], asked: Asked) =>
  Object.fromEntries(
    AGGREGATES[kind].map((aggregate) => [aggregate, naiveSeries(kind, samples, { ...asked, aggregate })]),
  )

const gauge = (time: string, value: number): NaiveSample => ({ at: Date.parse(time), value, total: null })

describe('a series', () => {
  it('is what the naive way gives, for every kind, aggregate and cut, however much of it is rolled up', async () => {
    // Quarters add up exactly in any order.
    const quarters = (most: number) => fc.integer({ min: 0, max: most }).map((value) => value / 4)
    const start = Date.parse('2026-12-31T12:00:00Z')
    const sample = fc.record({
      at: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((offset) => start + offset),
      value: quarters(400),
      spare: quarters(40),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GAUGE' as const, 'COUNTER' as const, 'RATIO' as const),
        fc.uniqueArray(sample, { minLength: 1, maxLength: 60, selector: (row) => row.at }),
        fc.integer({ min: -100_000_000, max: 80_000_000 }),
        fc.oneof(fc.integer({ min: 1, max: 200_000_000 }), fc.constantFrom(1_000, 3_600_000, 86_400_000)),
        fc.integer({ min: 1, max: 40 }),
        async (kind, rows, offset, length, buckets) => {
          const samples = rows.map(({ at: time, value, spare }) => {
            if (kind !== 'RATIO')
              return { at: time, value: kind === 'COUNTER' ? value : value - 50, total: null }
            return { at: time, value: value > 90 ? 0 : value, total: value > 90 ? 0 : value + spare }
          })
          const asked = { from: start + offset, to: start + offset + length, buckets }
          const early = samples.slice(samples.length / 2)
          const id = await metric(kind, early)
          await refreshRollups(api.db.kysely)
          expect(await seriesOf(kind, id, asked)).toEqual(naive(kind, early, asked))
          await record(id, samples.slice(0, samples.length / 2))
          expect(await seriesOf(kind, id, asked)).toEqual(naive(kind, samples, asked))
          await refreshRollups(api.db.kysely)
          expect(await seriesOf(kind, id, asked)).toEqual(naive(kind, samples, asked))
        },
      ),
      { numRuns: runs(8, 40), seed: 20_260_301 },
    )
  })

  it('puts a sample on an edge into the bucket that begins there, however the time is cut', async () => {
    const from = Date.parse('2026-03-01T00:00:00.000Z')
    for (const [length, buckets] of [
      [1_000, 10],
      [3_600_000, 1_000],
      [3_600_000, 7],
      [86_400_000, 100],
      [31_536_000_000, 365],
    ] as const) {
      const asked = { from, to: from + length, buckets }
      const edges = naiveSeries('GAUGE', [], { ...asked, aggregate: 'COUNT' }).map(({ start }) => start)
      const samples = edges.map((edge, index) => gauge(edge, index))
      const id = await metric('GAUGE', samples)
      const { LAST } = (await seriesOf('GAUGE', id, asked)) as {
        LAST: { start: string; value: number | null }[]
      }
      expect(LAST.map(({ start }) => start)).toEqual(edges)
      expect(
        LAST.map(({ value }) => value),
        `${length} ms in ${buckets}`,
      ).toEqual(edges.map((_, index) => index))
    }
  })

  it('goes on from one year to the next and has its empty buckets', async () => {
    const samples = [gauge('2025-12-31T23:59:59.999Z', 1), gauge('2026-01-01T00:00:00.000Z', 3)]
    const id = await metric('GAUGE', samples)
    const asked = {
      from: Date.parse('2025-12-31T00:00:00Z'),
      to: Date.parse('2026-01-03T00:00:00Z'),
      buckets: 3,
    }
    expect(at(await seriesOf('GAUGE', id, asked), 'SUM')).toEqual([
      { start: '2025-12-31T00:00:00.000Z', end: '2026-01-01T00:00:00.000Z', value: 1, samples: 1 },
      { start: '2026-01-01T00:00:00.000Z', end: '2026-01-02T00:00:00.000Z', value: 3, samples: 1 },
      { start: '2026-01-02T00:00:00.000Z', end: '2026-01-03T00:00:00.000Z', value: null, samples: 0 },
    ])
  })

  it('of a ratio leaves out what had no events, unless nothing had', async () => {
    const samples = [
      { at: Date.parse('2026-02-01T00:00:00Z'), value: 1, total: 4 },
      { at: Date.parse('2026-02-01T00:01:00Z'), value: 2, total: 2 },
      { at: Date.parse('2026-02-01T00:02:00Z'), value: 0, total: 0 },
    ]
    const id = await metric('RATIO', samples)
    const asked = {
      from: Date.parse('2026-02-01T00:00:00Z'),
      to: Date.parse('2026-02-01T00:03:00Z'),
      buckets: 1,
    }
    const values = (answer: unknown) => AGGREGATES.RATIO.map((aggregate) => at(answer, aggregate, 0, 'value'))
    expect(values(await seriesOf('RATIO', id, asked))).toEqual([0.5, 3, 0.25, 1, 1, 3])
    const nothing = { ...asked, from: Date.parse('2026-02-01T00:02:00Z') }
    expect(values(await seriesOf('RATIO', id, nothing))).toEqual([null, 0, null, null, null, 1])
  })

  it('allows for the resets of a counter', async () => {
    const values = [10, 15, 3, 4, 4, 0]
    const id = await metric(
      'COUNTER',
      values.map((value, n) => gauge(`2026-02-01T00:0${n}:00Z`, value)),
    )
    const asked = {
      from: Date.parse('2026-02-01T00:00:00Z'),
      to: Date.parse('2026-02-01T00:06:00Z'),
      buckets: 1,
    }
    expect(at(await seriesOf('COUNTER', id, asked), 'INCREASE', 0, 'value')).toBe(5 + 3 + 1)
    const byMinute = at(await seriesOf('COUNTER', id, { ...asked, buckets: 6 }), 'INCREASE')
    expect(listAt(byMinute).map((point) => at(point, 'value'))).toEqual([null, 5, 3, 1, 0, 0])
  })

  it('of the increase of a counter adds up over ranges that follow each other', async () => {
    const hour = (n: number) => Date.parse('2026-02-03T00:00:00Z') + n * 3_600_000
    const id = await metric(
      'COUNTER',
      [0, 1, 2, 3, 4, 5].map((n) => ({ at: hour(n), value: 100 * n, total: null })),
    )
    const increases = async (from: number, to: number, buckets = 1) =>
      listAt(at(await seriesOf('COUNTER', id, { from: hour(from), to: hour(to), buckets }), 'INCREASE')).map(
        (point) => at(point, 'value'),
      )
    expect(await increases(0, 6)).toEqual([500])
    expect(await increases(0, 6, 6)).toEqual([null, 100, 100, 100, 100, 100])
    expect([await increases(0, 3), await increases(3, 6)]).toEqual([[200], [300]])
    expect(await increases(2, 3)).toEqual([100])
    // Without samples: nothing has grown after an earlier sample, and nothing is known before the first one.
    expect(await increases(-1, 8, 9)).toEqual([null, null, 100, 100, 100, 100, 100, 0, 0])
    expect(await increases(7, 8)).toEqual([0])
    const counts = at(await seriesOf('COUNTER', id, { from: hour(5), to: hour(7), buckets: 2 }), 'COUNT')
    expect(listAt(counts).map((point) => at(point, 'value'))).toEqual([1, 0])
  })

  it('has the aggregate of its kind by default, and refuses one that says nothing of it', async () => {
    const times = ['2026-02-01T00:00:00Z', '2026-02-01T00:01:00Z', '2026-02-01T00:02:00Z']
    const rows = times.map((time, n) => gauge(time, 10 * 2 ** n))
    const ids = {
      GAUGE: await metric('GAUGE', rows),
      COUNTER: await metric('COUNTER', rows),
      RATIO: await metric(
        'RATIO',
        rows.map((row) => ({ ...row, total: 100 })),
      ),
    }
    const ask = (kind: Kind, aggregate?: Aggregate) =>
      api.ask(
        `query ($id: ID!) { metric(by: { id: $id }) { series(from: "2026-02-01T00:00:00Z", to: "2026-02-01T00:03:00Z", buckets: 1${aggregate === undefined ? '' : `, aggregate: ${aggregate}`}) { value } } }`,
        { id: ids[kind] },
      )
    const byDefault = { GAUGE: 70 / 3, COUNTER: 30, RATIO: 70 / 300 }
    for (const kind of ['GAUGE', 'COUNTER', 'RATIO'] as const) {
      const value = at((await ask(kind)).data, 'metric', 'series', 0, 'value')
      expect(value, kind).toBeCloseTo(byDefault[kind], 9)
    }
    for (const [kind, aggregate, meant] of [
      ['COUNTER', 'AVG', 'INCREASE'],
      ['COUNTER', 'SUM', 'INCREASE'],
      ['GAUGE', 'INCREASE', 'AVG'],
      ['RATIO', 'INCREASE', 'SUM'],
    ] as const) {
      const { errors } = await ask(kind, aggregate)
      expect(errors).toMatchObject([
        {
          message: `aggregate: is ${aggregate}, which says nothing of a ${kind}; use ${meant}`,
          extensions: { code: 'BAD_USER_INPUT', fields: [{ path: ['aggregate'] }] },
        },
      ])
    }
  })

  it('has 1 to 1,000 buckets and a beginning before its end', async () => {
    const id = await metric('GAUGE', [])
    const query = `query ($id: ID!, $from: DateTime!, $to: DateTime!, $buckets: Int! = 100) { metric(by: { id: $id }) {
      series(from: $from, to: $to, buckets: $buckets) { value } } }`
    const [from, to] = [0, 86_400_000]
    for (const [asked, field] of [
      [{ from, to, buckets: 0 }, 'buckets'],
      [{ from, to, buckets: -1 }, 'buckets'],
      [{ from, to, buckets: 1_001 }, 'buckets'],
      [{ from, to: from, buckets: 1 }, 'to'],
      [{ from: to, to: from, buckets: 1 }, 'to'],
    ] as const) {
      const { errors } = await api.ask(query, variables(id, asked))
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
      expect(errors[0]?.extensions.fields).toMatchObject([{ path: [field] }])
    }
    const most = await api.get(query, variables(id, { from, to, buckets: 1_000 }))
    expect(listAt(most, 'metric', 'series')).toHaveLength(1_000)
    const { buckets: _buckets, ...without } = variables(id, { from, to, buckets: 1 })
    expect(listAt(await api.get(query, without), 'metric', 'series')).toHaveLength(100)
  })

  it('of ages is answered too', async () => {
    const id = await metric('GAUGE', [gauge('2026-06-15T00:00:00Z', 4)])
    const query = `query ($id: ID!) { metric(by: { id: $id }) {
      series(from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59.999Z", buckets: 1000, aggregate: COUNT) { start value } } }`
    const filled = listAt(await api.get(query, { id }), 'metric', 'series').filter(
      (point) => at(point, 'value') !== 0,
    )
    expect(filled).toEqual([{ start: expect.stringMatching(/^20[12]\d-/), value: 1 }])
  })
})

describe('the statement', () => {
  it('is one, and reads the months asked for alone', async () => {
    const months = ['2020-01', '2020-02', '2020-03', '2020-04', '2020-05']
    const id = await metric(
      'GAUGE',
      months.map((month) => gauge(`${month}-15T00:00:00Z`, 1)),
    )
    const statements = recordStatements(api.db)
    await seriesOf('GAUGE', id, {
      from: Date.parse('2020-02-10T00:00:00Z'),
      to: Date.parse('2020-04-01T00:00:00Z'),
      buckets: 9,
    })
    const [statement, ...more] = statements.stop().filter(({ text }) => text.includes('metric_sample'))
    expect(more).toEqual([])
    const client = await api.db.pool.connect()
    try {
      for (const mode of ['force_custom_plan', 'force_generic_plan']) {
        await client.query(`set plan_cache_mode = ${mode}`)
        const { rows } = await client.query<{ 'QUERY PLAN': string }>({
          text: `explain (analyze, costs off, timing off) ${statement?.text}`,
          values: [...(statement?.values ?? [])],
        })
        const lines = rows.map((row) => row['QUERY PLAN']).filter((line) => !/never executed/.test(line))
        const read = new Set(lines.join('\n').match(/metric_sample_\d{4}_\d\d(?=_| )/g))
        expect([...read].sort(), mode).toEqual(['metric_sample_2020_02', 'metric_sample_2020_03'])
      }
    } finally {
      await client.query('reset plan_cache_mode')
      client.release()
    }
  })
})
