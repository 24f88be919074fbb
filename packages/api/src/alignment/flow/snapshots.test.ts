import { expect, it } from 'vitest'
import { dueSnapshots, monthsUpTo } from './snapshots.ts'

const due = (today: string, kept: readonly string[] = []) =>
  dueSnapshots(today, new Set(kept)).map(({ day, period, isBackfilled }) => [day, period.from, isBackfilled])

it('the first snapshots are of the last twelve month ends and of yesterday', () => {
  const first = due('2026-03-10')
  expect(first).toHaveLength(13)
  expect(first.at(0)).toEqual(['2025-03-31', '2025-03-01', true])
  expect(first.at(-2)).toEqual(['2026-02-28', '2026-02-01', true])
  expect(first.at(-1)).toEqual(['2026-03-09', '2026-03-01', false])
  // The last day of a month is yesterday, and is not filled in.
  expect(due('2026-03-01').slice(-2)).toEqual([
    ['2026-01-31', '2026-01-01', true],
    ['2026-02-28', '2026-02-01', false],
  ])
})

it('nothing is due twice, and months with any snapshot are not filled in', () => {
  const ends = due('2026-03-10').map(([day]) => String(day))
  expect(due('2026-03-10', ends)).toEqual([])
  expect(due('2026-03-11', ends)).toEqual([['2026-03-10', '2026-03-01', false]])
  const missing = ends.map((day) => (day === '2026-01-31' ? '2026-01-15' : day))
  expect(due('2026-03-10', missing)).toEqual([])
})

it('a history goes back over whole months', () => {
  expect(monthsUpTo('2026-02-10', 1)).toEqual({ from: '2026-02-01', to: '2026-02-10' })
  expect(monthsUpTo('2026-02-10', 12)).toEqual({ from: '2025-03-01', to: '2026-02-10' })
})
