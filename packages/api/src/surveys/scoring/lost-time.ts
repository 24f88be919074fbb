import type { Interval } from './interval.ts'
import { type Histogram, meanInterval, momentsOf } from './means.ts'

export interface LostTime {
  readonly n: number
  /** Minutes of all who answered. */
  readonly sum: number
  readonly mean: number
  readonly meanInterval: Interval | null
  /** The interval of the mean times n: what n such respondents lose. */
  readonly sumInterval: Interval | null
}

/** Working time lost, in minutes. It is never negative, so intervals begin at 0 at the earliest. */
export function lostTime(minutes: Histogram): LostTime {
  const moments = momentsOf(minutes)
  const found = meanInterval(moments)
  const { n, sum, mean } = moments
  const within = found === null ? null : { low: Math.max(0, found.low), high: found.high }
  const scaled = within === null ? null : { low: within.low * n, high: within.high * n }
  return { n, sum, mean, meanInterval: within, sumInterval: scaled }
}
