import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CalendarWindow,
  calendarWindow,
  parseDuration,
  sloWindow,
  windowAt,
  writeDuration,
} from './windows.ts'

const HOUR = 3_600_000

function calendar(duration: string, startTime: string, timeZone: string): CalendarWindow {
  const window = sloWindow({ duration, isRolling: false, startTime, timeZone })
  if (window.kind !== 'CALENDAR') throw new Error('not a calendar window')
  return window
}

/** The window that contains an instant: its ends in UTC, and its hours. */
function shown(window: CalendarWindow, at: string): [string, string, number] {
  const { start, end } = windowAt(window, Date.parse(at))
  const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16)
  return [utc(start), utc(end), (end - start) / HOUR]
}

describe('calendar windows', () => {
  it.each([
    ['Europe/Berlin', '1M', '2026-03-15T12:00Z', '2026-02-28T23:00', '2026-03-31T22:00', 743],
    ['Europe/Berlin', '1M', '2026-10-15T12:00Z', '2026-09-30T22:00', '2026-10-31T23:00', 745],
    ['America/New_York', '1M', '2026-03-15T12:00Z', '2026-03-01T05:00', '2026-04-01T04:00', 743],
    ['America/New_York', '1M', '2026-11-15T12:00Z', '2026-11-01T04:00', '2026-12-01T05:00', 721],
    ['Europe/Berlin', '1d', '2026-03-29T12:00Z', '2026-03-28T23:00', '2026-03-29T22:00', 23],
    ['Europe/Berlin', '1d', '2026-10-25T12:00Z', '2026-10-24T22:00', '2026-10-25T23:00', 25],
    // Lord Howe moves by half an hour.
    ['Australia/Lord_Howe', '1d', '2026-04-04T18:00Z', '2026-04-04T13:00', '2026-04-05T13:30', 24.5],
    ['Australia/Lord_Howe', '1d', '2026-10-03T18:00Z', '2026-10-03T13:30', '2026-10-04T13:00', 23.5],
    ['Asia/Kathmandu', '1w', '2026-03-29T12:00Z', '2026-03-25T18:15', '2026-04-01T18:15', 168],
    ['America/Sao_Paulo', '1Q', '2026-03-29T12:00Z', '2026-01-01T03:00', '2026-04-01T03:00', 2160],
    ['UTC', '1Y', '2028-03-29T12:00Z', '2028-01-01T00:00', '2029-01-01T00:00', 8784],
  ])('of %s last %s around %s', (zone, duration, at, start, end, hours) => {
    expect(shown(calendar(duration, '2026-01-01 00:00:00', zone), at)).toEqual([start, end, hours])
  })

  it('clamp a month to its last day, always from the first start', () => {
    const window = calendar('1M', '2026-01-31 10:00', 'UTC')
    const starts = [-1, 0, 1, 2, 3].map((k) =>
      new Date(calendarWindow(window, k).start).toISOString().slice(0, 10),
    )
    expect(starts).toEqual(['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  })

  it('move a start in the gap forward by the gap, and take the first of a doubled one', () => {
    const window = calendar('1d', '2026-01-01 02:30', 'Europe/Berlin')
    expect(shown(window, '2026-03-29T01:30Z')[0]).toBe('2026-03-29T01:30')
    expect(shown(window, '2026-03-29T01:29Z')[0]).toBe('2026-03-28T01:30')
    expect(shown(window, '2026-10-25T00:30Z')[0]).toBe('2026-10-25T00:30')
    // Apia left out 30 December 2011 altogether: that day lasts nothing, and no instant is in it.
    const apia = calendar('1d', '2011-12-28 00:00', 'Pacific/Apia')
    expect(calendarWindow(apia, 2)).toEqual({
      start: Date.parse('2011-12-30T10:00Z'),
      end: Date.parse('2011-12-30T10:00Z'),
    })
    expect(windowAt(apia, Date.parse('2011-12-30T10:00Z')).index).toBe(3)
  })

  it('follow one another without gap, and contain the instant that they are found by', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
    )
    const start = fc.constantFrom('2016-01-31 02:30', '2018-02-28 00:00', '2020-02-29 23:59:59')
    const at = fc.integer({ min: Date.UTC(2014, 0), max: Date.UTC(2032, 0) })
    fc.assert(
      fc.property(
        zone,
        fc.constantFrom('1d', '2w', '1M', '1Q', '1Y'),
        start,
        at,
        (timeZone, duration, startTime, instant) => {
          const window = calendar(duration, startTime, timeZone)
          const found = windowAt(window, instant)
          expect(found.start <= instant && instant < found.end).toBe(true)
          const index = found.index ?? Number.NaN
          expect(calendarWindow(window, index)).toEqual({ start: found.start, end: found.end })
          expect(calendarWindow(window, index + 1).start).toBe(found.end)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('windows of settings', () => {
  it('are exact lengths where they roll', () => {
    const rolling = (duration: string) =>
      sloWindow({ duration, isRolling: true, startTime: null, timeZone: null })
    const hours = (duration: string) => {
      const { start, end } = windowAt(rolling(duration), 1e12)
      expect(end).toBe(1e12)
      return (end - start) / HOUR
    }
    expect(['90m', '5h', '30d', '4w', '1M', '1Q', '1Y'].map(hours)).toEqual([
      1.5, 5, 720, 672, 720, 2160, 8760,
    ])
  })

  it.each(['', '30', 'd', '0d', '-1d', '1.5h', '1D', '1mo', ' 1d', '1d ', '01d', '1w2d', '1s'])(
    'refuse the duration “%s”',
    (text) => {
      expect(() => parseDuration(text)).toThrow(/duration: .*such as 30d/)
    },
  )

  it('write a duration as they read it', () => {
    for (const text of ['1m', '1h', '1d', '1w', '1M', '1Q', '1Y'])
      expect(writeDuration(parseDuration(text))).toBe(text)
  })

  it.each([
    [{ duration: '1h' }, /duration: a calendar window lasts whole days/],
    [{ timeZone: null }, /timeZone: is missing/],
    [{ timeZone: 'Europe/Berlinn' }, /timeZone: is not a time zone/],
    [{ startTime: null }, /startTime: is missing/],
    [{ startTime: '2026-02-30 00:00' }, /startTime: is not a local time/],
    [{ startTime: '2026-02-03 24:00' }, /startTime: is not a local time/],
    [{ isRolling: true }, /startTime: a rolling window has no start/],
    [{ isRolling: true, startTime: null }, /timeZone: a rolling window has no zone/],
  ])('name what is wrong in %j', (change, problem) => {
    const settings = { duration: '1M', isRolling: false, startTime: '2026-01-01 00:00:00', timeZone: 'UTC' }
    expect(() => sloWindow({ ...settings, ...change })).toThrow(problem)
  })
})
