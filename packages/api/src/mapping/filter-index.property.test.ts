import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterTest, type MappingFilter } from './filter.ts'
import { FilterIndex } from './filter-index.ts'
import { AssetTexts } from './places.ts'
import type { AssetTraits } from './traits.ts'

const text = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba')
const pattern = fc.oneof(text, fc.constantFrom('*', 'a*', '*b', 'a*c', 'ab*', '*b*', 'abcd*'))
const patterns = fc.array(pattern, { maxLength: 3 })
const condition = fc.record(
  { key: fc.constantFrom('x', 'y', 'x.y'), values: patterns },
  { requiredKeys: ['key'] },
)
const owners = fc.array(text, { maxLength: 2 })
const labels = fc.array(condition, { maxLength: 2 })
const attributes = fc.array(condition, { maxLength: 2 })
/** Few conditions, so that many filters match. */
const few: fc.Arbitrary<MappingFilter> = fc
  .array(
    fc.oneof(
      fc.record({ kinds: patterns }),
      fc.record({ names: patterns }),
      fc.record({ environments: patterns }),
      fc.record({ namespaces: patterns }),
      fc.record({ sources: patterns }),
      fc.record({ owners }),
      fc.record({ labels }),
      fc.record({ attributes }),
    ),
    { maxLength: 2 },
  )
  .map((parts) => Object.assign({}, ...parts) as MappingFilter)
const filter: fc.Arbitrary<MappingFilter> = fc
  .record({ few, not: fc.array(few, { maxLength: 1 }) })
  .map(({ few: given, not }) => ({ ...given, not }))
const value = fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.record({ y: text }))
const things: fc.Arbitrary<AssetTraits> = fc.record({
  kind: text,
  name: text,
  environment: fc.option(text),
  lifecycle: fc.constant('LIVE' as const),
  ownerId: fc.option(text),
  labels: fc.dictionary(fc.constantFrom('x', 'y', 'x.y'), value),
  attributes: fc.dictionary(fc.constantFrom('x', 'y', 'x.y', 'namespace'), value),
  sources: fc.array(text, { maxLength: 2 }),
})

test('every filter that matches an asset is a candidate, in order', () => {
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 8 }), things, (filters, thing) => {
      const texts = new AssetTexts(thing)
      const candidates = new FilterIndex(filters).candidates(texts)
      const isMatch = (number: number) => filterTest(filters[number] ?? {})(texts)
      expect(candidates.filter(isMatch)).toEqual([...filters.keys()].filter(isMatch))
    }),
    { numRuns: 400 },
  )
})

test('of 1,000 filters only those are tried that ask for a text of the asset, or how one begins', () => {
  const index = new FilterIndex([
    ...Array.from({ length: 996 }, (_, number) => ({
      kinds: ['server'],
      labels: [{ key: 'team', values: [`t-${number}`, `${number}-*`] }],
    })),
    { kinds: ['server'], labels: [{ key: 'team' }], names: ['shop-*'] },
    { kinds: ['server'], names: ['web-*', 'shop-*'] },
    { kinds: ['database'] },
    { not: [{ kinds: ['database'] }] },
  ])
  const thing: AssetTraits = {
    kind: 'server',
    name: 'web-7',
    environment: null,
    lifecycle: 'LIVE',
    ownerId: null,
    labels: { team: 't-12' },
    attributes: {},
    sources: [],
  }
  expect(index.candidates(new AssetTexts(thing))).toEqual([12, 997, 999])
})
