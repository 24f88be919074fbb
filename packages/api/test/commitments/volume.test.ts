import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { evaluateSlos } from '../../src/commitments/evaluate-store.ts'
import { refreshMeasures } from '../../src/commitments/periods-store.ts'
import { listAt } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'

/** An ordinary run is a small part of it; THROUGHLINE_TEST_COSTS=full takes one and ten million samples. */
const FULL = process.env.THROUGHLINE_TEST_COSTS === 'full'
const METRICS = FULL ? 50 : 3
const DAYS = 90
const SAMPLES = FULL ? 1_000_000 : 9_000
const ROUNDS = 7
const NOW = new Date('2026-11-30T12:00:00.000Z')

const apis: TestApi[] = []
afterAll(() => Promise.all(apis.map((api) => api.stop())))

/** Metrics with an SLO each, and so many samples in the 90 days before now. */
async function organisation(samples: number): Promise<TestApi> {
  const api = await startApi({ clock: () => NOW })
  apis.push(api)
  const { kysely } = api.db
  const from = new Date(NOW.getTime() - DAYS * 86_400_000)
  await sql`insert into service (name, kind) select 'service ' || n, 'BUSINESS' from generate_series(1, ${METRICS}) n`.execute(
    kysely,
  )
  await sql`insert into metric (name, unit, kind, service_id)
    select 'metric of ' || s.name, '1', 'RATIO', s.id from service s`.execute(kysely)
  await sql`insert into slo (name, service_id, indicator, metric_id, target, duration)
    select 'SLO of ' || m.name, m.service_id, 'RATIO', m.id, 0.99, '30d' from metric m`.execute(kysely)
  await sql`select metric_sample_partitions(${from}, ${NOW})`.execute(kysely)
  const each = samples / METRICS
  for (const { id } of await kysely.selectFrom('metric').select('id').execute())
    await sql`
      insert into metric_sample (metric_id, at, value, total)
      select ${id}::uuid, ${from}::timestamptz + n * ${(DAYS * 86_400_000) / each}::float8 * interval '1 millisecond',
        1000 - n % 13, 1000
      from generate_series(0, ${each - 1}) n`.execute(kysely)
  await sql`analyze`.execute(kysely)
  await refreshMeasures(kysely)
  await evaluateSlos(kysely, NOW, { actor: 'test', requestId: 'test' })
  await sql`analyze`.execute(kysely)
  return api
}

const QUERIES = {
  'series of 90 days in 100 buckets': `{ metrics(first: 1) { nodes {
    series(from: "2026-09-01T12:00:00Z", to: "2026-11-30T12:00:00Z", buckets: 100) { value } } } }`,
  'page of 50 SLOs':
    '{ slos(first: 50) { nodes { name status { outcome attainment remaining burnRate } } } }',
  'page of 50 SLOs, computed': `{ slos(first: 50) { nodes { name
    status(at: "2026-11-30T12:00:00Z") { outcome attainment remaining burnRate } } } }`,
}

interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

function samplesRead(node: PlanNode): number {
  const own = node['Relation Name']?.startsWith('metric_sample_') === true
  const rows = own ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] : 0
  return rows + (node.Plans ?? []).reduce((sum, plan) => sum + samplesRead(plan), 0)
}

/** How many rows of samples the statements of a query read. */
async function readBy(api: TestApi, query: string): Promise<number> {
  const statements = recordStatements(api.db)
  await api.get(query)
  let rows = 0
  for (const { text, values } of statements.stop()) {
    if (!text.includes('metric_sample')) continue
    const { rows: explained } = await api.db.pool.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
      `explain (analyze, format json) ${text}`,
      [...values],
    )
    for (const { Plan } of explained[0]?.['QUERY PLAN'] ?? []) rows += samplesRead(Plan)
  }
  return rows
}

test('long series and pages of SLOs read kept sums, however many samples there are', async () => {
  const [few, many] = [await organisation(SAMPLES), await organisation(10 * SAMPLES)]
  for (const [name, query] of Object.entries(QUERIES)) {
    const times: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++) {
      const spent: number[] = []
      for (const api of [few, many]) {
        const start = performance.now()
        const answer = await api.get(query)
        spent.push(performance.now() - start)
        expect(listAt(answer, query.includes('slos') ? 'slos' : 'metrics', 'nodes').length).toBeGreaterThan(0)
      }
      times.push([spent[0] ?? 0, spent[1] ?? 0])
    }
    const ratios = times.map(([one, ten]) => ten / one).sort((a, b) => a - b)
    const read = await readBy(many, query)
    console.log(
      `${name}: ten times the samples take ${ratios[ROUNDS >> 1]?.toFixed(2)} of the time (${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}), ${read} samples read`,
    )
    // At the ends of spans, an hour or two of samples is read.
    const ofAnHour = (10 * SAMPLES) / METRICS / DAYS / 24
    expect(read).toBeLessThan(ofAnHour * (query.includes('slos') ? 16 * METRICS : 200))
  }
}, 3_600_000)
