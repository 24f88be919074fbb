import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Cover, type Interval, union } from '../../src/change-windows/interval.ts'
import { Attribution, type CausePart } from '../../src/commitments/cause-attribution.ts'
import { causeTimeline } from '../../src/commitments/cause-timeline.ts'
import { budgetCausesOf } from '../../src/commitments/causes-store.ts'
import { refreshMeasures } from '../../src/commitments/periods-store.ts'
import { runs } from '../runs.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const STEP = 5 * MINUTE
const COUNT = 96
const NOW = Date.UTC(2026, 10, 30, 8)
const START = NOW - COUNT * STEP

let database: TestDatabase
let [service, other, asset] = ['', '', '']

const uuid = async (query: ReturnType<typeof sql<{ id: string }>>) =>
  (await query.execute(database.db.kysely)).rows[0]?.id ?? ''
const run = (query: ReturnType<typeof sql>) => query.execute(database.db.kysely)

beforeAll(async () => {
  database = await testDatabase()
  service = await uuid(sql`insert into service (name, kind) values ('Shop', 'BUSINESS') returning id`)
  other = await uuid(sql`insert into service (name, kind) values ('Cart', 'BUSINESS') returning id`)
  asset = await uuid(sql`insert into asset (name, kind) values ('web-1', 'server') returning id`)
  await run(
    sql`insert into service_dependency (service_id, on_service_id, strength) values (${service}, ${other}, 0.5)`,
  )
  await run(
    sql`insert into service_dependency (service_id, on_asset_id, strength) values (${service}, ${asset}, 1)`,
  )
  await run(sql`select metric_sample_partitions('2026-11-01', '2026-12-01')`)
})
afterAll(() => database.drop())

const minutes = (from: number, length: number): Interval => ({
  start: START + from * MINUTE,
  end: START + (from + length) * MINUTE,
})
const span = fc
  .tuple(fc.integer({ min: -30, max: 480 }), fc.integer({ min: 1, max: 120 }))
  .map(([from, length]) => minutes(from, length))
const spans = fc.array(span, { maxLength: 4 })
const bads = fc.array(fc.constantFrom(0, 0, 0, 0, 1, 3, 10), { minLength: COUNT, maxLength: COUNT })

const question = fc.record({
  bad: bads,
  badBelow: bads,
  corrections: spans,
  changes: fc.array(fc.record({ own: span, incidents: fc.array(span, { maxLength: 2 }) }), { maxLength: 4 }),
  alerts: spans,
  length: fc.constantFrom(null, 300, 1200),
  slices: fc.constantFrom(null, '10m', '1h'),
})

/** Stores samples of 10 events each at every step. */
async function ratio(of: string, bad: readonly number[], seconds: number | null): Promise<string> {
  const metric = await uuid(sql`insert into metric (name, unit, kind, service_id, sample_seconds)
    values (gen_random_uuid()::text, '1', 'RATIO', ${of}, ${seconds}) returning id`)
  await run(sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metric}, ${new Date(START)}::timestamptz + (place - 1) * interval '5 minutes', 10 - bad, 10
    from unnest(${bad}::float8[]) with ordinality as b (bad, place)`)
  return metric
}

const newSlo = (of: string, metric: string, slices: string | null) =>
  uuid(sql`insert into slo (name, service_id, indicator, metric_id, target, duration, budgeting_method, time_slice_target,
      time_slice_window)
    values (gen_random_uuid()::text, ${of}, 'RATIO', ${metric}, 0.9, '8h', ${slices === null ? 'OCCURRENCES' : 'TIMESLICES'},
      ${slices === null ? null : 0.9}, ${slices}) returning id`)

const samplesOf = (bad: readonly number[]) =>
  bad.map((count, place) => ({ at: START + place * STEP, bad: count }))

/** The bad samples, or slices, that are left after corrections, each with the time that is left of it. */
function elementsOf(bad: readonly number[], corrections: Cover, length: number | null, slice: number | null) {
  const left = samplesOf(bad).filter(({ at }) => !corrections.has(at))
  const timeOf = (start: number, end: number) => corrections.uncovered({ start, end: Math.min(end, NOW) })
  if (slice === null)
    return left.map(({ at, bad: count }) => ({
      bad: count,
      spans: length === null ? [{ start: at, end: at }] : timeOf(at, at + length * 1000),
    }))
  const bySlice = Map.groupBy(left, ({ at }) => Math.floor(at / slice) * slice)
  return [...bySlice].flatMap(([start, events]) => {
    if (2 * corrections.within({ start, end: start + slice }) > slice) return []
    const share = events.reduce((sum, event) => sum + event.bad, 0) / (10 * events.length)
    return [{ bad: 1 - share >= 0.9 ? 0 : 1, spans: timeOf(start, start + slice) }]
  })
}

it('is what the definition says, for any samples, changes, alerts and maintenance', async () => {
  await fc.assert(
    fc.asyncProperty(question, async ({ bad, badBelow, corrections, changes, alerts, length, slices }) => {
      await run(sql`delete from ticket`)
      await run(sql`delete from change`)
      await run(sql`delete from alert`)
      await run(sql`delete from change_window`)
      await run(sql`delete from slo`)
      const slo = await newSlo(service, await ratio(service, bad, length), slices)
      await newSlo(other, await ratio(other, badBelow, null), null)
      for (const { start, end } of corrections)
        await run(sql`
          insert into change_window (name, kind, everything, start_time, time_zone, minutes)
          values (gen_random_uuid()::text, 'MAINTENANCE', true, to_char(${new Date(start)}::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
            'UTC', ${(end - start) / MINUTE})`)
      const ownChanges = []
      for (const { own, incidents } of changes) {
        const id = await uuid(sql`insert into change (title, type, state, actual_start, actual_end)
          values ('change', 'NORMAL', 'REVIEW', ${new Date(own.start)}, ${new Date(own.end)}) returning id`)
        await run(sql`insert into change_service (change_id, service_id) values (${id}, ${service})`)
        for (const { start, end } of incidents)
          await run(sql`insert into ticket (kind, title, state, opened_at, resolved_at, caused_by_change_id, cause_method, cause_confidence)
            values ('INCIDENT', 'incident', 'RESOLVED', ${new Date(start)}, ${new Date(end)}, ${id}, 'MANUAL', 0.9)`)
        ownChanges.push({ id, name: 'change', began: own.start, periods: [own, ...incidents] })
      }
      for (const { start, end } of alerts)
        await run(sql`with made as (insert into alert (fingerprint, title, severity, starts_at, ends_at)
          values (gen_random_uuid()::text, 'alert', 'INFO', ${new Date(start)}, ${new Date(end)}) returning id)
          insert into alert_asset (alert_id, asset_id) select id, ${asset} from made`)

      const slice = slices === null ? null : slices === '1h' ? HOUR : 10 * MINUTE
      const timeline = causeTimeline(ownChanges, [
        { id: asset, name: 'web-1', strength: 1, periods: alerts.map((time) => ({ ...time, badness: 1 })) },
        {
          id: other,
          name: 'Cart',
          strength: 0.5,
          // A sample is bad with more than one bad event of ten.
          periods: union(
            samplesOf(badBelow)
              .filter((one) => one.bad > 1)
              .map(({ at }) => ({ start: at, end: at + STEP })),
          ).map((time) => ({ ...time, badness: 0.1 })),
        },
      ])
      const elements = elementsOf(bad, new Cover(corrections), length, slice).filter((one) => one.bad > 0)
      const expected = new Attribution(timeline, {})
      for (const element of elements) expected.add(element.bad, element.spans)
      const total = elements.reduce((sum, element) => sum + element.bad, 0)
      const compare = async (stage: string) => {
        const found = await budgetCausesOf(database.db.kysely, {
          sloId: slo,
          now: new Date(NOW),
          on: '2026-11-30',
          without: {},
        })
        const parts = (rows: readonly CausePart[]) =>
          rows.map(({ id, bad: count, alsoPossible }) => ({
            id,
            bad: count,
            also: alsoPossible.map((one) => ({ id: one.id, bad: one.bad })),
          }))
        expect(parts(found?.causes.parts ?? []), stage).toEqual(parts(expected.parts()))
        expect(found?.causes.counted.bad, stage).toBe(total)
        expect(found?.status.budget.bad, stage).toBe(total)
      }
      await compare('samples')
      await refreshMeasures(database.db.kysely)
      await compare('kept periods')
    }),
    { numRuns: runs(20, 60), seed: 20_261_130 },
  )
})
