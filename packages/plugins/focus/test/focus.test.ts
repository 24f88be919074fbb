import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { readFiles } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { focus } from '../src/index.ts'
import { table } from './tables.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const january = () => readFiles(fixture('2030-01.csv'), { extensions: ['.csv'] })
const GOOD = table({}, { ResourceId: 'i-1' })

const broken: [string, string | Uint8Array, string[]][] = [
  ['an empty file', '', ['b.csv: is empty']],
  [
    'a file without mandatory columns',
    'BillingAccountId,EffectiveCost\nacme,1\n',
    [
      'b.csv, line 1',
      'has no column BillingCurrency, BillingPeriodStart',
      'ServiceProviderName or ProviderName',
    ],
  ],
  ['a file without a header', 'acme,1\n', ['line 1', 'has no column']],
  ['parquet', new Uint8Array([0x50, 0x41, 0x52, 0x31, 0x22, 0x0a, 0x22]), ['b.csv, line 1']],
  ['a row that is cut off', GOOD.slice(0, -20), ['b.csv, line 3']],
  [
    'parts that are not the whole',
    table(
      { ResourceId: 'cluster-7', EffectiveCost: '10', AllocatedMethodId: '' },
      { ResourceId: 'cluster-7', EffectiveCost: '9.99', AllocatedMethodId: 'm', AllocatedResourceId: 'pod' },
    ),
    ['the parts of the charge of "cluster-7" add up to 9.99, and the charge is 10'],
  ],
]

const flawed: [string, string, string[]][] = [
  ['an amount with a comma', table({}, { EffectiveCost: '1,5' }), ['"1,5" in the column EffectiveCost']],
  ['an amount that is missing', table({}, { EffectiveCost: 'NULL' }), ['EffectiveCost is empty']],
  ['a period that is missing', table({}, { ChargePeriodStart: '' }), ['ChargePeriodStart is empty']],
  [
    'a day that does not exist',
    table({}, { ChargePeriodStart: '2030-02-30' }),
    ['"2030-02-30" in the column'],
  ],
  ['a period that ends before it begins', table({}, { ChargePeriodEnd: '2030-01-01' }), ['is not after']],
  [
    'a category of another version',
    table({}, { ChargeCategory: 'Refund' }),
    ['"Refund" in the column Charge'],
  ],
  ['a currency in words', table({}, { BillingCurrency: 'Euro' }), ['"Euro" in the column BillingCurrency']],
  ['a currency that is missing', table({}, { BillingCurrency: '' }), ['BillingCurrency is empty']],
  ['tags that are no JSON', table({}, { Tags: '{a}' }), ['the column Tags is not JSON']],
  ['a row with a cell too many', `${table({}, {}).trimEnd()},x\n`, ['has 10 cells where the header has 9']],
]

describe('conformance', () => {
  const checks = conformance(focus, {
    config: {},
    listings: [
      { name: 'a month', files: january, golden: fixture('2030-01.golden.json') },
      {
        name: 'two months, one packed',
        files: () =>
          memoryFiles({
            'jan.csv': GOOD,
            'feb.csv.gz': gzipSync(table({ BillingPeriodStart: '2030-02-01', EffectiveCost: '2' })),
          }),
      },
    ],
    broken: broken.map(([name, content, mentions]) => ({
      name,
      files: () => memoryFiles({ 'a.csv': GOOD, 'b.csv': content }),
      mentions,
    })),
    flawed: flawed.map(([name, content, mentions]) => ({
      name,
      files: () => memoryFiles({ 'a.csv': content }),
      rejects: { 'a.csv, 3': ['a.csv, line 3: ', ...mentions] },
      takes: ['2030-01-01 45c81f8ebcf784c8c11d35be9dad773663b58a2b'],
      partial: ['costs'],
    })),
    removals: [
      {
        name: 'a resource',
        before: () => memoryFiles({ 'a.csv': GOOD }),
        after: () => memoryFiles({ 'a.csv': table({}) }),
        gone: ['2030-01-01 20529a0f6874503facf9e350a3d7c3b780fad1e3'],
      },
    ],
  })
  for (const check of checks) test(check.name, check.run)
})
