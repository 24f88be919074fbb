import { studentP, studentQuantile } from './distributions.ts'
import { FEWEST_FOR_MEANS, type Interval, type Tested } from './interval.ts'

/** How often each value was given. */
export type Histogram = ReadonlyMap<number, number>

export interface Moments {
  readonly n: number
  readonly sum: number
  readonly mean: number
  /** Of the sample, by n − 1; 0 for fewer than two. */
  readonly variance: number
}

/** @throws never; of no values the mean is NaN */
export function momentsOf(values: Histogram): Moments {
  let n = 0
  let sum = 0
  for (const [value, count] of values) {
    n += count
    sum += value * count
  }
  const mean = sum / n
  let squares = 0
  for (const [value, count] of values) squares += count * (value - mean) ** 2
  return { n, sum, mean, variance: n < 2 ? 0 : squares / (n - 1) }
}

/** The 95 % t interval of a mean (Student 1908): mean ± t(n − 1) √(variance / n). Null for fewer than two values. */
export function meanInterval({ n, mean, variance }: Moments): Interval | null {
  if (n < 2) return null
  const margin = studentQuantile(n - 1) * Math.sqrt(variance / n)
  return { low: mean - margin, high: mean + margin }
}

export interface Welch {
  readonly t: number
  readonly df: number
  readonly p: number
}

/** Welch's t test of two means with the degrees of freedom of Satterthwaite. Null if neither varies. */
export function welch(from: Moments, to: Moments): Welch | null {
  const a = from.variance / from.n
  const b = to.variance / to.n
  if (a + b === 0) return null
  const t = (to.mean - from.mean) / Math.sqrt(a + b)
  const df = (a + b) ** 2 / (a ** 2 / (from.n - 1) + b ** 2 / (to.n - 1))
  return { t, df, p: studentP(t, df) }
}

/** Whether two means differ. Below ten answers on either side there is no verdict. */
export function compareMeans(from: Moments, to: Moments): Tested {
  const difference = to.mean - from.mean
  const none = { test: 'WELCH_T', p: null, difference, interval: null } as const
  if (Math.min(from.n, to.n) < FEWEST_FOR_MEANS) return { ...none, reason: 'TOO_FEW' }
  const tested = welch(from, to)
  // Two constants that differ cannot be of one distribution; two equal ones tell nothing of it.
  if (tested === null)
    return difference === 0 ? { ...none, reason: 'NO_VARIANCE' } : { ...none, p: 0, reason: null }
  const margin = studentQuantile(tested.df) * Math.sqrt(from.variance / from.n + to.variance / to.n)
  const interval = { low: difference - margin, high: difference + margin }
  return { test: 'WELCH_T', p: tested.p, reason: null, difference, interval }
}
