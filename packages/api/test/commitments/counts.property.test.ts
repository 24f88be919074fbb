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

async function newMetric(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into metric (name, unit, kind, service_id) values (gen_random_uuid()::text, '1', 'RATIO', ${service}) returning id
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

async function record(metric: string, samples: readonly Sample[]): Promise<void> {
  const times = samples.map(({ at }) => new Date(at).toISOString())
  const { kysely } = database.db
  await sql`select metric_sample_partitions(min(t), max(t)) from unnest(${times}::timestamptz[]) t having count(*) > 0`.execute(
    kysely,
  )
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metric}, * from unnest(${times}::timestamptz[], ${samples.map(({ good }) => good)}::float8[],
      ${samples.map(({ total }) => total)}::float8[])
    on conflict (metric_id, at) do update set value = excluded.value, total = excluded.total`.execute(kysely)
}

it('counts what the definition counts, however much of it is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      settings,
      fc.uniqueArray(sample, { minLength: 1, maxLength: 80, selector: ({ at }) => at }),
      fc.array(correction, { maxLength: 4 }),
      around(60),
      async ({ method, slice, target, sliceTarget, window }, rows, corrections, now) => {
        const samples = rows.map(({ at, good, spare }) => ({ at, good, total: good + spare }))
        const metric = await newMetric()
        const slo = await newSlo(metric, {
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
            buckets: known.map(({ at, good, total }) => ({ start: at, end: at, good, total })),
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
        const early = samples.slice(samples.length / 2)
        await record(metric, early)
        await compare(early, 'samples')
        await refreshMeasures(database.db.kysely)
        await compare(early, 'periods')
        await record(metric, samples)
        await compare(samples, 'late samples')
        await refreshMeasures(database.db.kysely)
        await compare(samples, 'late samples in periods')
      },
    ),
    { numRuns: runs(15, 120), seed: 20_261_130 },
  )
})

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
