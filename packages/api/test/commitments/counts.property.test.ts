import { type TestDatabase, testDatabase } from '@throughline/db/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Interval } from '../../src/change-windows/interval.ts'
import { type BudgetQuestion, budgetOf, spendIn } from '../../src/commitments/budget.ts'
import { countSpans } from '../../src/commitments/counts-store.ts'
import { refreshMeasures } from '../../src/commitments/periods-store.ts'
import { planStatus } from '../../src/commitments/plan.ts'
import { checkSettings, ruleOf, type SloRow, windowOf } from '../../src/commitments/settings.ts'
import { statusOf } from '../../src/commitments/status.ts'
import { runs } from '../runs.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** In the hours around it, clocks are changed in Europe and in Lord Howe. */
const MIDDLE = Date.UTC(2026, 3, 5, 0)

let database: TestDatabase
let service = ''

beforeAll(async () => {
  database = await testDatabase()
  const { rows } = await sql<{ id: string }>`
    insert into service (name, kind) values ('Shop', 'BUSINESS') returning id`.execute(database.db.kysely)
  service = rows[0]?.id ?? ''
})
afterAll(() => database.drop())

interface Sample {
  readonly at: number
  readonly good: number
  readonly total: number
}

const settings = fc.record({
  method: fc.constantFrom('OCCURRENCES', 'TIMESLICES', 'RATIO_TIMESLICES'),
  slice: fc.constantFrom('1m', '5m', '7m', '30m', '1h', '3h', '1d'),
  target: fc.constantFrom(0.5, 0.9, 0.99),
  sliceTarget: fc.constantFrom(0.5, 0.8, 1),
  window: fc.oneof(
    fc
      .constantFrom('1d', '2d', '7h', '45m')
      .map((duration) => ({ duration, start_time: null, time_zone: null })),
    fc.record({
      duration: fc.constantFrom('1d', '2d', '1w', '1M'),
      start_time: fc.constantFrom('2026-01-31 00:00:00', '2026-03-01 10:15:00'),
      time_zone: fc.constantFrom(
        'UTC',
        'Europe/Berlin',
        'Australia/Lord_Howe',
        'Asia/Kathmandu',
        'America/New_York',
      ),
    }),
  ),
})

const around = (hours: number) =>
  fc.integer({ min: -hours * 60, max: hours * 60 }).map((minute) => MIDDLE + minute * MINUTE)
const sample = fc.record({
  at: fc.oneof(
    around(72),
    around(3),
    fc.integer({ min: -DAY, max: DAY }).map((offset) => MIDDLE + offset),
  ),
  good: fc.integer({ min: 0, max: 8 }),
  spare: fc.constantFrom(0, 0, 1, 4),
})
const correction = fc
  .tuple(around(48), fc.integer({ min: 1, max: 200 }))
  .map(([start, minutes]): Interval => ({ start, end: start + minutes * MINUTE }))

/** An indicator by one ratio, or by two counters whose readings are the sums of the events so far. */
const indicator = fc.constantFrom('RATIO' as const, 'GOOD_RATIO' as const, 'BAD_RATIO' as const)
type Indicator = 'RATIO' | 'GOOD_RATIO' | 'BAD_RATIO'

async function newMetric(kind: 'RATIO' | 'COUNTER'): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into metric (name, unit, kind, service_id) values (gen_random_uuid()::text, '1', ${kind}, ${service}) returning id
  `.execute(database.db.kysely)
  return rows[0]?.id ?? ''
}

async function newSlo(metric: string, given: object): Promise<SloRow> {
  return database.db.kysely
    .insertInto('slo')
    .values({
      name: crypto.randomUUID(),
      service_id: service,
      indicator: 'RATIO',
      metric_id: metric,
      target: 0.9,
      duration: '1d',
      ...given,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A reading of a metric. */
interface Reading {
  readonly at: number
  readonly value: number
  readonly total: number | null
}

async function record(metric: string, readings: readonly Reading[]): Promise<void> {
  const times = readings.map(({ at }) => new Date(at).toISOString())
  const { kysely } = database.db
  await sql`select metric_sample_partitions(min(t), max(t)) from unnest(${times}::timestamptz[]) t having count(*) > 0`.execute(
    kysely,
  )
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metric}, * from unnest(${times}::timestamptz[], ${readings.map(({ value }) => value)}::float8[],
      ${readings.map(({ total }) => total)}::float8[])
    on conflict (metric_id, at) do update set value = excluded.value, total = excluded.total`.execute(kysely)
}

it('counts what the definition counts, however much of it is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      indicator,
      settings,
      fc.uniqueArray(sample, { minLength: 1, maxLength: 80, selector: ({ at }) => at }),
      fc.array(correction, { maxLength: 4 }),
      around(60),
      async (by, { method, slice, target, sliceTarget, window }, rows, corrections, now) => {
        const samples = rows
          .map(({ at, good, spare }) => ({ at, good, total: good + spare }))
          .sort((a, b) => a.at - b.at)
        const metric = await newMetric(by === 'RATIO' ? 'RATIO' : 'COUNTER')
        const total = by === 'RATIO' ? null : await newMetric('COUNTER')
        const slo = await newSlo(metric, {
          indicator: by,
          total_metric_id: total,
          ...window,
          target,
          budgeting_method: method,
          time_slice_window: method === 'OCCURRENCES' ? null : slice,
          time_slice_target: method === 'TIMESLICES' ? sliceTarget : null,
        })
        fc.pre(isAllowed(slo))
        const compare = async (known: readonly Sample[], stage: string) => {
          const plan = planStatus(slo, { now, corrections, samplingInterval: null })
          const [tallies = []] = await countSpans(database.db.kysely, [plan])
          const question: BudgetQuestion = {
            rule: ruleOf(slo),
            kind: windowOf(slo).kind,
            window: plan.span,
            now: plan.at,
            buckets: eventsOf(by, samples, known).map(({ at, ...counts }) => ({
              start: at,
              end: at,
              ...counts,
            })),
            corrections,
          }
          const { budget, pairs, burn } = statusOf(plan, tallies)
          const expected = budgetOf(question)
          const figures = ({ explanation: _explanation, ...rest }: typeof budget) => rest
          expect(close(figures(budget)), stage).toEqual(close(figures(expected)))
          const burnIn = (length: number) => {
            const { bad, seen } = spendIn(question, { start: plan.at - length, end: plan.at })
            return seen === 0 ? null : bad / seen / (1 - target)
          }
          expect(close(burn), stage).toEqual(close(burnIn(DAY)))
          for (const { pair, evaluation } of pairs) {
            expect(close(evaluation.longBurn), stage).toEqual(close(burnIn(pair.long)))
            expect(close(evaluation.shortBurn), stage).toEqual(close(burnIn(pair.short)))
          }
        }
        const store = async (told: readonly Sample[]) => {
          const { first, second } = readingsOf(by, samples, told)
          await record(metric, first)
          if (total !== null) await record(total, second)
        }
        // Every other one arrives late.
        const early = samples.filter((_, place) => place % 2 === 0)
        await store(early)
        await compare(early, 'samples')
        await refreshMeasures(database.db.kysely)
        await compare(early, 'periods')
        await store(samples.filter((_, place) => place % 2 === 1))
        await compare(samples, 'late samples')
        await refreshMeasures(database.db.kysely)
        await compare(samples, 'late samples in periods')
      },
    ),
    { numRuns: runs(15, 80), seed: 20_261_130 },
  )
})

/** What the metrics of an indicator read at some instants; the counter of all events is read four times before the other. */
function readingsOf(by: Indicator, all: readonly Sample[], known: readonly Sample[]) {
  if (by === 'RATIO')
    return { first: known.map(({ at, good, total }) => ({ at, value: good, total })), second: [] }
  const upTo = (at: number, count: (sample: Sample) => number) =>
    all.reduce((sum, sample) => (sample.at <= at ? sum + count(sample) : sum), 0)
  const counted = (sample: Sample) => (by === 'GOOD_RATIO' ? sample.good : sample.total - sample.good)
  return {
    first: known
      .filter((sample) => all.indexOf(sample) > 3)
      .map(({ at }) => ({ at, value: upTo(at, counted), total: null })),
    second: known.map(({ at }) => ({ at, value: upTo(at, ({ total }) => total), total: null })),
  }
}

/** The events that the known readings tell of: of counters, those since the known reading before. */
function eventsOf(by: Indicator, all: readonly Sample[], known: readonly Sample[]): readonly Sample[] {
  if (by === 'RATIO') return known
  return known.slice(1).map(({ at }, place) => {
    const since = all.filter((sample) => sample.at > (known[place]?.at ?? 0) && sample.at <= at)
    const sum = (count: (sample: Sample) => number) => since.reduce((total, each) => total + count(each), 0)
    const total = sum((each) => each.total)
    // The first reading of a counter says nothing of the events before.
    const before = known[place]
    if (before === undefined || all.indexOf(before) < 4)
      return { at, good: by === 'GOOD_RATIO' ? 0 : total, total }
    return { at, good: sum(({ good }) => good), total }
  })
}

function isAllowed(slo: SloRow): boolean {
  try {
    checkSettings(slo)
    return true
  } catch {
    return false
  }
}

/** Numbers without the noise of different orders of addition. */
function close(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'number' ? Number(each.toPrecision(11)) : each,
  )
}
