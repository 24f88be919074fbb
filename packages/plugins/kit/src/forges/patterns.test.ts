import { describe, expect, test } from 'vitest'
import { fits, named, ruled } from './patterns.ts'

describe('a pattern', () => {
  test.each([
    ['acme/shop', 'Acme/Shop', true],
    ['acme/shop', 'acme/shop2', false],
    ['acme/*', 'acme/', true],
    ['acme/*', 'other/acme/', false],
    ['*-shop', 'web-shop', true],
    ['*-shop', 'web-shops', false],
    ['a*b*c', 'a-b-b-c', true],
    ['a*bb*b', 'abb', false],
    ['a*a', 'a', false],
    ['*', '', true],
    ['', 'a', false],
    ['a.c', 'abc', false],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected)
  })
})

test('the first rule that fits counts', () => {
  const rules = { 'prio:*': 2, 'prio:high': 1 }
  expect(ruled(rules, ['x', 'Prio:high'])).toBe(2)
  expect(ruled(rules, [])).toBeUndefined()
})

test('names after a prefix are taken once, without white space', () => {
  expect(named(['Service: Web', 'service:Web', 'service:', 'x'], 'service:')).toEqual(['Web'])
})
