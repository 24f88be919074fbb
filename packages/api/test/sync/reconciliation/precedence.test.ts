import type { JsonValue } from '@throughline/db'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Claim, PERSON_PRECEDENCE } from '../../../src/assets/claims.ts'
import {
  effectiveValues,
  explainOverride,
  kindOf,
  type PrecedenceRule,
  PrecedenceRules,
  rankCandidates,
} from '../../../src/assets/precedence.ts'

const NOW = new Date('2030-01-31T00:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString()
const DAY = 86_400

function claim(
  source: string,
  precedence: number,
  said: Record<string, JsonValue>,
  more: Partial<Claim> = {},
): Claim {
  return {
    sourceId: `id of ${source}`,
    source,
    record: { stream: 'assets', externalId: `${source}-1` },
    precedence,
    confirmedAt: daysAgo(0),
    attributes: Object.fromEntries(
      Object.entries(said).map(([attribute, value]) => [attribute, { value, setAt: daysAgo(90) }]),
    ),
    ...more,
  }
}

function rule(
  source: string,
  attribute: string,
  precedence: number,
  more: Partial<PrecedenceRule> = {},
): PrecedenceRule {
  return { assetKind: '*', attribute, sourceId: `id of ${source}`, precedence, staleAfter: null, ...more }
}

const decide = (claims: readonly Claim[], rules: readonly PrecedenceRule[] = [], kind = 'server') =>
  effectiveValues(claims, new PrecedenceRules(rules), kind, NOW)

const person = claim(
  'nobody',
  PERSON_PRECEDENCE,
  { 'attributes.os': 'by hand' },
  {
    sourceId: null,
    source: null,
    record: null,
    confirmedAt: null,
  },
)

describe('the effective value is that of', () => {
  const cmdb = claim('cmdb', 50, { 'attributes.os': 'Debian', 'attributes.cpus': 4 })
  const cloud = claim('cloud', 90, {
    'attributes.os': 'Linux',
    'attributes.cpus': 8,
    'attributes.zone': 'eu',
  })

  test('the smaller precedence of the sources, attribute by attribute', () => {
    expect(decide([cloud, cmdb])).toEqual({
      'attributes.os': 'Debian',
      'attributes.cpus': 4,
      'attributes.zone': 'eu',
    })
  })

  test('a rule for the attribute over a rule for the source over the precedence of the source', () => {
    const forSource = rule('cmdb', '*', 95)
    expect(decide([cmdb, cloud], [forSource])).toMatchObject({
      'attributes.os': 'Linux',
      'attributes.cpus': 8,
    })
    const forAttribute = rule('cmdb', 'attributes.os', 10)
    expect(decide([cmdb, cloud], [forSource, forAttribute])).toMatchObject({
      'attributes.os': 'Debian',
      'attributes.cpus': 8,
    })
  })

  test('the rule that names the attribute most exactly, then the one that names the kind', () => {
    const rules = [
      rule('cloud', 'attributes.*', 10),
      rule('cloud', 'attributes.os', 99),
      rule('cloud', 'attributes.cpus', 99),
      rule('cloud', 'attributes.cpus', 1, { assetKind: 'server' }),
      rule('cloud', '*', 98),
    ]
    expect(decide([cmdb, cloud], rules)).toMatchObject({ 'attributes.os': 'Debian', 'attributes.cpus': 8 })
    expect(decide([cmdb, cloud], rules, 'switch')).toMatchObject({ 'attributes.cpus': 4 })
    expect(decide([cmdb, cloud], [rule('cloud', 'attributes.*', 10)])).toMatchObject({
      'attributes.os': 'Linux',
    })
    expect(decide([cmdb, cloud], [rule('cloud', 'labels.*', 10)])).toMatchObject({
      'attributes.os': 'Debian',
    })
  })

  test('a person over every rule', () => {
    expect(decide([cmdb, person, cloud], [rule('cloud', 'attributes.os', 1)])).toMatchObject({
      'attributes.os': 'by hand',
    })
  })

  test('where all is equal, the name of the source, then of the record', () => {
    const [b, a] = [claim('beta', 50, { name: 'b' }), claim('alpha', 50, { name: 'a' }, { sourceId: 'zzz' })]
    expect(decide([b, a])).toEqual({ name: 'a' })
    const twin = claim(
      'alpha',
      50,
      { name: 'first' },
      { sourceId: 'zzz', record: { stream: 'assets', externalId: 'a' } },
    )
    expect(decide([a, twin])).toEqual({ name: 'first' })
  })
})

describe('what is stale', () => {
  const old = claim('cmdb', 50, { name: 'old' }, { confirmedAt: daysAgo(8) })
  const recent = claim('cloud', 90, { name: 'recent' }, { confirmedAt: daysAgo(1) })
  const week = rule('cmdb', '*', 50, { staleAfter: 7 * DAY })

  test('gives way to a lower source', () => {
    expect(decide([old, recent])).toEqual({ name: 'old' })
    expect(decide([old, recent], [week])).toEqual({ name: 'recent' })
    const [effective, overridden] =
      rankCandidates([old, recent], new PrecedenceRules([week]), 'server', NOW).get('name') ?? []
    if (effective === undefined || overridden === undefined) throw new Error('no claim was ranked')
    expect(explainOverride(overridden, effective)).toEqual({
      code: 'STALE',
      text: `it was last said at ${daysAgo(8)}, and the rule for all of any kind gives cmdb the precedence 50, stale after 7 days`,
    })
  })

  test('is not stale at the very end of its time, and comes back with the next word', () => {
    expect(decide([{ ...old, confirmedAt: daysAgo(7) }, recent], [week])).toEqual({ name: 'old' })
    expect(decide([{ ...old, confirmedAt: daysAgo(0) }, recent], [week])).toEqual({ name: 'old' })
  })

  test('stays where nobody else says anything, or all is stale', () => {
    expect(decide([old], [week])).toEqual({ name: 'old' })
    const both = [week, rule('cloud', '*', 90, { staleAfter: 60 })]
    expect(decide([old, recent], both)).toEqual({ name: 'old' })
  })

  test('may be of one attribute alone', () => {
    const claims = [
      claim('cmdb', 50, { name: 'old', 'attributes.os': 'old' }, { confirmedAt: daysAgo(8) }),
      claim('cloud', 90, { name: 'new', 'attributes.os': 'new' }),
    ]
    expect(decide(claims, [rule('cmdb', 'attributes.os', 50, { staleAfter: DAY })])).toEqual({
      name: 'old',
      'attributes.os': 'new',
    })
  })
})

test('what an asset is does not depend on rules for what it is', () => {
  const claims = [claim('cmdb', 50, { kind: 'server' }), claim('cloud', 90, { kind: 'server.virtual' })]
  const rules = new PrecedenceRules([rule('cloud', 'kind', 1, { assetKind: 'server.virtual' })])
  expect(kindOf(claims, rules, NOW)).toBe('server')
  expect(kindOf(claims, new PrecedenceRules([rule('cloud', 'kind', 1)]), NOW)).toBe('server.virtual')
  expect(kindOf([], rules, NOW)).toBeUndefined()
})

test('the reasons name both rules', () => {
  const [effective, overridden] =
    rankCandidates(
      [claim('cmdb', 50, { name: 'a' }), claim('cloud', 90, { name: 'b' })],
      new PrecedenceRules([rule('cmdb', 'name', 5, { assetKind: 'server' })]),
      'server',
      NOW,
    ).get('name') ?? []
  if (effective === undefined || overridden === undefined) throw new Error('no claim was ranked')
  expect(explainOverride(overridden, effective)).toEqual({
    code: 'LOWER_PRECEDENCE',
    text: 'the source cloud has the precedence 90, and the rule for name of server gives cmdb the precedence 5',
  })
})

test('the order of claims never decides, and the effective one comes before every overridden one', () => {
  const source = fc.constantFrom('a', 'b', 'c', 'd')
  const claims = fc.array(
    fc.record({
      source,
      precedence: fc.integer({ min: 1, max: 3 }),
      confirmed: fc.integer({ min: 0, max: 10 }),
      record: fc.constantFrom('x', 'y', 'z'),
      value: fc.integer(),
    }),
    { maxLength: 8 },
  )
  const rules = fc.array(
    fc.record({
      source,
      attribute: fc.constantFrom('*', 'attributes.*', 'attributes.a'),
      precedence: fc.integer({ min: 1, max: 3 }),
      staleAfter: fc.option(fc.integer({ min: 1, max: 10 })),
    }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(claims, rules, fc.nat(), (said, ruled, turn) => {
      const unique = new Map(said.map((one) => [`${one.source} ${one.record}`, one]))
      const all = [...unique.values()].map(({ source: name, confirmed, record, value }) =>
        claim(
          name,
          name.charCodeAt(0) % 3,
          { 'attributes.a': value },
          {
            confirmedAt: daysAgo(confirmed),
            record: { stream: 'assets', externalId: record },
          },
        ),
      )
      const book = () =>
        new PrecedenceRules(
          [...new Map(ruled.map((one) => [`${one.source} ${one.attribute}`, one])).values()].map((one) =>
            rule(one.source, one.attribute, one.precedence, {
              staleAfter: one.staleAfter === null ? null : one.staleAfter * DAY,
            }),
          ),
        )
      const turned = [
        ...all.slice(turn % (all.length || 1)),
        ...all.slice(0, turn % (all.length || 1)),
      ].reverse()
      const ranked = (from: readonly Claim[]) =>
        rankCandidates(from, book(), 'server', NOW)
          .get('attributes.a')
          ?.map(({ claim: { source: name, record } }) => [name, record?.externalId])
      expect(ranked(turned)).toEqual(ranked(all))
      const [effective, ...behind] = rankCandidates(all, book(), 'server', NOW).get('attributes.a') ?? []
      for (const overridden of behind) {
        if (effective === undefined) continue
        expect(Number(effective.stale)).toBeLessThanOrEqual(Number(overridden.stale))
        if (effective.stale === overridden.stale) {
          expect(effective.standing.precedence).toBeLessThanOrEqual(overridden.standing.precedence)
        }
      }
    }),
  )
})
