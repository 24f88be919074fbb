import { expect, test } from 'vitest'
import { currentQuarter, quarterOf } from './period.ts'

test.each([
  ['2026-12-31T23:30:00Z', 'UTC', '2026-Q4'],
  ['2026-12-31T23:30:00Z', 'Europe/Berlin', '2027-Q1'],
  ['2026-04-01T02:00:00Z', 'America/New_York', '2026-Q1'],
  ['2026-07-01T00:00:00Z', 'UTC', '2026-Q3'],
])('%s lies, in %s, in %s', (instant, timeZone, quarter) => {
  expect(quarterOf(new Date(instant), timeZone)).toBe(quarter)
})

test('this quarter is that of the organisation, and that of UTC for a caller who may not read its zone', async () => {
  const now = new Date('2026-12-31T23:30:00Z')
  const berlin = async () => ({ data: { settings: { timeZone: 'Europe/Berlin' } } })
  expect(await currentQuarter(berlin, now)).toBe('2027-Q1')
  expect(await currentQuarter(async () => ({ data: null, errors: [{ message: 'no' }] }), now)).toBe('2026-Q4')
})
