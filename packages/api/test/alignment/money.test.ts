import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'
import { entries, ledger, type Rows, rowsIn } from './rows.ts'

let api: TestApi
let rows: Rows
let win = ''
let shop = ''
let host = ''

beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-11-10T12:00:00Z') })
  rows = rowsIn(api)
  win = await rows.objective('win')
  const owner = await rows.team('owners')
  shop = await rows.service('shop', { owner_id: owner })
  await rows.link(win, shop)
  host = await rows.asset('host')
  await rows.depends(shop, { asset: host })
})
beforeEach(async () => {
  await api.db.pool.query(
    'delete from cost; delete from allocation; update asset set cost_amount = null, cost_currency = null',
  )
})
afterAll(() => api.stop())

const MONTHS = ['2026-09', '2026-10'].map((month) => `period: "${month}", measure: COST`)
const total = async (args: string) =>
  at(
    await api.get(`{ alignment(${args}) { total { minutes money { amount currency } } } }`),
    'alignment',
    'total',
    'money',
  )

describe('costs', () => {
  it('count by period, with their sign; those of nothing lead to no objective', async () => {
    const october = ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'] as const
    await rows.cost('100.10', 'EUR', october, { service_id: shop })
    await rows.cost('-5.05', 'EUR', october, { asset_id: host, category: 'CREDIT' })
    await rows.cost('19.00', 'EUR', october, { category: 'TAX' })
    await rows.cost('10', 'USD', october, { service_id: shop })
    expect(await ledger(api, 'period: "2026-10", measure: COST')).toEqual({
      win: '95.05',
      NO_OBJECTIVE: '19',
    })
    expect(await ledger(api, 'period: "2026-10", measure: COST, groupBy: TEAM')).toEqual({
      owners: '100.1',
      none: '13.95',
    })
    const answer = await api.get(
      '{ alignment(period: "2026-10", measure: COST) { currency currencies total { money { amount currency } } } }',
    )
    expect(at(answer, 'alignment')).toEqual({
      currency: 'EUR',
      currencies: ['EUR', 'USD'],
      total: { money: { amount: '114.05', currency: 'EUR' } },
    })
    expect(await total('period: "2026-10", measure: COST, currency: "USD"')).toEqual({
      amount: '10',
      currency: 'USD',
    })
    expect(await total('period: "2026-10", measure: COST, currency: "JPY"')).toEqual({
      amount: '0',
      currency: 'JPY',
    })
    expect(await total('period: "2026-09", measure: COST')).toBeNull()
  })

  it('of a longer period are divided by time, as sums of costs are, and follow links of each day', async () => {
    await rows.cost('100.01', 'EUR', ['2026-09-16T00:00:00Z', '2026-10-16T00:00:00Z'], { service_id: shop })
    const parts = await Promise.all(MONTHS.map(total))
    expect(parts).toEqual([
      { amount: '50.01', currency: 'EUR' },
      { amount: '50', currency: 'EUR' },
    ])
    const sums = await api.get('{ costSums(from: "2026-09-01", to: "2026-11-01") { amount { amount } } }')
    expect(at(sums, 'costSums')).toEqual([{ amount: { amount: '50.01' } }, { amount: { amount: '50' } }])
    const other = await rows.objective('other', { starts_on: '2026-10-11', status: 'ACTIVE' })
    await rows.link(other, shop, { valid_from: '2026-10-11' })
    // Ten days for one objective, five for both.
    expect(await ledger(api, MONTHS[1] ?? '')).toEqual({ win: '41.67', other: '8.33' })
    await api.db.pool.query('delete from objective where id = $1', [other])
  })

  it('keep amounts below a cent', async () => {
    const october = ['2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z'] as const
    for (let each = 0; each < 3; each += 1) await rows.cost('0.0015', 'EUR', october, { service_id: shop })
    await rows.cost('1', 'EUR', october)
    expect(await ledger(api, 'period: "2026-10", measure: COST')).toEqual({
      win: '0.0045',
      NO_OBJECTIVE: '1',
    })
  })
})

describe('costs per month of assets', () => {
  const price = (more: object = {}) =>
    rows.asset(`priced ${Math.random()}`, { cost_amount: '310', cost_currency: 'EUR', ...more })

  it('count by the days on which the asset was live, up to today', async () => {
    const asset = await price({
      first_seen_at: '2026-10-22T15:00:00Z',
    })
    await rows.depends(shop, { asset })
    expect(await ledger(api, 'period: "2026-10", measure: COST')).toEqual({ win: '100' })
    expect(await ledger(api, 'period: "2026-11", measure: COST')).toEqual({ win: '103.33' })
    expect(await ledger(api, 'period: "2026-12", measure: COST')).toEqual({})
    expect(await ledger(api, 'period: "2026-10-30/2026-11-03", measure: COST')).toEqual({ win: '51' })
    const behind = await entries(api, 'period: "2026-Q4", measure: COST', 0)
    expect(behind.map(({ node, day, amount }) => [node?.__typename, day, amount.money?.amount])).toEqual([
      ['Asset', '2026-10-22', '100'],
      ['Asset', '2026-11-01', '103.33'],
    ])
    await api.db.pool.query(
      `update asset set lifecycle = 'RETIRED', retired_at = '2026-10-27T10:00:00Z', last_seen_at = '2026-10-27T10:00:00Z' where id = $1`,
      [asset],
    )
    expect(await ledger(api, 'period: "2026-Q4", measure: COST')).toEqual({ win: '50' })
  })

  it('do not count in months that a reported cost of the asset touches', async () => {
    const asset = await price()
    await rows.depends(shop, { asset })
    await rows.cost('7', 'EUR', ['2026-10-05T00:00:00Z', '2026-10-06T00:00:00Z'], { asset_id: asset })
    expect(await ledger(api, 'period: "2026-10", measure: COST')).toEqual({ win: '7' })
    expect(await ledger(api, 'period: "2026-10-20/2026-10-25", measure: COST')).toEqual({})
    expect(await ledger(api, 'period: "2026-09", measure: COST')).toEqual({ win: '310' })
    await rows.cost('-1', 'USD', ['2026-09-30T00:00:00Z', '2026-10-01T00:00:00Z'], { asset_id: asset })
    expect(await ledger(api, 'period: "2026-09", measure: COST, currency: "EUR"')).toEqual({})
  })

  it('do not count for planned and merged assets', async () => {
    await price({ lifecycle: 'PLANNED' })
    const retired = { lifecycle: 'RETIRED', retired_at: '2026-11-09T00:00:00Z' }
    await price({ merged_into: host, last_seen_at: '2026-11-09T00:00:00Z', ...retired })
    expect(await ledger(api, 'period: "2026-10", measure: COST')).toEqual({})
  })
})

describe('planned money', () => {
  it('is divided by days; of one currency', async () => {
    await rows.allocation(shop, ['2026-09-01', '2026-10-31'], {
      pool: 'run',
      amount: '6100',
      currency: 'EUR',
    })
    await rows.allocation(shop, ['2026-10-01', '2026-10-31'], {
      pool: 'run',
      amount: '1',
      currency: 'CHF',
      fte: 1,
    })
    expect(await ledger(api, MONTHS[0] ?? '', 'planned')).toEqual({ win: '3000' })
    expect(await ledger(api, `${MONTHS[1]}, currency: "EUR"`, 'planned')).toEqual({ win: '3100' })
    expect(await ledger(api, `${MONTHS[1]}, currency: "CHF"`, 'planned')).toEqual({ win: '1' })
  })
})
