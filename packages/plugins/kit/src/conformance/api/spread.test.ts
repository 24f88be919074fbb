import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spread } from './spread.ts'

test('a spread is some of the numbers in their order, the first and the last among them', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.integer({ min: 2, max: 40 }), (count, most) => {
      const numbers = spread(count, most)
      expect(numbers).toHaveLength(Math.min(count, most))
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
      if (count > 0) expect([numbers[0], numbers.at(-1)]).toEqual([0, count - 1])
    }),
  )
})
