import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Chunks } from '../../src/metrics/ingest/chunks.ts'
import { ingestSamples } from '../../src/metrics/ingest/ingest-store.ts'
import { uuidBytes } from '../../src/metrics/ingest/sample-rows.ts'
import { SampleSpool } from '../../src/metrics/ingest/spool-store.ts'
import { uuidFrom } from '../features/audit-trail.ts'
import { startApi, type TestApi } from '../harness.ts'
import { runs } from '../runs.ts'
import { ingest, metricsOf, ndjson } from './ingest-request.ts'

let api: TestApi
let metrics: string[] = []
beforeAll(async () => {
  api = await startApi()
  metrics = await metricsOf(api, { one: 'GAUGE', other: 'GAUGE' })
})
afterAll(() => api.stop())

// Few metrics, instants and values, so that they meet; over the end of a month.
const sample = fc.record({
  metric: fc.nat({ max: 1 }),
  minute: fc.integer({ min: -3, max: 3 }),
  value: fc.nat({ max: 2 }),
})
type Sample = typeof sample extends fc.Arbitrary<infer T> ? T : never

const timeOf = ({ minute }: Sample) => Date.UTC(2026, 4, 1) + minute * 60_000
const keyOf = (one: Sample) => `${uuidFrom(metrics[one.metric] ?? '')} ${new Date(timeOf(one)).toISOString()}`

/** What is stored in the end, and what became of each sample, one after another. */
function expected(samples: readonly Sample[]) {
  const state = new Map<string, number>()
  const counts = { recorded: 0, replaced: 0, unchanged: 0 }
  for (const one of samples) {
    const before = state.get(keyOf(one))
    counts[before === undefined ? 'recorded' : before === one.value ? 'unchanged' : 'replaced'] += 1
    state.set(keyOf(one), one.value)
  }
  return { state: Object.fromEntries(state), counts }
}

async function stored(): Promise<Record<string, number>> {
  const { rows } = await sql<{ metric: string; at: Date; value: number }>`
    select metric_id as metric, at, value from metric_sample`.execute(api.db.kysely)
  await sql`delete from metric_sample`.execute(api.db.kysely)
  return Object.fromEntries(rows.map(({ metric, at, value }) => [`${metric} ${at.toISOString()}`, value]))
}

type Counts = ReturnType<typeof expected>['counts']
const sum = (all: readonly Counts[]): Counts => ({
  recorded: all.reduce((total, one) => total + one.recorded, 0),
  replaced: all.reduce((total, one) => total + one.replaced, 0),
  unchanged: all.reduce((total, one) => total + one.unchanged, 0),
})

test('however samples are split into requests, the last one of an instant stays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(sample, { minLength: 1, maxLength: 12 }), { maxLength: 4 }),
      async (requests) => {
        const counts: Counts[] = []
        for (const request of requests) {
          const lines = request.map((one) => ({
            metric: metrics[one.metric],
            at: new Date(timeOf(one)).toISOString(),
            value: one.value,
          }))
          const { status, body } = await ingest(api, ndjson(lines))
          expect(status).toBe(200)
          counts.push(body as unknown as Counts)
        }
        const { state, counts: all } = expected(requests.flat())
        expect(await stored()).toEqual(state)
        expect(sum(counts)).toEqual(all)
      },
    ),
    { numRuns: runs(40, 400) },
  )
})

test('however a request is split into chunks, also into more than memory keeps', async () => {
  const known = metrics.map((metric) => {
    const id = uuidFrom(metric)
    return { id, kind: 'GAUGE', bytes: uuidBytes(id) }
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(sample, { maxLength: 30 }),
      fc.integer({ min: 1, max: 8 }),
      async (samples, size) => {
        const spool = new SampleSpool()
        const chunks = new Chunks(size)
        for (const one of samples) {
          const metric = known[one.metric]
          const chunk = metric && chunks.add(metric, timeOf(one), one.value, null)
          if (chunk !== undefined) await spool.add(chunk)
        }
        const rest = chunks.end()
        if (rest !== undefined) await spool.add(rest)
        const outcome = await ingestSamples(api.db.kysely, { actor: 'test', requestId: 'test' }, known, spool)
        await spool.close()
        const { state, counts } = expected(samples)
        expect(await stored()).toEqual(state)
        expect(outcome).toEqual(counts)
      },
    ),
    { numRuns: runs(40, 400) },
  )
})
