import { parseRecord, type SamplesRecord } from '@throughline/plugin-kit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../src/check.ts'
import { mapBatch } from '../src/map.ts'
import type { Point, SampleBatch } from '../src/sample-batch.ts'
import { samples } from '../src/streams.ts'
import { collected, onStage, type Stage } from './run.ts'
import { failure, prometheusSystem } from './system.ts'

const UNTIL = new Date('2030-01-01T00:00:00Z')
const REQUESTS = 'sum(rate(http_requests_total[5m])) by (service)'
const requests = { metric: 'requests', unit: 'req/s', query: REQUESTS, subject: { serviceLabel: 'service' } }
const availability = {
  metric: 'availability',
  unit: 'requests',
  kind: 'RATIO',
  query: 'http:good',
  total: 'http:total',
  subject: { service: 'Shop' },
}

async function batches({ ctx }: Stage, scope = 'requests', until = UNTIL): Promise<SampleBatch[]> {
  const pages = await collected(samples.pages(ctx, { id: scope }, null, until))
  return pages.flatMap(({ raw }) => raw)
}

function records(batch: SampleBatch): SamplesRecord[] {
  return [mapBatch(batch)].flat()
}

describe('the steps', () => {
  test('are multiples of the step, each read once, however runs and pages fall', async () => {
    const runs = fc.record({
      step: fc.integer({ min: 1, max: 400 }),
      pageSize: fc.integer({ min: 1, max: 30 }),
      watermarkDelaySeconds: fc.integer({ min: 0, max: 200 }),
      begin: fc.integer({ min: 1_800_000_000, max: 1_800_001_000 }),
      /** Seconds from one run to the next. */
      pauses: fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(runs, async ({ step, pageSize, watermarkDelaySeconds, begin, pauses }) => {
        const settings = {
          queries: [{ ...requests, step }],
          pageSize,
          watermarkDelaySeconds,
          historyDays: 0.01,
        }
        await onStage(settings, async ({ ctx, system }) => {
          system.expressions[REQUESTS] = [{ metric: { service: 'shop' }, at: String }]
          const seen: number[] = []
          let from: { through: number } | null = null
          let until = begin
          for (const pause of pauses) {
            until += pause
            for await (const { raw, next } of samples.pages(
              ctx,
              { id: 'requests' },
              from,
              new Date(until * 1000),
            )) {
              seen.push(...raw.flatMap(({ points }) => points.map(([seconds]) => seconds)))
              from = next
            }
          }
          const last = Math.floor((until - watermarkDelaySeconds) / step) * step
          const first = Math.ceil((begin + (pauses[0] ?? 0) - 864) / step) * step
          const expected = Array.from(
            { length: Math.max(0, (last - first) / step + 1) },
            (_, i) => first + i * step,
          )
          expect(seen).toEqual(expected)
        })
      }),
      { numRuns: 25 },
    )
  })

  test('are never more than Prometheus gives at once, and a record holds at most 1000 of them', () =>
    onStage({ queries: [{ ...requests, step: 1 }], pageSize: 11_000, historyDays: 0.15 }, async (stage) => {
      const found = await batches(stage)
      const shop = found.filter(({ labels }) => labels.service === 'shop')
      expect(shop.map(({ points }) => points.length)).toEqual([
        ...Array.from({ length: 12 }, () => 1000),
        841,
      ])
      for (const record of found.flatMap(records)) expect(parseRecord(record)).toEqual(record)
    }))

  test('end before what scrapes may still change', () =>
    onStage(
      { queries: [{ ...requests, step: 60 }], watermarkDelaySeconds: 90, historyDays: 0.01 },
      async (stage) => {
        const times = (await batches(stage)).flatMap(({ points }) => points.map(([seconds]) => seconds))
        expect(Math.max(...times)).toBe(UNTIL.getTime() / 1000 - 120)
      },
    ))

  test('are none where nothing new is old enough yet', () =>
    onStage({ queries: [{ ...requests, step: 60 }] }, async ({ ctx, upstream }) => {
      const from = { through: UNTIL.getTime() / 1000 - 120 }
      expect(await collected(samples.pages(ctx, { id: 'requests' }, from, UNTIL))).toEqual([])
      expect(upstream.requests).toEqual([])
    }))
})

describe('an answer', () => {
  const shortly = { historyDays: 0.01 }
  const bad = 'invalid parameter "query": 1:3: parse error'

  test.each([
    [
      'a query that cannot be read',
      failure(400, 'bad_data', bad),
      'CONFIG_ERROR',
      /\(bad_data\): invalid parameter/,
    ],
    [
      'a query that takes too much',
      failure(422, 'execution', 'too many samples'),
      'TRANSIENT',
      /\(execution\)/,
    ],
    ['an error under the status 200', failure(200, 'timeout', 'query timed out'), 'TRANSIENT', /\(timeout\)/],
    ['something else', { status: 200, json: { ok: true } }, 'CONFIG_ERROR', /not one of Prometheus/],
    ['a page of a proxy', { status: 404, text: '<html>' }, 'CONFIG_ERROR', /not one of Prometheus/],
    [
      'a vector',
      { json: { status: 'success', data: { resultType: 'vector', result: [] } } },
      'CONFIG_ERROR',
      /not one/,
    ],
  ])('with %s is no whole answer', (_name, answer, code, message) =>
    onStage({ ...shortly, queries: [requests] }, async (stage) => {
      stage.upstream.faults = () => ({ kind: 'answer', answer })
      await expect(batches(stage)).rejects.toMatchObject({ code })
      await expect(batches(stage)).rejects.toThrow(message)
    }),
  )

  test('with warnings that a part is missing is no whole answer, for a ratio either', () =>
    onStage({ ...shortly, queries: [requests, availability] }, async (stage) => {
      stage.system.warnings = [
        'PromQL warning: something about the expression',
        'store 2: connection refused',
      ]
      await expect(batches(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
      await expect(batches(stage)).rejects.toThrow(/in part only: store 2/)
      await expect(batches(stage, 'availability')).rejects.toMatchObject({ code: 'TRANSIENT' })
    }))

  test('that VictoriaMetrics calls partial is no whole answer', () =>
    onStage({ ...shortly, queries: [requests] }, async (stage) => {
      const json = { status: 'success', isPartial: true, data: { resultType: 'matrix', result: [] } }
      stage.upstream.faults = () => ({ kind: 'answer', answer: { json } })
      await expect(batches(stage)).rejects.toMatchObject({ code: 'TRANSIENT' })
      stage.upstream.faults = () => ({ kind: 'answer', answer: { json: { ...json, isPartial: false } } })
      expect(await batches(stage)).toEqual([])
    }))

  test('with remarks about the expression is whole', () =>
    onStage({ ...shortly, queries: [requests] }, async (stage) => {
      const plain = await batches(stage)
      stage.system.warnings = [
        'PromQL warning: encountered a mix of histograms and floats for aggregation (1:1)',
      ]
      expect(await batches(stage)).toEqual(plain)
    }))

  test('with native histograms is taken without them, which is logged', () =>
    onStage({ ...shortly, queries: [requests] }, async (stage) => {
      const result = [{ metric: { service: 'a' }, histograms: [[1, { count: '1' }]] }]
      const json = { status: 'success', data: { resultType: 'matrix', result } }
      stage.upstream.faults = () => ({ kind: 'answer', answer: { json } })
      expect(await batches(stage)).toEqual([])
      expect(stage.lines.join()).toContain('histogram_quantile')
    }))
})

describe('series', () => {
  const twice = [
    { metric: { service: 'shop', pod: 'a' }, at: () => '1' },
    { metric: { service: 'shop', pod: 'b' }, at: () => '2' },
  ]

  test('that the labels kept cannot tell apart are refused, not mixed', () =>
    onStage({ historyDays: 0.01, queries: [{ ...requests, labels: [] }] }, async (stage) => {
      stage.system.expressions[REQUESTS] = twice
      await expect(batches(stage)).rejects.toMatchObject({ code: 'CONFIG_ERROR' })
      await expect(batches(stage)).rejects.toThrow(/two series with the labels requests\{service="shop"\}/)
    }))

  test('are told apart by all labels where none are named', () =>
    onStage({ historyDays: 0.01, queries: [requests] }, async (stage) => {
      stage.system.expressions[REQUESTS] = twice
      expect(new Set((await batches(stage)).flatMap(records).map(({ metric }) => metric.externalId))).toEqual(
        new Set(['requests{pod="a",service="shop"}', 'requests{pod="b",service="shop"}']),
      )
    }))

  test('of a query that was taken out of the configuration are gone', () =>
    onStage({ queries: [requests] }, async (stage) => {
      await expect(batches(stage, 'other')).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))
})

describe('a sample', () => {
  const batch = (
    points: readonly Point[],
    metric: Partial<SampleBatch['metric']> = {},
    labels = {},
  ): SampleBatch => ({
    id: 'm',
    metric: { metric: 'm', unit: '1', kind: 'GAUGE', subject: { service: 'Shop' }, ...metric },
    labels,
    points,
  })
  const values = (points: readonly Point[], metric = {}) =>
    records(batch(points, metric)).flatMap((record) =>
      record.samples.map(({ value, total }) => [value, total]),
    )

  test('that is no number is left out, and a batch without another means nothing', () => {
    const points = ['1', 'NaN', '+Inf', '-Inf', '2e-3'].map(
      (value, index): Point => [index + 1_800_000_000, value],
    )
    expect(values(points)).toEqual([
      [1, undefined],
      [0.002, undefined],
    ])
    expect(mapBatch(batch(points.slice(1, 4)))).toEqual([])
  })

  test('of a ratio has the good and all events; without events it says so', () => {
    const points: Point[] = [
      [1_800_000_000, '97', '100'],
      [1_800_000_060, '0', '0'],
      [1_800_000_120, '100.4', '100'],
      [1_800_000_180, '5', 'NaN'],
    ]
    expect(values(points, { kind: 'RATIO' })).toEqual([
      [97, 100],
      [0, 0],
      [100, 100],
    ])
  })

  test.each([['102'], ['-1']])('of a ratio with %s of 100 good events is a wrong query', (good) => {
    expect(() => mapBatch(batch([[1_800_000_000, good, '100']], { kind: 'RATIO' }))).toThrow(
      /at 2027-01-15T08:00:00.000Z the good events are/,
    )
  })

  test.each([
    [{ service: 'Shop' }, { service: 'Shop' }],
    [{ asset: 'db-1' }, { asset: { name: 'db-1' } }],
    [{ serviceLabel: 'job' }, { service: 'node' }],
    [{ assetLabel: 'instance', withoutPort: false }, { asset: { name: 'db-1:9100' } }],
    [
      { assetLabel: 'instance', withoutPort: true, identifier: 'fqdn' },
      { asset: { identifier: { kind: 'fqdn', value: 'db-1' } } },
    ],
  ])('with the subject %j measures %j', (subject, expected) => {
    const [record] = records(
      batch([[1_800_000_000, '1']], { subject }, { job: 'node', instance: 'db-1:9100' }),
    )
    expect(record?.metric.subject).toEqual(expected)
  })

  test('whose series lacks the label of its subject is set aside, not forgotten', () => {
    const lacking = batch([[1_800_000_000, '1']], { subject: { serviceLabel: 'service' } })
    expect(() => mapBatch(lacking)).toThrow(/no label service/)
  })

  test('of a series with labels longer than an id is kept under a short one', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`l${index}`, 'x'.repeat(1500)]),
    )
    const [record] = records(batch([[1_800_000_000, '1']], {}, labels))
    expect(parseRecord(record)).toEqual(record)
  })
})

describe('the connection test', () => {
  test('tries each query by itself', () =>
    onStage(
      {
        queries: [
          requests,
          { ...availability, total: 'http:oops' },
          { ...requests, id: 'none', query: 'absent' },
        ],
      },
      async ({ ctx, system }) => {
        system.expressions.absent = []
        expect(await check(ctx)).toMatchObject([
          { capability: 'read requests', status: 'ok' },
          { capability: 'read availability', status: 'ok' },
          { capability: 'read the total of availability', status: 'unusable' },
          { capability: 'read none', status: 'ok', detail: expect.stringContaining('No series') },
        ])
      },
    ))

  test('says when there is nothing to read', () =>
    onStage({}, async ({ ctx }) => expect(await check(ctx)).toMatchObject([{ status: 'unusable' }])))
})

test('credentials and tenant go along as they were given', async () => {
  const basic = `Basic ${Buffer.from('reader:prom-4fb2c81d9e').toString('base64')}`
  const settings = {
    user: 'reader',
    password: 'env:PASSWORD',
    tenant: 'team-a',
    queries: [requests],
  }
  await onStage(
    { ...settings, historyDays: 0.01 },
    async (stage) => {
      expect(await batches(stage)).not.toEqual([])
      expect(stage.upstream.requests[0]?.headers['x-scope-orgid']).toBe('team-a')
    },
    prometheusSystem(basic),
  )
})
