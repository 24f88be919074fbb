import type { JsonValue } from '@throughline/db'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Claim, PERSON_PRECEDENCE } from '../../../src/assets/claims.ts'
import {
  kindOf,
  type PrecedenceRule,
  PrecedenceRules,
  rankCandidates,
  whyBehind,
  winningValues,
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

const winners = (claims: readonly Claim[], rules: readonly PrecedenceRule[] = [], kind = 'server') =>
  winningValues(claims, new PrecedenceRules(rules), kind, NOW)

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

describe('who wins', () => {
  const cmdb = claim('cmdb', 50, { 'attributes.os': 'Debian', 'attributes.cpus': 4 })
  const cloud = claim('cloud', 90, {
    'attributes.os': 'Linux',
    'attributes.cpus': 8,
    'attributes.zone': 'eu',
  })

  test('the smaller precedence of the sources, attribute by attribute', () => {
    expect(winners([cloud, cmdb])).toEqual({
      'attributes.os': 'Debian',
      'attributes.cpus': 4,
      'attributes.zone': 'eu',
    })
  })

  test('a rule for the attribute over a rule for the source over the precedence of the source', () => {
    const forSource = rule('cmdb', '*', 95)
    expect(winners([cmdb, cloud], [forSource])).toMatchObject({
      'attributes.os': 'Linux',
      'attributes.cpus': 8,
    })
    const forAttribute = rule('cmdb', 'attributes.os', 10)
    expect(winners([cmdb, cloud], [forSource, forAttribute])).toMatchObject({
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
    expect(winners([cmdb, cloud], rules)).toMatchObject({ 'attributes.os': 'Debian', 'attributes.cpus': 8 })
    expect(winners([cmdb, cloud], rules, 'switch')).toMatchObject({ 'attributes.cpus': 4 })
    expect(winners([cmdb, cloud], [rule('cloud', 'attributes.*', 10)])).toMatchObject({
      'attributes.os': 'Linux',
    })
    expect(winners([cmdb, cloud], [rule('cloud', 'labels.*', 10)])).toMatchObject({
      'attributes.os': 'Debian',
    })
  })

  test('a person over every rule', () => {
    expect(winners([cmdb, person, cloud], [rule('cloud', 'attributes.os', 1)])).toMatchObject({
      'attributes.os': 'by hand',
    })
  })

  test('where all is equal, the name of the source, then of the record', () => {
    const [b, a] = [claim('beta', 50, { name: 'b' }), claim('alpha', 50, { name: 'a' }, { sourceId: 'zzz' })]
    expect(winners([b, a])).toEqual({ name: 'a' })
    const twin = claim(
      'alpha',
      50,
      { name: 'first' },
      { sourceId: 'zzz', record: { stream: 'assets', externalId: 'a' } },
    )
    expect(winners([a, twin])).toEqual({ name: 'first' })
  })
})

describe('what is stale', () => {
  const old = claim('cmdb', 50, { name: 'old' }, { confirmedAt: daysAgo(8) })
  const recent = claim('cloud', 90, { name: 'recent' }, { confirmedAt: daysAgo(1) })
  const week = rule('cmdb', '*', 50, { staleAfter: 7 * DAY })

  test('gives way to a lower source', () => {
    expect(winners([old, recent])).toEqual({ name: 'old' })
    expect(winners([old, recent], [week])).toEqual({ name: 'recent' })
    const [winner, loser] =
      rankCandidates([old, recent], new PrecedenceRules([week]), 'server', NOW).get('name') ?? []
    if (winner === undefined || loser === undefined) throw new Error('nobody says anything')
    expect(whyBehind(loser, winner)).toEqual({
      code: 'STALE',
      text: `it was last said at ${daysAgo(8)}, and the rule for all of any kind gives cmdb the precedence 50, stale after 7 days`,
    })
  })

  test('is not stale at the very end of its time, and comes back with the next word', () => {
    expect(winners([{ ...old, confirmedAt: daysAgo(7) }, recent], [week])).toEqual({ name: 'old' })
    expect(winners([{ ...old, confirmedAt: daysAgo(0) }, recent], [week])).toEqual({ name: 'old' })
  })

  test('stays where nobody else says anything, or all is stale', () => {
    expect(winners([old], [week])).toEqual({ name: 'old' })
    const both = [week, rule('cloud', '*', 90, { staleAfter: 60 })]
    expect(winners([old, recent], both)).toEqual({ name: 'old' })
  })

  test('may be of one attribute alone', () => {
    const claims = [
      claim('cmdb', 50, { name: 'old', 'attributes.os': 'old' }, { confirmedAt: daysAgo(8) }),
      claim('cloud', 90, { name: 'new', 'attributes.os': 'new' }),
    ]
    expect(winners(claims, [rule('cmdb', 'attributes.os', 50, { staleAfter: DAY })])).toEqual({
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
  const [winner, loser] =
    rankCandidates(
      [claim('cmdb', 50, { name: 'a' }), claim('cloud', 90, { name: 'b' })],
      new PrecedenceRules([rule('cmdb', 'name', 5, { assetKind: 'server' })]),
      'server',
      NOW,
    ).get('name') ?? []
  if (winner === undefined || loser === undefined) throw new Error('nobody says anything')
  expect(whyBehind(loser, winner)).toEqual({
    code: 'LOWER_PRECEDENCE',
    text: 'the source cloud has the precedence 90, and the rule for name of server gives cmdb the precedence 5',
  })
})

test('the order of claims never decides, and every winner beats every loser', () => {
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
      const [winner, ...losers] = rankCandidates(all, book(), 'server', NOW).get('attributes.a') ?? []
      for (const loser of losers) {
        if (winner === undefined) continue
        expect(Number(winner.stale)).toBeLessThanOrEqual(Number(loser.stale))
        if (winner.stale === loser.stale) {
          expect(winner.standing.precedence).toBeLessThanOrEqual(loser.standing.precedence)
        }
      }
    }),
  )
})
