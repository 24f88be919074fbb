import { afterEach, beforeEach, expect, test } from 'vitest'
import { resolveCostSubjects } from '../../../src/sync/entities/cost-subjects-store.ts'
import { done, make } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { asset, type Raw, serial } from '../scripted.ts'
import { rowsOf, tell } from './expected-records.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.stop())

const cost = (externalId: string, amount: string, more: object = {}): Raw => ({
  type: 'cost',
  externalId,
  periodStart: '2026-01-01T00:00:00Z',
  periodEnd: '2026-02-01T00:00:00Z',
  amount,
  currency: 'EUR',
  category: 'USAGE',
  ...more,
})

interface Sum {
  readonly start: string
  readonly category: string
  readonly amount: { readonly amount: string; readonly currency: string }
  readonly product: string | null
}
const text = ({ start, category, amount, product }: Sum) =>
  [start, category, product, amount.amount, amount.currency].filter((part) => part !== null).join(' ')

async function sums(more = '', span = 'from: "2026-01-01", to: "2027-01-01"'): Promise<string[]> {
  const { costSums } = await api.get<{ costSums: readonly Sum[] }>(
    `{ costSums(${span} ${more}) { start category product amount { amount currency } } }`,
  )
  return costSums.map(text)
}

test('sums keep currencies and categories apart, and count taxes and credits with their sign', async () => {
  const report = await tell(api.db, {
    cost: [
      cost('usage', '100.10', { product: 'Compute' }),
      cost('credit', '-5.05', { category: 'CREDIT' }),
      cost('tax', '19.00', { category: 'TAX' }),
      cost('dollars', '10', { currency: 'USD', product: 'Storage' }),
      cost('fine', '0.00000080000', {
        periodStart: '2026-02-01T00:00:00Z',
        periodEnd: '2026-02-01T01:00:00Z',
      }),
      cost('float', '1e3'),
      cost('empty', '1', { periodEnd: '2026-01-01T00:00:00Z' }),
    ],
  })
  expect(report.counts.cost).toMatchObject({ found: 7, added: 5, rejected: 2 })
  expect((await rowsOf(api.db, 'dead_letter')).map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/"float" cannot be used: amount: must be a decimal number as text/),
    expect.stringMatching(/"empty" cannot be used: periodEnd: must be after periodStart/),
  ])
  expect(await sums()).toEqual([
    '2026-01-01 CREDIT -5.05 EUR',
    '2026-01-01 TAX 19 EUR',
    '2026-01-01 USAGE 100.1 EUR',
    '2026-01-01 USAGE 10 USD',
    '2026-02-01 USAGE 0.0000008 EUR',
  ])
  expect(await sums('interval: YEAR, groupBy: [PRODUCT], allocation: UNALLOCATED')).toEqual([
    '2026-01-01 CREDIT -5.05 EUR',
    '2026-01-01 TAX 19 EUR',
    '2026-01-01 USAGE Compute 100.1 EUR',
    '2026-01-01 USAGE 0.0000008 EUR',
    '2026-01-01 USAGE Storage 10 USD',
  ])
  expect(await sums('allocation: ALLOCATED')).toEqual([])
  for (const [span, message] of [
    ['from: "2026-01-02", to: "2027-01-01"', /^from: is not the first day of a month/],
    ['from: "2026-01-01", to: "2026-01-01"', /^to: is not after from/],
    ['from: "1900-01-01", to: "2026-01-01"', /^to: is more than 400 intervals after from/],
  ] as const) {
    const { errors } = await api.ask(`{ costSums(${span}) { start } }`)
    expect(errors[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT' },
    })
  }
})

test('a charge of several intervals is divided by time in minor units, by largest remainder', async () => {
  const days = (count: number) => ({ periodEnd: `2026-01-0${1 + count}T00:00:00Z` })
  await tell(api.db, {
    cost: [
      cost('thirds', '1.00', { ...days(3), product: 'a' }),
      cost('halves', '-0.05', { ...days(2), product: 'b' }),
      cost('yen', '100', { ...days(3), currency: 'JPY', product: 'c' }),
      cost('finer', '0.0001', { ...days(3), product: 'd' }),
      // 18 of 24 hours lie in January.
      cost('edge', '0.10', {
        periodStart: '2026-01-31T06:00:00Z',
        periodEnd: '2026-02-01T06:00:00Z',
        product: 'e',
      }),
    ],
  })
  const january = 'from: "2026-01-01", to: "2026-01-04"'
  const amounts = async (product: string) =>
    (await sums('interval: DAY, groupBy: [PRODUCT]', january))
      .filter((sum) => sum.includes(` ${product} `))
      .map((sum) => sum.split(' ')[3])
  expect(await amounts('a')).toEqual(['0.34', '0.33', '0.33'])
  expect(await amounts('b')).toEqual(['-0.03', '-0.02'])
  expect(await amounts('c')).toEqual(['34', '33', '33'])
  expect(await amounts('d')).toEqual(['0.0001', '0', '0'])
  expect((await sums('groupBy: [PRODUCT]')).filter((sum) => sum.includes(' e '))).toEqual([
    '2026-01-01 USAGE e 0.08 EUR',
    '2026-02-01 USAGE e 0.02 EUR',
  ])
  // What is asked for does not change how a charge is divided.
  expect(await sums('groupBy: [PRODUCT]', 'from: "2026-02-01", to: "2026-03-01"')).toEqual([
    '2026-02-01 USAGE e 0.02 EUR',
  ])
})

const OF = `{ assets { nodes { name costs { nodes { amount { amount } source { name } } } costSums(from: "2026-01-01", to: "2026-02-01") { amount { amount } } } }
  services { nodes { name costSums(from: "2026-01-01", to: "2026-02-01") { category amount { amount currency } charges } } }
  costs(filter: { assetId: { isNull: true }, serviceId: { isNull: true } }) { nodes { resource amount { amount } } } }`
interface Subjects {
  readonly assets: { readonly nodes: readonly Record<string, unknown>[] }
  readonly services: { readonly nodes: readonly Record<string, unknown>[] }
  readonly costs: { readonly nodes: readonly unknown[] }
}

test('a cost belongs to the first subject that is known, waits unallocated, and ends with its record', async () => {
  const shop = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
  const told = [
    cost('machine', '7', {
      assets: [{ externalId: 'i-1' }, { identifier: { kind: 'serial-number', value: 'SN-1' } }],
      services: ['shop'],
      resource: 'i-1',
    }),
    cost('bucket', '2', { assets: [{ name: 'bucket' }], resource: 'bucket' }),
    cost('support', '3', { services: ['Helpdesk', 'Shop'] }),
    cost('rounding', '-1', { category: 'ADJUSTMENT' }),
  ]
  await tell(api.db, { cost: told })
  const first = await api.get<Subjects>(OF)
  expect(first.services.nodes).toEqual([
    {
      name: 'Shop',
      costSums: [{ category: 'USAGE', amount: { amount: '10', currency: 'EUR' }, charges: 2 }],
    },
  ])
  expect(first.costs.nodes).toHaveLength(2)
  expect(first.costs.nodes).toContainEqual({ resource: 'bucket', amount: { amount: '2' } })

  // Another source finds the machine: its cost goes over to it, and what is known to the first choice is left.
  await tell(api.db, { asset: [asset('srv', {}, serial('SN-1'))] }, { source: 'cloud' })
  const known = await api.get<Subjects>(OF)
  expect(known.assets.nodes).toEqual([
    {
      name: 'srv',
      costs: { nodes: [{ amount: { amount: '7' }, source: { name: 'test' } }] },
      costSums: [{ amount: { amount: '7' } }],
    },
  ])
  expect(known.services.nodes[0]).toMatchObject({ costSums: [{ amount: { amount: '3' } }] })

  // The same again changes nothing; a late correction replaces, and what the listing lacks is gone.
  const rows = await rowsOf(api.db, 'audit_event')
  expect((await tell(api.db, { cost: told })).counts.cost).toMatchObject({ unchanged: 4, changed: 0 })
  expect(await rowsOf(api.db, 'audit_event')).toEqual(rows)
  const [machine, ...others] = told
  const corrected = { ...machine, amount: '6.5' }
  expect(
    (await tell(api.db, { cost: [corrected, ...others.slice(0, 2)] }, { approveRetirement: true })).counts
      .cost,
  ).toMatchObject({ changed: 1, unchanged: 2, retired: 1 })
  expect(await sums()).toEqual(['2026-01-01 USAGE 11.5 EUR'])

  // Deleted subjects are looked for again: the costs stay, unallocated.
  await done(api, 'deleteService', { service: { id: shop } })
  await resolveCostSubjects(api.db.kysely)
  expect((await api.get<Subjects>(OF)).costs.nodes).toHaveLength(2)
  expect(await sums()).toEqual(['2026-01-01 USAGE 11.5 EUR'])
  await tell(api.db, { cost: [] }, { approveRetirement: true })
  expect(await rowsOf(api.db, 'cost')).toEqual([])
  expect(await rowsOf(api.db, 'cost_subject')).toEqual([])
})

test('a script records costs; a row that cannot be used is rejected by itself', async () => {
  await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
  const given = {
    periodStart: '2026-01-01T00:00:00Z',
    periodEnd: '2026-02-01T00:00:00Z',
    currency: 'EUR',
    category: 'USAGE',
    services: ['Shop'],
  }
  const send = (amount: string) =>
    done(
      api,
      'ingestRecords',
      {
        source: 'invoices',
        costs: [
          { ...given, externalId: 'a', amount },
          { ...given, externalId: 'b', amount: '1,5' },
        ],
      },
      'results { record externalId outcome id }',
    )
  expect(await send('12.345678')).toMatchObject({
    results: [
      { record: 'COST', externalId: 'a', outcome: 'ADDED', id: expect.any(String) },
      { record: 'COST', externalId: 'b', outcome: 'REJECTED', id: null },
    ],
  })
  await send('13')
  expect(await sums('allocation: ALLOCATED')).toEqual(['2026-01-01 USAGE 13 EUR'])
})
