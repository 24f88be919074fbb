import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../flow/days.ts'
import { MOST_PERIODS, type PeriodQuestion, periodsOver } from './periods.ts'

const question = (more: Partial<PeriodQuestion>): PeriodQuestion => ({
  unit: 'WEEK',
  since: '2026-03-02',
  until: null,
  timeZone: 'Europe/Berlin',
  now: new Date('2026-04-01T12:00:00Z'),
  ...more,
})
const HOUR = 3_600_000

describe('the periods of a key result', () => {
  it('are whole weeks of the local calendar, also where the clocks change', () => {
    const { periods } = periodsOver(question({}))
    expect(periods.map(({ from, to, start, end }) => [from, to, (end - start) / HOUR])).toEqual([
      ['2026-03-02', '2026-03-08', 168],
      ['2026-03-09', '2026-03-15', 168],
      ['2026-03-16', '2026-03-22', 168],
      ['2026-03-23', '2026-03-29', 167],
    ])
  })

  it('are months counted from the first day, each clamped by itself', () => {
    const { periods } = periodsOver(
      question({ unit: 'MONTH', since: '2026-01-31', now: new Date('2026-05-01T00:00:00Z') }),
    )
    expect(periods.map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-31', '2026-02-27'],
      ['2026-02-28', '2026-03-30'],
      ['2026-03-31', '2026-04-29'],
    ])
  })

  it('end with the last day that counts, which cuts the last one', () => {
    const asked = { until: '2026-03-11', timeZone: 'UTC' }
    expect(periodsOver(question(asked)).periods.map(({ from, to }) => [from, to])).toEqual([
      ['2026-03-02', '2026-03-08'],
      ['2026-03-09', '2026-03-11'],
    ])
    const before = periodsOver(question({ ...asked, now: new Date('2026-03-11T23:59:59Z') }))
    expect(before.periods.map(({ to }) => to)).toEqual(['2026-03-08'])
    const whole = periodsOver(question({ ...asked, until: '2026-03-15' }))
    expect(whole.periods.map(({ to }) => to)).toEqual(['2026-03-08', '2026-03-15'])
  })

  it('are none before the first is over', () => {
    expect(periodsOver(question({ since: '2026-03-26' })).periods).toEqual([])
    expect(periodsOver(question({ since: '2027-01-01' }))).toEqual({ periods: [], earlier: 0 })
  })

  it('are the last ones of very many, and say how many came before', () => {
    const { periods, earlier } = periodsOver(question({ since: '2016-03-07' }))
    expect([periods.length, periods.at(-1)?.to]).toEqual([MOST_PERIODS, '2026-03-29'])
    expect(earlier + periods.length).toBe(525)
  })

  it('follow each other without gap or overlap, are over, and are calendar days in every zone', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    )
    const day = fc
      .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2026, 11, 31) / 86_400_000 })
      .map((number) => new Date(number * 86_400_000).toISOString().slice(0, 10))
    const later = fc.integer({ min: 0, max: 500 * 24 })
    fc.assert(
      fc.property(
        zone,
        day,
        later,
        fc.constantFrom('WEEK', 'MONTH'),
        fc.boolean(),
        (timeZone, since, hours, unit, ends) => {
          const now = new Date(Date.parse(`${since}T00:00:00Z`) + hours * HOUR)
          const until = ends ? new Date(now.getTime() - 40 * 24 * HOUR).toISOString().slice(0, 10) : null
          const { periods } = periodsOver({ unit, since, until, timeZone, now })
          for (const [place, { from, to, start, end }] of periods.entries()) {
            const next = periods[place + 1]
            expect(start < end && end <= now.getTime()).toBe(true)
            if (next !== undefined) expect([next.start, next.from]).toEqual([end, dayAfter(to)])
            if (place === 0) expect(from).toBe(since)
            if (until !== null) expect(to <= until).toBe(true)
            if (unit === 'WEEK') expect(Math.abs((end - start) / HOUR - 168) <= 1 || to === until).toBe(true)
          }
          // Nothing that is over is left out.
          const last = periods.at(-1)
          const rest = now.getTime() - (last?.end ?? Date.parse(`${since}T00:00:00Z`))
          if (until === null) expect(rest < 32 * 24 * HOUR + HOUR * 15).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })
})
