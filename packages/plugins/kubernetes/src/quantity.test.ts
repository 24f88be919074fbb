import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytes, millicores, parseQuantity } from './quantity.ts'

test.each([
  ['100m', 100],
  ['1', 1000],
  [2, 2000],
  [0.1, 100],
  ['1.5', 1500],
  ['0.0001', 1],
  ['250000u', 250],
  ['.5', 500],
  ['1e1', 10_000],
])('%s of a core', (quantity, expected) => {
  expect(millicores(quantity)).toBe(expected)
})

test.each([
  ['64Mi', 67_108_864],
  ['1.5Gi', 1_610_612_736],
  ['128974848', 128_974_848],
  ['129e6', 129_000_000],
  ['129M', 129_000_000],
  ['1k', 1000],
  ['100m', 1],
])('%s of bytes', (quantity, expected) => {
  expect(bytes(quantity)).toBe(expected)
})

describe('what is no quantity', () => {
  test.each([
    '',
    'much',
    '-1',
    '1 Gi',
    '1GB',
    '1e',
    '1e5Mi',
    'NaN',
    'Infinity',
    Number.NaN,
    -1,
    null,
    {},
    '8Ei',
  ])('%s', (value) => {
    expect(bytes(value)).toBeUndefined()
  })
})

test('every suffix multiplies the number before it', () => {
  const factors = { '': 1, k: 1e3, M: 1e6, G: 1e9, Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 }
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...Object.entries(factors)), (count, [suffix, factor]) => {
      expect(parseQuantity(`${count}${suffix}`)).toBe(count * factor)
    }),
  )
})
