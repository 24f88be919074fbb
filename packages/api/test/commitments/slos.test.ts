import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateSlos } from '../../src/commitments/evaluate-store.ts'
import { runMaintenance } from '../../src/sync/runs/maintenance.ts'
import { at, done, listAt, make, mutate } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2026-11-30T12:00:00.000Z')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const SYSTEM = { actor: 'system', requestId: 'test' }

let api: TestApi
let service = ''
let names = 0

beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
  service = await make(api, 'Service', { name: 'Checkout', kind: 'BUSINESS' })
})
afterAll(() => api.stop())

const metric = (kind: string) => {
  names += 1
  return make(api, 'Metric', { name: `m ${names}`, unit: '1', kind, service: { id: service } })
}

async function slo(metricId: string, settings: object): Promise<string> {
  names += 1
  return make(api, 'Slo', {
    name: `slo ${names}`,
    service: { id: service },
    indicator: 'RATIO',
    metric: { id: metricId },
    target: 0.999,
    duration: '30d',
    ...settings,
  })
}

/** Stores samples at a distance from each other: those of a metric may be many. */
async function samples(
  metricId: string,
  start: Date,
  step: number,
  values: readonly (readonly [number, number | null])[],
): Promise<void> {
  await sql`select metric_sample_partitions(${start}, ${new Date(start.getTime() + step * values.length)})`.execute(
    api.db.kysely,
  )
  await sql`
    insert into metric_sample (metric_id, at, value, total)
    select ${metricId.replace(/^metric_/, '')}::uuid, ${start}::timestamptz + (place - 1) * ${step} * interval '1 millisecond', value, total
    from unnest(${values.map(([value]) => value)}::float8[], ${values.map(([, total]) => total)}::float8[])
      with ordinality as v (value, total, place)`.execute(api.db.kysely)
}

const STATUS = `outcome attainment remaining allowed good bad wholeWindow isProjected coverage correctedBad burnRate
  exhaustedAt windowStart windowEnd computedAt reasons { code }`

const statusOf = async (id: string, fields = STATUS) =>
  at(
    await api.get(`query ($id: ID!) { slo(by: { id: $id }) { status { ${fields} } } }`, { id }),
    'slo',
    'status',
  )

describe('the status of an SLO', () => {
  it('projects a calendar window that is not over', async () => {
    const events = await metric('RATIO')
    const start = new Date('2026-11-27T12:00:00Z')
    await samples(events, start, DAY, [
      [99_800, 100_000],
      [99_800, 100_000],
      [99_800, 100_000],
    ])
    const id = await slo(events, { startTime: '2026-11-27 12:00', timeZone: 'UTC' })
    expect(await statusOf(id)).toMatchObject({
      outcome: 'MISSED',
      attainment: 0.998,
      remaining: 0.8,
      wholeWindow: 3_000_000,
      isProjected: true,
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'PROJECTED' })]),
    })
  })

  it('of minutes allows for the true length of the window', async () => {
    const up = await metric('GAUGE')
    const start = new Date(NOW.getTime() - 2 * DAY)
    await samples(
      up,
      start,
      MINUTE,
      Array.from({ length: 2_880 }, (_, minute) => [minute < 20 ? 0 : 1, null] as const),
    )
    const id = await slo(up, {
      indicator: 'THRESHOLD',
      operator: 'GTE',
      threshold: 1,
      startTime: '2026-11-28 12:00:00',
      timeZone: 'UTC',
      budgetingMethod: 'TIMESLICES',
      timeSliceTarget: 1,
      timeSliceWindow: '1m',
    })
    const status = await statusOf(id)
    expect(at(status, 'remaining')).toBeCloseTo(0.537037037, 9)
    expect(at(status, 'attainment')).toBeCloseTo(0.99306, 5)
    expect(status).toMatchObject({ wholeWindow: 43_200, isProjected: false, coverage: 1 })
  })

  it('counts slices that were measured', async () => {
    const events = await metric('RATIO')
    await samples(
      events,
      new Date('2026-11-30T11:00:00Z'),
      5 * MINUTE,
      [100, 100, 100, 100, 100, 100, 100, 94, 95, null, null, 10].map((good) =>
        good === null ? ([0, 0] as const) : ([good, 100] as const),
      ),
    )
    const settings = { target: 0.75, duration: '1h', budgetingMethod: 'TIMESLICES', timeSliceWindow: '5m' }
    const slices = await slo(events, { ...settings, timeSliceTarget: 0.95 })
    expect(await statusOf(slices)).toMatchObject({
      attainment: 0.8,
      remaining: 0.2,
      coverage: 0.833333333333,
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'LOW_COVERAGE' })]),
    })
    const { timeSliceWindow: _window, ...byEvents } = settings
    const occurrences = await slo(events, { ...byEvents, budgetingMethod: 'OCCURRENCES' })
    expect(await statusOf(occurrences)).toMatchObject({ attainment: 0.899, good: 899, bad: 101 })
    const ratios = await slo(events, { ...settings, budgetingMethod: 'RATIO_TIMESLICES' })
    expect(await statusOf(ratios)).toMatchObject({ attainment: 0.899 })
  })

  it('leaves out agreed maintenance', async () => {
    const up = await metric('GAUGE')
    const start = new Date(NOW.getTime() - 30 * DAY)
    const own = await make(api, 'Service', { name: 'Maintained', kind: 'TECHNICAL' })
    // Two hours of maintenance with 60 bad minutes in them, and 30 bad minutes elsewhere.
    await samples(
      up,
      start,
      MINUTE,
      Array.from({ length: 43_200 }, (_, minute) => {
        const bad = (minute >= 1_440 && minute < 1_500) || (minute >= 20_000 && minute < 20_030)
        return [bad ? 0 : 1, null] as const
      }),
    )
    // The freeze covers the other bad minutes, and is no maintenance.
    await sql`
      with w as (
        insert into change_window (name, kind, start_time, time_zone, minutes)
        values ('Upgrade', 'MAINTENANCE', '2026-11-01 12:00:00', 'UTC', 120),
          ('Sale', 'FREEZE', '2026-11-14 00:00:00', 'UTC', 1440) returning id
      )
      insert into change_window_service (change_window_id, service_id)
      select id, ${own.replace(/^service_/, '')}::uuid from w`.execute(api.db.kysely)
    const id = await slo(up, {
      service: { id: own },
      indicator: 'THRESHOLD',
      operator: 'GT',
      threshold: 0,
      budgetingMethod: 'TIMESLICES',
      timeSliceTarget: 1,
      timeSliceWindow: '1m',
    })
    const expected = { bad: 30, allowed: 43.08, correctedBad: 60 }
    const status = await statusOf(id)
    expect(status).toMatchObject({ ...expected, computedAt: null })
    expect(at(status, 'remaining')).toBeCloseTo(0.30362117, 9)
    await evaluateSlos(api.db.kysely, NOW, SYSTEM)
    const kept = await statusOf(id)
    expect(kept).toMatchObject({ ...expected, computedAt: NOW.toISOString() })
    expect(at(kept, 'remaining')).toBe(at(status, 'remaining'))
  })

  it('says that nothing was measured, and never that it was breached', async () => {
    const id = await slo(await metric('RATIO'), {})
    expect(await statusOf(id)).toMatchObject({
      outcome: 'NO_TRAFFIC',
      attainment: null,
      remaining: 1,
      burnRate: null,
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'NO_TRAFFIC' })]),
    })
  })

  it('of a page is read by one statement once it is kept', async () => {
    await evaluateSlos(api.db.kysely, NOW, SYSTEM)
    const statements = recordStatements(api.db)
    const answer = await api.get(
      `{ slos(first: 50, orderBy: { field: REMAINING, direction: ASC }) { nodes { name status { outcome remaining computedAt } } } }`,
    )
    expect(statements.stop().filter(({ text }) => text.includes('slo'))).toHaveLength(1)
    const kept = listAt(answer, 'slos', 'nodes')
    expect(kept.length).toBeGreaterThan(3)
    for (const node of kept) expect(at(node, 'status', 'computedAt')).toBe(NOW.toISOString())
  })
})

describe('burn alerts', () => {
  it('are left to the worker that evaluates the SLO already', async () => {
    const id = await slo(await metric('RATIO'), {})
    const row = sql`select from slo where id = ${id.replace(/^slo_/, '')} for no key update`
    await api.db.kysely.transaction().execute(async (transaction) => {
      await row.execute(transaction)
      await evaluateSlos(api.db.kysely, NOW, SYSTEM)
      expect(await statusOf(id, 'computedAt')).toEqual({ computedAt: null })
    })
    await evaluateSlos(api.db.kysely, NOW, SYSTEM)
    expect(await statusOf(id, 'computedAt')).toEqual({ computedAt: NOW.toISOString() })
  })

  it('are raised and resolved once, by whichever worker comes first', async () => {
    const own = await make(api, 'Service', { name: 'Burning', kind: 'TECHNICAL' })
    const events = await make(api, 'Metric', { name: 'r', unit: '1', kind: 'RATIO', service: { id: own } })
    await samples(
      events,
      new Date(NOW.getTime() - 60 * MINUTE),
      MINUTE,
      Array.from({ length: 60 }, () => [98, 100] as const),
    )
    await slo(events, { service: { id: own } })
    const evaluate = (now: Date) => Promise.all([1, 2, 3].map(() => evaluateSlos(api.db.kysely, now, SYSTEM)))
    await evaluate(NOW)
    const alerts = async () =>
      listAt(
        await api.get(
          `query ($id: ID!) { service(by: { id: $id }) { alerts(orderBy: { field: STARTS_AT, direction: ASC }) { nodes { title severity status } } } }`,
          { id: own },
        ),
        'service',
        'alerts',
        'nodes',
      )
    const fired = await alerts()
    expect(fired.map((alert) => at(alert, 'status'))).toEqual(['FIRING', 'FIRING', 'FIRING', 'FIRING'])
    expect(fired.filter((alert) => at(alert, 'severity') === 'CRITICAL')).toHaveLength(2)
    // A day without a bad event.
    await samples(
      events,
      NOW,
      MINUTE,
      Array.from({ length: 1_440 * 2 }, () => [100, 100] as const),
    )
    await evaluate(new Date(NOW.getTime() + 2 * DAY))
    const ended = await alerts()
    expect(ended).toHaveLength(4)
    expect(ended.map((alert) => at(alert, 'status'))).toEqual([
      'RESOLVED',
      'RESOLVED',
      'RESOLVED',
      'RESOLVED',
    ])
  })
})

describe('an SLO', () => {
  it('is refused with the field that cannot be used', async () => {
    const ratio = await metric('RATIO')
    const counter = await metric('COUNTER')
    const base = {
      name: 'x',
      service: { id: service },
      indicator: 'RATIO',
      metric: { id: ratio },
      target: 0.9,
      duration: '30d',
    }
    for (const [change, field] of [
      [{ target: 1 }, 'target'],
      [{ target: 0 }, 'target'],
      [{ duration: '30 days' }, 'duration'],
      [{ duration: '2Y' }, 'duration'],
      [{ target: 0.9999999999999999 }, 'target'],
      [{ duration: '1h', startTime: '2026-01-01 00:00', timeZone: 'UTC' }, 'duration'],
      [{ startTime: '2026-01-01 00:00' }, 'timeZone'],
      [{ startTime: '2026-02-30 00:00', timeZone: 'UTC' }, 'startTime'],
      [{ startTime: '2026-01-01 00:00', timeZone: 'Mars/Olympus' }, 'timeZone'],
      [{ budgetingMethod: 'TIMESLICES' }, 'timeSliceWindow'],
      [{ budgetingMethod: 'TIMESLICES', timeSliceWindow: '5m' }, 'timeSliceTarget'],
      [{ timeSliceWindow: '5m' }, 'timeSliceWindow'],
      [{ metric: { id: counter } }, 'metric'],
      [{ indicator: 'THRESHOLD' }, 'threshold'],
      [{ indicator: 'GOOD_RATIO', metric: { id: counter } }, 'totalMetric'],
    ] as const) {
      const result = await mutate(api, 'createSlo', { ...base, ...change })
      expect(result.__typename, JSON.stringify(change)).toBe('InvalidInputError')
      expect(
        result.fields?.map(({ path }) => path.at(-1)),
        JSON.stringify(change),
      ).toContain(field)
    }
    await done(api, 'createSlo', { ...base, name: 'fine' })
  })
})

describe('the metric of an SLO', () => {
  it('keeps its kind, as one does that has samples', async () => {
    const used = await metric('RATIO')
    await slo(used, {})
    const sampled = await metric('GAUGE')
    await samples(sampled, NOW, MINUTE, [[1, null]])
    const free = await metric('GAUGE')
    const update = async (id: string) => {
      const { fields } = await mutate(api, 'updateMetric', { metric: { id }, kind: 'COUNTER' })
      return fields?.[0]?.message
    }
    expect(await update(used)).toContain('an SLO counts its samples')
    expect(await update(sampled)).toContain('it has samples')
    expect(await update(free)).toBeUndefined()
  })

  it('has readings that can be summed, and of a counter none below 0', async () => {
    const [gauge, counter] = [await metric('GAUGE'), await metric('COUNTER')]
    const row = (id: string, value: number) => ({ metric: { id }, at: NOW.toISOString(), value })
    const { results } = await done(
      api,
      'recordSamples',
      { samples: [row(gauge, 1e291), row(gauge, -1e290), row(counter, -1)] },
      'results { outcome message }',
    )
    expect(results).toMatchObject([
      { outcome: 'REJECTED', message: expect.stringContaining('1e+290') },
      { outcome: 'RECORDED' },
      { outcome: 'REJECTED', message: expect.stringContaining('below 0') },
    ])
  })
})

it('a status in time whose samples were dropped counts each kept period once, as the history does', async () => {
  const id = await metric('RATIO')
  const start = new Date('2026-08-01T00:00:00.000Z')
  const values = Array.from(
    { length: 6 * 24 * 40 },
    (_, place) => [10 - Number(place % 7 === 0), 10] as const,
  )
  await samples(id, start, 10 * MINUTE, values)
  const sloId = await slo(id, { target: 0.9, duration: '10d' })
  await evaluateSlos(api.db.kysely, NOW, SYSTEM)
  const instants = ['2026-08-20T00:00:00Z', '2026-08-20T07:00:00Z', '2026-08-20T07:35:00Z']
  const ask = async (at: string) => {
    const answer = await api.get(`{ slo(by: { id: "${sloId}" }) {
      status(at: "${at}") { good bad } history(from: "2026-08-01T00:00:00Z", to: "${at}", points: 1) { good bad } } }`)
    return answer as { slo: { status: object; history: readonly object[] } }
  }
  const before = await Promise.all(instants.map(ask))
  await sql`delete from metric_sample where at < '2026-09-01'`.execute(api.db.kysely)
  await sql`delete from metric_rollup_due`.execute(api.db.kysely)
  await sql`insert into metric_sample_horizon (at) values ('2026-09-01')
    on conflict (one) do update set at = excluded.at`.execute(api.db.kysely)
  const after = await Promise.all(instants.map(ask))
  for (const [place, { slo: found }] of after.entries()) {
    expect(found.history[0]).toEqual(found.status)
    // Whole hours are as they were; between them it is the periods that begin in the window.
    if (place < 2) expect(found).toEqual(before[place]?.slo)
  }
  const between = after[2]?.slo.status as { good: number; bad: number }
  expect(between.good + between.bad).toBe(10 * 24 * 6 * 10)
  await sql`delete from metric_sample_horizon`.execute(api.db.kysely)
})

it('is evaluated although another step of maintenance fails, whose error is not lost', async () => {
  const id = await slo(await metric('RATIO'), {})
  const later = new Date(NOW.getTime() + 10 * MINUTE)
  await sql`alter table idempotency_key rename to moved`.execute(api.db.kysely)
  await expect(runMaintenance(api.db.kysely, later, SYSTEM)).rejects.toThrow(/idempotency_key/)
  await sql`alter table moved rename to idempotency_key`.execute(api.db.kysely)
  const kept = await api.db.kysely
    .selectFrom('slo_figure')
    .select('computed_at')
    .where('slo_id', '=', id.replace('slo_', ''))
    .executeTakeFirst()
  expect(kept?.computed_at).toEqual(later)
})
