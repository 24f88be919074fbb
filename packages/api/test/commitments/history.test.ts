import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshMeasures } from '../../src/commitments/periods-store.ts'
import { at, listAt, make } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2026-11-30T10:00:00.000Z')
let api: TestApi
let service = ''
let metric = ''

beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
  service = await make(api, 'Service', { name: 'Checkout', kind: 'BUSINESS' })
  metric = await make(api, 'Metric', { name: 'answered', unit: '1', kind: 'RATIO', service: { id: service } })
  await sql`select metric_sample_partitions('2026-10-01', '2026-12-01')`.execute(api.db.kysely)
  // Each hour for forty days: one bad event of ten every seventh hour, and in twenty hours on end.
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metric.replace('metric_', '')}::uuid, ${NOW}::timestamptz - h * interval '1 hour', 10 - (h % 7 = 0 or h between 200 and 220)::int, 10
    from generate_series(1, 960) h`.execute(api.db.kysely)
})
afterAll(() => api.stop())

const newSlo = (name: string, given: object) =>
  make(api, 'Slo', {
    name,
    service: { id: service },
    indicator: 'RATIO',
    metric: { id: metric },
    target: 0.9,
    duration: '1w',
    ...given,
  })

const POINT = 'at windowStart windowEnd outcome attainment remaining good bad burnRate'
const RANGE = 'from: "2026-11-10T10:00:00Z", to: "2026-11-30T10:00:00Z"'

describe('the history of an SLO', () => {
  it.each([
    ['a rolling window', {}],
    ['a calendar window', { startTime: '2026-01-05 00:00:00', timeZone: 'Europe/Berlin' }],
    [
      'slices',
      { budgetingMethod: 'TIMESLICES', timeSliceWindow: '3h', timeSliceTarget: 0.95, duration: '9d' },
    ],
  ])('is its status at each instant: %s', async (name, settings) => {
    const id = await newSlo(name, settings)
    const compare = async () => {
      const answer = await api.get(
        `{ slo(by: { id: "${id}" }) { history(${RANGE}, points: 10) { ${POINT} } } }`,
      )
      const points = listAt(answer, 'slo', 'history')
      expect(points).toHaveLength(10)
      for (const [place, point] of points.entries()) {
        const instant = new Date(Date.parse('2026-11-12T10:00:00Z') + place * 2 * 86_400_000).toISOString()
        const status = await api.get(`{ slo(by: { id: "${id}" }) { status(at: "${instant}") { ${POINT} } } }`)
        expect(point).toEqual(at(status, 'slo', 'status'))
      }
      const bad = points.map((point) => at(point, 'bad'))
      expect(new Set(bad).size).toBeGreaterThan(1)
    }
    await compare()
    await refreshMeasures(api.db.kysely)
    await compare()
  })

  it('of many SLOs takes a fixed number of statements', async () => {
    const count = async (first: number) => {
      const statements = recordStatements(api.db)
      await api.get(`{ slos(first: ${first}) { nodes { history(${RANGE}, points: 5) { bad } } } }`)
      return statements.stop().length
    }
    expect(await count(3)).toBe(await count(1))
  })

  it('is refused for no time and too many instants', async () => {
    const message = async (args: string) =>
      (await api.ask(`{ slos(first: 1) { nodes { history(${args}) { bad } } } }`)).errors[0]?.message
    expect(await message('from: "2026-11-30T10:00:00Z", to: "2026-11-30T10:00:00Z"')).toContain(
      'is not after from',
    )
    expect(await message(`${RANGE}, points: 0`)).toContain('1 to 100')
    expect(await message(`${RANGE}, points: 101`)).toContain('100')
  })
})
