import { expect, test } from 'vitest'
import { readEnvironment } from '../../src/cli/environment.ts'

test('the limits of points are read from the environment, and a bucket holds one operation at least', () => {
  const { costLimit, rateLimit } = readEnvironment({})
  expect({ costLimit, rateLimit }).toEqual({
    costLimit: 20_000,
    rateLimit: { burst: 100_000, perSecond: 2_000 },
  })
  const own = readEnvironment({
    THROUGHLINE_COST_LIMIT: '500',
    THROUGHLINE_RATE_BURST: '600',
    THROUGHLINE_RATE_PER_SECOND: '7',
  })
  expect(own).toMatchObject({ costLimit: 500, rateLimit: { burst: 600, perSecond: 7 } })
  expect(readEnvironment({ THROUGHLINE_COST_LIMIT: '200000' }).rateLimit.burst).toBe(200_000)
  expect(() => readEnvironment({ THROUGHLINE_RATE_BURST: '600' })).toThrow(/THROUGHLINE_COST_LIMIT/)
})
