import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesPairs, matchesSelector } from './selector.ts'

const word = fc.constantFrom('app', 'tier', 'web', 'cart', 'constructor', '__proto__', '')
const key = fc.constantFrom('app', 'tier', 'web', 'toString')
const labels = fc.dictionary(key, word, { noNullPrototype: true })
const filled = fc.dictionary(key, word, { minKeys: 1, noNullPrototype: true })

describe('a plain selector', () => {
  test('is met by labels that have all its pairs, and by no others', () => {
    fc.assert(
      fc.property(filled, labels, (pairs, more) => {
        expect(matchesPairs(pairs, { ...more, ...pairs })).toBe(true)
        const naive = Object.keys(pairs).every((name) =>
          Object.entries(more).some(([k, v]) => k === name && v === pairs[name]),
        )
        expect(matchesPairs(pairs, more)).toBe(naive)
      }),
    )
  })

  test('is not met once one pair is missing', () => {
    fc.assert(
      fc.property(filled, labels, fc.nat(), (pairs, more, pick) => {
        const names = Object.keys(pairs)
        const gone = names[pick % names.length]
        const rest = Object.entries({ ...more, ...pairs }).filter(([name]) => name !== gone)
        expect(matchesPairs(pairs, Object.fromEntries(rest))).toBe(false)
      }),
    )
  })

  test('without pairs selects nothing', () => {
    fc.assert(
      fc.property(labels, (some) => {
        expect(matchesPairs({}, some)).toBe(false)
      }),
    )
  })
})

describe('a selector with expressions', () => {
  const opposites = fc.constantFrom(['In', 'NotIn'] as const, ['Exists', 'DoesNotExist'] as const)

  test('is met exactly when its opposite is not', () => {
    fc.assert(
      fc.property(
        labels,
        key,
        fc.array(word.filter(Boolean)),
        opposites,
        (some, name, values, [one, other]) => {
          const match = (operator: string) =>
            matchesSelector({ matchExpressions: [{ key: name, operator, values }] }, some)
          expect(match(one)).toBe(!match(other))
        },
      ),
    )
  })

  test('needs its pairs as well', () => {
    const exists = [{ key: 'tier', operator: 'Exists' }]
    const selector = { matchLabels: { app: 'web' }, matchExpressions: exists }
    expect(matchesSelector(selector, { app: 'web', tier: 'front' })).toBe(true)
    expect(matchesSelector(selector, { app: 'web' })).toBe(false)
    expect(matchesSelector(selector, { app: 'cart', tier: 'front' })).toBe(false)
  })

  test.each([
    undefined,
    {},
    { matchLabels: {} },
    { matchExpressions: [{ key: 'a', operator: 'Like' }] },
    { matchExpressions: [{}] },
  ])('%j selects nothing', (selector) => {
    expect(matchesSelector(selector, { a: 'b' })).toBe(false)
  })
})
