import { byLargestRemainder } from './largest-remainder.ts'

/** A stretch on a line of whole numbers (instants in milliseconds, or numbers of days); the end is excluded. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export function overlap(a: Stretch, b: Stretch): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
}

/**
 * The part of a whole number that falls into a period, in proportion to length. The whole is divided over calendar
 * months by largest remainder, of equal ones the earlier month, as sums of costs are; within a month the part up to an
 * instant is rounded to the nearest. So periods that follow one another always add up to the period of both.
 * @param cuts where a month ends and the next begins, in order
 */
export function partWithin(whole: bigint, span: Stretch, period: Stretch, cuts: readonly number[]): bigint {
  if (overlap(span, period) === 0) return 0n
  if (period.start <= span.start && span.end <= period.end) return whole
  const inside = cuts.filter((cut) => cut > span.start && cut < span.end)
  const ends = [span.start, ...inside, span.end]
  const months = ends.slice(1).map((end, place) => ({ start: ends[place] ?? end, end }))
  const parts = byLargestRemainder(
    whole,
    months.map(({ start, end }) => BigInt(end - start)),
  )
  return months.reduce((sum, month, place) => sum + partOfMonth(parts[place] ?? 0n, month, period), 0n)
}

function partOfMonth(whole: bigint, month: Stretch, period: Stretch): bigint {
  const length = BigInt(month.end - month.start)
  const upTo = (at: number) =>
    nearest(whole * BigInt(Math.min(Math.max(at, month.start), month.end) - month.start), length)
  return upTo(period.end) - upTo(period.start)
}

/** The nearest whole number; half is rounded away from 0. @param whole above 0 */
export function nearest(part: bigint, whole: bigint): bigint {
  const size = part < 0n ? -part : part
  const rounded = (2n * size + whole) / (2n * whole)
  return part < 0n ? -rounded : rounded
}
