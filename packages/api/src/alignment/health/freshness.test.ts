import { expect, it } from 'vitest'
import { freshSince } from './freshness.ts'

it('lets one time of the schedule pass, and weekends that the schedule leaves out', () => {
  const since = (schedule: string | null, now: string, timeZone = 'UTC') =>
    freshSince({ schedule, timeZone }, new Date(now)).toISOString()
  expect(since('0 * * * *', '2026-06-15T12:30:00Z')).toBe('2026-06-15T11:00:00.000Z')
  // A Monday morning: the last times were Friday and, before that, Thursday.
  expect(since('0 6 * * 1-5', '2026-06-15T05:00:00Z')).toBe('2026-06-11T06:00:00.000Z')
  expect(since('0 6 * * *', '2026-06-15T05:00:00Z', 'Europe/Berlin')).toBe('2026-06-14T04:00:00.000Z')
  expect(since(null, '2026-06-15T12:00:00Z')).toBe('2026-03-17T12:00:00.000Z')
})
