import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { retryAfterOf } from './retry-after.ts'

/** Half a second after the full second. */
const now = Date.UTC(2030, 0, 1, 8, 49, 37, 500)
const epoch = Math.floor(now / 1000)
const used = { 'x-ratelimit-remaining': '0' }

// Dates without a zone mean GMT, wherever the server stands.
beforeEach(() => void vi.stubEnv('TZ', 'Asia/Tokyo'))
afterEach(() => void vi.unstubAllEnvs())

test.each<[string, Record<string, string | string[]>, number | undefined]>([
  ['nothing', {}, undefined],
  ['seconds', { 'retry-after': '120' }, 120],
  ['no seconds at all', { 'retry-after': '0' }, 0],
  ['a part of a second', { 'retry-after': '1.2' }, 2],
  ['more seconds than can be waited', { 'retry-after': '999999999999999' }, 366 * 24 * 3600],
  ['a date', { 'retry-after': 'Tue, 01 Jan 2030 08:50:37 GMT' }, 60],
  ['a date of RFC 850', { 'retry-after': 'Tuesday, 01-Jan-30 08:50:37 GMT' }, 60],
  ['a date of asctime', { 'retry-after': 'Tue Jan  1 08:50:37 2030' }, 60],
  ['a date of the past', { 'retry-after': 'Tue, 01 Jan 2030 08:00:00 GMT' }, 0],
  ['twice', { 'retry-after': ['5', '60'] }, 60],
  ['neither', { 'retry-after': 'soon' }, undefined],
  ['a negative number', { 'retry-after': '-5' }, undefined],
  ['the end of a window', { ...used, 'x-ratelimit-reset': String(epoch + 60) }, 60],
  ['the end of a window that is over', { ...used, 'x-ratelimit-reset': String(epoch - 60) }, 0],
  ['the end of a window in seconds from now', { ...used, 'x-ratelimit-reset': '60' }, 60],
  ['the end of a window in ISO 8601', { ...used, 'x-ratelimit-reset': '2030-01-01T08:50Z' }, 23],
  ['a window of GitLab', { 'ratelimit-remaining': '0', 'ratelimit-reset': String(epoch + 60) }, 60],
  ['a window with calls left', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '60' }, undefined],
  ['a window without an end', used, undefined],
  ['an end that is none', { ...used, 'x-ratelimit-reset': 'soon' }, undefined],
  ['an empty window', { 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '60' }, undefined],
  ['both', { ...used, 'x-ratelimit-reset': '60', 'retry-after': '5' }, 5],
])('when to come back is read from %s', (_what, headers, seconds) => {
  expect(retryAfterOf(headers, now)).toBe(seconds)
})
