import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { occurrencesOf, parseLength, recurringWindow } from './recurrence.ts'

const HOUR = 3_600_000
const day = (text: string) => Date.parse(`${text}T00:00Z`)

const SUNDAYS = {
  startTime: '2026-01-04 01:00',
  timeZone: 'Europe/Berlin',
  rule: 'FREQ=WEEKLY;BYDAY=SU',
  duration: 'PT2H',
}

/** The occurrences of a window that overlap some days, in UTC. */
function shown(change: Partial<Parameters<typeof recurringWindow>[0]>, from: string, to: string): string[] {
  const { occurrences } = occurrencesOf(recurringWindow({ ...SUNDAYS, ...change }), {
    start: day(from),
    end: day(to),
  })
  const utc = (instant: number) => new Date(instant).toISOString().slice(0, 16)
  return occurrences.map(({ start, end }) => `${utc(start)}/${utc(end).slice(11)}`)
}

describe('recurring windows', () => {
  it('last exactly as long across a shift of the clocks', () => {
    expect(shown({}, '2026-03-20', '2026-04-01')).toEqual([
      '2026-03-22T00:00/02:00',
      '2026-03-29T00:00/02:00',
    ])
    expect(shown({}, '2026-10-17', '2026-10-26')).toEqual([
      '2026-10-17T23:00/01:00',
      '2026-10-24T23:00/01:00',
    ])
  })

  it('move a start in the gap forward, and take the first of a doubled one', () => {
    const at = { startTime: '2026-01-04 02:30' }
    expect(shown(at, '2026-03-29', '2026-03-30')).toEqual(['2026-03-29T01:30/03:30'])
    expect(shown(at, '2026-10-25', '2026-10-26')).toEqual(['2026-10-25T00:30/02:30'])
  })

  it('are found where they overlap the span, half-open', () => {
    const window = recurringWindow(SUNDAYS)
    const count = (start: string, end: string) =>
      occurrencesOf(window, { start: Date.parse(start), end: Date.parse(end) }).occurrences.length
    expect(count('2026-03-22T01:59Z', '2026-03-22T03:00Z')).toBe(1)
    expect(count('2026-03-22T02:00Z', '2026-03-22T03:00Z')).toBe(0)
    expect(count('2026-03-21T23:00Z', '2026-03-22T00:00Z')).toBe(0)
    expect(count('2026-03-21T23:00Z', '2026-03-22T00:00:00.001Z')).toBe(1)
    expect(count('2025-01-01T00:00Z', '2026-01-04T00:00Z')).toBe(0)
  })

  it.each([
    [{ rule: 'FREQ=MONTHLY;BYDAY=1SU' }, ['2026-04-04T23:00/01:00', '2026-05-02T23:00/01:00']],
    [{ rule: 'FREQ=WEEKLY;BYDAY=SU;UNTIL=20260404T230000Z' }, ['2026-04-04T23:00/01:00']],
    [{ rule: 'FREQ=WEEKLY;BYDAY=SU;UNTIL=20260404T225959Z' }, []],
    [{ rule: 'FREQ=WEEKLY;BYDAY=SU;UNTIL=20260405' }, ['2026-04-04T23:00/01:00']],
    [{ rule: 'FREQ=WEEKLY;BYDAY=SU;COUNT=14' }, ['2026-04-04T23:00/01:00']],
    [{ rule: 'FREQ=MONTHLY;BYDAY=1SU', except: ['2026-04-05 01:00'] }, ['2026-05-02T23:00/01:00']],
    [{ rule: null, startTime: '2026-04-07 10:00' }, ['2026-04-07T08:00/10:00']],
    [{ rule: null, startTime: '2026-03-07 10:00' }, []],
  ])('of %j', (change, expected) => {
    expect(
      shown(change, '2026-04-01', '2026-05-04').filter(
        (text) => change.rule !== 'FREQ=WEEKLY' || text !== '',
      ),
    ).toEqual(expected)
  })

  it('are bounded, and say so', () => {
    const daily = recurringWindow({ ...SUNDAYS, rule: 'FREQ=DAILY' })
    const span = { start: day('2026-02-01'), end: day('2036-02-01') }
    expect(occurrencesOf(daily, span)).toMatchObject({ complete: false, occurrences: { length: 1000 } })
    expect(occurrencesOf(daily, { ...span, end: day('2026-02-03') }, 3)).toMatchObject({
      complete: true,
      occurrences: { length: 2 },
    })
  })

  it.each([
    [{ rule: 'FREQ=HOURLY' }, /rule: FREQ=HOURLY cannot be used: a window recurs DAILY/],
    [{ rule: 'FREQ=WEEKLY;BYDAY=XX' }, /rule: BYDAY=XX cannot be used/],
    [{ rule: 'FREQ=WEEKLY;FOO=1' }, /rule: "FOO=1" is not a part of an RRULE/],
    [{ rule: 'BYDAY=SU' }, /rule: has no FREQ/],
    [{ rule: 'FREQ=DAILY;FREQ=WEEKLY' }, /rule: FREQ stands twice/],
    [{ rule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;COUNT=9' }, /rule: never occurs, or too rarely/],
    [{ rule: 'FREQ=DAILY;BYMINUTE=0,30' }, /rule: "BYMINUTE=0,30" is not a part/],
    [{ rule: 'FREQ=DAILY;COUNT=-1' }, /rule: COUNT=-1 cannot be used/],
    [{ rule: 'FREQ=DAILY;COUNT=2;UNTIL=20260501T000000Z' }, /rule: has both COUNT and UNTIL/],
    [{ rule: 'FREQ=DAILY;UNTIL=20260231' }, /rule: UNTIL=20260231 is not a time/],
    [{ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, /rule: never occurs/],
    [{ rule: 'FREQ=WEEKLY;BYMONTHDAY=3' }, /rule: is not a usable RRULE/],
    [{ rule: '' }, /rule: "" is not a part/],
    [{ timeZone: 'Mars' }, /timeZone: is not a time zone/],
    [{ startTime: '2026-02-29 01:00' }, /startTime: is not a local time/],
    [{ except: ['2026-04-05'] }, /except.0: is not a local time/],
  ])('refuse %j', (change, problem) =>
    expect(() => recurringWindow({ ...SUNDAYS, ...change })).toThrow(problem),
  )

  it.each(['P1D', 'PT0M', 'PT', 'PT30S', 'P1W', '2h', 'PT1.5H'])('refuse a length of “%s”', (duration) =>
    expect(() => recurringWindow({ ...SUNDAYS, duration })).toThrow(/duration: .*not a length/),
  )

  it('have lengths in hours and minutes', () =>
    expect(['PT2H', 'PT90M', 'PT1H30M'].map((text) => parseLength(text))).toEqual([
      2 * HOUR,
      1.5 * HOUR,
      1.5 * HOUR,
    ]))

  it('are the same however the question is divided', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'America/Sao_Paulo',
    )
    const from = fc.integer({ min: day('2026-02-01'), max: day('2026-12-01') })
    const rule = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SU,MO', 'FREQ=MONTHLY;BYMONTHDAY=-1')
    fc.assert(
      fc.property(
        zone,
        rule,
        fc.constantFrom('01:00', '02:15', '23:30'),
        from,
        fc.nat(40),
        fc.nat(40),
        (timeZone, text, time, start, first, second) => {
          const window = recurringWindow({
            startTime: `2026-01-04 ${time}`,
            timeZone,
            rule: text,
            duration: 'PT2H',
          })
          const [middle, end] = [start + first * 24 * HOUR, start + (first + second) * 24 * HOUR]
          const within = (a: number, b: number) => occurrencesOf(window, { start: a, end: b }).occurrences
          const parts = [...within(start, middle), ...within(middle, end)]
          const starts = new Set(parts.map((interval) => interval.start))
          expect(within(start, end).map((interval) => interval.start)).toEqual([...starts])
          expect(parts.every((interval) => interval.end - interval.start === 2 * HOUR)).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  })
})
