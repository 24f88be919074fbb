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

test('the limit of answer pages and the public address are read from the environment', () => {
  expect(readEnvironment({})).toMatchObject({
    answersPerPeer: { burst: 600, perSecond: 20 },
    publicUrl: undefined,
  })
  const THROUGHLINE_PUBLIC_URL = 'https://it.example.org/throughline'
  expect(
    readEnvironment({
      THROUGHLINE_PUBLIC_URL,
      THROUGHLINE_ANSWERS_BURST: '9',
      THROUGHLINE_ANSWERS_PER_SECOND: '3',
    }),
  ).toMatchObject({ answersPerPeer: { burst: 9, perSecond: 3 }, publicUrl: THROUGHLINE_PUBLIC_URL })
  for (const wrong of [
    'it.example.org',
    'ftp://it.example.org',
    'https://u:p@it.example.org',
    'https://it/?a',
  ])
    expect(() => readEnvironment({ THROUGHLINE_PUBLIC_URL: wrong })).toThrow(/^THROUGHLINE_PUBLIC_URL is the/)
})
