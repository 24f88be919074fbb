import { seedDemo } from '@throughline/db/seed'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, listAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { entries } from './rows.ts'

const TODAY = '2026-11-29'
let api: TestApi

beforeAll(async () => {
  api = await startApi({
    template: 'demo-commitments',
    prepare: ({ kysely }) => seedDemo(kysely, { today: TODAY }),
    clock: () => new Date(`${TODAY}T00:00:00Z`),
  })
})
afterAll(() => api.stop())

/** Hundredths of a decimal number. */
const cents = (amount: string) => Math.round(Number(amount) * 100)

/**
 * Adds the ledger up once more from the rows behind it, paged through the API: every row, all rows, and each piece of
 * work over the rows it has parts in.
 */
async function addUp(args: string, measureOf: (amount: unknown) => number): Promise<number> {
  const answer = await api.get(`{ alignment(${args}) { total { minutes money { amount } } fit
    rows(first: 60) { nodes { matched amount { minutes money { amount } }
      cells(first: 60) { nodes { amount { minutes money { amount } } } } } } } }`)
  const rows = listAt(answer, 'alignment', 'rows', 'nodes')
  const whole = measureOf(at(answer, 'alignment', 'total'))
  const wholes = new Map<string, { whole: number; parts: number }>()
  let sum = 0
  for (const [place, row] of rows.entries()) {
    const amount = measureOf(at(row, 'amount'))
    const cells = listAt(row, 'cells', 'nodes').map((cell) => measureOf(at(cell, 'amount')))
    if (cells.length < 60) expect(cells.reduce((so, cell) => so + cell, 0)).toBe(amount)
    const behind = await entries(api, args, place)
    expect(behind.reduce((so, entry) => so + measureOf(entry.amount), 0)).toBe(amount)
    for (const entry of behind) {
      const key = `${entry.node?.id} ${entry.day}`
      const known = wholes.get(key) ?? { whole: measureOf(entry.whole), parts: 0 }
      wholes.set(key, { ...known, parts: known.parts + measureOf(entry.amount) })
    }
    sum += amount
  }
  expect(sum).toBe(whole)
  for (const [key, found] of wholes) expect(found.parts, key).toBe(found.whole)
  expect([...wholes.values()].reduce((so, found) => so + found.whole, 0)).toBe(whole)
  const fit = at(answer, 'alignment', 'fit')
  const matched = rows.reduce<number>((so, row) => so + Number(at(row, 'matched') ?? 0), 0)
  if (args.includes('OBJECTIVE')) expect(matched).toBeCloseTo(Number(fit), 9)
  return whole
}

const minutes = (amount: unknown) => Number(at(amount, 'minutes'))
const money = (amount: unknown) => cents(String(at(amount, 'money', 'amount')))

describe('the ledger of the demo organisation', () => {
  it.each(['OBJECTIVE', 'TEAM', 'SERVICE'])('adds up to the minute, by %s', async (grouping) => {
    const { rows } = await api.db.pool.query<{ minutes: number }>(`
      select (select sum(minutes) from effort where performed_at >= '2026-01-01' and performed_at < '2027-01-01')
        + (select coalesce(sum(stated_effort_minutes), 0) from ticket where booked_effort_minutes is null
          and coalesce(resolved_at, opened_at) >= '2026-01-01')
        + (select coalesce(sum(stated_effort_minutes), 0) from change where booked_effort_minutes is null
          and coalesce(actual_end, actual_start, planned_start, created_at) >= '2026-01-01') as minutes`)
    expect(await addUp(`period: "2026", groupBy: ${grouping}`, minutes)).toBe(Number(rows[0]?.minutes))
  })

  it('adds up to the cent, by objective and by team', async () => {
    const whole = await addUp('period: "2026-10", measure: COST, groupBy: OBJECTIVE', money)
    expect(whole).toBeGreaterThan(0)
    expect(await addUp('period: "2026-10", measure: COST, groupBy: TEAM', money)).toBe(whole)
  })

  it('has months that add up to the quarter, in every row', async () => {
    const amounts = async (period: string, measure: string, of: (amount: unknown) => number) => {
      const answer = await api.get(`{ alignment(period: "${period}", measure: ${measure}, groupBy: SERVICE) {
        rows(first: 100) { nodes { service { id } amount { minutes money { amount } } } } } }`)
      return new Map(
        listAt(answer, 'alignment', 'rows', 'nodes').map((row) => [
          at(row, 'service', 'id') ?? null,
          of(at(row, 'amount')),
        ]),
      )
    }
    for (const [measure, of] of [
      ['EFFORT', minutes],
      ['COST', money],
    ] as const) {
      const quarter = await amounts('2026-Q3', measure, of)
      const months = await Promise.all(
        ['2026-07', '2026-08', '2026-09'].map((month) => amounts(month, measure, of)),
      )
      expect(quarter.size).toBeGreaterThan(0)
      for (const [service, amount] of quarter) {
        expect(months.reduce((so, month) => so + (month.get(service) ?? 0), 0)).toBe(amount)
      }
    }
  })
})

describe('the year of the demo organisation', () => {
  it('has a fit that rises by the work of each month, and comes near to what is planned', async () => {
    const months = ['2025-12', '2026-01', '2026-02', '2026-09', '2026-10', '2026-11']
    const fits = await Promise.all(
      months.map(async (month) => {
        const answer = await api.get(`{ alignment(period: "${month}") { fit plannedFit ceiling } }`)
        const [fit, planned, ceiling] = ['fit', 'plannedFit', 'ceiling'].map((name) =>
          Number(at(answer, 'alignment', name)),
        ) as [number, number, number]
        expect(ceiling).toBeCloseTo(11 / 14, 9)
        expect(planned).toBeGreaterThan(fit)
        return fit
      }),
    )
    const before = fits.slice(0, 3)
    const now = fits.slice(3)
    expect(Math.max(...before)).toBeLessThan(0.46)
    expect(Math.min(...now)).toBeGreaterThan(0.6)
  })

  it('has an objective of weight that no work reaches, and a duty that takes work out of the fit', async () => {
    const answer = await api.get(`{ alignment(period: "2025-12-01/2026-11-28") {
      rows(first: 20) { nodes { objective { title } bucket weight share amount { minutes } } } } }`)
    const rows = listAt(answer, 'alignment', 'rows', 'nodes')
    const waste = rows.find((row) => at(row, 'objective', 'title') === 'Throw away a third less food')
    expect(waste).toMatchObject({ weight: 0.214285714286, share: 0, amount: { minutes: 0 } })
    const run = rows.find((row) => at(row, 'bucket') === 'RUN')
    expect(run).toMatchObject({ weight: null, share: null })
    expect(Number(at(run, 'amount', 'minutes'))).toBeGreaterThan(5000)
  })

  it('passes the work on the platform up to the objectives of those who depend on it', async () => {
    const answer = await api.get(`{ alignment(period: "2026", groupBy: SERVICE) { rows(first: 60) { nodes {
      service { name objectives(first: 1) { totalCount } } cells(first: 20) { nodes { objective { title } bucket } } } } } }`)
    const platform = listAt(answer, 'alignment', 'rows', 'nodes').find(
      (row) => at(row, 'service', 'name') === 'Container platform',
    )
    expect(at(platform, 'service', 'objectives', 'totalCount')).toBe(0)
    const reached = listAt(platform, 'cells', 'nodes').filter((cell) => at(cell, 'objective') !== null)
    expect(reached).toHaveLength(5)
  })
})
