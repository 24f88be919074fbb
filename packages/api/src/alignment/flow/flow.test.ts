import { describe, expect, it } from 'vitest'
import { sketchParts } from '../../reasoning/parts.fixture.ts'
import { inSlices } from '../../reasoning/steps.ts'
import { LedgerTooLarge, MOST_ROWS } from './ledger.ts'
import { entriesOf } from './ledger-entries.ts'
import { rowsOf } from './ledger-rows.ts'
import { amounts, type FlowSketch, ledgerSteps, sketchedLedger, work } from './sketched-flow.fixture.ts'

const LIVE = 'LIVE' as const

/** figures.md 8.2: the shop, its loyalty programme, a platform below both, a fax. */
const SHOP: FlowSketch = {
  objectives: { stores: { weight: 0.4 }, win: { weight: 0.6 } },
  services: { checkout: LIVE, loyalty: LIVE, platform: LIVE, fax: LIVE },
  contributions: [
    ['win', 'checkout', 0.9],
    ['win', 'loyalty', 0.5],
    ['stores', 'loyalty', 0.1],
  ],
  dependencies: [
    ['checkout', 's:platform', 1],
    ['loyalty', 's:platform', 0.5],
  ],
}
const SHOP_WORK = [
  { minutes: 600, services: { checkout: null } },
  { minutes: 300, services: { loyalty: null } },
  { minutes: 300, services: { platform: null } },
  { minutes: 100, services: { fax: null } },
]

describe('the flow of effort', () => {
  it('follows shares and passes the work of platforms on', () => {
    const ledger = sketchedLedger(SHOP, SHOP_WORK)
    expect(amounts(ledger)).toEqual({ win: 1133, stores: 67, NO_OBJECTIVE: 100 })
    expect(ledger.actual.fit.value).toBeCloseTo(0.651538461538, 12)
  })

  it('is exact before it is rounded', () => {
    const ledger = sketchedLedger(
      SHOP,
      SHOP_WORK.map((each) => ({ ...each, minutes: each.minutes * 3 })),
    )
    expect(amounts(ledger)).toEqual({ win: 3400, stores: 200, NO_OBJECTIVE: 300 })
    expect(ledger.actual.fit.value).toBeCloseTo(127 / 195, 12)
  })

  it('passes members of a group on as well, in proportion to strength', () => {
    const ledger = sketchedLedger(
      {
        objectives: { a: { weight: 0.7 }, b: { weight: 0.3 } },
        services: { one: LIVE, two: LIVE, platform: LIVE, idle: LIVE },
        contributions: [
          ['a', 'one', 0.6],
          ['b', 'one', 0.3],
          ['b', 'two', 0.4],
        ],
        dependencies: [
          ['one', 's:platform', 1],
          ['two', 's:platform', 0.5, 'both'],
        ],
        groups: { both: ['two', 1] },
      },
      [
        { minutes: 60, services: { one: null } },
        { minutes: 90, services: { platform: null } },
        { minutes: 30, services: { idle: null } },
        { minutes: 20 },
      ],
    )
    expect(amounts(ledger)).toEqual({ a: 80, b: 70, NO_OBJECTIVE: 50 })
    expect(ledger.actual.fit.value).toBeCloseTo(0.7, 12)
  })

  it('sends a closed circle to no objective, and solves one that leads out', () => {
    const closed: FlowSketch = {
      objectives: { a: {} },
      services: { p: LIVE, q: LIVE, s: LIVE },
      contributions: [['a', 's', 1]],
      dependencies: [
        ['p', 's:q', 1],
        ['q', 's:p', 1],
      ],
    }
    const rows = [
      { minutes: 40, services: { p: null } },
      { minutes: 20, services: { q: null } },
    ]
    expect(amounts(sketchedLedger(closed, rows))).toEqual({ NO_OBJECTIVE: 60 })
    const out: FlowSketch = { ...closed, dependencies: [...(closed.dependencies ?? []), ['s', 's:q', 0.001]] }
    expect(amounts(sketchedLedger(out, rows))).toEqual({ a: 60 })
  })

  it('does not pass on by a strength of 0, nor to services that are not live', () => {
    const ledger = sketchedLedger(
      {
        objectives: { a: {} },
        services: { p: LIVE, zero: LIVE, old: 'RETIRED', new: 'PLANNED' },
        contributions: [
          ['a', 'zero', 1],
          ['a', 'old', 1],
          ['a', 'new', 1],
        ],
        dependencies: [
          ['zero', 's:p', 0],
          ['old', 's:p', 1],
          ['new', 's:p', 1],
        ],
      },
      [
        { minutes: 7, services: { p: null } },
        { minutes: 5, services: { old: null } },
      ],
    )
    expect(amounts(ledger)).toEqual({ a: 5, NO_OBJECTIVE: 7 })
  })

  it('keeps the work of a retired service without links from what depends on it', () => {
    const ledger = sketchedLedger(
      {
        objectives: { a: {} },
        services: { p: 'RETIRED', s: LIVE },
        contributions: [['a', 's', 1]],
        dependencies: [['s', 's:p', 1]],
      },
      [{ minutes: 7, services: { p: null } }],
    )
    expect(amounts(ledger)).toEqual({ NO_OBJECTIVE: 7 })
  })
})

describe('the links of a service', () => {
  const two: FlowSketch = {
    objectives: { a: {}, b: {} },
    services: { s: LIVE },
    contributions: [
      ['a', 's', 0.9],
      ['b', 's', 0.3],
    ],
  }
  const hundred = [{ minutes: 100, services: { s: null } }]

  it('divide by effort share, and what that leaves by share', () => {
    expect(amounts(sketchedLedger(two, hundred))).toEqual({ a: 75, b: 25 })
    const stated = { ...two, effortShares: { 'b s': 0.9 } }
    expect(amounts(sketchedLedger(stated, hundred))).toEqual({ a: 10, b: 90 })
    const all = { ...two, effortShares: { 'a s': 0.1, 'b s': 0.7 } }
    expect(amounts(sketchedLedger(all, hundred))).toEqual({ a: 10, b: 70, NO_OBJECTIVE: 20 })
  })

  it('divide equally if all shares are 0', () => {
    const none: FlowSketch = {
      ...two,
      contributions: [
        ['a', 's', 0],
        ['b', 's', 0],
      ],
    }
    expect(amounts(sketchedLedger(none, hundred))).toEqual({ a: 50, b: 50 })
  })

  it('count a process by its strength, which divides by its shares', () => {
    const byProcess: FlowSketch = {
      objectives: { a: {}, b: {}, c: {} },
      services: { s: LIVE, t: LIVE },
      contributions: [['a', 's', 0.5]],
      processServices: [
        ['sell', 's', null],
        ['idle', 't', 1],
      ],
      processObjectives: [
        ['sell', 'b', null],
        ['sell', 'c', 0.25],
      ],
    }
    const rows = [...hundred, { minutes: 9, services: { t: null } }]
    expect(amounts(sketchedLedger(byProcess, rows))).toEqual({ a: 50, b: 40, c: 10, NO_OBJECTIVE: 9 })
  })

  it('do not matter where a duty takes all work, own and passed on', () => {
    const duty: FlowSketch = {
      ...two,
      services: { s: LIVE, below: LIVE },
      dependencies: [['s', 's:below', 1]],
      duties: ['s'],
    }
    const ledger = sketchedLedger(duty, [...hundred, { minutes: 11, services: { below: null } }])
    expect(amounts(ledger)).toEqual({ RUN: 111 })
    expect(ledger.actual.fit).toMatchObject({ value: null, reason: 'NO_EFFORT' })
  })

  it('leave a duty out of what counts, in the shares of teams as well', () => {
    const duty: FlowSketch = { ...two, services: { s: LIVE, books: LIVE }, duties: ['books'] }
    const ledger = sketchedLedger(duty, [
      { minutes: 30, services: { s: null }, team: 'shop' },
      { minutes: 10, services: { s: null }, team: 'ops' },
      { minutes: 60, services: { books: null }, team: 'ops' },
    ])
    const shares = rowsOf(ledger, 'TEAM').map(({ key, amount, share }) => [key, Number(amount), share])
    expect(shares).toEqual([
      ['ops', 70, 0.25],
      ['shop', 30, 0.75],
    ])
  })

  it('hold from their first to their last day', () => {
    const dated = { ...two, validity: { 'a s': [null, '2026-06-15'], 'b s': ['2026-06-16', null] } } as const
    const on = (day: string) => ({ minutes: 10, services: { s: null }, day })
    expect(amounts(sketchedLedger(dated, [on('2026-06-15')]))).toEqual({ a: 10 })
    expect(amounts(sketchedLedger(dated, [on('2026-06-16')]))).toEqual({ b: 10 })
  })
})

describe('a piece of work', () => {
  const parent: FlowSketch = {
    objectives: { p: {}, a: { parent: 'p', weight: 0.5 }, b: { parent: 'p', weight: 0.25 } },
    services: { s: LIVE, t: LIVE },
    assets: { rack: LIVE, host: LIVE, old: 'RETIRED' },
    contributions: [
      ['a', 's', 1],
      ['b', 't', 1],
    ],
    relations: [['rack', 'CONTAINS', 'host', 1]],
    dependencies: [
      ['s', 'a:host', 1],
      ['t', 'a:host', 1],
      ['s', 'a:old', 1],
    ],
  }

  it('goes from a parent objective to its leaves', () => {
    expect(amounts(sketchedLedger(parent, [{ minutes: 100, objective: 'p' }]))).toEqual({ a: 67, b: 33 })
  })

  it('goes to an objective it names, whatever services it has', () => {
    const row = { minutes: 10, objective: 'b', services: { s: null } }
    expect(amounts(sketchedLedger(parent, [row]))).toEqual({ b: 10 })
  })

  it('divides over its services by their parts', () => {
    const rows = (services: Record<string, number | null>) => [{ minutes: 100, services, assets: ['host'] }]
    expect(amounts(sketchedLedger(parent, rows({ s: null, t: null })))).toEqual({ a: 50, b: 50 })
    expect(amounts(sketchedLedger(parent, rows({ s: 0.8, t: null })))).toEqual({ a: 80, b: 20 })
    expect(amounts(sketchedLedger(parent, rows({ s: 0.5, t: 0.1 })))).toEqual({
      a: 50,
      b: 10,
      NO_OBJECTIVE: 40,
    })
  })

  it('goes from an asset to what depends on it, contained ones the other way round', () => {
    const on = (...assets: string[]) => sketchedLedger(parent, [{ minutes: 100, assets }])
    expect(amounts(on('host'))).toEqual({ a: 50, b: 50 })
    expect(amounts(on('rack'))).toEqual({ a: 50, b: 50 })
    expect(amounts(on('old'))).toEqual({ a: 100 })
    expect(amounts(on('host', 'old'))).toEqual({ a: 75, b: 25 })
  })

  it('takes one way from an asset to another once, as strong as the strongest statement of it', () => {
    const twice: FlowSketch = {
      ...parent,
      assets: { db: LIVE, one: LIVE, two: LIVE },
      relations: [
        ['one', 'RUNS_ON', 'db', 0.5],
        ['one', 'CALLS', 'db', 0.25],
        ['two', 'CALLS', 'db', 0.5],
      ],
      dependencies: [
        ['s', 'a:one', 1],
        ['t', 'a:two', 1],
      ],
    }
    expect(amounts(sketchedLedger(twice, [{ minutes: 100, assets: ['db'] }]))).toEqual({ a: 50, b: 50 })
  })

  it('for an objective that does not count and none below it that does is work for an inactive one', () => {
    const closed: FlowSketch = {
      objectives: {
        done: { status: 'ACHIEVED' },
        later: { startsOn: '2026-06-16' },
        above: { status: 'DRAFT' },
        leaf: { parent: 'above' },
      },
      services: { s: LIVE },
      contributions: [
        ['done', 's', 0.5],
        ['above', 's', 0.5],
      ],
    }
    const ledger = sketchedLedger(closed, [
      { minutes: 10, services: { s: null } },
      { minutes: 4, objective: 'later' },
      { minutes: 8, objective: 'later', day: '2026-06-16' },
    ])
    expect(amounts(ledger)).toEqual({ INACTIVE_OBJECTIVE: 9, leaf: 5, later: 8 })
  })
})

describe('the fit', () => {
  const three = (weights: Record<string, number>, supported: string[]): FlowSketch => ({
    objectives: Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, { weight }])),
    services: Object.fromEntries(supported.map((id) => [`s${id}`, LIVE])),
    contributions: supported.map((id) => [id, `s${id}`, 1]),
  })
  const on = (minutes: number, service?: string) => ({
    minutes,
    ...(service === undefined ? {} : { services: { [service]: null } }),
  })

  it('adds up what weights and shares have in common', () => {
    const all = three({ a: 0.5, b: 0.3, c: 0.2 }, ['a', 'b', 'c'])
    const ledger = sketchedLedger(all, [on(20, 'sa'), on(30, 'sb'), on(20, 'sc'), on(30)])
    expect(ledger.actual.fit.value).toBeCloseTo(0.7, 12)
    expect(ledger.timeline.ceiling).toBeCloseTo(1, 12)
  })

  it('has the ceiling that objectives without service leave', () => {
    const ledger = sketchedLedger(three({ a: 0.5, b: 0.3, c: 0.2 }, ['a', 'b']), [
      on(50, 'sa'),
      on(30, 'sb'),
      on(20),
    ])
    expect(ledger.actual.fit.value).toBeCloseTo(0.8, 12)
    expect(ledger.timeline.ceiling).toBeCloseTo(0.8, 12)
  })

  it('is 0 if nothing serves an objective, and unknown without effort or objectives', () => {
    const one = three({ a: 1 }, ['a'])
    expect(sketchedLedger(one, [on(10)]).actual.fit.value).toBe(0)
    expect(sketchedLedger(one, []).actual.fit).toMatchObject({ value: null, reason: 'NO_EFFORT' })
    expect(sketchedLedger({}, [on(10)]).actual.fit).toMatchObject({ value: null, reason: 'NO_OBJECTIVES' })
  })

  it('may fall if more effort goes to an objective than it weighs', () => {
    const half = three({ a: 0.5, b: 0.5 }, ['a', 'b'])
    const fit = (a: number, b: number) => sketchedLedger(half, [on(a, 'sa'), on(b, 'sb')]).actual.fit.value
    expect(fit(49, 50)).toBeCloseTo(0.994949, 6)
    expect(fit(50, 50)).toBeCloseTo(1, 12)
    expect(fit(149, 50)).toBeCloseTo(0.751256, 6)
  })

  it('takes the mean of the weights over the days up to today', () => {
    const change: FlowSketch = {
      objectives: { a: {}, b: { startsOn: '2026-06-16' } },
      services: { s: LIVE },
      contributions: [['a', 's', 1]],
    }
    const period = { label: 'june', from: '2026-06-01', to: '2026-06-30' }
    const weights = (today: string) =>
      Object.fromEntries(sketchedLedger(change, [], { period, today }).timeline.weights)
    expect(weights('2026-07-10')).toEqual({ a: 0.75, b: 0.25 })
    expect(weights('2026-06-15')).toEqual({ a: 1 })
    expect(weights('2026-06-20').b).toBeCloseTo((5 / 20) * 0.5, 12)
    expect(weights('2026-05-01')).toEqual({ a: 0.75, b: 0.25 })
  })
})

describe('a ledger', () => {
  it('is refused beyond its limit', () => {
    const one = work({ minutes: 1 })
    const most = Array.from({ length: MOST_ROWS }, () => one)
    expect(amounts(sketchedLedger({}, most))).toEqual({ NO_OBJECTIVE: MOST_ROWS })
    expect(() => sketchedLedger({}, [...most, one])).toThrow(LedgerTooLarge)
  })

  it('lets other work have its turn after each piece, also when the entries of a row are looked for', async () => {
    const rows = Array.from({ length: 50 }, () => work({ minutes: 1 }))
    let turns = 0
    const turn = async () => {
      turns += 1
    }
    const ledger = await inSlices(ledgerSteps(sketchParts({}), {}, rows), 0, turn)
    expect(turns).toBe(50)
    const [row] = rowsOf(ledger, 'OBJECTIVE')
    const entries = row === undefined ? [] : await inSlices(entriesOf(ledger.actual, row), 0, turn)
    expect([entries.length, turns]).toEqual([50, 100])
  })

  it('is refused if its work divides into too many parts', () => {
    const names = Array.from({ length: 60 }, (_, place) => `o${place}`)
    const wide: FlowSketch = {
      objectives: Object.fromEntries(names.map((name) => [name, {}])),
      services: { s: LIVE },
      contributions: names.map((name) => [name, 's', 1]),
    }
    const one = work({ minutes: 60, services: { s: null } })
    expect(() =>
      sketchedLedger(
        wide,
        Array.from({ length: 250_000 }, () => one),
      ),
    ).toThrow(LedgerTooLarge)
  })
})
