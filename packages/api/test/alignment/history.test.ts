import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepAlignment } from '../../src/alignment/flow/snapshots-store.ts'
import { at, listAt } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'
import { type Rows, rowsIn } from './rows.ts'

let api: TestApi
let rows: Rows
let now = new Date('2026-11-10T00:01:00Z')

beforeAll(async () => {
  api = await startApi({ clock: () => now })
  rows = rowsIn(api)
  const win = await rows.objective('win', { weight: 3 })
  await rows.objective('lost')
  const shop = await rows.service('shop')
  await rows.link(win, shop)
  for (const month of ['2025-11', '2026-03', '2026-10', '2026-11']) {
    const ticket_id = await rows.ticket({}, [shop])
    await rows.effort(30, `${month}-05T08:00:00Z`, { ticket_id })
    await rows.effort(10, `${month}-05T08:00:00Z`, { ticket_id: await rows.ticket({}) })
  }
  await rows.cost('12', 'EUR', ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'], { service_id: shop })
})
afterAll(() => api.stop())

const history = async (args = '', alignment = 'period: "2026"') =>
  listAt(
    await api.get(
      `{ alignment(${alignment}) { history${args} { month day value isBackfilled formulaVersion } } }`,
    ),
    'alignment',
    'history',
  )
const kept = async () =>
  (await api.db.pool.query<{ count: number }>('select count(*)::int from alignment_snapshot')).rows[0]?.count

describe('the history of alignment', () => {
  it('is empty until something is kept', async () => {
    expect(await history()).toEqual([])
  })

  it('is filled in from the data for the ends of the last twelve months', async () => {
    await keepAlignment(api.db.kysely, now)
    const points = await history()
    expect(points).toHaveLength(12)
    expect(points.at(0)).toEqual({
      month: '2025-12',
      day: '2025-12-31',
      value: null,
      isBackfilled: true,
      formulaVersion: 1,
    })
    expect(points.at(3)).toMatchObject({
      month: '2026-03',
      day: '2026-03-31',
      value: 0.75,
      isBackfilled: true,
    })
    expect(points.at(-1)).toMatchObject({
      month: '2026-11',
      day: '2026-11-09',
      value: 0.75,
      isBackfilled: false,
    })
    expect(await history('(months: 2)', 'period: "2025-11"')).toMatchObject([
      { month: '2025-11', value: 0.75 },
    ])
    expect(await history('(months: 2)', 'period: "2026-10", measure: COST')).toMatchObject([
      { month: '2026-10', value: 0.75 },
    ])
  })

  it('gets one row a day, which stays as it was kept', async () => {
    const before = await kept()
    await keepAlignment(api.db.kysely, now)
    expect(await kept()).toBe(before)
    const ticket_id = await rows.ticket({})
    await rows.effort(40, '2026-11-10T08:00:00Z', { ticket_id })
    now = new Date('2026-11-11T00:01:00Z')
    await keepAlignment(api.db.kysely, now)
    expect(await history('(months: 1)')).toMatchObject([{ day: '2026-11-10', value: 0.375 }])
    await rows.effort(100, '2026-11-10T08:00:00Z', { ticket_id })
    now = new Date('2026-12-02T00:01:00Z')
    await keepAlignment(api.db.kysely, now)
    expect(await history('(months: 2)')).toMatchObject([
      { month: '2026-11', day: '2026-11-10', value: 0.375, isBackfilled: false },
      { month: '2026-12', day: '2026-12-01', value: null },
    ])
  })

  it('has the figures beside the fit, and keeps the rows of the ledger', async () => {
    expect(await history('(figure: CEILING, months: 1)')).toMatchObject([{ value: 0.75 }])
    expect(await history('(figure: GAPS, months: 1)')).toMatchObject([{ month: '2026-12' }])
    expect(at(await history('(figure: GAPS, months: 1)'), 0, 'value')).toBeGreaterThan(0)
    expect(await history('(figure: GAPS, months: 12)', 'period: "2026-03"')).toMatchObject([
      { value: null },
      { value: null },
      { value: null },
      { value: null },
      { value: null },
    ])
    const { rows: found } = await api.db.pool.query(
      `select rows from alignment_snapshot where day = '2026-11-09' and measure = 'EFFORT'`,
    )
    expect(found[0].rows).toMatchObject([
      { weight: 0.75, amount: '30', planned: '0', share: 0.75 },
      { weight: 0.25, amount: '0' },
      { of: 'NO_OBJECTIVE', weight: 0, amount: '10' },
      { of: 'INACTIVE_OBJECTIVE', amount: '0' },
      { of: 'RUN', weight: null, share: null },
    ])
  })

  it('is read with one statement, from kept rows only', async () => {
    const recorded = recordStatements(api.db)
    await history('(figure: FIT)')
    const sent = recorded.stop().map(({ text }) => text)
    expect(sent.filter((text) => text.includes('from alignment_snapshot'))).toHaveLength(1)
    expect(sent.filter((text) => /\b(effort|ticket|objective)\b/.test(text))).toEqual([])
  })

  it('has a bounded number of months', async () => {
    const { errors } = await api.ask('{ alignment(period: "2026") { history(months: 0) { month } } }')
    expect(errors[0]?.message).toContain('months: is 0; a history has 1 to 36 months')
    const { errors: more } = await api.ask('{ alignment(period: "2026") { history(months: 37) { month } } }')
    expect(more[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
  })
})
