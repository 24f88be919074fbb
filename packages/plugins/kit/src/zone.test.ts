import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantIn, isTimeZone } from './zone.ts'

test.each([
  ['UTC', '2030-01-01 00:00:00', '2030-01-01T00:00:00.000Z'],
  ['Europe/Berlin', '2030-01-15 12:30:45', '2030-01-15T11:30:45.000Z'],
  ['Europe/Berlin', '2030-07-15 12:30:45', '2030-07-15T10:30:45.000Z'],
  ['Europe/Berlin', '2030-07-15 12:30', '2030-07-15T10:30:00.000Z'],
  // The clocks are put back from three to two: the first of both.
  ['Europe/Berlin', '2030-10-27 01:59:59', '2030-10-26T23:59:59.000Z'],
  ['Europe/Berlin', '2030-10-27 02:30:00', '2030-10-27T00:30:00.000Z'],
  ['Europe/Berlin', '2030-10-27 03:00:00', '2030-10-27T02:00:00.000Z'],
  // They are put forward from two to three: as if they had not been.
  ['Europe/Berlin', '2030-03-31 01:59:59', '2030-03-31T00:59:59.000Z'],
  ['Europe/Berlin', '2030-03-31 02:30:00', '2030-03-31T01:30:00.000Z'],
  ['Europe/Berlin', '2030-03-31 03:00:00', '2030-03-31T01:00:00.000Z'],
  ['America/St_Johns', '2030-01-15 12:00:00', '2030-01-15T15:30:00.000Z'],
  ['Australia/Lord_Howe', '2030-04-07 01:45:00', '2030-04-06T14:45:00.000Z'],
  ['Pacific/Kiritimati', '2030-01-01 00:00:00', '2029-12-31T10:00:00.000Z'],
])('in %s, %s is %s', (zone, local, instant) => {
  expect(instantIn(zone, local)?.toISOString()).toBe(instant)
})

test.each(['', 'tomorrow', '2030-01', '01.02.2030 00:00'])('%j is no time', (local) => {
  expect(instantIn('UTC', local)).toBeUndefined()
})

test('an instant that is shown once is found again', () => {
  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'UTC',
  )
  const seconds = fc.integer({ min: Date.UTC(1995, 0) / 1000, max: Date.UTC(2035, 0) / 1000 })
  fc.assert(
    fc.property(zones, seconds, (zone, second) => {
      const shown = (at: number) => new Date(at * 1000).toLocaleString('sv-SE', { timeZone: zone })
      const local = shown(second)
      const found = (instantIn(zone, local)?.getTime() ?? 0) / 1000
      // Where a clock shows it twice, the first; no clock is put back by more than an hour.
      expect(shown(found)).toBe(local)
      expect(second - found === 0 || (second - found > 0 && second - found <= 3600)).toBe(true)
    }),
  )
})

test('a zone has a name', () => {
  expect(['+03:00', '-0100', '-23:59'].filter(isTimeZone)).toEqual([])
  expect([isTimeZone('Europe/Berlin'), isTimeZone('UTC'), isTimeZone('Berlin'), isTimeZone('')]).toEqual([
    true,
    true,
    false,
    false,
  ])
})
