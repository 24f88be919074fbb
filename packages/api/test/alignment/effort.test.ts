import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at, done, listAt } from '../features/mutate.ts'
import { recordStatements } from '../features/statements.ts'
import { startApi, type TestApi } from '../harness.ts'
import { entries, ledger, type Rows, rowsIn } from './rows.ts'

let api: TestApi
let rows: Rows
const ids: Record<string, string> = {}

beforeAll(async () => {
  api = await startApi({ clock: () => new Date('2026-11-30T12:00:00Z') })
  rows = rowsIn(api)
  await done(api, 'updateSettings', { timeZone: 'Europe/Berlin' })
  const [win, stores] = [
    await rows.objective('win', { weight: 0.6 }),
    await rows.objective('stores', { weight: 0.4 }),
  ]
  const [checkout, loyalty] = [await rows.service('checkout'), await rows.service('loyalty')]
  const [platform, fax] = [await rows.service('platform'), await rows.service('fax')]
  await rows.link(win, checkout, { share: 0.9 })
  await rows.link(win, loyalty, { share: 0.5 })
  await rows.link(stores, loyalty, { share: 0.1 })
  await rows.depends(checkout, { service: platform })
  await rows.depends(loyalty, { service: platform }, 0.5)
  const [shop, ops] = [await rows.team('shop'), await rows.team('ops')]
  Object.assign(ids, { win, stores, checkout, loyalty, platform, fax, shop, ops })
  const work = async (minutes: number, service: string, team: string) => {
    const ticket_id = await rows.ticket({ opened_at: '2026-10-01T00:00:00Z' }, [service])
    await rows.effort(minutes, '2026-10-10T08:00:00Z', { ticket_id, team_id: team })
  }
  await work(600, checkout, shop)
  await work(300, loyalty, shop)
  await work(300, platform, ops)
  await work(100, fax, ops)
})
afterAll(() => api.stop())

describe('the ledger', () => {
  it('has the figures of the worked example', async () => {
    const answer = await api.get(`{ alignment(period: "2026-10") {
      period { label from to } measure currency currencies total { minutes money { amount } } fit fitReason { code } ceiling
      rows { totalCount nodes { objective { title } bucket weight share matched difference amount { minutes }
        explanation { formula reasons { code } } } } } }`)
    expect(at(answer, 'alignment')).toMatchObject({
      period: { label: '2026-10', from: '2026-10-01', to: '2026-10-31' },
      measure: 'EFFORT',
      currency: null,
      currencies: [],
      total: { minutes: 1300, money: null },
      fit: 0.651538461538,
      fitReason: null,
      ceiling: 1,
      rows: {
        totalCount: 5,
        nodes: [
          {
            objective: { title: 'win' },
            bucket: null,
            weight: 0.6,
            share: 0.871538461538,
            matched: 0.6,
            difference: 0.271538461538,
            amount: { minutes: 1133 },
            explanation: { formula: 'alignmentObjective', reasons: [{ code: 'OVER_INVESTMENT' }] },
          },
          { objective: { title: 'stores' }, matched: 0.0515384615385, amount: { minutes: 67 } },
          { objective: null, bucket: 'NO_OBJECTIVE', weight: 0, matched: 0, amount: { minutes: 100 } },
          { bucket: 'INACTIVE_OBJECTIVE', amount: { minutes: 0 } },
          { bucket: 'RUN', share: null, amount: { minutes: 0 } },
        ],
      },
    })
  })

  it('is grouped by team and by service', async () => {
    expect(await ledger(api, 'period: "2026-Q4", groupBy: TEAM')).toEqual({ shop: 900, ops: 400 })
    expect(await ledger(api, 'period: "2026", groupBy: SERVICE')).toEqual({
      checkout: 600,
      loyalty: 300,
      platform: 300,
      fax: 100,
    })
  })

  it('shows cells, flows, and the rows behind with the way they came', async () => {
    const answer = await api.get(`{ alignment(period: "2026-10") {
      rows(first: 1) { nodes { cells { nodes { service { name } objective { title } amount { minutes } } } } }
      flows { isRest team { name } service { name } objective { title } bucket amount { minutes } } } }`)
    const cells = listAt(answer, 'alignment', 'rows', 'nodes', 0, 'cells', 'nodes')
    expect(cells).toEqual([
      { service: { name: 'checkout' }, objective: { title: 'win' }, amount: { minutes: 600 } },
      { service: { name: 'platform' }, objective: { title: 'win' }, amount: { minutes: 283 } },
      { service: { name: 'loyalty' }, objective: { title: 'win' }, amount: { minutes: 250 } },
    ])
    const flows = listAt(answer, 'alignment', 'flows')
    expect(flows.reduce<number>((sum, flow) => sum + Number(at(flow, 'amount', 'minutes')), 0)).toBe(1300)
    expect(flows[0]).toMatchObject({ isRest: false, team: { name: 'shop' }, service: { name: 'checkout' } })
    const behind = await entries(api, 'period: "2026-10"', 1)
    expect(behind.map(({ path, whole, amount }) => [path, whole.minutes, amount.minutes])).toEqual([
      ['loyalty → “stores”', 300, 50],
      ['platform → loyalty → “stores”', 300, 17],
    ])
    expect(behind[0]).toMatchObject({ day: '2026-10-10', node: { __typename: 'Effort' } })
  })
})

describe('what counts as work', () => {
  const service = () => [ids.checkout ?? '']

  it('is a day of the organisation’s zone', async () => {
    const ticket_id = await rows.ticket({}, service())
    await rows.effort(7, '2026-03-31T22:00:00Z', { ticket_id })
    await rows.effort(5, '2026-03-31T21:59:59Z', { ticket_id })
    expect(await ledger(api, 'period: "2026-03"')).toEqual({ win: 5 })
    expect(await ledger(api, 'period: "2026-04-01/2026-04-01"')).toEqual({ win: 7 })
    expect(await entries(api, 'period: "2026-Q2"', 0)).toMatchObject([{ day: '2026-04-01' }])
  })

  it('is what tickets and changes state, unless efforts are booked; also of what its source removed', async () => {
    const open = { opened_at: '2026-02-01T00:00:00Z', assignee_team_id: ids.ops }
    await rows.ticket({ ...open, stated_effort_minutes: 10, resolved_at: '2026-02-20T00:00:00Z' }, service())
    await rows.ticket(
      { ...open, stated_effort_minutes: 20, removed_at_source: '2026-02-03T00:00:00Z' },
      service(),
    )
    const booked = await rows.ticket({ ...open, stated_effort_minutes: 1000 }, service())
    await rows.effort(40, '2026-02-05T00:00:00Z', { ticket_id: booked, team_id: ids.shop })
    const done = { actual_start: '2026-02-08T00:00:00Z', actual_end: '2026-02-09T00:00:00Z' }
    await rows.change({ ...done, stated_effort_minutes: 80, implementing_team_id: ids.ops }, service())
    const change = await rows.change({ booked_effort_minutes: 160, stated_effort_minutes: 2000 }, service())
    await rows.effort(160, '2026-02-10T00:00:00Z', { change_id: change, team_id: ids.shop })
    expect(await ledger(api, 'period: "2026-02"')).toEqual({ win: 310 })
    expect(await ledger(api, 'period: "2026-02", groupBy: TEAM')).toEqual({ ops: 110, shop: 200 })
    const behind = await entries(api, 'period: "2026-02"', 0)
    expect(behind.map(({ node, day }) => [node?.__typename, day])).toEqual([
      ['Ticket', '2026-02-01'],
      ['Effort', '2026-02-05'],
      ['Change', '2026-02-09'],
      ['Effort', '2026-02-10'],
      ['Ticket', '2026-02-20'],
    ])
  })

  it('goes by the objective it names, by parts of services, and by assets', async () => {
    const at = { opened_at: '2026-01-10T00:00:00Z' }
    await rows.ticket({ ...at, stated_effort_minutes: 30, objective_id: ids.stores }, service())
    const shared = await rows.ticket({ ...at, stated_effort_minutes: 100 }, [
      ids.checkout ?? '',
      ids.fax ?? '',
    ])
    await api.db.pool.query(
      'update ticket_service set share = 0.8 where ticket_id = $1 and service_id = $2',
      [shared, ids.checkout],
    )
    const host = await rows.asset('host')
    await rows.depends(ids.checkout ?? '', { asset: host })
    await rows.ticket({ ...at, stated_effort_minutes: 9 }, [], [host])
    expect(await ledger(api, 'period: "2026-01"')).toEqual({ win: 89, stores: 30, NO_OBJECTIVE: 20 })
    const paths = (await entries(api, 'period: "2026-01"', 0)).map(({ path }) => path)
    expect(paths).toEqual(['checkout (80%) → “win”', 'its asset → checkout → “win”'])
  })

  it('ends with duties that no objective names, which are shown apart', async () => {
    const books = await rows.service('books', { run_duty: 'accounting law' })
    const ticket_id = await rows.ticket({}, [books])
    await rows.effort(50, '2025-12-10T08:00:00Z', { ticket_id })
    expect(await ledger(api, 'period: "2025-12"')).toEqual({ RUN: 50 })
    const answer = await api.get(
      '{ alignment(period: "2025-12") { fit fitReason { code } total { minutes } } }',
    )
    expect(at(answer, 'alignment')).toEqual({
      fit: null,
      fitReason: { code: 'NO_EFFORT' },
      total: { minutes: 50 },
    })
  })
})

describe('plans', () => {
  it('come to minutes by working hours, for each calendar day', async () => {
    await rows.allocation(ids.checkout ?? '', ['2026-07-01', '2026-07-07'], { team_id: ids.shop, fte: 1.5 })
    await rows.allocation(ids.fax ?? '', ['2026-07-01', '2026-08-31'], { pool: 'run', fte: 0.25 })
    expect(await ledger(api, 'period: "2026-07"', 'planned')).toEqual({ win: 3600, NO_OBJECTIVE: 2657 })
    expect(await ledger(api, 'period: "2026-07-05/2026-07-20", groupBy: TEAM', 'planned')).toEqual({
      shop: 1543,
      none: 1371,
    })
    const answer = await api.get(
      '{ alignment(period: "2026-07") { fit plannedFit planned { minutes } rows(first: 1) { nodes { plannedShare } } } }',
    )
    expect(at(answer, 'alignment')).toMatchObject({ fit: null, planned: { minutes: 6257 } })
    expect(at(answer, 'alignment', 'plannedFit')).toBeCloseTo(3600 / 6257, 11)
    const behind = await entries(api, 'period: "2026-07"', 0, 'plannedEntries')
    expect(behind).toMatchObject([{ day: '2026-07-01', amount: { minutes: 3600 }, whole: { minutes: 3600 } }])
    await done(api, 'updateSettings', { workingHoursPerWeek: 20 })
    expect(await ledger(api, 'period: "2026-07-01/2026-07-07"', 'planned')).toMatchObject({ win: 1800 })
    await done(api, 'updateSettings', { workingHoursPerWeek: null })
  })
})

describe('the question', () => {
  it.each([
    ['period: "2026-Q5"', 'period: "2026-Q5" is not a period: write a year (2026), a quarter (2026-Q4)'],
    ['period: "2020-01-01/2026-01-01"', 'is longer than three years; ask for less at once'],
    ['period: "2026", currency: "EUR"', 'currency: is for the measure COST; leave it out for EFFORT'],
    [
      'period: "2026", measure: COST, currency: "euro"',
      'currency: "euro" is not a currency: write three capitals',
    ],
  ])('%s is refused', async (args, message) => {
    const { errors } = await api.ask(`{ alignment(${args}) { fit } }`)
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(errors[0]?.message).toContain(message)
  })

  it('of several fields is read together', async () => {
    const count = async (query: string) => {
      await api.get(query)
      const recorded = recordStatements(api.db)
      await api.get(query)
      return recorded.stop().length
    }
    const one = await count('{ a: alignment(period: "2026") { fit rows { nodes { amount { minutes } } } } }')
    const many = await count(`{
      a: alignment(period: "2026") { fit rows { nodes { amount { minutes } } } }
      b: alignment(period: "2026", groupBy: TEAM) { fit rows { nodes { amount { minutes } } } }
      c: alignment(period: "2026-10") { fit rows { nodes { amount { minutes } } } }
      d: alignment(period: "2026-Q3") { fit rows { nodes { amount { minutes } } } } }`)
    expect(many).toBe(one)
  })
})
