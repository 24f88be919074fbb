import { expect, test } from 'vitest'
import { readRetryAfter, retryDelay } from './retry.ts'

const now = Date.UTC(2026, 0, 1)

test.each([
  ['7', 7000],
  [' 0 ', 0],
  ['1.5', 1500],
  ['Thu, 01 Jan 2026 00:00:09 GMT', 9000],
  ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
  ['-3', undefined],
  ['soon', undefined],
  ['May 5', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %j asks for %j ms', (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected)
})

test('a wait is drawn between zero and a limit that doubles up to a maximum', () => {
  const limits = [1, 2, 3, 4, 5].map((attempt) =>
    retryDelay(attempt, { baseDelay: 100, maxDelay: 500 }, () => 1),
  )
  expect(limits).toEqual([100, 200, 400, 500, 500])
  expect(retryDelay(3, { baseDelay: 100 }, () => 0)).toBe(0)
})

test('what the server asks for is waited in full, and the draw comes on top', () => {
  expect(retryDelay(1, { baseDelay: 100 }, () => 0, 9000)).toBe(9000)
  expect(retryDelay(1, { baseDelay: 100 }, () => 0.5, 9000)).toBe(9050)
})
