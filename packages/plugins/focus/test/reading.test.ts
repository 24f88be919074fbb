import { readFileSync } from 'node:fs'
import { parseRecord } from '@throughline/plugin-kit'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOf, unitsOf } from '../src/decimal.ts'
import { focus } from '../src/index.ts'
import { type Cells, table } from './tables.ts'

async function costsIn(files: Readonly<Record<string, string>>, config: object = {}) {
  const listings = await listOnce(focus, config, memoryFiles(files))
  const records = listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
  return records.map(parseRecord).flatMap((record) => (record.type === 'cost' ? [record] : []))
}
const amounts = async (files: Readonly<Record<string, string>>) =>
  (await costsIn(files)).map(({ amount, product }) => `${product} ${amount}`).sort()

test('sums by service and month equal those of another reading of the file, to the last decimal', async () => {
  const text = readFileSync(new URL('../fixtures/2030-01.csv', import.meta.url), 'utf8')
  // No cell of the file but tags holds a comma; amounts are added up in millionths.
  const [header = '', ...lines] = text.trim().split('\n')
  const place = (name: string) => header.split(',').indexOf(name)
  const expected = new Map<string, number>()
  for (const line of lines) {
    const cells = line.replace(/"[^"]*(?:""[^"]*)*"/g, '').split(',')
    const month = (cells[place('ChargePeriodStart')] ?? '').slice(0, 7)
    const key = [cells[place('ServiceName')], month, cells[place('BillingCurrency')]].join(' ')
    const millionths = Math.round(Number(cells[place('EffectiveCost')]) * 1e6)
    expected.set(key, (expected.get(key) ?? 0) + millionths)
  }
  const found = new Map<string, number>()
  for (const { product, periodStart, currency, amount } of await costsIn({ 'a.csv': text })) {
    const key = [product, periodStart.slice(0, 7), currency].join(' ')
    found.set(key, (found.get(key) ?? 0) + Math.round(Number(amount) * 1e6))
  }
  expect(found).toEqual(expected)
  expect(
    [...found.entries()].filter(([key]) => key.endsWith('EUR')).reduce((sum, [, one]) => sum + one, 0),
  ).toBe(114_050_000)
})

const of = (amount: string, more: Cells = {}): Cells => ({ EffectiveCost: amount, ...more })

test('a later delivery replaces the billing periods that it has, and parts of one delivery add up', async () => {
  const february = { BillingPeriodStart: '2030-02-01', ServiceName: 'February' }
  expect(
    await amounts({
      'cost-2030-9.csv': table(of('1'), of('5', february)),
      'cost-2030-10.csv': table(of('2')),
    }),
  ).toEqual(['February 5', 'Machines 2'])
  expect(
    await amounts({
      'run/part-00002.csv': table(of('0.2')),
      'run/part-00001.csv': table(of('0.1')),
      'a-00001.csv': table(of('7', february)),
      'a-00002.csv': table(of('8', february)),
    }),
  ).toEqual(['February 15', 'Machines 0.3'])
})

test('an invoice replaces the estimate and itself, and no other invoice', async () => {
  const invoiced = (amount: string, InvoiceId: string) =>
    table(of(amount, { InvoiceId, ServiceName: InvoiceId || 'none' }))
  const files = { '1.csv': invoiced('1', ''), '2.csv': invoiced('2', 'A'), '3.csv': invoiced('4', 'B') }
  expect(await amounts(files)).toEqual(['A 2', 'B 4'])
  expect(await amounts({ ...files, '4.csv': invoiced('8', 'A') })).toEqual(['A 8', 'B 4'])
  expect(await amounts({ ...files, '4.csv': invoiced('9', '') })).toEqual(['none 9'])
})

test('what was divided is counted by its parts, which have resources and tags of their own', async () => {
  const whole = { ResourceId: 'cluster', Tags: '{"app": "All"}', AllocatedMethodId: '' }
  const part = (EffectiveCost: string, name: string, tags = '') => ({
    ...whole,
    EffectiveCost,
    AllocatedMethodId: 'by-cpu',
    AllocatedResourceId: name,
    AllocatedTags: tags,
  })
  const costs = await costsIn({
    'a.csv': table(of('1', whole), part('0.4', 'pod-1', '{"app": "Shop"}'), part('0.6', 'pod-2')),
  })
  expect(costs.map(({ amount, resource, services }) => [resource, amount, services])).toEqual([
    ['pod-1', '0.4', ['Shop']],
    ['pod-2', '0.6', ['All']],
  ])
})

test('the names of version 1.3 are taken, and columns of a later one are named in a warning', async () => {
  const warnings: unknown[] = []
  const header = table({}).replace('ProviderName', 'ServiceProviderName')
  const text = header.replace('\n', ',x_Own,Mood\n').replace(/\n$/, ',"a","b"\n')
  for await (const page of focus.streams[0]?.pages(
    {
      config: { serviceTags: [], granularity: 'month' },
      signal: new AbortController().signal,
      log: {
        debug: () => {},
        info: () => {},
        warn: (_message, fields) => warnings.push(fields),
        error: () => {},
      },
      clock: () => new Date(0),
      http: { request: () => Promise.reject(new Error('closed')) } as never,
      pseudonym: (key) => key,
      files: memoryFiles({ 'a.csv': text }),
    },
    { id: 'charges' },
    null,
    new Date(0),
  ) ?? []) {
    expect(page.raw).toMatchObject([{ provider: 'Cloudy' }])
  }
  expect(warnings).toEqual([{ file: 'a.csv', columns: ['Mood'] }])
})

test('charges are summed by month, or by day, and longer ones keep their period', async () => {
  const text = table(
    of('1'),
    of('2', { ChargePeriodStart: '2030-01-06T00:00:00Z', ChargePeriodEnd: '2030-01-07T00:00:00Z' }),
    of('4', { ChargePeriodStart: '2030-01-31T00:00:00Z', ChargePeriodEnd: '2030-02-02T00:00:00Z' }),
  )
  const periods = async (config: object) =>
    (await costsIn({ 'a.csv': text }, config)).map(({ periodStart, periodEnd, amount }) => [
      periodStart.slice(0, 10),
      periodEnd.slice(0, 10),
      amount,
    ])
  expect(await periods({})).toEqual([
    ['2030-01-01', '2030-02-01', '3'],
    ['2030-01-31', '2030-02-02', '4'],
  ])
  expect(await periods({ granularity: 'day' })).toHaveLength(3)
})

test('decimals are exact, whatever their digits and signs', () => {
  const decimal = fc
    .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 0, max: 12 }))
    .map(([digits, decimals]) => ({ digits, decimals }))
  fc.assert(
    fc.property(decimal, ({ digits, decimals }) => {
      const units = unitsOf(`${digits}e-${decimals}`)
      expect(units).toBe(digits * 10n ** BigInt(30 - decimals))
      expect(unitsOf(textOf(units ?? 0n) ?? '')).toBe(units)
    }),
  )
  expect(['1.', '', '.5', '0x1', '1e400', 'NaN', '1e-31'].map(unitsOf)).toEqual([
    10n ** 30n,
    ...Array.from({ length: 6 }, () => undefined),
  ])
  expect(textOf(10n ** 46n)).toBeUndefined()
  expect(textOf(-5n * 10n ** 11n)).toBe('-0.000000000000000001')
})

test('stored sums mean the same when they are mapped again, and the same file again replaces them', async () => {
  const files = { 'a.csv': table(of('1'), of('2', { ResourceId: 'i-1' }), of('nothing')) }
  const rawsOf = async () => {
    const [listing] = await listOnce(focus, {}, memoryFiles(files))
    return listing ?? expect.fail('nothing was listed')
  }
  const [first, again] = [await rawsOf(), await rawsOf()]
  const mapped = (raws: readonly unknown[]) =>
    raws.flatMap((raw) => {
      try {
        return first.stream.map(raw)
      } catch (error) {
        return [String(error)]
      }
    })
  expect(mapped(JSON.parse(JSON.stringify(first.raws)))).toEqual(mapped(first.raws))
  expect(again.raws.map(first.stream.primaryKey)).toEqual(first.raws.map(first.stream.primaryKey))
  expect(mapped(again.raws)).toEqual(mapped(first.raws))
  expect(first.raws).toHaveLength(3)
})

test('a file without a row that can be used costs nothing of the others, and alone it is refused', async () => {
  const bad = table(of('x'), of('y'))
  const [listing] = await listOnce(focus, {}, memoryFiles({ 'a.csv': table(of('4')), 'b.csv': bad }))
  expect(listing?.partial).toBe(true)
  expect(listing?.raws.map((raw) => listing.stream.primaryKey(raw)).slice(0, 2)).toEqual([
    'b.csv, 2',
    'b.csv, 3',
  ])
  expect(listing?.raws.slice(2)).toMatchObject([{ amount: '4' }])
  await expect(costsIn({ 'b.csv': bad })).rejects.toThrow('b.csv, line 2: "x" in the column EffectiveCost')
})

test('rows that cannot be used are named up to a limit, and the others counted', async () => {
  const rows = [of('4'), ...Array.from({ length: 1100 }, () => of('x'))]
  const [listing] = await listOnce(focus, {}, memoryFiles({ 'a.csv': table(...rows) }))
  const unusable = listing?.raws.slice(0, -1) ?? []
  expect(unusable).toHaveLength(1001)
  expect(unusable.at(-1)).toMatchObject({ unusable: expect.stringContaining('100 more rows') })
  expect(listing?.raws.at(-1)).toMatchObject({ amount: '4' })
})
